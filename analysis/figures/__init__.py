"""Figures of stored results: readable in print and by the colour-blind, labelled with units."""
