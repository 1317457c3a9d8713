"""Which draws of the conditions the data do not rule out."""
