"""Which conditions matter: estimators of sensitivity on stored designs, checked and explained."""

DEFAULT_METHOD = "shapley"
