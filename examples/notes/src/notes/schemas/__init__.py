"""What clients send and get, a module a resource."""
