"""Routes for each resource."""
