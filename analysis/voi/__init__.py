"""What to find out first: what knowing an uncertain thing would be worth to a choice."""
