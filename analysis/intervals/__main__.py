"""Make the shapes that ship: ``python -m analysis.intervals`` (some minutes on a core)."""

from __future__ import annotations

from itertools import product

from analysis.intervals.runs import runs_of
from analysis.intervals.shapes import FILE, SCENARIOS, SEEDS, store
from experiments.design.frame import Frame
from sim.setting.configuration import names_in
from sim.sources import MODEL


def main() -> None:
    """Run no lever and every single one in three scenarios, and store the outcomes."""
    levers = ("none", *(name for name in names_in("policy") if name != "none"))
    runs = runs_of(product(SCENARIOS, levers), SEEDS, Frame())
    store(
        runs,
        {"model": MODEL, "made by": "make shapes", "first seed": SEEDS[0], "seeds": len(SEEDS)},
    )
    print(f"{FILE}: {len(runs)} runs of {len(SCENARIOS)} scenarios x {len(levers)} policies")


if __name__ == "__main__":
    main()
