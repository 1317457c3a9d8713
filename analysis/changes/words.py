"""What changed between two studies, in sentences, in English and Dutch."""

from __future__ import annotations

import math
from typing import Any, cast

import pandas as pd

from analysis.changes.found import FRAME, MODEL, NOT_TOLD, Found
from analysis.changes.names import key_name, title_of, value_name
from analysis.changes.texts import TEXTS
from analysis.compare.sizes import value_text
from analysis.intervals.notes import WITHOUT_SHAPE
from analysis.stored.grid import Grid
from analysis.words.labels import label_of
from analysis.words.phrases import change, listed, phrase
from analysis.words.titles import quoted, unquoted
from experiments.study.notes import in_language
from sim.outcomes import PRIMARY

NAMED_AT_MOST = 5
THEORY, DAYS, DESIGN = "choices.theory", "run.days", "design"
CHANCE_KEYS = ("seeds", "runs", "replications", "run.seeds", "run.first_seed")
_VERDICTS = {"more": "more_than_0", "less": "less_than_0", "not told": "not_told_apart"}


def sentences(found: Found, language: str) -> list[str]:
    """Say what was asked otherwise, what moved, which verdicts turned, and why.

    Args:
        found: The two studies.
        language: "en" or "nl".
    """
    return [
        _asked(found, language),
        _made_by(found, language),
        *_alone(found, language),
        *_length(found, language),
        *_outcomes(found, language),
        *_verdicts(found, language),
        *_why(found, language),
        *in_language([WITHOUT_SHAPE] if found.outcomes["flag"].ne("").any() else [], language),
    ]


def grids(found: Found, language: str) -> list[Grid]:
    """Return the settings and the outcomes that moved, as people read them."""
    old, new = (phrase(TEXTS, key, language) for key in ("old", "new"))
    asked = [
        [key_name(row["key"], language), *_values(row, language)]
        for row in _records(found.settings)
    ]
    rows = [
        [
            f"{label_of(row['outcome']).name(language)}, "
            f"{unquoted(_title(found, row['setting'], language))}",
            *(_level(row[which], row["outcome"], language) for which in ("old", "new")),
            _change(row, language),
        ]
        for row in _records(found.outcomes[found.outcomes["moved"]])
    ]
    tables = (
        ("asked_table", phrase(TEXTS, "key", language), [old, new], asked),
        ("outcome_table", "", [old, new, phrase(TEXTS, "change", language)], rows),
    )
    return [
        Grid(heading, columns, content, title=phrase(TEXTS, title, language))
        for title, heading, columns, content in tables
        if content
    ]


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], table.to_dict("records"))


def _asked(found: Found, language: str) -> str:
    rows = _records(found.settings)
    if not rows:
        return phrase(TEXTS, "same_question", language)
    said = []
    for row in rows:
        old, new = _values(row, language)
        name = key_name(row["key"], language)
        said.append(phrase(TEXTS, "setting", language, name=name, old=old, new=new))
    return phrase(TEXTS, "asked", language, what=_first(said, language))


def _values(row: dict[str, Any], language: str) -> tuple[str, str]:
    nothing = phrase(TEXTS, "nothing", language)
    old, new = (
        value_name(row["key"], row[which], language) if row[which] else nothing
        for which in ("old", "new")
    )
    return old, new


def _first(said: list[str], language: str) -> str:
    rest = len(said) - NAMED_AT_MOST
    more = [phrase(TEXTS, "more", language, count=rest)] if rest > 0 else []
    return "; ".join([*said[:NAMED_AT_MOST], *more])


def _made_by(found: Found, language: str) -> str:
    said = _makers(found, language)
    if not said:
        return phrase(TEXTS, "same_model", language)
    return phrase(TEXTS, "made_by", language, what=listed(said, language))


def _makers(found: Found, language: str) -> list[str]:
    return [
        phrase(TEXTS, row["what"], language)
        if row["what"] in (MODEL, FRAME)
        else phrase(TEXTS, "library", language, name=row["what"], old=row["old"], new=row["new"])
        for row in _records(found.made_by)
    ]


def _alone(found: Found, language: str) -> list[str]:
    said = []
    for which, settings in zip(("older", "newer"), found.alone, strict=True):
        if settings:
            names = _first([_title(found, each, language) for each in settings], language)
            said.append(phrase(TEXTS, f"alone_{which}", language, names=names))
    return said


def _length(found: Found, language: str) -> list[str]:
    """Say that the studies measure unlike lengths of time, where they do."""
    rows = found.settings[found.settings["key"] == DAYS]
    return [
        phrase(
            TEXTS,
            "length",
            language,
            **{which: _days(row[which], language) for which in ("old", "new")},
        )
        for row in _records(rows)
    ]


def _days(written: str, language: str) -> str:
    return phrase(TEXTS, "one_day" if written == "1" else "days", language, days=written)


