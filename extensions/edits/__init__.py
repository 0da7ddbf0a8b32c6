"""Edits: what is registered in files that other endpoints share with this one.

Pure: a text and what it has to hold make the new text, or `NotSafe`.
"""
