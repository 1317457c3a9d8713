"""Verbs that show what is declared, or open the page."""
