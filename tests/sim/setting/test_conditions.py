"""What the declarations of conditions claim, and what values a user can give."""

from __future__ import annotations

import math
import pickle
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.conditions import (
    CONDITIONS,
    CONDITIONS_DTYPE,
    GROUPS,
    OTHER_WORDS,
    VARIED,
    Conditions,
    as_table,
    over,
)
from sim.conditions.dutch import source_in
from sim.errors import UserError
from sim.setting.theories.theory import QUESTIONS
from sim.words.message import phrases

PARENT_CODES = {1, 4, 11, 13, 17, 25, 32, 35, 37, 39, 43}
LEAF_CODES = set(range(1, 50)) - PARENT_CODES
CODES_WITHOUT_CONDITION = {
    26: "measured: bringing actors together is an outcome",
    28: "measured: sharing knowledge is an outcome",
    29: "measured: financial scale is an outcome",
    30: "measured: less fragmentation is an outcome",
}

EVERY = pytest.mark.parametrize("name", CONDITIONS)
INTEGERS = [c.name for c in CONDITIONS.values() if c.distribution == "integer"]


def refusal(*args: object, **named: object) -> str:
    """Return the one-line message with which values are refused."""
    with pytest.raises(UserError) as caught:
        Conditions(*args, **named)  # type: ignore[arg-type]
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_every_leaf_code_is_carried_or_known_to_be_carried_elsewhere() -> None:
    """Each of the thesis's leaf codes has a condition, save those that are measured or data."""
    carried = {code for condition in CONDITIONS.values() for code in condition.codes}
    assert carried <= LEAF_CODES | PARENT_CODES
    assert LEAF_CODES - carried == set(CODES_WITHOUT_CONDITION)


@EVERY
def test_default_lies_within_range_and_range_within_possible(name: str) -> None:
    """Defaults are plausible, ranges have width, and limits enclose ranges."""
    condition = CONDITIONS[name]
    assert condition.floor <= condition.low <= condition.default
    assert condition.default <= condition.high <= condition.ceiling
    assert condition.low < condition.high
    assert all(map(math.isfinite, (condition.floor, condition.ceiling)))


@EVERY
def test_declaration_is_complete_in_both_languages(name: str) -> None:
    """Each has a plain name, both meanings, a unit, a group and a source."""
    condition = CONDITIONS[name]
    assert condition.name == name
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", name)
    greek = "alpha|beta|gamma|delta|eta|iota|kappa|lambda|omega|phi|pi|psi|rho|sigma|theta|xi|chi"
    assert not set(name.split("_")) & set(greek.split("|"))
    assert condition.meaning_en
    assert condition.meaning_nl
    assert condition.meaning_en != condition.meaning_nl
    assert condition.group in GROUPS
    assert condition.unit
    assert re.search(r"thesis §|\.csv|none: a control", condition.source)


def test_groups_are_contiguous_and_none_is_empty() -> None:
    """The order of conditions follows the order of the groups."""
    seen = list(dict.fromkeys(condition.group for condition in CONDITIONS.values()))
    assert seen == list(GROUPS)
    places = [list(GROUPS).index(condition.group) for condition in CONDITIONS.values()]
    assert places == sorted(places)


def test_shares_stay_shares() -> None:
    """What is called a share never leaves 0 to 1, whatever the limits."""
    for condition in CONDITIONS.values():
        if condition.unit == "share":
            assert (condition.floor, condition.ceiling) == (0.0, 1.0), condition.name


def test_without_values_all_are_default() -> None:
    """Nothing given means the declared defaults, in the declared order."""
    conditions = Conditions()
    assert list(conditions) == list(CONDITIONS)
    assert dict(conditions) == {name: c.default for name, c in CONDITIONS.items()}
    assert conditions.changed() == {}


