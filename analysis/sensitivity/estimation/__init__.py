"""Estimators of sensitivity, and what is checked beside them."""
