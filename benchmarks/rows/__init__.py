"""The rows of the table of measures, a file for each kind."""
