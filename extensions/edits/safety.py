"""When an edit is not made."""


class NotSafe(Exception):
    """The text is not what the edit expects; the message says what is missing."""
