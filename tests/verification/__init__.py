"""Verification against closed forms, an independent simulation, and metamorphic relations."""
