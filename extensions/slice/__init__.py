"""The slice: what templates read of one endpoint, and of its project."""
