"""The command line as a user meets it: answers, errors of one line, interrupts, closed pipes."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from omegaconf import OmegaConf

from experiments import cli
from experiments.cli import INTERRUPTED, NOBODY_READS, WRONG_USE, main
from experiments.study import open_study
from sim.conditions import CONDITIONS
from sim.measures import OUTCOMES
from sim.world.load import NETHERLANDS

ROOT = Path(__file__).parents[1]
QUICK = ["run.seeds=2", "run.days=40", "run.warm_up_days=5"]
COMMAND = [sys.executable, "-m", "experiments.cli"]


def started(*words: str, **options: object) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": ""}
    return subprocess.Popen(
        [*COMMAND, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=environment, **options,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def only_result(folder: Path) -> Path:
    (result,) = (folder / "outputs" / "run").iterdir()
    return result


def test_run_answers_and_keeps_what_it_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *QUICK]) == 0
    said = capsys.readouterr().out
    assert "Gap closed by collaboration (%)" in said
    assert "baseline" in said and "crisis_and_shortage" in said and "difference" in said
    result = only_result(folder)
    assert str(result.relative_to(folder)) in said
    runs = pd.read_parquet(result / "runs" / "runs.parquet")
    assert list(runs.columns) == ["point", "replication", "seed", *OUTCOMES]
    assert sorted(zip(runs["point"], runs["seed"], strict=True)) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    manifest = json.loads((result / "manifest.json").read_text())
    assert manifest["status"] == "complete"
    assert manifest["runs"] == {"asked": 4, "done": 4, "failed": 0}
    assert len(list((result / "figures").iterdir())) == 6
    assert len(list((result / "tables").iterdir())) == 5


def test_table_shows_the_means_of_the_runs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", *QUICK, "beside=none", "language=nl"]) == 0
    runs = pd.read_parquet(only_result(folder) / "runs" / "runs.parquet")
    mean = f"{runs['together'].mean() * 100:.1f}".replace(".", ",")
    line = next(x for x in capsys.readouterr().out.splitlines() if "vervuld, met steun" in x)
    assert mean in line


def test_runs_are_those_of_simulate(folder: Path) -> None:
    from sim import simulate  # noqa: PLC0415

    assert main(["run", *QUICK, "scenario=flood", "conditions.trust_start=0.7"]) == 0
    runs = pd.read_parquet(only_result(folder) / "runs" / "runs.parquet")
    own = simulate("flood", conditions={"trust_start": 0.7}, seed=2, days=40, warm_up_days=5)
    row = runs[(runs["point"] == 1) & (runs["seed"] == 2)].iloc[0]
    pd.testing.assert_series_equal(
        row[list(OUTCOMES)].astype(float), pd.Series(own.outcomes), check_names=False,
        check_exact=True,
    )  # fmt: skip


def test_what_stands_beside_what(folder: Path) -> None:
    for words, labels in (
        ([], ["baseline", "crisis_and_shortage"]),
        (["scenario=flood"], ["baseline", "flood"]),
        (["policy=liaisons"], ["baseline", "baseline, liaisons"]),
        (["scenario=flood", "beside=none"], ["flood"]),
        (["scenario=flood+crisis", "beside=crisis"], ["crisis", "flood+crisis"]),
        (["beside=crisis"], ["baseline", "crisis"]),
        (["scenario=flood", "policy=liaisons"], ["flood", "flood, liaisons"]),
        (["scenario=flood", "policy=liaisons", "beside=plain"], ["baseline", "flood, liaisons"]),
        (["scenario=flood", "policy=liaisons", "beside=flood"], ["flood", "flood, liaisons"]),
        (
            ["scenario=flood", "policy=liaisons", "beside=crisis"],
            ["crisis, liaisons", "flood, liaisons"],
        ),
        (
            ["policy=liaisons", "theory.trust=driver", "conditions.trust_start=0.7"],
            [
                "baseline, trust=driver, trust_start=0.7",
                "baseline, liaisons, trust=driver, trust_start=0.7",
            ],
        ),
        (
            ["policy=liaisons", "conditions.trust_start=0.7", "beside=baseline"],
            ["baseline", "baseline, liaisons, trust_start=0.7"],
        ),
        (
            ["theory=figure_1", "theory.trust=driver"],
            ["baseline", "baseline, figure_1, trust=driver"],
        ),
        (["conditions.trust_start=0.7"], ["baseline", "baseline, trust_start=0.7"]),
        ([f"world.path={NETHERLANDS}"], ["baseline", "crisis_and_shortage"]),
    ):
        from experiments.settings import read_job  # noqa: PLC0415

        assert [point.label for point in read_job(words).points] == labels


def test_saved_configuration_runs_again_with_the_same_numbers(folder: Path) -> None:
    words = ["theory=figure_1", "theory.trust=driver", "policy=liaisons", "run.first_seed=5"]
    assert (
        main(["run", *QUICK, *words, "conditions.trust_start=0.7", "output.name=my run (1)"]) == 0
    )
    file = only_result(folder) / "runs" / "runs.parquet"
    first = pd.read_parquet(file)
    file.unlink()
    saved = only_result(folder) / "resolved_config.yaml"
    assert OmegaConf.load(saved).conditions == {"trust_start": 0.7}
    assert main(["run", f"from={saved}"]) == 0
    pd.testing.assert_frame_equal(pd.read_parquet(file), first, check_exact=True)


def test_name_of_other_results_is_refused_and_its_own_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["run", *QUICK, "output.name=mine", "beside=none"]
    assert main(words) == 0
    assert main(words) == 0
    assert main([*words, "scenario=flood"]) == WRONG_USE
    assert "'outputs/run/mine' holds the results of another design" in capsys.readouterr().err
    (folder / "outputs" / "run" / "full").mkdir()
    (folder / "outputs" / "run" / "full" / "letter.txt").write_text("dear")
    assert main([*words, "output.name=full"]) == WRONG_USE
    assert "holds other files" in capsys.readouterr().err


def test_multirun_makes_a_job_of_each_combination(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    several = ["scenario=flood,crisis+personnel_shortage", "run.days=30,40"]
    assert main(["run", "-m", "run.seeds=1", "run.warm_up_days=0", *several]) == 0
    names = {path.name.rsplit("-", 1)[0] for path in (folder / "outputs" / "run").iterdir()}
    assert names == {"flood", "crisis+personnel_shortage"}
    assert len(list((folder / "outputs" / "run").iterdir())) == 4
    assert "after the last measured day" in capsys.readouterr().err
    assert main(["run", "-m", "output.name=x", *several]) == WRONG_USE


def test_composed_configuration_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--cfg", "job", "scenario=flood", "conditions.trust_start=0.7"]) == 0
    shown = OmegaConf.create(capsys.readouterr().out)
    assert list(shown.scenario) == ["flood"]
    assert shown.conditions.trust_start == 0.7
    assert set(shown.conditions) == set(CONDITIONS)


def test_check_says_what_it_checked_and_writes_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "scenario=flood", "policy=liaisons", f"world.path={NETHERLANDS}"]) == 0
    said = capsys.readouterr().out
    assert "42 units" in said and "4 fixed needs" in said and "liaison_cover=0.8" in said
    assert list(folder.iterdir()) == []


def test_check_finds_a_scenario_that_does_not_fit_the_world(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = folder / "other world"
    world.mkdir()
    for file in NETHERLANDS.glob("*.csv"):
        text = file.read_text(encoding="utf-8").replace("pol_limburg", "pol_zuid")
        (world / file.name).write_text(text, encoding="utf-8")
    assert main(["check", f"world.path={world}"]) == 0
    assert main(["check", f"world.path={world}", "scenario=flood"]) == WRONG_USE
    assert "pol_limburg" in capsys.readouterr().err


def test_conditions_are_listed_with_what_is_declared(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conditions"]) == 0
    said = capsys.readouterr().out
    assert [name for name in CONDITIONS if name not in said] == []
    assert main(["conditions", "group=trust", "language=nl"]) == 0
    said = capsys.readouterr().out
    assert "vertrouwen aan het begin" in said and "liaison_cover" not in said
    assert main(["conditions", "--csv"]) == 0
    lines = capsys.readouterr().out.strip().splitlines()
    assert len(lines) == len(CONDITIONS) + 1


@pytest.mark.parametrize("verb", cli.VERBS)
def test_every_verb_explains_itself(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"bijstand {verb}: ")
    assert "examples\n" in said and "usage: " in said
    assert main(["--help"]) == 0
    assert f"\n  {verb} " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], []),
        (["rum"], ["unknown verb 'rum'", "'run'"]),
        (["run", "scenario=flod"], ["unknown scenario 'flod'", "'flood'", "crisis"]),
        (["run", "scenario=flood+flod"], ["'flod'", "'flood'"]),
        (["run", "scenario=flood,crisis"], ["several values", "--multirun"]),
        (["run", "scenario="], ["scenario", "empty name"]),
        (["run", "policy=liaison"], ["unknown policy 'liaison'", "'liaisons'"]),
        (["run", "policy=/no/such.yaml"], ["/no/such.yaml", "cannot be read"]),
        (["run", "scenario.crisis.windows.0.demand=8"], ["a file of scenario", "conditions."]),
        (["run", "policy=mit+/no/such.yaml"], ["/no/such.yaml", "cannot be read"]),
        (["run", "theory=figure_3"], ["unknown theory 'figure_3'", "figure_2"]),
        (["run", "theory.trust=driverr"], ["theory.trust", "'driverr'", "'driver'"]),
        (["run", "theory.thrust=driver"], ["'theory.thrust'", "'theory.trust'"]),
        (["run", "world=atlantis"], ["unknown world 'atlantis'", "netherlands"]),
        (["run", "world.path=/no/such/place"], ["/no/such/place", "does not exist"]),
        (["run", "conditions.trust_strt=0.5"], ["'trust_strt'", "'trust_start'"]),
        (["run", "conditions.trust_start=7"], ["trust_start", "7", "0.3 to 0.9"]),
        (["run", "conditions.trust_start=nan"], ["trust_start", "nan", "0.3 to 0.9"]),
        (["run", "conditions.trust_start=high"], ["trust_start", "'high'"]),
        (["run", "conditions=7"], ["conditions"]),
        (["run", "run.sedes=3"], ["'run.sedes'", "'run.seeds'"]),
        (["run", "run=3"], ["'run' takes no value"]),
        (["run", "run.seeds=0"], ["run.seeds is 0", "1 to"]),
        (["run", "run.seeds=-4"], ["run.seeds is -4"]),
        (["run", "run.seeds=abc"], ["run.seeds is 'abc'", "whole number"]),
        (["run", "run.seeds=2.5"], ["run.seeds is 2.5"]),
        (["run", "run.seeds=true"], ["run.seeds is True"]),
        (["run", "run.seeds="], ["run.seeds is ''"]),
        (["run", "run.seeds=1,2"], ["several values", "--multirun"]),
        (["run", "run.seeds=[1"], ["'run.seeds=[1' is not understood"]),
        (["run", "run.seeds=${nothing}"], ["nothing"]),
        (["run", "run.days=0"], ["run.days is 0"]),
        (["run", "run.warm_up_days=-1"], ["run.warm_up_days is -1"]),
        (["run", "beside=flod"], ["'flod' in beside", "'flood'"]),
        (["run", "beside=baseline"], ["beside=baseline is the setting itself"]),
        (["run", "scenario=flood", "beside=same"], ["beside=same is the setting itself"]),
        (["run", "beside="], ["beside"]),
        (["run", "language=de"], ["language", "'de'", "en, nl"]),
        (["run", "design=lhs"], ["'design' means nothing to bijstand run", "sweep"]),
        (["run", "replications=3"], ["'replications'", "sweep"]),
        (["run", "executor=thread"], ["unknown executor 'thread'", "'threads'"]),
        (["run", "executor.workers=0"], ["executor.workers is 0"]),
        (["run", "executor.chunk_seconds=fast"], ["executor.chunk_seconds", "'fast'"]),
        (["run", "experiment=what_trust_does"], ["bijstand sweep, not for bijstand run"]),
        (["sweep", "design=sobl"], ["unknown design 'sobl'", "'sobol'"]),
        (["sweep", "design=sobol", "design.points=5"], ["power of two"]),
        (["sweep", "design.levels=6"], ["unknown key 'design.levels'"]),
        (["sweep", "design.points=many"], ["design.points is 'many'"]),
        (["sweep", "design.factors=[trust_strt]"], ["'trust_strt'", "'conditions.trust_start'"]),
        (["sweep", "design.factors=trust_start"], ["design.factors", "brackets"]),
        (["sweep", "design.range=2"], ["share of a range is 2"]),
        (["sweep", "design.seed_rule=some"], ["design.seed_rule", "'same'"]),
        (["sweep", "design=list"], ["design.file"]),
        (["sweep", "design=list", "design.file=no.csv"], ["design.file=no.csv", "cannot be read"]),
        (["sweep", "replications=auto"], ["replications=auto", "compare"]),
        (["sweep", "run.seeds=3"], ["'run.seeds' means nothing to bijstand sweep"]),
        (["sweep", "experiment=what_trust"], ["unknown experiment", "'what_trust_does'"]),
        (["sweep", "--info"], ["no --info"]),
        (["run", "seeds=3"], ["unknown key 'seeds'", "'run.seeds'"]),
        (["run", "+run.more=3"], ["'+run.more=3'", "cannot be added"]),
        (["run", "hydra.run.dir=x"], ["Hydra"]),
        (["run", "scenario"], ["'scenario' is not understood", "key=value"]),
        (["run", "--frob"], ["unknown option '--frob'"]),
        (["run", "--cfg", "all"], ["'all'", "--cfg job"]),
        (["run", "from=/no/such/file"], ["from=/no/such/file", "cannot be read"]),
        (["run", f"from={ROOT / 'conf' / 'config.yaml'}"], ["resolved_config.yaml"]),
        (["run", "output.folder=/dev/null/x"], ["output.folder", "cannot be written"]),
        (["run", "output.name=a/b"], ["output.name is 'a/b'"]),
        (["check", "scenario=flod"], ["'flood'"]),
        (["check", "--csv"], ["unknown option '--csv'"]),
        (["conditions", "group=trus"], ["unknown group 'trus'", "'trust'"]),
        (["conditions", "grup=trust"], ["unknown key 'grup'", "'group'"]),
        (["conditions", "language=de"], ["'de'"]),
        (["conditions", "trust"], ["'trust' is not understood"]),
    ],
)
def test_what_the_user_did_wrong_is_one_line(
    words: list[str], parts: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == WRONG_USE
    said = capsys.readouterr()
    if words:
        assert said.err.startswith("bijstand: ")
        assert said.err.count("\n") == 1
        assert [part for part in parts if part not in said.err] == []
    assert list(folder.iterdir()) == [], "a refused job leaves nothing behind"


def test_errors_of_our_own_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.VERBS, "broken", ("no.such.module", ""))
    with pytest.raises(ModuleNotFoundError):
        main(["broken"])


def test_interrupt_that_a_library_turns_into_its_own_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted_import(name: str) -> None:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        except KeyboardInterrupt as error:
            raise ImportError("a library could not be imported") from error

    monkeypatch.setattr(cli, "import_module", interrupted_import)
    assert main(["run"]) == INTERRUPTED
    assert capsys.readouterr().err == "bijstand: interrupted\n"


def test_interrupt_while_it_runs_keeps_what_is_finished(folder: Path) -> None:
    assert main(["run", *QUICK]) == 0  # compiles, so that the next one has finished runs soon
    process = started("run", "run.seeds=100000", "run.days=10", "output.name=long", cwd=folder)
    manifest = folder / "outputs" / "run" / "long" / "manifest.json"
    for _ in range(600):
        if list(manifest.parent.glob("runs/part-*")):
            break
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert said == ("", "bijstand: interrupted\n")
    content = json.loads(manifest.read_text())
    assert content["status"] == "interrupted"
    runs = open_study(manifest.parent).runs()
    assert len(runs) == content["runs"]["done"] > 0


def test_interrupt_at_the_start_is_one_line() -> None:
    process = started("run", "run.seeds=100000")
    time.sleep(0.25)
    process.send_signal(signal.SIGINT)
    said = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED
    assert said == ("", "bijstand: interrupted\n")


@pytest.mark.parametrize("words", [["conditions"], ["list", "--csv"], ["run", "--info"]])
def test_closed_pipe_is_silent(words: list[str]) -> None:
    process = started(*words)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait() == NOBODY_READS


def test_listing_conditions_does_not_wait_for_the_compiler() -> None:
    code = (
        "import sys; from experiments.cli import main; main(['conditions']); "
        "print([m for m in ('numba', 'matplotlib', 'hydra', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("bijstand ")
