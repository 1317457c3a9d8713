"""Verbs that show what is declared and what it implies, or open the page."""
