"""Stages: what holds from which day of a run, and how far a lever has come by then."""
