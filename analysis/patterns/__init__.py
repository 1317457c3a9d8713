"""The 48 claims of the study as patterns: what each says, how it is measured, whether it holds.

A pattern that was written into an equation (*design*) can only verify the code. The others are
results, whichever way they fall: *emergent* ones follow from many rules together, *discriminating*
ones tell rival theories apart, *null* ones say that something hardly matters.
"""
