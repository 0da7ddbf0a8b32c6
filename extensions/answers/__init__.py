"""The answers: the language of fields, what can be chosen, and what contradicts what."""
