"""Scenarios: demand, shortage and shocks, day by day."""
