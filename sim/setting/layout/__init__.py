"""The layout of a world: who could work together, and what each offers."""
