"""Numbers that two people read in two ways are refused with both readings."""

import pytest

from bijstand.command_line.main import WRONG_USE, main
from bijstand.page.case.choices import Choices
from experiments.configuration.compose import compose_configuration
from experiments.configuration.words import expand_several_values
from sim.reading.numbers import readings
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1.000", ("1", "1000")),
        ("2.000", ("2", "2000")),
        ("10.000", ("10", "10000")),
        ("1,000", ("1", "1000")),
        ("-1.000", ("-1", "-1000")),
        ("1.500", ("1.5", "1500")),
        ("1.000.000", ("1000000",)),
        ("1,000,000", ("1000000",)),
        ("0.700", ()),
        ("0.000", ()),
        ("1.0", ()),
        ("1.00", ()),
        ("1.0000", ()),
        ("1000", ()),
        ("1000.000", ()),
        ("1e3", ()),
        ("٣.000", ()),
        ("", ()),
    ],
)
def test_readings_of_a_number_in_groups_of_three(text: str, found: tuple[str, ...]) -> None:
    assert readings(text) == found


@pytest.mark.parametrize(
    ("word", "allowed"),
    [
        ("run.seeds=1.000", "1 and as 1000; allowed: 1 or 1000"),
        ("run.seeds=10.000", "10 and as 10000; allowed: 10 or 10000"),
        ("run.seeds=1,000", "1 and as 1000; allowed: 1 or 1000"),
        ("run.seeds=1.500", "1.5 and as 1500; allowed: 1500"),
        ("run.seeds=1.000.000", "1000000; allowed: 1000000"),
        ("run.first_seed=1.000", "allowed: 1 or 1000"),
        ("run.days=1.000", "allowed: 1 or 1000"),
        ("run.warm_up_days=1.000", "allowed: 1 or 1000"),
        ("replications=2.000", "allowed: 2 or 2000"),
        ("design.points=1.000", "allowed: 1 or 1000"),
        ("design.seed=1.000", "allowed: 1 or 1000"),
        ("executor.workers=4.000", "allowed: 4 or 4000"),
        ("robust.draws=2.000", "allowed: 2 or 2000"),
        ("sensitivity.points.shapley=1.024", "1.024 and as 1024; allowed: 1024"),
        ("sensitivity.noise_points=1.000", "allowed: 1 or 1000"),
        ("patterns.draws=1.000", "allowed: 1 or 1000"),
        ("conditions.crisis_size=3.000", "3 and as 3000; allowed: 3 or 3000"),
        ("conditions.crisis_size=2.500", "2.5 and as 2500; allowed: 2.5 or 2500"),
    ],
)
def test_a_number_with_two_readings_is_refused(word: str, allowed: str) -> None:
    said = refusal(lambda: compose_configuration([word]))
    assert said.startswith(word) and allowed in said


def test_every_whole_number_of_the_configuration_is_looked_at() -> None:
    from experiments.keys.declared import DECLARED  # noqa: PLC0415

    for key, kind in DECLARED.items():
        if kind.form == "whole" and "*" not in key:
            said = refusal(lambda key=key: compose_configuration([f"{key}=1.000"]))  # type: ignore[misc]
            assert "1 and as 1000" in said, key


@pytest.mark.parametrize(
    ("word", "section", "value"),
    [("run.seeds=2.0", "run", 2), ("run.seeds=1000", "run", 1000), ("run.seeds=1e3", "run", 1000)],
)
def test_other_ways_to_write_a_whole_number_stay(word: str, section: str, value: int) -> None:
    found = compose_configuration([word]).content[section]["seeds"]
    assert found == value and type(found) is int


@pytest.mark.parametrize("text", ["0.700", "0.7", "0.75", "0.725"])
def test_decimals_of_other_numbers_stay(text: str) -> None:
    assert compose_configuration([f"conditions.trust_start={text}"]).given["trust_start"] == float(
        text
    )


@pytest.mark.parametrize(
    ("word", "write"),
    [
        ("conditions.trust_start=0,7", "conditions.trust_start=0.7"),
        ("discover.threshold=0,35", "discover.threshold=0.35"),
        ("compare.half_width=,01", "compare.half_width=.01"),
        ("conditions.crisis_size=2,5e0", "conditions.crisis_size=2.5e0"),
    ],
)
def test_a_decimal_comma_is_told_to_be_a_point(word: str, write: str) -> None:
    assert refusal(lambda: compose_configuration([word])) == (
        f"{word} has a decimal comma; allowed: {write}"
    )


def test_several_jobs_take_whole_numbers_with_commas_between() -> None:
    assert list(expand_several_values(["run.seeds=10,200"])) == [
        ["run.seeds=10"],
        ["run.seeds=200"],
    ]
    said = refusal(lambda: list(expand_several_values(["run.seeds=10,000"])))
    assert "10 and as 10000" in said


@pytest.mark.parametrize(
    "text", ["²", "٣", "1.0", "-1", "+1", " 1", "99999", "1_0", "", "9" * 5000]
)
def test_a_port_is_a_number_of_plain_digits(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ui", f"port={text}"]) == WRONG_USE
    said = capsys.readouterr().err
    assert said.startswith("bijstand: port is") and said.count("\n") == 1 and "0 to 65535" in said


def test_the_page_reads_days_as_the_command_line_does() -> None:
    assert "1 and as 1000" in refusal(lambda: Choices().with_value("days", "1.000"))
    assert Choices().with_value("days", "2.0").days == 2
