"""Texts and paths: any terminal takes what is printed, any name that a file can have is taken."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from bijstand.command_line.main import WRONG_USE, main
from bijstand.command_line.streams import HANDLER, open_streams
from experiments.configuration.compose import compose_configuration
from experiments.configuration.settings import read_job
from experiments.configuration.words import expand_several_values
from experiments.keys.quoted import listed, parted, unquoted
from experiments.study.output import again
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "bijstand"]
UNRENDERED = [sys.executable, "-m", "tests.unrendered"]
QUICK = ["run.seeds=1", "run.days=20", "run.warm_up_days=5"]
ODD = "a [b],c=d 'e' \"f\" é{g} $h :smile: [red]"
SCENARIO = """\
title_en: "Odd [red]title[/nope] :smile:"
title_nl: Raar
description_en: x
description_nl: x
section: x
windows: [{start: 5, length: 5, demand: 2.0}]
needs: []
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path


@pytest.fixture
def odd(folder: Path) -> Path:
    """Return a scenario of one's own whose path has all that a command line can stumble over."""
    (folder / ODD).mkdir()
    file = folder / ODD / f"{ODD}.yaml"
    file.write_text(SCENARIO, encoding="utf-8")
    return file


ONE_AFTER_THE_OTHER = """
import json, os, sys
from bijstand.command_line.main import main

if "LC_ALL" not in os.environ:
    # Figures are drawn where also files are of another encoding; else it is about what is said.
    from tests.unrendered import draw_nothing

    draw_nothing()
with open("statuses.json", "w") as file:
    json.dump([main(words) for words in json.loads(sys.argv[1])], file)
"""


def one_after_the_other(
    commands: list[list[str]], folder: Path, environment: dict[str, str]
) -> tuple[list[int], subprocess.CompletedProcess[bytes]]:
    """Run commands in one process that begins in an environment; return how each of them ended."""
    run = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(commands)],
        capture_output=True,
        check=False,
        cwd=folder,
        env=environment,
    )
    assert run.returncode == 0, run.stderr
    return json.loads((folder / "statuses.json").read_text()), run


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "ascii"}, "ascii"),
        ({"PYTHONIOENCODING": "cp1252"}, "cp1252"),
        ({"PYTHONIOENCODING": "latin-1:strict"}, "latin-1"),
        ({"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "ascii"),
    ],
)
def test_a_terminal_of_another_encoding_takes_all_that_is_printed(
    environment: dict[str, str], encoding: str, folder: Path
) -> None:
    commands = [
        ["--help"],
        ["run", "--help"],
        ["conditions", "language=nl"],
        ["run", *QUICK, "language=nl"],
        ["run", "scenario=flöd"],
    ]
    own = {name: value for name, value in os.environ.items() if name != "LC_ALL"}
    given = {**own, "PYTHONPATH": str(ROOT), **environment}
    statuses, run = one_after_the_other(commands, folder, given)
    assert statuses == [0, 0, 0, 0, WRONG_USE], run.stderr
    assert b"Traceback" not in run.stderr
    assert "examples" in run.stdout.decode(encoding) and "fl" in run.stderr.decode(encoding)


def test_what_an_encoding_does_not_have_is_what_comes_nearest() -> None:
    open_streams()
    said = "12,3 – 45 · é ≥ … → \u202e".encode("ascii", HANDLER).decode()
    assert said == "12,3 - 45 - e >= ... -> ?"


