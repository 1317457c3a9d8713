"""A game of three gates, with what each adds in every order, worked out by hand."""

from __future__ import annotations

# All eight values of a game that is neither a sum nor a product, and its Shapley values by hand:
# means over the six orders of what a gate adds when it is opened.
GAME = {
    "": 10.0,
    "want": 16.0,
    "can": 25.0,
    "may": 13.0,
    "want+can": 37.0,
    "want+may": 20.0,
    "can+may": 30.0,
    "want+can+may": 46.0,
}
ORDERS = {
    "want": (6, 6, 12, 7, 16, 16),  # first twice, after can, after may, last twice
    "can": (15, 15, 21, 17, 26, 26),
    "may": (3, 3, 4, 5, 9, 9),
}
WORTH = {gate: sum(added) / 6 for gate, added in ORDERS.items()}
