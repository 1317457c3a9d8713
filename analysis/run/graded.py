"""What uncertain tables leave of a run: the primary outcome of its settings over draws of them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.graded.drawn import draws_of, interval
from analysis.stored.summary import complete_pairs
from analysis.words.labels import PRIMARY
from analysis.words.phrases import listed, percent, phrase, points

TEXTS: dict[str, tuple[str, str]] = {
    "said": (
        "The tables under the model are uncertain too: over {draws} draws of their graded cells,"
        " with the luck of seeds taken out, collaboration closes {levels}{difference}.",
        "Ook de tabellen onder het model zijn onzeker: over {draws} trekkingen van hun gegradeerde"
        " cellen, het toeval van seeds eruit genomen, dicht samenwerking {levels}{difference}.",
    ),
    "level": ("{low} to {high}% under {setting}", "{low} tot {high}% bij {setting}"),
    "difference": (
        ", and {setting} differs from {first} by {size}",
        ", en verschilt {setting} van {first} met {size}",
    ),
}


def table_of_draws(
    outcomes: pd.DataFrame, differences: pd.DataFrame, runs: pd.DataFrame, drawn: pd.DataFrame
) -> pd.DataFrame:
    """Return the primary outcome of each setting, and of each difference, with both intervals.

    Args:
        outcomes: From ``analysis.stored.summary.outcome_table``.
        differences: From ``analysis.stored.summary.difference_table``.
        runs: A row per run of the tables as they stand.
        drawn: A row per run of the draws, from ``analysis.graded.drawn.draws_design``.

    Returns:
        axis ("level", or "difference" from the first setting), point, setting, mean, low, high
        (95 % over seeds), tables_low, tables_high, draws.
    """
    levels = outcomes[outcomes["outcome"] == PRIMARY]
    apart = differences[differences["outcome"] == PRIMARY]
    whole = complete_pairs(runs, len(levels))
    seeds = whole.pivot(index="replication", columns="point", values=PRIMARY)
    values = draws_of(drawn, len(levels))
    rows = []
    for axis, table in (("level", levels), ("difference", apart)):
        for row in table.to_dict("records"):
            point = int(row["point"])
            own, of_draws = seeds[point], values[point]
            if axis == "difference":
                own, of_draws = own - seeds[0], of_draws - values[0]
            low, high = interval(of_draws, float(own.var()), float(row["mean"]))
            rows.append(
                {
                    "axis": axis,
                    **{name: row[name] for name in ("point", "setting", "mean", "low", "high")},
                    "tables_low": low,
                    "tables_high": high,
                    "draws": int((~pd.isna(of_draws)).sum()),
                }
            )
    return pd.DataFrame(rows)


def sentence(table: pd.DataFrame, titles: Sequence[str], language: str) -> list[str]:
    """Say what the tables leave; nothing where they leave no interval.

    Args:
        table: From ``table_of_draws``.
        titles: What the settings are called, in their order.
        language: "en" or "nl".
    """
    there = table.dropna(subset="tables_low")
    levels = there[there["axis"] == "level"].to_dict("records")
    if not levels:
        return []
    said = [
        phrase(
            TEXTS,
            "level",
            language,
            setting=titles[row["point"]],
            low=percent(row["tables_low"], language),
            high=percent(row["tables_high"], language),
        )
        for row in levels
    ]
    apart = [
        phrase(
            TEXTS,
            "difference",
            language,
            setting=titles[row["point"]],
            first=titles[0],
            size=points(row["mean"], language, row["tables_low"], row["tables_high"]),
        )
        for row in there[there["axis"] == "difference"].to_dict("records")
    ]
    return [
        phrase(
            TEXTS,
            "said",
            language,
            draws=int(levels[0]["draws"]),
            levels=listed(said, language),
            difference="".join(apart),
        )
    ]
