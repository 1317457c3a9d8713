"""All random numbers of a run, drawn before it begins."""
