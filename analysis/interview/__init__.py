"""What officials would say stood in the way, and what did."""
