"""From finished runs to answers: intervals, differences, attribution, tables, figures, words."""
