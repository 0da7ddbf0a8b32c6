"""The survey: what a project is like, read from its files alone."""
