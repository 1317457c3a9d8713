"""Which conditions matter: estimators of sensitivity on stored designs, checked and explained."""
