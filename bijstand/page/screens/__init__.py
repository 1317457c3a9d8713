"""The screens, from a question to one A4."""
