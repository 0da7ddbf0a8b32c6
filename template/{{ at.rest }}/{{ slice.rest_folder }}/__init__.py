"""What the endpoints of all resources share."""
