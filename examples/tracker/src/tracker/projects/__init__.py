"""Project: its table, schemas, service and routes."""
