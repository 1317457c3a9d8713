"""Theories held against each other three ways: raw, at one level, and standardised.

``python -m analysis.theories`` measures and writes ``docs/theories.md``: as often passes at the
defaults, what the index does over draws from the priors, what levers bring under each theory, and
how much of the variance of the primary outcome the open questions take.
"""
