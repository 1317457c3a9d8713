"""Verbs that run a study and answer its question."""
