"""The state of a run: records, codes, and how compiled code sees them."""
