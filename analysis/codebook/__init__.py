"""Proof per code: what the study found, shown in the model or reported as not shown.

Each leaf of the study's codes (``codes.csv``) has one or more experiments (``experiments.csv``):
settings on the same seeds, what is read off them, and the range in which the whole 95 % interval
must lie for the effect to count as shown. They are claims (``analysis.claims``) like the patterns;
the tests and the document ``docs/codebook.md`` (``python -m analysis.codebook``) both come from
them.
"""
