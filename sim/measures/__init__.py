"""From the log of requests to outcomes."""