@given(st.data())
def test_values_within_range_are_kept_and_written_to_the_record(data: st.DataObject) -> None:
    """Any plausible values are stored unchanged, and the record has the same ones."""
    names = data.draw(st.sets(st.sampled_from(list(CONDITIONS)), max_size=10))
    names -= {OTHER_WORDS[name] for name in names & VARIED.keys() if name in OTHER_WORDS}
    values = {
        name: float(data.draw(st.integers(int(c.low), int(c.high))))
        if c.distribution == "integer"
        else data.draw(st.floats(c.low, c.high))
        for name, c in ((name, CONDITIONS[name]) for name in names)
    }
    conditions = Conditions(values)
    assert {name: conditions[name] for name in values} == pytest.approx(values, rel=1e-11)
    record = conditions.to_record()
    assert record.dtype == CONDITIONS_DTYPE
    assert {name: float(record[name]) for name in CONDITIONS} == dict(conditions)
    assert record.trust_start == conditions["trust_start"]


def test_records_of_the_same_conditions_do_not_share_memory() -> None:
    """A rule or lever that writes to its record changes no other run."""
    conditions = Conditions()
    record = conditions.to_record()
    record.trust_start = 0.9
    assert conditions.to_record().trust_start == CONDITIONS["trust_start"].default


def test_replace_leaves_the_original_and_changed_tells_the_difference() -> None:
    """A copy with other values is a new object; names given twice take the keyword's value."""
    base = Conditions({"trust_start": 0.7})
    other = base.replace(agreements=0.9)
    assert base.changed() == {"trust_start": 0.7}
    assert other.changed() == {"trust_start": 0.7, "agreements": 0.9}
    assert Conditions({"trust_start": 0.7}, trust_start=0.8)["trust_start"] == 0.8
    with pytest.raises(UserError, match="agreements"):
        base.replace(agreements=2.0)


def test_equality_hash_and_pickle_go_by_value() -> None:
    """The same values are the same conditions, also after a trip to another process."""
    one, two = Conditions(trust_start=0.7), Conditions({"trust_start": 0.7})
    assert one == two
    assert hash(one) == hash(two)
    assert one != Conditions()
    assert one == dict(two)
    assert pickle.loads(pickle.dumps(one)) == one
    told, rate = Conditions(exercise_load=CONDITIONS["exercise_load"].default), Conditions()
    assert told != rate and told.changed() and not rate.changed(), "a load holds once it is given"
    assert repr(one) == "Conditions({'trust_start': 0.7})"


@pytest.mark.parametrize("rate", [c.name for c in CONDITIONS.values() if c.varied_as])
def test_a_rate_and_a_load_are_never_both_in_a_setting(rate: str) -> None:
    """What is put over the other takes its place; together they are refused in one line."""
    load = CONDITIONS[rate].varied_as
    assert load is not None and load in VARIED and rate not in VARIED
    both = {rate: CONDITIONS[rate].default, load: CONDITIONS[load].default}
    assert f"'{rate}' and '{load}' say the same in other words" in refusal(both)
    assert over({rate: 1.0, "trust_start": 0.5}, {load: 0.0}) == {load: 0.0, "trust_start": 0.5}
    assert over({load: 0.0}, {rate: 1.0}) == {rate: 1.0}


def test_values_cannot_be_assigned() -> None:
    """Conditions are immutable."""
    with pytest.raises(TypeError):
        Conditions()["trust_start"] = 0.7  # type: ignore[index]


def test_unknown_name_gets_the_nearest_right_one() -> None:
    """A slip in a name is answered with the right name."""
    assert "did you mean 'trust_start'?" in refusal({"trust_strat": 0.7})
    assert "unknown condition 'zzz'" in refusal(zzz=1.0)


@EVERY
def test_outside_the_range_is_refused_with_the_range(name: str) -> None:
    """Just past either end is refused, and the message names value and range."""
    condition = CONDITIONS[name]
    width = condition.high - condition.low
    for value in (condition.low - width / 10, condition.high + width / 10):
        message = refusal({name: value})
        assert f"condition '{name}' is {value!r}" in message
        assert f"{condition.low:g} to {condition.high:g}" in message


