"""How often the intervals that bijstand prints hold the truth, on its own runs."""
