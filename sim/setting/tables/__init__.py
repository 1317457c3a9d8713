"""The tables of a run: who could work together, and what each offers."""
