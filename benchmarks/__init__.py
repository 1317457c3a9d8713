"""How fast bijstand is: every measure of its design, as ratios inside one process.

``python -m benchmarks`` prints the table, ``python -m benchmarks.growth`` draws how time grows.
"""
