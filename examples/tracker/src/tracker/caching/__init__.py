"""Answers kept on the server for a while, and dropped when what they tell is written."""