def _outcomes(found: Found, language: str) -> list[str]:
    table = found.outcomes
    if table["paired"].all() and (table["mean"].fillna(0.0) == 0.0).all():
        return [phrase(TEXTS, "identical", language)]
    main = table[table["outcome"] == _main(found)]
    said = [_outcome(found, row, language) for row in _records(main.head(NAMED_AT_MOST))]
    moved = table[table["moved"]]
    if not len(moved):
        return [*said, phrase(TEXTS, "none_moved", language, all=len(table))]
    names = [
        f"{label_of(row['outcome']).name(language)} ({_title(found, row['setting'], language)})"
        for row in _records(moved)
    ]
    return [
        *said,
        phrase(
            TEXTS,
            "moved",
            language,
            all=len(table),
            count=len(moved),
            names=_first(names, language),
        ),
    ]


def _main(found: Found) -> str:
    asked = found.new.option("outcome", PRIMARY)
    return str(asked) if asked in set(found.outcomes["outcome"]) else PRIMARY


def _outcome(found: Found, row: dict[str, Any], language: str) -> str:
    outcome = row["outcome"]
    if math.isnan(row["mean"]):
        title, name = _title(found, row["setting"], language), label_of(outcome).name(language)
        return phrase(TEXTS, "no_pair", language, outcome=name, setting=title)
    sure = phrase(TEXTS, "paired" if row["paired"] else "unpaired", language, runs=row["runs"])
    if math.isnan(row["low"]):
        sure += phrase(TEXTS, "unsure", language)
    elif not row["moved"]:
        sure += phrase(TEXTS, "not_told", language)
    old, new = (_level(row[which], outcome, language) for which in ("old", "new"))
    return phrase(
        TEXTS,
        "outcome",
        language,
        outcome=label_of(outcome).name(language),
        old=old,
        new=new,
        setting=_title(found, row["setting"], language),
        change=_change(row, language),
        sure=sure,
    )


def _change(row: dict[str, Any], language: str) -> str:
    unit = label_of(row["outcome"]).unit
    return change(unit, language, row["mean"], row["low"], row["high"])


def _level(value: float, outcome: str, language: str) -> str:
    return value_text(value, outcome, language)


def _title(found: Found, setting: str, language: str) -> str:
    if setting:
        return quoted(title_of(setting, language))
    count = found.new.manifest["design"]["points"]
    key = "all_settings" if count > 1 else "the_setting"
    return phrase(TEXTS, key, language, count=count)


def _verdicts(found: Found, language: str) -> list[str]:
    if found.answers is None:
        return [phrase(TEXTS, "no_answers", language)]
    outcome = _main(found)
    table = found.verdicts
    table = table[table["outcome"] == outcome] if "outcome" in table else table
    if not len(table):
        return []
    name = label_of(outcome).name(language)
    turned = table[table["old"] != table["new"]]
    if not len(turned):
        return [phrase(TEXTS, "no_verdict", language, outcome=name, all=len(table))]
    said = [
        phrase(
            TEXTS,
            "verdict",
            language,
            what=_effect(row, language),
            **{key: phrase(TEXTS, _VERDICTS[row[key]], language) for key in ("old", "new")},
        )
        for row in _records(turned)
    ]
    lines = [phrase(TEXTS, "verdicts", language, outcome=name, names=_first(said, language))]
    if NOT_TOLD in {*turned["old"], *turned["new"]}:
        lines.append(phrase(TEXTS, "not_told_is", language))
    return lines


def _effect(row: dict[str, Any], language: str) -> str:
    setting, against = (quoted(title_of(row[key], language)) for key in ("setting", "against"))
    return phrase(TEXTS, "effect", language, setting=setting, against=against)


def _why(found: Found, language: str) -> list[str]:
    """Say what can be said of the reason; nothing where nothing differs."""
    keys = [str(key) for key in found.settings["key"]]
    if THEORY in keys:
        # The answers of another theory are that theory.
        keys = [key for key in keys if not key.startswith("theory.")]
    asked = [key for key in keys if key not in CHANCE_KEYS]
    # How many points a design has follows from what it varies, where that differs too.
    asked = [key for key in asked if key != DESIGN] or asked
    reasons = [*(key_name(key, language) for key in asked), *_makers(found, language)]
    moved = bool((found.outcomes["mean"].fillna(0.0) != 0.0).any())
    if len(reasons) == 1:
        return [phrase(TEXTS, "why_one", language, what=reasons[0])] if moved else []
    if reasons:
        what, command = _first(reasons, language), found.old.command
        return [phrase(TEXTS, "why_many", language, what=what, command=command)] if moved else []
    if keys:
        return [phrase(TEXTS, "why_chance", language)]
    return [phrase(TEXTS, "why_nothing", language)] if moved else []
