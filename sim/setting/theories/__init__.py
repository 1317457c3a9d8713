"""Theories: the answers to open questions, and the level that all are brought to."""
