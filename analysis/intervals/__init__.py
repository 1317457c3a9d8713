"""How sure a mean is: intervals that hold for skewed outcomes, and tests of several at once."""
