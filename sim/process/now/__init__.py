"""How things stand at a moment: what grew between units is read with its decay."""
