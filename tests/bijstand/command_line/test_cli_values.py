"""Every key of the configuration is of a declared kind, and takes nothing of another one."""

import math
from functools import partial
from typing import Any

import pytest

from experiments.configuration.compose import compose_configuration
from experiments.configuration.saved import flat
from experiments.design import make_design
from experiments.design.factors import declared_factors
from experiments.keys.declared import DECLARED, ELSEWHERE, checked_content, kind_of
from experiments.running.engine import ExecutorChoice
from sim.errors import LONGEST_MESSAGE, UserError
from sim.setting.configuration import names_in
from tests.reading.refusals import refusal

# What somebody may give who means another thing, or whose file was damaged or written by hand.
BATTERY: list[Any] = [
    "no",
    "off",
    "yes",
    "on",
    "",
    " ",
    "8",
    "1.5",
    "nan",
    "a\nb",
    "a\0b",
    "\ud800",
    "~nobody-at/x",
    True,
    False,
    None,
    0,
    1,
    -1,
    4.5,
    2.0,
    math.nan,
    math.inf,
    -math.inf,
    10**400,
    -(10**400),
    1e308,
    [],
    [1],
    [None],
    ["a", ["b"]],
    ["no"],
    {},
    {"a": 1},
    [[[[]]]],
    "x" * 100_000,
]
ALL_CHOICES = [
    *([f"design={name}"] for name in names_in("design")),
    *([f"executor={name}"] for name in names_in("executor")),
    *([f"experiment={name}"] for name in names_in("experiment")),
]


def is_sound(form: str, value: Any) -> bool:
    """Return whether a value that was taken is one that the form stands for."""
    match form:
        case "whole":
            return type(value) is int and 0 <= value <= 10**10
        case "number":
            return type(value) in (int, float) and math.isfinite(value)
        case "numbers":
            listed = value if isinstance(value, list) else [value]
            return bool(listed) and all(is_sound("number", each) for each in listed)
        case "yes or no":
            return type(value) is bool
        case "names":
            return isinstance(value, list) and all(type(name) is str and name for name in value)
        case _:
            return type(value) is str and bool(value.strip()) and "\n" not in value


@pytest.fixture(scope="module")
def every_key() -> set[str]:
    found: set[str] = set()
    for words in ALL_CHOICES:
        content = compose_configuration(words).content
        found |= {key for key, _ in flat(content) if key.partition(".")[0] not in ELSEWHERE}
    return found


def test_every_key_of_every_choice_is_declared(every_key: set[str]) -> None:
    assert [key for key in sorted(every_key) if kind_of(key) is None] == []
    unused = [key for key in DECLARED if "*" not in key and key not in every_key]
    assert unused == [], "what is declared is a key of the configuration"


def test_no_key_takes_a_value_of_another_kind(every_key: set[str]) -> None:
    assert len(every_key) > 50
    for key in sorted(every_key):
        kind = kind_of(key)
        assert kind is not None
        for value in BATTERY:
            try:
                found = kind.read(value, key)
            except UserError as error:
                assert len(str(error)) <= LONGEST_MESSAGE + 1
                assert key in str(error) or "home folder" in str(error)
                continue
            beside = found is None or found == "auto"
            taken = (beside and found in kind.also) or is_sound(kind.form, found)
            assert taken, f"{key} took {value!r} as {found!r}"


def test_no_section_takes_a_value_of_its_own() -> None:
    content = compose_configuration([]).content
    for section in (
        "run",
        "output",
        "design",
        "sensitivity",
        "mediate",
        "executor",
        "robust",
        "voi",
        "choose",
    ):
        for value in ("no", 0, None, True, [], [1]):
            changed = {**content, section: value}
            assert section in refusal(partial(checked_content, changed))
    willing = {**content["mediate"], "willingness": {"low": "no"}}
    said = refusal(lambda: checked_content({**content, "mediate": willing}))
    assert "mediate.willingness.low is 'no'" in said


def test_a_key_that_nobody_declared_is_refused() -> None:
    content = {**compose_configuration([]).content, "surprise": 3}
    assert "surprise is 3" in refusal(lambda: checked_content(content))


# A word of the battery for each key, another one for the next: as a user gives them, through Hydra.
WORDS = [
    "no",
    "off",
    "0",
    "4.5",
    '"8"',
    "[]",
    "[1]",
    "{}",
    "{a:1}",
    "null",
    "true",
    "nan",
    "inf",
    "-1",
    "1e400",
    "1" * 400,
    "",
    "[[]]",
    "${oc.env:HOME}",
    "a b",
    "'",
    "[",
    "]",
    "=",
    ",",
]


@pytest.mark.parametrize("shift", [0, 9])
def test_words_of_another_kind_are_refused_in_one_line(every_key: set[str], shift: int) -> None:
    assert len(every_key) > 50
    for place, key in enumerate(sorted(every_key)):
        word = f"{key}={WORDS[(place + shift) % len(WORDS)]}"
        chosen = ["design=morris"] if key == "design.levels" else []
        try:
            compose_configuration([*chosen, word])
        except UserError as error:
            assert "Traceback" not in str(error), word


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"groups": "no"}, "design.groups is 'no'; allowed: true, false"),
        ({"groups": 0}, "design.groups is 0"),
        ({"groups": None}, "design.groups is None"),
        ({"levels": 0}, "design.levels is 0"),
        ({"levels": 4.5}, "design.levels is 4.5"),
        ({"levels": "8"}, "design.levels is '8'"),
        ({"levels": 5}, "an even number from 2 to"),
        ({"levels": [4]}, "design.levels is [4]"),
        ({"levels": None}, "design.levels is None"),
        ({"second_order": "off"}, "design.second_order is 'off'"),
        ({"second_order": True}, "means nothing to design=morris"),
    ],
)
def test_an_option_of_a_design_is_read_strictly(options: dict[str, Any], said: str) -> None:
    factors = declared_factors(["trust_start", "theory.trust"])
    assert said in refusal(lambda: make_design("morris", factors, 4, **options))


def test_no_stays_no() -> None:
    factors = declared_factors(["group.trust"])
    apart = make_design("morris", factors, 2)
    same = make_design("morris", factors, 2, groups=False)
    together = make_design("morris", factors, 2, groups=True)
    assert len(apart) == len(same) and apart.digest == same.digest
    assert len(together) < len(apart)


@pytest.mark.parametrize("workers", [True, 0, -1, 1.5, "2", [2], math.nan, 10**6])
def test_workers_are_a_whole_number(workers: Any) -> None:
    assert "executor.workers is" in refusal(lambda: ExecutorChoice(workers=workers))
