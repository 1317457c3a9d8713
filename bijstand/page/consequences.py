"""The screen of consequences: what packages change, at what cost, and what is lost beside it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.compare.best_levers import best_levers
from analysis.stored.summary import Estimate
from analysis.words.labels import PRIMARY, label_of, number
from analysis.words.phrases import listed, spanned
from bijstand.page.case import OWN, Case
from bijstand.page.costs import Package, packages_of
from bijstand.page.tables import interval, paragraphs, table
from bijstand.page.words import say
from bijstand.page.worked_out import LOST, Compared, Losses
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
    titles = [situation_title(case, name) for name in case.situations]
    weighed = found.weighed([each.weight for each in case.situations.values()])
    heads = [
        say("package", language), *titles,
        *([say("weighed", language)] if weighed else []),
        *(say(key, language) for key in ("persons", "euro", "per_persons", "per_euro", "not_apart")),
    ]  # fmt: skip
    every = [gain for place in found.places for gain in place.gains]
    most = max((abs(end) for gain in every for end in (gain.mean, gain.low, gain.high)
                if end == end), default=0.0)  # fmt: skip
    first = [
        spanned(p.level.mean, language, p.level.low, p.level.high, False) for p in found.places
    ]
    rows = [
        (
            escape(say("nothing_new", language)),
            [*map(escape, first), *[""] * (len(heads) - 1 - len(first))],
        )
    ]
    for place, shown in enumerate(packages):
        gains = [
            (where.gains[place], where.told[place] if found.seeds > 1 else None)
            for where in found.places
        ]
        main = weighed[place] if weighed else gains[0][0]
        cells = [_change(gain, told, most, language) for gain, told in gains]
        cells += [_change(main, None, most, language)] if weighed else []
        cells += [
            escape(shown.persons), escape(shown.euro), escape(shown.per_persons(main.mean)),
            escape(shown.per_euro(main.mean)), escape(_ties(found, case, packages, place)),
        ]  # fmt: skip
        over = (
            f' <small class="over">{escape(say("over_budget", language))}</small>'
            if shown.over
            else ""
        )
        rows.append((escape(shown.title) + over, cells))
    note = say(
        "changes_note", language, outcome=label_of(PRIMARY).name(language), seeds=found.seeds
    )
    return table(say("changes", language), heads, rows, note, "changes")


def _change(gain: Estimate, told: bool | None, most: float, language: str) -> str:
    """Return a change with its interval, in words and as a picture."""
    said = escape(spanned(gain.mean, language, gain.low, gain.high))
    mark = ""
    if told is not None:
        words = say("told" if told else "not_told", language)
        mark = f'<span role="img" aria-label="{escape(words, quote=True)}">{TOLD if told else NOT_TOLD}</span> '
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


def said(found: Compared, language: str) -> str:
    """Return the sentences as HTML."""
    return paragraphs(in_words(found, language))
