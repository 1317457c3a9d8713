"""Tables to hand on: a workbook, or CSV for a spreadsheet, with words, labels and units."""
