"""A study on disk: its folder, what it holds, and how it is written."""
