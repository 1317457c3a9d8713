"""Finished studies as data."""
