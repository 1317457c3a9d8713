"""The document on theories at one level, from what was measured."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.documents.tables import markdown_table
from analysis.theories.estimate import convention_decides, first_order, lever_effects
from analysis.theories.measure import LEVERS, POINTS, SEEDS, THEORIES
from sim.outcomes import PRIMARY
from sim.setting.level import LEVEL, LEVELS, RAW, STANDARDISED

OPENING = """\
# Theories at one level

The answers to S1, S3, S5 and S11 differ in how much passes before they differ in what matters, and
what a lever brings depends on how much passes. So theories are brought to the level of `figure_2`
before they are compared ([ODD](ODD.md), section 7.9). `standardised` (the default) gives the index
of willingness the mean and the spread that the sum has over draws from the priors, `level` the mean
alone; both then let as much pass at the defaults. `raw` leaves every answer as it stands. The
source study does not settle which is right: what differs between `level` and `standardised`
hangs on the convention and is no finding about a theory.

Made by `python -m analysis.theories`; what the outcome is stands in [outcomes](tables/outcomes.md).
"""
COLUMNS = {RAW: "raw", LEVEL: "level", STANDARDISED: "standardised"}


def document(tables: dict[str, pd.DataFrame]) -> str:
    """Return the document.

    Args:
        tables: ``rates``, ``levers``, ``quantiles``, ``least`` and ``varied_<level>``, as
            ``analysis.theories.measure`` makes them.
    """
    effects = lever_effects(tables["levers"])
    return "\n".join(
        [
            OPENING,
            "## How much passes at the defaults\n",
            "Share of needs with a gap and without consent for which all three gates were open, in "
            "the baseline: on the 40 seeds that the constants were found with, and on 40 others.\n",
            _rates(tables["rates"]),
            "## What the index does over draws from the priors\n",
            "Willingness of both sides at the needs of 2,000 draws from the priors, by answer to "
            "S11: where its lowest and highest fiftieth begin.\n",
            _quantiles(tables["quantiles"]),
            "Which driver is the least at those needs, and alone counts under `weakest` (share):\n",
            _least(tables["least"]),
            "## What levers bring\n",
            f"Points of gap closed by collaboration that a lever brings, paired over {len(SEEDS)} "
            "seeds, with the 95 % interval.\n",
            *[f"### {COLUMNS[level]}\n\n{_levers(effects, level)}" for level in LEVELS],
            "### Where the convention decides\n",
            "A sentence about theories needs both conventions. Said of a lever under a theory, "
            "against the same lever under `figure_2`:\n",
            _decided(convention_decides(effects)),
            "## What the open questions take of the variance\n",
            f"First-order shares (%) of the variance of gap closed over {POINTS:,} draws of all "
            "conditions and all switches, a seed each; the ten largest under any of the three.\n",
            _shares(tables),
        ]
    )


def _rates(rates: pd.DataFrame) -> str:
    wide = rates.pivot(index="theory", columns="level")
    head = ("theory", *(f"{COLUMNS[x]}, {y}" for x in LEVELS for y in ("same", "other seeds")))
    rows = [
        (f"`{name}`", *(f"{wide.loc[name, (part, level)]:.3f}" for level in LEVELS
                        for part in ("centred on", "other seeds")))
        for name in THEORIES
    ]  # fmt: skip
    return markdown_table(head, rows)


def _quantiles(quantiles: pd.DataFrame) -> str:
    head = ("drivers", "level", "side", "2 %", "50 %", "98 %")
    rows = [
        (f"`{row.drivers}`", row.level, row.side, *(f"{x:.3f}" for x in row[3:]))
        for _, row in quantiles.iterrows()
    ]
    return markdown_table(head, rows)


def _least(least: pd.DataFrame) -> str:
    drivers = [column for column in least if column != "side"]
    rows = [(row["side"], *(f"{row[d]:.2f}" for d in drivers)) for _, row in least.iterrows()]
    return markdown_table(("side", *drivers), rows)


def _levers(effects: pd.DataFrame, level: str) -> str:
    at = effects[effects["level"] == level].set_index(["name", "policy"])
    rows = [(f"`{name}`", *(_effect(at.loc[(name, lever)]) for lever in LEVERS))
            for name in THEORIES]  # fmt: skip
    return markdown_table(("theory", *(f"`{lever}`" for lever in LEVERS)), rows)


def _effect(row: pd.Series) -> str:
    return f"{_signed(row['effect'])} ({_signed(row['low'])} to {_signed(row['high'])})"


def _signed(share: float) -> str:
    return f"{100 * share:+.1f}".replace("-", "−")


def _decided(differ: pd.DataFrame) -> str:
    if differ.empty:
        return "Nowhere: both conventions say the same of every lever.\n"
    rows = [(f"`{row['name']}`", f"`{row['policy']}`", row[LEVEL], row[STANDARDISED], row[RAW])
            for _, row in differ.iterrows()]  # fmt: skip
    return markdown_table(("theory", "lever", "level", "standardised", "raw"), rows)


def _shares(tables: dict[str, pd.DataFrame]) -> str:
    found = {
        level: {factor: first_order(table, factor) for factor in _factors(table)}
        for level, table in ((level, tables[f"varied_{level}"]) for level in LEVELS)
    }
    largest = sorted(
        next(iter(found.values())),
        key=lambda factor: -max(found[level][factor][0] for level in LEVELS),
    )
    open_questions = ("theory.gates", "theory.drivers", "theory.trust", "theory.procedure")
    shown = dict.fromkeys([*open_questions, *largest[:10]])
    rows = [
        (f"`{factor}`", *(_share(found[level][factor]) for level in LEVELS)) for factor in shown
    ]
    spread = [f"{tables[f'varied_{level}'][PRIMARY].std():.3f}" for level in LEVELS]
    return markdown_table(("factor", *LEVELS), [*rows, ("standard deviation", *spread)])


def _factors(table: pd.DataFrame) -> Iterable[str]:
    return [column for column in table if column != PRIMARY]


def _share(of: tuple[float, float, float]) -> str:
    return f"{100 * of[0]:.1f} ({100 * of[1]:.1f} to {100 * of[2]:.1f})"
