"""A function per question: the verbs of the command line, asked from Python."""
