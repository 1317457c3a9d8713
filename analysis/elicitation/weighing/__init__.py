"""How officials weigh: vignettes, their answers, and the rules that these are held against."""
