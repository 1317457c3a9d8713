"""One run that is watched: the model with a journal, played and read."""
