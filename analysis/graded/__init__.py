"""The tables are uncertain: settings on draws of all graded cells, and what that leaves."""
