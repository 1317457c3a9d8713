"""Scenario, policy, theory and world, put together into what is run."""
