"""Which conditions matter: estimators of sensitivity on stored designs, checked and explained."""

SURROGATE = "surrogate"
"""The method that works out shares through a surrogate of a sample of independent draws."""

CORRECTED = 10
"""How many factors are corrected by further runs, the largest first."""


def method_for(design: str) -> str:
    """Return the method of a study that names none, by the kind of its design.

    A design of Shapley's suits no other, and was the default when most stored studies were made.
    """
    return "shapley" if design == "shapley" else SURROGATE
