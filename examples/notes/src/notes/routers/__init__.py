"""The HTTP side of each resource."""
