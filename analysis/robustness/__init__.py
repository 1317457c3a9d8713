"""Which policies hold up over many futures, and at what cost."""
