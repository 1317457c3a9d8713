"""Pictures and tables of the page, as SVG and HTML."""
