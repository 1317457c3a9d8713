"""What differs between settings that were run on the same seeds."""
