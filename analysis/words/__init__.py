"""Names, numbers and titles as people read them, in English and Dutch; the style of figures."""
