"""A configuration that is passed on is data: it says what is run, never where, how or by whom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hydra.core.override_parser.overrides_parser import OverridesParser
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from omegaconf import OmegaConf

from experiments.configuration.saved import words_of_file
from experiments.configuration.settings import read_job
from experiments.configuration.study import read_study
from experiments.study.output import saved_text
from sim.errors import UserError
from sim.setting.theories.theory import SWITCHES
from tests.reading.refusals import refusal

PLAIN: dict[str, Any] = {
    "choices": {"scenario": "baseline", "policy": "none", "theory": "figure_2"},
    "run": {"seeds": 2},
}


def file_with(folder: Path, content: Any) -> Path:
    file = folder / "passed_on.yaml"
    text = content if isinstance(content, str) else yaml.safe_dump(content)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "more",
    [
        {"executor": {"kind": "dask", "address": "tcp://10.0.0.1:8786"}},
        {"executor": {"kind": "slurm", "job": {"job_script_prologue": ["curl evil"]}}},
        {"executor": "slurm"},
        {"output": {"folder": "/somewhere/else", "name": "mine"}},
        {"choices": {**PLAIN["choices"], "executor": "slurm"}},
    ],
)
def test_executor_and_output_of_a_file_are_not_taken_over(
    tmp_path: Path, more: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    job = read_job([f"from={file_with(tmp_path, {**PLAIN, **more})}"])
    assert (job.executor.kind, job.executor.address, job.executor.job) == ("threads", None, {})
    assert (str(job.folder), job.name) == ("outputs", None)
    assert len(job.seeds) == 2
    said = capsys.readouterr().err
    assert ("not taken over" in said) == ("executor" in more or "output" in more)
    named = read_job([f"from={tmp_path / 'passed_on.yaml'}", "executor=serial", "output.name=x"])
    assert (named.executor.kind, named.name) == ("serial", "x")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({**PLAIN, "conditions": {"trust_start": "${oc.env:HOME}"}}, "nothing is filled in"),
        ({**PLAIN, "language": "${language}"}, "nothing is filled in"),
        ({**PLAIN, "hydra": {"run": {"dir": "x"}}}, "the key 'hydra.run.dir'"),
        ({**PLAIN, "hydra.run.dir": "x"}, "the key 'hydra.run.dir'"),
        ({**PLAIN, "+run.more": 1}, "the key '+run.more'"),
        ({**PLAIN, "~run.days": 1}, "the key '~run.days'"),
        ({**PLAIN, "run@x": 1}, "the key 'run@x'"),
        ({**PLAIN, "run.days=5,run.seeds": 1}, "the key "),
        ({**PLAIN, "from": "/etc/passwd"}, "the key 'from'"),
        ({**PLAIN, "defaults": ["x"]}, "the key 'defaults'"),
        ({**PLAIN, "run": {"dayz": 5}}, "'run.days'"),
        (
            {"choices": {**PLAIN["choices"], "hydra/launcher": "x"}},
            "unknown group 'hydra/launcher'",
        ),
        ({"choices": {**PLAIN["choices"], "policy": ["none"]}}, "choices.policy is ['none']"),
        ({"choices": 5}, "has no mapping 'choices'"),
        ({}, "has no mapping 'choices'"),
        ("choices: {scenario: baseline}\nchoices: {scenario: flood}", "stands there twice"),
        ({**PLAIN, "run": {"days": "range(1,5)"}}, "run.days is 'range(1,5)'"),
        ({**PLAIN, "run": {"days": "5,6"}}, "run.days is '5,6'"),
        ({**PLAIN, "run": {"days": "true"}}, "run.days is 'true'"),
    ],
)
def test_what_a_file_may_not_say_is_refused_in_one_line(
    tmp_path: Path, content: Any, words: str
) -> None:
    file = file_with(tmp_path, content)
    assert words in refusal(lambda: read_job([f"from={file}"]))


@pytest.mark.parametrize("word", ["run.days=${oc.env:HOME}", "output.name=${language}"])
def test_nothing_is_filled_in_on_a_command_line(word: str) -> None:
    assert "nothing is filled in" in refusal(lambda: read_job([word]))


def test_a_line_of_a_file_that_is_none_is_not_shown(tmp_path: Path) -> None:
    file = file_with(tmp_path, "root:x:0:0:secret:/root\nnobody: *:1\n")
    assert "secret" not in refusal(lambda: read_job([f"from={file}"]))


def test_what_is_saved_says_nothing_of_where_and_how_and_is_the_same_job(tmp_path: Path) -> None:
    words = [
        "scenario=flood+personnel_shortage",
        "policy=liaisons",
        "theory.procedure=no",
        "conditions.trust_start=0.7",
        "run.days=30",
        "executor=serial",
        "output.name=x",
    ]
    job = read_job(words)
    text = saved_text(job, "run", "x")
    assert "executor" not in text and "output" not in text
    (tmp_path / "saved.yaml").write_text(text)
    again = read_job([f"from={tmp_path / 'saved.yaml'}"])
    assert again.digest == job.digest and again.points == job.points


def test_a_study_that_is_saved_is_the_same_study(tmp_path: Path) -> None:
    words = [
        "design=morris",
        "design.points=3",
        "design.factors=[trust_start,theory.trust,policy]",
        "design.policies=[none,liaisons]",
        "executor=serial",
    ]
    job = read_study(words, "sweep")
    (tmp_path / "saved.yaml").write_text(saved_text(job, "sweep", "x"))
    again = read_study([f"from={tmp_path / 'saved.yaml'}"], "sweep")
    assert again.made_name == job.made_name and again.design.digest == job.design.digest


def test_results_go_to_where_the_file_lies_where_that_is_a_study(tmp_path: Path) -> None:
    for name, given_name in (("mine", "mine"), ("baseline-0123abcd", None)):
        folder = tmp_path / "out" / "run" / name
        folder.mkdir(parents=True)
        file = folder / "resolved_config.yaml"
        file.write_text(yaml.safe_dump(PLAIN))
        assert str(read_job([f"from={file}"]).folder) == "outputs"
        (folder / "manifest.json").write_text("{}")
        job = read_job([f"from={file}"])
        assert (job.folder, job.name) == (tmp_path / "out", given_name)
        assert read_job([f"from={file}", "output.name=other"]).name == "other"


TEXTS = st.text(max_size=12) | st.sampled_from(
    ["no", "null", "5", "a,b", "int(5)", "[x]", "a'b", "'"]
)
VALUES = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats()
    | TEXTS
    | st.lists(TEXTS, max_size=2)
)


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    run=st.dictionaries(st.sampled_from(["seeds", "days", "first_seed", "x"]), VALUES, max_size=3),
    theory=st.dictionaries(st.sampled_from([*SWITCHES][:4]), VALUES, max_size=2),
    conditions=st.dictionaries(
        st.sampled_from(["trust_start", "ask_again", "y"]), VALUES, max_size=2
    ),
    choices=st.dictionaries(st.sampled_from(["scenario", "policy", "theory", "world"]), VALUES),
    others=st.dictionaries(TEXTS, VALUES, max_size=1),
)
def test_any_configuration_is_read_or_refused_in_one_line(
    tmp_path: Path, choices: Any, others: Any, **parts: Any
) -> None:
    content = {**others, **parts, "choices": {**PLAIN["choices"], **choices}}
    try:
        job = read_job([f"from={file_with(tmp_path, content)}"])
    except UserError as error:
        assert str(error).isprintable()
        return
    for name, value in parts["conditions"].items():
        assert job.points[-1].conditions[name] == value


def test_a_text_in_a_file_stays_the_text_that_it_is(tmp_path: Path) -> None:
    for text in (
        "plain",
        "a b",
        "it's",
        "5",
        "true",
        "null",
        "a,b",
        "[x]",
        "{a:1}",
        "int(5)",
        "x=y",
    ):
        (word,) = [
            word
            for word in words_of_file(str(file_with(tmp_path, {**PLAIN, "beside": text})))
            if word.startswith("beside=")
        ]
        parsed = OverridesParser.create().parse_override(word)
        assert OmegaConf.create({"x": parsed.value()})["x"] == text
