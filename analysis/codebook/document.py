"""The document: every code with its finding, what carries it, and the measured effects."""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.claims.judge import PASSES
from analysis.codebook.codes import GROUPS, Code, codes
from analysis.codebook.declare import DAYS, SEEDS, WARM_UP_DAYS, Experiment, experiments
from sim.conditions import CONDITIONS
from sim.words.numbers import to_digits, with_interval

TESTS = "tests/analysis/codebook/test_codebook.py"
SHOWN, IN_PART, NOT_SHOWN = "shown", "in part", "not shown"

OPENING = f"""\
# Proof per code

The study that this model rests on ends in a tree of codes: what its respondents and documents name
as conditions of effective collaboration, and how they know it when they see it. Here is each of
its 38 leaves, with what carries it in the model and whether its effect shows there.

*How to read it.* Every row is an experiment: settings on the same {SEEDS} seeds (where not said
otherwise), {DAYS} days after {WARM_UP_DAYS} days of warm-up, so that a difference is of the same
needs with the same random numbers. The effect is the mean over seeds with its 95 % interval. It is
*shown* where the whole interval lies in the range named as expected. Ranges were fixed before
anything was measured; after a first look more seeds were taken where acts are rare (codes 12, 18
and 20), one 0 is read as 0 but for rounding (code 3), and two experiments were added to explain
what did not show (code 14). What does not show is a finding about the model, reported with the
reason.

*What it is not.* Most conditions are priors, so sizes say what the model does with them and are no
measurements of the Netherlands. That an effect shows means that the model carries what the study
says, not that the study is right.

Made by `make codebook` from the experiments declared in `analysis/codebook/experiments.csv`; the
same experiments are the tests in `{TESTS}`.
"""


Finding = Mapping[Hashable, Any]
"""What came of an experiment: its row of ``analysis.claims.measure.evaluate``."""


def is_shown(finding: Finding) -> bool:
    """Return whether the whole interval lies where the claim says."""
    return bool(finding["verdict"] == PASSES)


def verdict(shown: Sequence[bool]) -> str:
    """Return whether a code's effect shows: in all of its experiments, in some, or in none."""
    return SHOWN if all(shown) else IN_PART if any(shown) else NOT_SHOWN


def test_name(experiment: Experiment) -> str:
    """Return the test that says the same."""
    return f"test_code_shows[{experiment.id}]"


def of_code(number: int) -> list[Experiment]:
    """Return the experiments of one code, in the order of their declaration."""
    return [experiment for experiment in experiments() if experiment.code == number]


def document(found: pd.DataFrame) -> str:
    """Return the document in Markdown.

    Args:
        found: A row per experiment, from ``analysis.codebook.studies.measure``.
    """
    findings = found.to_dict("index")
    parts = [OPENING, _summary(findings)]
    for code in codes().values():
        if code.level == "parent":
            parts.append(
                f"## {code.number} {code.name_en} ({code.name_nl})\n\n"
                f"{GROUPS[code.group][0]} ({GROUPS[code.group][1]}), {code.section}.\n"
            )
        else:
            parts.append(_leaf(code, findings))
    return "\n".join(parts)


def _summary(findings: Mapping[Hashable, Finding]) -> str:
    leaves = [code for code in codes().values() if code.level == "leaf"]
    rows = ["| code | name | equations | verdict |", "|---|---|---|---|"]
    verdicts: list[str] = []
    for code in leaves:
        verdicts.append(_verdict_of(code, findings))
        found = verdicts[-1]
        if code.shared_with is not None:
            found += f", with the mechanism of {code.shared_with}"
        rows.append(f"| {code.number} | {code.name_en} | {code.equations} | {found} |")
    counts = ", ".join(
        f"{verdicts.count(word)} {word}"
        for word in (SHOWN, IN_PART, NOT_SHOWN)
        if verdicts.count(word)
    )
    return (
        f"Of {len(leaves)} codes: {counts} (in part: not in all of their experiments).\n\n"
        + "\n".join(rows)
        + "\n"
    )


def _verdict_of(code: Code, findings: Mapping[Hashable, Finding]) -> str:
    return verdict([is_shown(findings[experiment.id]) for experiment in of_code(code.number)])


def _leaf(code: Code, findings: Mapping[Hashable, Finding]) -> str:
    mine = of_code(code.number)
    carried = [name for name, c in CONDITIONS.items() if code.number in c.codes]
    conditions = ", ".join(f"`{name}`" for name in carried) or "none of its own"
    lines = [
        f"### {code.number} {code.name_en} ({code.name_nl}): {_verdict_of(code, findings)}",
        "",
        f"{code.finding} ({code.section})",
        "",
        f"Carried by: {code.carrier}. Conditions: {conditions}. Equations: {code.equations}.",
        "",
        "| what must be seen | measured | settings | expected | effect | |",
        "|---|---|---|---|---|---|",
        *(_row(experiment, findings[experiment.id]) for experiment in mine),
        "",
        "Tests: " + ", ".join(f"`{test_name(e)}`" for e in mine) + ".",
        "",
    ]
    if code.shared_with is not None:
        other = codes()[code.shared_with]
        lines += [
            f"*One mechanism*: this code and {other.number} ({other.name_en}) are one in the "
            "model, a part of mutual understanding M. The source names both and tells no "
            "difference in what they do, so what shows for the one shows for the other, and the "
            "model cannot say which of the two it is.",
            "",
        ]
    for experiment in mine:
        if experiment.absent:
            lines += [f"*Why not*: {experiment.claim}. {experiment.absent}", ""]
    return "\n".join(lines)


def _row(experiment: Experiment, finding: Finding) -> str:
    seeds = "" if experiment.seeds == SEEDS else f" ({experiment.seeds} seeds)"
    cells = (
        experiment.claim,
        f"{experiment.measured}: {experiment.contrast}",
        f"{experiment.in_words()}{seeds}",
        str(experiment.expected),
        effect(finding),
        SHOWN if is_shown(finding) else NOT_SHOWN,
    )
    return "| " + " | ".join(cells) + " |"


def effect(finding: Finding) -> str:
    """Return an effect with its interval, to three digits."""
    if math.isnan(finding["value"]):
        return "does not exist"
    written = [to_digits(finding[key], "en", decimals=5) for key in ("value", "low", "high")]
    return with_interval(written, "en")
