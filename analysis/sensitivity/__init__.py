"""Which conditions matter: estimators of sensitivity on stored designs, checked and explained."""

SURROGATE = "surrogate"
"""The method that works out shares through a surrogate of a sample of independent draws."""

DEFAULT_METHOD = SURROGATE
