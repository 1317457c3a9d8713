"""One A4 to hand on: question, advice by declared rules, a table, a figure, what turns it over."""
