"""Verbs that work on studies that are stored."""
