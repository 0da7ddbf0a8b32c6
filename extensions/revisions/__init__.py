"""Revisions of the database that follow from changed answers."""
