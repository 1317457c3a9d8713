"""Which conditions matter, from any sample of independent draws: through a surrogate, judged."""
