"""The plan: what is written, edited and kept, before any of it is done."""
