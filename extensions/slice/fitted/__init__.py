"""Slices that fit projects which this template did not make."""
