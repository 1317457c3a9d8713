"""From the words of a command line to a verb, and what all verbs have in common."""
