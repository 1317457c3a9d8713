"""The browser page: watch a run on the map, ask it why, compare, and take it along."""
