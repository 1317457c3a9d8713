"""The document: every code with its finding, what carries it, and the measured effects."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from analysis.codebook.codes import GROUPS, Code, codes
from analysis.codebook.declare import DAYS, SEEDS, WARM_UP_DAYS, Experiment
from analysis.codebook.measure import Finding
from sim.conditions import CONDITIONS

TESTS = "tests/analysis/test_codebook.py"
SHOWN, IN_PART, NOT_SHOWN = "shown", "in part", "not shown"

OPENING = f"""\
# Proof per code

The study that this model rests on ends in a tree of codes: what its respondents and documents name
as conditions of effective collaboration, and how they know it when they see it. Here is each of
its 38 leaves, with what carries it in the model and whether its effect shows there.

*How to read it.* Every row is an experiment: settings on the same {SEEDS} seeds (where not said
otherwise), {DAYS} days after {WARM_UP_DAYS} days of warm-up, so that a difference is of the same
needs with the same luck. The effect is the mean over seeds with its 95 % interval. It is *shown*
where the whole interval lies in the range named as expected. Ranges were fixed before anything was
measured; after a first look more seeds were taken where acts are rare (codes 12, 18 and 20), one 0
is read as 0 but for rounding (code 3), and two experiments were added to explain what did not show
(code 14). What does not show is a finding about the model, reported with the reason.

*What it is not.* Most conditions are priors, so sizes say what the model does with them and are no
measurements of the Netherlands. That an effect shows means that the model carries what the study
says, not that the study is right.

Made by `make codebook` from the experiments declared in `analysis/codebook/`; the same experiments
are the tests in `{TESTS}`.
"""


def verdict(findings: Sequence[Finding]) -> str:
    """Return whether a code's effect shows: in all of its experiments, in some, or in none."""
    shown = [finding.shown for finding in findings]
    return SHOWN if all(shown) else IN_PART if any(shown) else NOT_SHOWN


def test_name(experiment: Experiment) -> str:
    """Return the test that says the same."""
    return f"test_code_shows[{experiment.id}]"


def of_code(findings: Mapping[str, Finding], number: int) -> list[Finding]:
    """Return the findings of one code, in the order of their declaration."""
    return [finding for finding in findings.values() if finding.experiment.code == number]


def document(findings: Mapping[str, Finding]) -> str:
    """Return the document in Markdown."""
    parts = [OPENING, _summary(findings)]
    for code in codes().values():
        if code.level == "parent":
            parts.append(
                f"## {code.number} {code.name_en} ({code.name_nl})\n\n"
                f"{GROUPS[code.group][0]} ({GROUPS[code.group][1]}), {code.section}.\n"
            )
        else:
            parts.append(_leaf(code, of_code(findings, code.number)))
    return "\n".join(parts)


def _summary(findings: Mapping[str, Finding]) -> str:
    leaves = [code for code in codes().values() if code.level == "leaf"]
    rows = ["| code | name | equations | verdict |", "|---|---|---|---|"]
    for code in leaves:
        found = verdict(of_code(findings, code.number))
        if code.shared_with is not None:
            found += f", with the mechanism of {code.shared_with}"
        rows.append(f"| {code.number} | {code.name_en} | {code.equations} | {found} |")
    verdicts = [verdict(of_code(findings, code.number)) for code in leaves]
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


def _leaf(code: Code, findings: Sequence[Finding]) -> str:
    carried = [name for name, c in CONDITIONS.items() if code.number in c.codes]
    conditions = ", ".join(f"`{name}`" for name in carried) or "none of its own"
    lines = [
        f"### {code.number} {code.name_en} ({code.name_nl}): {verdict(findings)}",
        "",
        f"{code.finding} ({code.section})",
        "",
        f"Carried by: {code.carrier}. Conditions: {conditions}. Equations: {code.equations}.",
        "",
        "| what must be seen | measured | settings | expected | effect | |",
        "|---|---|---|---|---|---|",
        *(_row(finding) for finding in findings),
        "",
        "Tests: " + ", ".join(f"`{test_name(f.experiment)}`" for f in findings) + ".",
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
    for finding in findings:
        if finding.experiment.absent:
            lines += [f"*Why not*: {finding.experiment.claim}. {finding.experiment.absent}", ""]
    return "\n".join(lines)


def _row(finding: Finding) -> str:
    experiment = finding.experiment
    seeds = "" if experiment.seeds == SEEDS else f" ({experiment.seeds} seeds)"
    cells = (
        experiment.claim,
        f"{experiment.measured}: {experiment.contrast.name}",
        f"{experiment.settings()}{seeds}",
        str(experiment.region),
        effect(finding),
        SHOWN if finding.shown else NOT_SHOWN,
    )
    return "| " + " | ".join(cells) + " |"


def effect(finding: Finding) -> str:
    """Return an effect with its interval, to three digits."""
    if math.isnan(finding.mean):
        return "does not exist"
    numbers = [_number(value) for value in (finding.mean, finding.low, finding.high)]
    if len(set(numbers)) == 1:
        return numbers[0]
    return f"{numbers[0]} ({numbers[1]} to {numbers[2]})"


def _number(value: float) -> str:
    if abs(value) < 1e-9:
        return "0"
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    return f"{value:.{min(digits, 5)}f}".replace("-", "−")
