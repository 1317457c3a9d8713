"""Whether capacity carries or moderates what willingness does."""
