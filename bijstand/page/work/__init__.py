"""What is worked out for readers: whose turn it is, studies on their shelf, files to take along."""
