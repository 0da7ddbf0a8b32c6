"""Migrations of recorded answers, from one version of the template to the next."""
