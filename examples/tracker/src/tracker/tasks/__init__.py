"""Task: its table, schemas, service and routes."""
