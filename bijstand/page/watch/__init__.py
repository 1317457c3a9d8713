"""The panels of a run that is watched, and the story of one request."""
