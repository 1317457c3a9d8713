"""From words and files to one checked description of what is run."""
