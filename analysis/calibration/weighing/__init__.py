"""How draws are chosen and weighed by what was seen."""
