"""Caching of responses on the server, until their tables are written."""
