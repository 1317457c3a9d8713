"""How outcomes spread and respond over the points of a design."""
