"""Proof per code: what the study found, shown in the model or reported as not shown.

Each leaf of the study's codes has one or more experiments: settings on the same seeds, what is
measured in them, and the range in which the whole 95 % interval must lie for the effect to count
as shown. They are declared once (``willen``, ``kunnen``, ``mogen``, ``effective``); the tests and
the document ``docs/codebook.md`` (``python -m analysis.codebook``) both come from them.
"""