def test_the_message_of_a_value_out_of_range() -> None:
    """The words are part of the interface."""
    assert refusal(trust_start=1.4) == (
        "condition 'trust_start' is 1.4: allowed 0.3 to 0.9 (share; trust at the start)"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (math.nan, "is nan"),
        (math.inf, "is inf"),
        ("0.7", "is the text '0.7'"),
        ("much", "is the text 'much'"),
        (None, "has no value"),
        (True, "is True"),
        (np.bool_(False), "is False"),
        ([0.7], "of the kind 'list'"),
        (0.7 + 0j, "of the kind 'complex'"),
    ],
)
def test_what_is_no_number_is_refused(value: object, told: str) -> None:
    """Each kind of wrong value is told apart, with what is needed instead."""
    message = refusal({"trust_start": value})
    assert told in message
    assert "a number from 0.3 to 0.9 is needed" in message


def test_what_is_no_mapping_is_refused() -> None:
    """A list of values has no names."""
    assert "names with their values are needed" in refusal([0.7])


@pytest.mark.parametrize("name", INTEGERS)
def test_counts_take_whole_numbers_only(name: str) -> None:
    """The most is fine as any kind of number; half less is not."""
    most = CONDITIONS[name].high
    alike: list[Any] = [int(most), float(most), np.int64(most), np.float32(most)]
    assert [Conditions({name: value})[name] for value in alike] == [most] * len(alike)
    assert "whole numbers" in refusal({name: most - 0.5})


def test_the_end_of_a_range_survives_rounding() -> None:
    """A design's point one rounding error past the end counts as the end."""
    for name, condition in CONDITIONS.items():
        past = float(np.nextafter(condition.high, math.inf))
        assert Conditions({name: past})[name] == condition.high


def test_possible_limits_allow_the_closed_forms() -> None:
    """Verification in the limit needs values that no prior holds; replace keeps the limits."""
    limit = {
        "understanding_decay": 0.0,
        "consultation": 0.0,
        "willingness_threshold": -5.0,
        "withdrawal_hazard": 0.0,
        "aversion_recovery": 0.0,
        "own_load_police": 0.0,
        "own_load_defence": 0.0,
        "trust_memory": 1.0,
        "blocking": 0.0,
    }
    conditions = Conditions(limit, limits="possible").replace(veto_level=0.0)
    assert {name: conditions[name] for name in limit} == limit
    assert "limits='possible'" in repr(conditions)
    assert "0.15 to 0.4" in refusal(willingness_threshold=-5.0)
    assert "-10 to 10" in refusal(willingness_threshold=-11.0, limits="possible")
    assert "did you mean 'possible'?" in refusal(limits="posible")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_table_has_a_row_per_condition(language: str) -> None:
    """The table shows every declaration in the asked language."""
    table = as_table(language)
    assert list(table["name"]) == list(CONDITIONS)
    meanings = [getattr(c, f"meaning_{language}") for c in CONDITIONS.values()]
    assert list(table["meaning"]) == meanings
    assert table.notna().all(axis=None)


def test_table_in_another_language_is_refused() -> None:
    """Only the two languages exist."""
    with pytest.raises(UserError, match="unknown language 'de'"):
        as_table("de")


# Names of files, figures, units and authors.
SAME_IN_DUTCH = re.compile(
    r"[a-z_]+\.csv|F\d+|DSI|§[\d.]+|Triade|Siemsen, Roth & Balasubramanian|prior|[\d.,;:() ]+|and"
)


@pytest.mark.parametrize(
    "source", sorted({each.source for each in [*CONDITIONS.values(), *QUESTIONS.values()]})
)
def test_a_source_says_nothing_that_has_no_dutch(source: str) -> None:
    assert source_in(source, "en") == source
    for english in sorted(phrases("nl", "sources"), key=len, reverse=True):
        source = source.replace(english, "")
    assert SAME_IN_DUTCH.sub("", source) == ""


def test_a_source_and_a_unit_in_dutch() -> None:
    trust = as_table("nl").set_index("name").loc["trust_start"]
    assert trust["unit"] == "aandeel"
    assert trust["source"] == (
        "scriptie §4.2.4; waarde en bereik: prior (er zijn geen conflicten in het verleden gemeld)"
    )
