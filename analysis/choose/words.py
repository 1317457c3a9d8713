"""Which package to choose, in words, in English and Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.choose.confirmed import Choice
from analysis.choose.found import Found
from analysis.choose.naming import budget_text, cost_text, package_name
from analysis.choose.texts import TEXTS
from analysis.words.factors import answer_in_words, factor_name
from analysis.words.labels import POINTS, label_of, number
from analysis.words.phrases import change, listed, percent, phrase
from experiments.design.point import NO_POLICY
from sim.words.numbers import shortest

NAMED_AT_MOST = 3


def sentences(found: Found, language: str) -> list[str]:
    """Say which package to choose under each budget, and how sure that is.

    Args:
        found: What a choice found.
        language: "en" or "nl".
    """
    return [
        *leading(found, language),
        *_more(found, language),
        *_under_answers(found, language),
        _front(found, language),
        *_drop(found, language),
        _own_tasks(found, language),
        *_limits(found, language),
        phrase(
            TEXTS, "tried_all" if found.all_tried else "tried_some", language, count=found.tried
        ),
        phrase(TEXTS, "caution", language, outcome=_outcome(found, language)),
    ]


def leading(found: Found, language: str) -> list[str]:
    """Say which package to choose under each budget, how sure that is, what all good ones have."""
    return [
        *(_chosen(found, choices, language) for choices in _together(found.fresh.choices)),
        *_sure(found, language),
        *_members(found, language),
    ]


def _together(choices: Sequence[Choice]) -> list[list[Choice]]:
    """Put next to each other the budgets of the same euro that have the same choice and rivals."""
    found: list[list[Choice]] = []
    for choice in choices:
        last = found[-1][-1] if found else None
        same = last is not None and (last.budget.euro, last.policy, last.good, last.decided) == (
            choice.budget.euro,
            choice.policy,
            choice.good,
            choice.decided,
        )
        found[-1].append(choice) if same else found.append([choice])
    return found


def _chosen(found: Found, choices: Sequence[Choice], language: str) -> str:
    choice, fresh = choices[0], found.fresh
    budget = budget_text([each.budget for each in choices], language)
    words = {
        "budget": budget[0].upper() + budget[1:],
        "policy": package_name(choice.policy, language),
    }
    if choice.policy == NO_POLICY:
        alone = len(choice.fitting) == 1
        key = "nothing_fits" if alone else "nothing" if choice.decided else "nothing_leads"
        said = phrase(TEXTS, key, language, futures=len(fresh.gains), **words)
        return said + _ties(found, choice, language)
    gain = fresh.simultaneous(choice.policy)
    size = change(label_of(found.outcome).unit, language, gain.mean, gain.low, gain.high)
    key = "choose" if choice.decided else "leads"
    said = phrase(
        TEXTS,
        key,
        language,
        gain=size,
        cost=cost_text(fresh.spent[choice.policy], language),
        futures=len(fresh.gains),
        **words,
    )
    return said + _ties(found, choice, language)


def _ties(found: Found, choice: Choice, language: str) -> str:
    """Name those that cannot be told from a choice: what costs less, then what else there is."""
    spent = found.fresh.spent
    others = sorted(choice.good[1:], key=lambda name: (spent[name].persons, spent[name].money))
    cheaper = [name for name in others if spent[name].no_dearer(spent[choice.policy])]
    rest = [name for name in others if name not in cheaper]
    return _tied("cheaper", cheaper, language) + _tied("tie", rest, language)


def _tied(key: str, names: Sequence[str], language: str) -> str:
    if not names:
        return ""
    listing = [package_name(name, language) for name in names[:NAMED_AT_MOST]]
    if (more := len(names) - NAMED_AT_MOST) > 0:
        listing.append(phrase(TEXTS, "more", language, count=more))
    several = "_several" if len(names) > 1 else ""
    return phrase(TEXTS, f"{key}{several}", language, names=listed(listing, language))


def _sure(found: Found, language: str) -> list[str]:
    choices = [choice for choice in found.fresh.choices if len(choice.fitting) > 1]
    if not choices:
        return []
    words = {
        "certainty": percent(1.0 - found.fresh.alpha, language),
        "apart": _apart(found, language),
        "count": len(found.fresh.policies),
        "futures": len(found.fresh.gains),
    }
    decided = sum(choice.decided for choice in choices)
    key = "sure" if decided == len(choices) else "partly" if decided else "unsure"
    return [phrase(TEXTS, key, language, **words)]


def _apart(found: Found, language: str) -> str:
    label = label_of(found.outcome)
    if label.unit == "share":
        size = shortest(round(100.0 * found.fresh.apart, 6), language)
        return f"{size} {POINTS[language == 'nl']}"
    return f"{shortest(found.fresh.apart, language)} {label.unit_of_change(language)}"


def _members(found: Found, language: str) -> list[str]:
    """Say which levers are in every good package, and which in none."""
    good = found.fresh.good
    if not good:
        return []
    said = []
    for key, levers in (
        ("every", found.fresh.in_every(found.choosable)),
        ("never", found.fresh.never(found.choosable)),
    ):
        names = listed((package_name(lever, language) for lever in levers), language)
        said.append(
            phrase(TEXTS, key if levers else f"{key}_none", language, names=names, count=len(good))
        )
    return said


def _more(found: Found, language: str) -> list[str]:
    """Name choices that cost more than another package, and hardly are better, if at all."""
    spent, said = found.fresh.spent, []
    for dear in found.fresh.choices:
        enough = [
            name
            for name in found.fresh.policies
            if name != dear.policy
            and spent[name].no_dearer(spent[dear.policy])
            and (name in dear.good or _hardly_worse(found, name, dear.policy))
        ]
        if not enough:
            continue
        cheap = min(enough, key=lambda name: (spent[name].persons, spent[name].money))
        said.append(
            phrase(
                TEXTS,
                "no_more" if cheap in dear.good else "little_more",
                language,
                dear=package_name(dear.policy, language),
                cheap=package_name(cheap, language),
                apart=_apart(found, language),
            )
        )
    pairs = "; ".join(dict.fromkeys(said))
    return [phrase(TEXTS, "no_gain", language, pairs=pairs)] if pairs else []


def _hardly_worse(found: Found, cheap: str, dear: str) -> bool:
    """Return whether a package is worse than another by less than what matters, at its most."""
    rows = found.fresh.rivals(dear, [cheap])
    return -float(rows["low"].iloc[0]) < found.fresh.apart


def _under_answers(found: Found, language: str) -> list[str]:
    rows = found.answers
    if rows.empty:
        return []
    other = rows[rows["told"].astype(bool)]
    if other.empty:
        return [phrase(TEXTS, "whatever", language, count=len(rows))]
    where = [
        phrase(
            TEXTS,
            "under",
            language,
            policy=package_name(row["policy"], language),
            question=factor_name(str(row["question"]), language),
            answer=answer_in_words(str(row["question"]), str(row["answer"]), language),
        )
        for row in other.to_dict("records")
    ]
    return [phrase(TEXTS, "depends", language, where="; ".join(where), count=len(rows))]


def _front(found: Found, language: str) -> str:
    ahead = int(found.fresh.front["on_frontier"].sum())
    return phrase(TEXTS, "front", language, count=len(found.fresh.policies), ahead=ahead)


def _drop(found: Found, language: str) -> list[str]:
    named = [name for name in found.fresh.named if name != NO_POLICY]
    if not named:
        return []
    drop = float(found.drops[named].mean())
    label = label_of(found.outcome)
    size = number(abs(drop), label.unit, language)
    key = "same" if size == number(0.0, label.unit, language) else "drop" if drop > 0 else "rise"
    unit = label.unit_of_change(language)
    return [phrase(TEXTS, key, language, size=f"{size} {unit}")]


def _own_tasks(found: Found, language: str) -> str:
    names = [NO_POLICY, *(name for name in found.fresh.named if name != NO_POLICY)]
    lost = [
        phrase(
            TEXTS,
            "lost",
            language,
            policy=package_name(name, language),
            share=percent(found.own_tasks[name].mean, language),
        )
        for name in names
    ]
    runs = max(each.runs for each in found.own_tasks.values())
    return phrase(TEXTS, "own_tasks", language, lost="; ".join(lost), runs=runs)


def _limits(found: Found, language: str) -> list[str]:
    said = []
    counted = [x for x in found.unpriced if x not in found.left_out]
    for key, names in (
        ("too_dear", found.too_dear),
        ("left_out", found.left_out),
        ("unpriced", counted),
    ):
        if names:
            said.append(phrase(TEXTS, key, language, names=_names(names, language)))
    return said


def _names(policies: Iterable[str], language: str) -> str:
    return listed((package_name(policy, language) for policy in policies), language)


def _outcome(found: Found, language: str) -> str:
    return label_of(found.outcome).name(language).lower()
