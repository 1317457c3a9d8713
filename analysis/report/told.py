"""The worked study's answer in sentences, each made from its numbers, with where it holds.

No sentence here names a lever, a condition or a gate by itself: which one it is comes from the
stored runs, and so do the theories under which it holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import groupby

import pandas as pd
from scipy.stats import ttest_ind

from analysis.answers import answer_of
from analysis.intervals.several import holm_verdicts
from analysis.report.results import Results
from analysis.report.verdicts import (
    AGAINST,
    AGREES,
    DRAWN,
    LEFT,
    NONE,
    OPEN,
    SMALLER,
    WHATEVER,
    Size,
    by_theory,
    marked,
    verdict,
    verdicts,
)
from analysis.sensitivity.estimation.bounds import within_bounds
from analysis.sensitivity.given.terms import OPEN as OPEN_QUESTIONS
from analysis.sensitivity.given.terms import term_name
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.costs import million_euro, persons_away
from analysis.words.factors import name_and_key
from analysis.words.labels import GATE_NAMES
from analysis.words.phrases import floats, listed, percent, spanned
from analysis.words.titles import quoted, unquoted
from experiments.design.point import NO_POLICY, name_in_words
from sim.setting.configuration import names_in

EN = "en"
TERMS_NAMED, FACTORS_NAMED = 4, 3
GATES = ("want", "can", "may")
BROUGHT = {
    AGREES: "more than 2 percentage points",
    SMALLER: "something that is told from nothing, but not 2 percentage points for sure,",
    NONE: "less than 2 percentage points on either side",
    AGAINST: "something that is told from nothing is lost",
}
"""What levers do of which one verdict holds under every theory."""


def answer_in_words(results: Results) -> list[str]:
    """Say what the study came to, a sentence or a few for each of its questions."""
    told: list[str] = []
    told += _gates(results) if results.of("attribute") else []
    told += [_conditions(each) for each in results.of("sensitivity")]
    told += _levers(results) if results.of("compare") else []
    told += [line for each in results.of("choose") for line in _choice(each)]
    told += [answer_of(each).sentences(EN)[0] for each in results.of("voi")]
    told += [line for each in results.of("calibrate") for line in answer_of(each).sentences(EN)[:2]]
    return [*told, *_moved(results)]


def _gates(results: Results) -> list[str]:
    """Say which gate would bring most, and where it is another one."""
    found: dict[str, list[Size]] = {}
    for own in zip(*(results.worth(gate) for gate in GATES), strict=True):
        place = max(range(len(GATES)), key=lambda at: own[at].value)
        clear = all(own[place].low > own[at].high for at in range(len(GATES)) if at != place)
        found.setdefault(GATES[place] if clear else "", []).append(own[place])
    first, *others = sorted(found, key=lambda gate: -len(found[gate]))
    every = sum(map(len, found.values()))
    name = GATE_NAMES[first][0] if first else "no gate by itself"
    said = (
        f"Opening {name} would bring most in {_counted(len(found[first]), every)} settings,"
        f" each with its theory: {_span(found[first])}."
    )
    for gate in others:
        where = "; ".join(f"{size.where}, {marked(size.theory)}" for size in found[gate])
        other = f"it is {GATE_NAMES[gate][0]}" if gate else "the runs do not tell which"
        said += f" Elsewhere {other}: {where}."
    return [said]


def _counted(count: int, every: int) -> str:
    return f"all {every}" if count == every else f"{count} of the {every}"


def _span(sizes: Sequence[Size]) -> str:
    """Write from how much to how much effects go, without their intervals."""
    ends = [pick(size.value for size in sizes) for pick in (min, max)]
    low, high = (spanned(end, EN, float("nan"), float("nan")) for end in ends)
    return f"{low} to {high} percentage points"


def _conditions(each: Stored) -> str:
    """Say what matters in a setting by the source study's terms, over all answers, and how sure."""
    found = answer_of(each).parts["found"](EN)[0]
    quality, where = found.quality.iloc[0], unquoted(found.where)
    terms = found.terms.set_index("term")
    first = [
        f"{term_name(str(term), EN)} ({percent(within_bounds(float(row['estimate'])), EN)}%)"
        for term, row in terms.drop(index=OPEN_QUESTIONS, errors="ignore")
        .head(TERMS_NAMED)
        .iterrows()
    ]
    share = terms["estimate"].get(OPEN_QUESTIONS, 0.0)
    noise = float(quality["noise"])
    chance = "chance not measured" if math.isnan(noise) else f"chance {percent(noise, EN)}%"
    steered = found.steerable[
        found.steerable["told_from_dummy"].astype(bool)
        & ~found.steerable["by_definition"].astype(bool)
    ].head(FACTORS_NAMED)
    names = [name_and_key(str(factor), EN) for factor in steered["factor"]]
    settled = bool(len(found.settled)) and bool(found.settled["met"].all())
    return (
        f"Under “{where}”, over all answers to the open questions, most of what a surrogate sees"
        f" of the variance (Q² {percent(float(quality['q2']), EN)}%, {chance}) lies with"
        f" {listed(first, EN)}, and"
        f" {percent(within_bounds(float(share)), EN)}% with the open questions themselves. Of what"
        f" somebody can change, {listed(names, EN) or 'nothing that is told'} come first. Of these"
        f" shares the order is {'settled' if settled else 'not settled'} by the study's own test."
    )


