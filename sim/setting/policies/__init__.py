"""Policies: levers, how hard and how long each is pulled, and what they change."""
