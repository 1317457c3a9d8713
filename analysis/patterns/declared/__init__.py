"""The claims, and what is measured for each."""
