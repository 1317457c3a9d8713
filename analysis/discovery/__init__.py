"""Under which conditions the collaboration fails."""