@pytest.mark.parametrize(
    "closed", [("stdin", "stdout"), ("stdout", "stderr"), ("stdin", "stdout", "stderr")]
)
def test_closed_streams_lose_what_is_said_and_nothing_else(
    closed: tuple[str, ...], folder: Path
) -> None:
    signs = {"stdin": "<&-", "stdout": ">&-", "stderr": "2>&-"}
    # Figures are drawn where all is closed; else it is about what is said.
    command = COMMAND if len(closed) == len(signs) else UNRENDERED
    line = " ".join(
        [shlex.join([*command, "run", *QUICK, "output.name=x"]), *(signs[name] for name in closed)]
    )
    run = subprocess.run(
        ["sh", "-c", line],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert run.returncode == 0 and "Traceback" not in run.stderr
    manifest = json.loads((folder / "outputs" / "run" / "x" / "manifest.json").read_text())
    assert manifest["status"] == "complete"


@pytest.mark.parametrize("changed", [{"COLUMNS": "20", "HOME": ""}, {"COLUMNS": "x", "TERM": ""}])
def test_a_bare_environment_is_enough(changed: dict[str, str], folder: Path) -> None:
    given = {**os.environ, "PYTHONPATH": str(ROOT), **changed}
    given = {key: value for key, value in given.items() if value}
    commands = [["run", "--help"], ["list"], ["check", "run.days=60", "run.warm_up_days=10"]]
    statuses, run = one_after_the_other(commands, folder, given)
    assert (statuses, run.stderr) == ([0, 0, 0], b"")


def test_home_is_expanded_in_every_key_that_takes_a_path(folder: Path) -> None:
    home = str(folder / "home")
    content = compose_configuration(
        [
            "output.folder=~/out",
            "world.path=~/world",
            "within=~/plausible",
            "executor=slurm",
            "executor.job.log_directory=~/logs",
            "executor.job.local_directory=~/local",
        ]
    ).content
    assert content["output"]["folder"] == f"{home}/out"
    assert content["world"]["path"] == f"{home}/world"
    assert content["within"] == f"{home}/plausible"
    assert content["executor"]["job"]["log_directory"] == f"{home}/logs"
    assert content["executor"]["job"]["local_directory"] == f"{home}/local"
    listed_design = compose_configuration(["design=list", "design.file=~/points.csv"]).content
    assert listed_design["design"]["file"] == f"{home}/points.csv"
    (folder / "home" / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    for key in ("scenario", "policy"):
        named = {"scenario": "flood", "policy": "liaisons"}[key]
        choices = compose_configuration([f"{key}=~/s.yaml+{named}"]).choices
        assert choices[key] == f"{home}/s.yaml+{named}"
    for key in ("robust.policies", "compare.scenarios", "design.scenarios", "attribute.scenarios"):
        section, name = key.split(".")
        found = compose_configuration([f"{key}=[~/s.yaml,none]"]).content[section][name]
        assert found == [f"{home}/s.yaml", "none"]
    points = read_job(["scenario=flood", "beside=~/s.yaml"]).points
    assert f"{home}/s.yaml" in [point.scenario for point in points]
    assert "from=" in refusal(lambda: compose_configuration(["from=~/none.yaml"]))
    assert home in refusal(lambda: compose_configuration(["from=~/none.yaml"]))


def test_a_home_that_nobody_has_is_refused(folder: Path) -> None:
    said = refusal(lambda: compose_configuration(["output.folder=~nobody-has-it/x"]))
    assert "no such home folder" in said
    assert compose_configuration(["output.folder=./~x"]).content["output"]["folder"] == "./~x"


def test_any_path_is_taken_in_every_key(odd: Path) -> None:
    path, place = str(odd), str(odd.parent)
    content = compose_configuration(
        [
            f"output.folder={place}",
            "output.name=a [b],c=d 'e'",
            f"world.path={place}",
            f"within={place}",
            f"beside={path}",
        ]
    ).content
    assert content["output"] == {"folder": place, "name": "a [b],c=d 'e'"}
    assert (content["world"]["path"], content["within"]) == (place, place)
    assert content["beside"] == path
    assert compose_configuration([f"scenario={path}"]).choices["scenario"] == path
    quoted = "[" + ",".join(['"' + path.replace('"', '\\"') + '"', "flood"]) + "]"
    for key in ("design.scenarios", "compare.scenarios", "robust.policies"):
        section, name = key.split(".")
        found = compose_configuration([f"{key}={quoted}"]).content[section][name]
        assert found == [path, "flood"]
    design = compose_configuration(["design=list", f"design.file={path}"]).content["design"]
    assert design["file"] == path


def test_a_study_in_any_folder_is_told_and_done_again(
    odd: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = folder / "results [red]x, y=z 'q' é"
    words = ["run", *QUICK, f"scenario={odd}", f"output.folder={place}", "output.name=a [b],c=d"]
    assert main(words) == 0
    said = capsys.readouterr().out
    again_line = said.strip().splitlines()[-1].partition(": ")[2]
    command, *rest = shlex.split(again_line)
    file = place / "run" / "a [b],c=d" / "resolved_config.yaml"
    assert (command, rest) == ("bijstand", ["run", f"from={file}"])
    assert file.read_text(encoding="utf-8").splitlines()[0] == f"# {again_line}"
    assert main(rest) == 0
    assert main(["report", str(file.parent), "output.folder=~/reports"]) == 0
    assert (folder / "home" / "reports" / "report" / "report" / "report.html").exists()


def test_titles_of_the_users_are_no_markup(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", "replications=2", *QUICK[1:], f"compare.scenarios=[baseline,'{odd.name}']"]
    own = odd.parent.parent / "own.yaml"
    own.write_text(SCENARIO, encoding="utf-8")
    words[-1] = f"scenario=baseline,{own}"
    assert main(words) == 0
    assert "Odd [red]title[/nope] :smile:" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    "word", ["output.name=a\nb", "output.name=a\x1b[31m", "output.folder=a\0b"]
)
def test_control_characters_are_no_part_of_a_name(word: str) -> None:
    said = refusal(lambda: compose_configuration([word]))
    assert (word.partition("=")[0] in said and "one line" in said) or "a path" in said


def test_bytes_that_are_no_text_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "output.folder=\udcff"]) == WRONG_USE
    assert "LC_ALL=C.UTF-8" in capsys.readouterr().err


def test_two_languages_are_two_tellings_of_one_study(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--multirun", *QUICK, "language=en,nl", "output.name=told"]) == 0
    answers = [
        (folder / "outputs" / "run" / f"told-{language}" / "answer.md").read_text(encoding="utf-8")
        for language in ("en", "nl")
    ]
    assert answers[0] != answers[1]
    assert main(["run", "-m", *QUICK, "language=en,nl"]) == 0
    assert len(list((folder / "outputs" / "run").iterdir())) == 4
    capsys.readouterr()
    assert main(["run", "-m", *QUICK, "executor=threads,serial"]) == WRONG_USE
    assert "are the same study" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a,b", ["a", "b"]),
        ("a, b ", ["a", "b"]),
        ("'a,b',c", ["'a,b'", "c"]),
        ("o'brien,c", ["o'brien", "c"]),
        ("x[1,2].yaml,c", ["x[1,2].yaml", "c"]),
        ("[a,b],[c]", ["[a,b]", "[c]"]),
        ('"a\\",b",c', ['"a\\",b"', "c"]),
        ("", [""]),
    ],
)
def test_commas_part_outside_quotes_and_brackets(text: str, parts: list[str]) -> None:
    assert parted(text) == parts


def test_lists_and_quotes() -> None:
    assert listed("[]") == [] and listed("[ a , 'b c' ]") == ["a", "b c"]
    assert unquoted("'it\\'s'") == "it's" and unquoted("it's") == "it's" and unquoted("'") == "'"
    jobs = list(expand_several_values(["robust.policies=[none],[none,liaisons]"]))
    assert jobs == [["robust.policies=[none]"], ["robust.policies=[none,liaisons]"]]
    assert again("run", "a b/c.yaml") == "bijstand run 'from=a b/c.yaml'"
