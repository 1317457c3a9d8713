"""Many runs at once, in the arrays of one batch."""
