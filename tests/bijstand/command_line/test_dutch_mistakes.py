"""A mistake is told in the language that is asked for, whatever it is in."""

from __future__ import annotations

import copy
import pickle
import re
from pathlib import Path

import pytest

from bijstand.command_line.language import language_of
from bijstand.command_line.main import WRONG_USE, main
from experiments.running.runner import FailedFast
from sim import simulate
from sim.errors import UserError, unknown_name
from sim.words import Joined, Message

ENGLISH = re.compile(
    r"\b(the|allowed|unknown|is not|must|needs?|needed|did you mean|cannot|missing|there|means|"
    r"whole|from|with|and|or|which|of a|row|line|folder|file|condition|policy|theory)\b"
)
# Keys, names and files are the same in every language.
KEYS = re.compile(r"'[^']*'|\"[^\"]*\"|\([^()]*\)|\S*[=/_.\[]\S*")

MISTAKES = {
    "verb": "rum",
    "scenario": "run scenario=flod",
    "policy": "run policy=liasons",
    "theory": "run theory=figure_9",
    "switch": "run theory.trst=moderator",
    "answer": "run theory.trust=nothing",
    "two names": "run scenario=flood+flood",
    "empty name": "run policy=liaisons+",
    "condition": "run conditions.trust_strt=0.4",
    "outside": "run conditions.trust_start=3",
    "decimal comma": "run conditions.trust_start=0,4",
    "two readings": "run run.days=1.000",
    "no number": "run run.days=many",
    "key": "run rnu.days=3",
    "section": "run conditions=3",
    "no key": "run flood",
    "bare word": "run days",
    "added key": "run +run.days=3",
    "hydra": "run hydra.run.dir=x",
    "filled in": "run output.name=${oc.env:HOME}",
    "option": "run --sed",
    "key as option": "run --scenario=flood",
    "config option": "run --cfg all",
    "key of others": "run replications=3",
    "instead": "sweep run.seeds=3",
    "several values": "run run.days=3,4",
    "beside itself": "run beside=plain",
    "reference": "run beside=nowhere",
    "name of results": "run output.name=a/b",
    "world": "check world.path=/nowhere",
    "file": "check scenario=/nowhere.yaml",
    "start": "check from=/nowhere.yaml",
    "executor": "sweep executor=cloud",
    "design": "sweep design=sobl",
    "design file": "sweep design=list",
    "no table": "sweep design=list design.file=/nowhere.txt",
    "too few points": "sweep design=lhs design.points=0",
    "power of two": "sensitivity method=sobol design=sobol design.points=3",
    "method": "sensitivity method=morri",
    "other design": "sensitivity method=morris design=sobol",
    "outcome": "discover discover.outcome=gap",
    "range": "discover discover.worst=2",
    "targets": "plausible plausible.targets=none",
    "bounds": "compare compare.at_least=9 compare.at_most=4 replications=auto",
    "patterns": "patterns patterns.only=[P99]",
    "report": "report",
    "no study": "report /nowhere",
    "verify": "verify /nowhere",
    "group": "list group=scenaros",
    "port": "ui port=x",
    "path": "ui root_path=x?",
}


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == WRONG_USE
    line = capsys.readouterr().err
    assert line.startswith("bijstand: ") and line.count("\n") == 1
    return line.removeprefix("bijstand: ").strip()


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_in_dutch(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = MISTAKES[name].split()
    dutch = told([words[0], "language=nl", *words[1:]], capsys)
    english = told(words, capsys)
    assert dutch != english
    assert not english_in(dutch), dutch


def english_in(dutch: str) -> list[str]:
    """Return the English words of a line; names that it lists are no words."""
    said = re.sub(r"\(toegestaan: .*\)", " ", dutch)
    return ENGLISH.findall(KEYS.sub(" ", said))


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["run"], "en"),
        (["run", "language=nl"], "nl"),
        (["run", "language=nl", "language=en"], "en"),
        (["run", "language=NL"], "nl"),
        (["run", "language=nll"], "nl"),
        (["run", "language=Nederlands"], "nl"),
        (["run", "language=klingon"], "en"),
        (["run", "language="], "en"),
    ],
)
def test_the_words_say_in_which_language(words: list[str], language: str) -> None:
    assert language_of(words) == language


def test_a_file_says_in_which_language_also_where_it_is_broken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "saved.yaml"
    file.write_text("language: nl\nchoices: {scenario: [\n")
    assert "geen geldige YAML" in told(["check", f"from={file}"], capsys)
    assert "not valid YAML" in told(["check", f"from={file}", "language=en"], capsys)
    assert language_of([f"from={tmp_path}"]) == "en"  # a folder


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("s.yaml", "windows: 3\n", "nodig is een lijst"),
        ("s.yaml", "windows: [{ramp: 3}]\n", "ramp vraagt een start"),
        ("s.yaml", "windows: [{urgncy: 3}]\n", "venster 1 bestaat niet; bedoeld is misschien"),
        ("s.yaml", "a: 1\na: 2\n", "staat er twee keer"),
        ("s.yaml", "needs: [{day: 3}]\n", "behoefte 1: 'class' ontbreekt"),
        ("p.yaml", "people: [{persons: 3, share: 0.1}]\n", "toegestaan: een van de twee"),
        ("p.yaml", "conditions: {trust_start: 7}\n", "vertrouwen aan het begin"),
        ("p.yaml", "cost: {money: {amount: 3, unit: kroon}}\n", "unit van money 'kroon' in beleid"),
    ],
)
def test_a_mistake_in_a_file_is_told_in_dutch(
    name: str, content: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / name
    file.write_text(content)
    key = "scenario" if name.startswith("s") else "policy"
    dutch = told(["check", f"{key}={file}", "language=nl"], capsys)
    assert words in dutch
    assert not english_in(dutch), dutch


def test_python_raises_the_english_and_has_the_dutch() -> None:
    with pytest.raises(UserError) as caught:
        simulate(scenario="flod")
    error = caught.value
    assert str(error).startswith("unknown scenario 'flod'; did you mean 'flood'? (allowed: base")
    assert error.in_language("nl").startswith("scenario 'flod' bestaat niet; bedoeld is mis")
    assert error.in_language("en") == str(error)


@pytest.mark.parametrize("kind", [UserError, FailedFast])
def test_an_error_travels_with_its_values(kind: type[UserError]) -> None:
    inner = unknown_name("condition", "x", ["y"])
    error = kind("{where}, row {row}: {error}", where="a{b}", row=3, error=inner)
    error.add_note("beside it")
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(other) is kind and str(other) == str(error)
        assert other.in_language("nl") == "a{b}, rij 3: voorwaarde 'x' bestaat niet (toegestaan: y)"
        assert other.__notes__ == ["beside it"]


def test_numbers_that_are_read_and_numbers_that_are_typed() -> None:
    said = Message("{count:,} {share:n} {low:g} {size:.1f}", count=1e6, share=0.5, low=0.5, size=2)
    assert said == "1,000,000.0 0.5 0.5 2.0"
    assert said.in_language("nl") == "1.000.000,0 0,5 0.5 2,0"
    joined = Joined(["1", Message("a number")], Message(" or "))
    assert (joined, joined.in_language("nl")) == ("1 or a number", "1 of een getal")
    assert pickle.loads(pickle.dumps(joined)).in_language("nl") == "1 of een getal"
