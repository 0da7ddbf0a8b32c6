"""Measures the code that the template writes against other ways to write it."""
