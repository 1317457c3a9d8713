"""The forms that people fill in, as files that need no network."""
