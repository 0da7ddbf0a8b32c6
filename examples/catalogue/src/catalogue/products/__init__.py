"""Product: its table, schemas, service and routes."""
