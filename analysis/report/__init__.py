"""One self-contained page from stored studies: what was found, how sure it is, how to redo it."""
