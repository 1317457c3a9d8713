"""Small faults put into the code one at a time: do the tests notice?

A fault is declared in ``faults/<area>.yaml``; ``python -m tests.mutants`` puts each into a copy of
the project, runs the tests that are to notice it, and writes ``score.json``;
``docs/verification.md`` shows the score.
"""
