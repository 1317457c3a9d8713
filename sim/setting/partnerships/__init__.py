"""Partnerships, and the people that are held out for them."""
