"""The screen of consequences: what packages change, at what cost, and what is lost beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from analysis.compare.best_levers import best_levers
from analysis.stored.summary import Estimate
from analysis.words.labels import PRIMARY, label_of, number
from analysis.words.phrases import listed, spanned
from bijstand.page.case.case import Case
from bijstand.page.case.costs import Package, packages_of
from bijstand.page.case.situations import OWN
from bijstand.page.pictures.tables import interval, table
from bijstand.page.words.saying import say
from bijstand.page.work.worked_out import LOST, Compared, Losses
from experiments.design.point import name_in_words
from sim.words.numbers import between
from sim.world import World

TOLD, NOT_TOLD = "●", "○"


def situation_title(case: Case, name: str) -> str:
    """Return what a situation is called."""
    if name == OWN and case.own is not None:
        return case.own.title
    return name_in_words("scenario", name, case.language)


def changes(found: Compared, case: Case, world: World) -> str:
    """Return the table of what packages change, as HTML."""
    language, packages = case.language, packages_of(case, world)
    weighed = found.weighed([each.weight for each in case.situations.values()])
    costs = ("persons", "euro", "per_persons", "per_euro", "not_apart")
    heads = [
        say("package", language),
        *(situation_title(case, name) for name in case.situations),
        *([say("weighed", language)] if weighed else []),
        *(say(key, language) for key in costs),
    ]
    levels = [
        escape(spanned(place.level.mean, language, place.level.low, place.level.high, False))
        for place in found.places
    ]
    empty = [""] * (len(heads) - 1 - len(levels))
    rows = [(escape(say("nothing_new", language)), [*levels, *empty])]
    most = _largest(found)
    for place, shown in enumerate(packages):
        several = found.seeds > 1
        cells = [
            _change(where.gains[place], where.told[place] if several else None, most, language)
            for where in found.places
        ]
        main = weighed[place] if weighed else found.places[0].gains[place]
        cells += [_change(main, None, most, language)] if weighed else []
        ends = (shown.persons, shown.euro, shown.per_persons(main.mean), shown.per_euro(main.mean))
        cells += [*map(escape, ends), escape(_ties(found, case, packages, place))]
        rows.append((escape(shown.title) + _over(shown), cells))
    name = label_of(PRIMARY).name(language)
    note = say("changes_note", language, outcome=name, seeds=found.seeds)
    return table(say("changes", language), heads, rows, note, "changes")


def _largest(found: Compared) -> float:
    """Return the size of the largest change, its interval with it."""
    gains = [gain for place in found.places for gain in place.gains]
    ends = [abs(end) for gain in gains for end in (gain.mean, gain.low, gain.high)]
    return max((end for end in ends if not math.isnan(end)), default=0.0)


def _over(shown: Package) -> str:
    if not shown.over:
        return ""
    return f' <small class="over">{escape(say("over_budget", shown.language))}</small>'


def _change(gain: Estimate, told: bool | None, most: float, language: str) -> str:
    """Return a change with its interval, in words and as a picture."""
    said = escape(spanned(gain.mean, language, gain.low, gain.high))
    mark = ""
    if told is not None:
        words = escape(say("told" if told else "not_told", language), quote=True)
        mark = f'<span role="img" aria-label="{words}">{TOLD if told else NOT_TOLD}</span> '
    return f"{mark}<span data-change>{said}</span>{interval(gain.mean, gain.low, gain.high, most)}"


def _ties(found: Compared, case: Case, packages: Sequence[Package], place: int) -> str:
    """Name the packages that cannot be told from one, and where; of one seed nothing is told."""
    language, said = case.language, []
    several = len(found.places) > 1
    for name, where in zip(case.situations, found.places, strict=True):
        names = [packages[other].title for other in where.ties[place]]
        if names and several:
            situation = situation_title(case, name)
            words = listed(names, language)
            said.append(say("in_situation", language, names=words, situation=situation))
        elif names:
            said.append(listed(names, language))
    if not said and len(packages) > 1:
        return say("apart_from_all", language)
    return "; ".join(said)


def in_words(found: Compared, language: str) -> list[str]:
    """Return what the comparison says of the packages, in the words of the command line."""
    return best_levers(found.settings[language], language)


def lost(found: Losses, case: Case, world: World) -> str:
    """Return the table of what is lost, or won, beside the outcome, as HTML."""
    language = case.language
    heads = [say("package", language), *(_head(outcome, language) for outcome in LOST)]
    rows = []
    for where, name in enumerate(case.situations):
        for place, shown in enumerate(packages_of(case, world)):
            title = shown.title
            if len(case.situations) > 1:
                situation = situation_title(case, name)
                title = say("in_situation", language, names=title, situation=situation)
            cells = [
                _size(outcome, found.changes[outcome][where][place], language) for outcome in LOST
            ]
            rows.append((escape(title), cells))
    note = say("lost_note", language, seeds=found.seeds)
    return table(say("lost", language), heads, rows, note, "lost")


def _head(outcome: str, language: str) -> str:
    label = label_of(outcome)
    unit = label.unit_of_change(language)
    return f"{label.name(language)} ({unit})" if unit else label.name(language)


def _size(outcome: str, found: Estimate, language: str) -> str:
    unit = label_of(outcome).unit
    if unit == "share":
        return escape(spanned(found.mean, language, found.low, found.high))
    ends = (number(found.low, unit, language), number(found.high, unit, language))
    size = number(found.mean, unit, language, signed=True)
    return escape(f"{size} ({between(*ends, language)})")
