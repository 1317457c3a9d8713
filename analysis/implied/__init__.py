"""What the declared ranges imply: quantities that nobody declared, over draws from the ranges."""
