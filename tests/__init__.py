"""What the model claims, checked."""