def _levers(results: Results) -> list[str]:
    """Put levers together by what holds of them, whatever the theory or not."""
    groups: dict[str, list[str]] = {}
    for lever in _compared(results):
        found = verdicts(results.gain(lever))
        key = next(iter(found)) if len(found) == 1 else OPEN
        groups.setdefault(key, []).append(_priced(results, lever))
    alike = [
        f"{head} by {listed(groups[key], EN)}" for key, head in BROUGHT.items() if key in groups
    ]
    said = []
    if alike:
        said.append(
            f"Of the levers compared, {WHATEVER}, in every setting and over futures:"
            f" {'; '.join(alike)}."
        )
    if OPEN in groups:
        said.append(
            f"What {listed(groups[OPEN], EN)} would bring hangs on theory or setting, or is not"
            " told from nothing somewhere: see the verdicts below."
        )
    return said


def _compared(results: Results) -> list[str]:
    """Return the single levers that every comparison ran, by the names of their files."""
    ran = [set(one.settings.levers(one.place)) for one in results.compared()]
    return [
        name
        for name in names_in("policy")
        if all(quoted(name_in_words("policy", name, EN)) in levers for levers in ran)
    ]


def _priced(results: Results, lever: str) -> str:
    cost = results.of("compare")[0].frame.cost(lever)
    money = million_euro(cost, EN)
    euro = f"{money} million euro" if money != "unknown" else "unknown money"
    title = quoted(name_in_words("policy", lever, EN))
    return f"{title} ({persons_away(cost, EN)} persons, {euro})"


def _choice(each: Stored) -> Iterator[str]:
    """Say which package under each budget, those with the same package and certainty together."""
    found = answer_of(each).parts["found"]
    rows = found.tables["choices"].to_dict("records")
    parts = []
    for policy, own in groupby(
        sorted(rows, key=lambda row: str(row["policy"])), key=lambda row: row["policy"]
    ):
        budgets = list(own)
        gain, low, high = floats(budgets[0], "gain", "low", "high")
        size = spanned(gain, EN, low, high)
        where = "; ".join(
            f"{row['persons_at_most']:g} persons and {row['euro_at_most']:g} million euro"
            + ("" if row["decided"] else " (leads, not settled)")
            for row in budgets
        )
        parts.append((len(budgets), f"{_title(str(policy))}, {size} points, with {where}"))
    text = ". ".join(text for _, text in sorted(parts, key=lambda part: -part[0]))
    yield f"Over all answers and conditions, the package to choose is: {text}."


def _title(policy: str) -> str:
    return quoted(name_in_words("policy", policy, EN))


def _moved(results: Results) -> list[str]:
    """Say of which levers the verdict is another over what the figures leave."""
    beside = _prior_and_left(results)
    if beside is None:
        return []
    fall: list[str] = []
    moved: list[str] = []
    for lever, prior, left, told in beside:
        if verdict([prior]) != verdict([left]):
            fall.append(f"{_title(lever)} ({verdict([prior])}; then {verdict([left])})")
        if told:
            moved.append(_title(lever))
    stand = (
        f"of {len(beside)} levers {listed(fall, EN)} would be judged otherwise"
        if fall
        else f"each of {len(beside)} levers is judged as it is over the declared ranges"
    )
    gains = (
        f"the mean gain is told to have moved for {listed(moved, EN)}"
        if moved
        else "no mean gain is told to have moved (Holm)"
    )
    return [f"Over what the figures leave, {stand}, and {gains}."]


def _prior_and_left(results: Results) -> list[tuple[str, Size, Size, bool]] | None:
    """Return each lever over the declared ranges and over the belief, and whether it moved."""
    grids: dict[str, pd.DataFrame] = {}
    for each in results.of("robust"):
        believed = each.configuration.get("belief") is not None
        grids[LEFT if believed else DRAWN] = answer_of(each).tables["futures"]
    if set(grids) != {LEFT, DRAWN}:
        return None
    gains = {key: grid.sub(grid[NO_POLICY], axis=0) for key, grid in grids.items()}
    levers = [str(name) for name in gains[DRAWN] if name not in (NO_POLICY, "future")]
    chances = {
        lever: float(ttest_ind(gains[DRAWN][lever], gains[LEFT][lever], equal_var=False).pvalue)
        for lever in levers
    }
    told, found = holm_verdicts(chances), []
    for lever in levers:
        own = by_theory(results.over_futures(lever))
        found.append((lever, own[DRAWN][0], own[LEFT][0], told[lever]))
    return found


def levers_beside(results: Results) -> Grid | None:
    """Return every lever's gain over the declared ranges and over what the figures leave."""
    beside = _prior_and_left(results)
    if beside is None:
        return None
    frame = results.of("robust")[0].frame
    rows = [
        [
            unquoted(_title(lever)),
            persons_away(frame.cost(lever), EN),
            million_euro(frame.cost(lever), EN),
            *(_gained(size) for size in (prior, left)),
            "yes" if told else "no",
        ]
        for lever, prior, left, told in sorted(beside, key=lambda one: -one[1].value)
    ]
    columns = [
        "persons",
        "million euro a year",
        "gain over the declared ranges (pp)",
        "gain over what the figures leave (pp)",
        "told to have moved",
    ]
    return Grid("lever", columns, rows)


def _gained(size: Size) -> str:
    return spanned(size.value, EN, size.low, size.high)
