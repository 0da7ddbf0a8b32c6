"""Prove the template on a copy of a project."""
