"""Label: its table, schemas, service and routes."""
