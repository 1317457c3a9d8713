"""The command line as a user meets it: answers, and what it keeps of them."""

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from omegaconf import OmegaConf

from bijstand.command_line import main as cli
from bijstand.command_line.main import WRONG_USE, main
from experiments.configuration.question import declared_in
from sim.conditions import CONDITIONS
from sim.measures.measures import OUTCOMES
from sim.world.load import NETHERLANDS

pytestmark = pytest.mark.usefixtures("unrendered")

ROOT = Path(__file__).parents[3]
QUICK = ["run.seeds=2", "run.days=40", "run.warm_up_days=5"]
COMMAND = [sys.executable, "-m", "bijstand"]


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
    assert "“Crisis during a shortage” beside “As it is” (difference: " in said
    result = only_result(folder)
    assert str(result.relative_to(folder)) in said
    runs = pd.read_parquet(result / "runs" / "runs.parquet")
    assert list(runs.columns) == ["point", "replication", "seed", *OUTCOMES]
    assert sorted(zip(runs["point"], runs["seed"], strict=True)) == [(0, 1), (0, 2), (1, 1), (1, 2)]
    manifest = json.loads((result / "manifest.json").read_text())
    assert manifest["status"] == "complete"
    assert manifest["runs"] == {"asked": 4, "done": 4, "failed": 0}
    assert len(list((result / "figures").iterdir())) == 6
    assert len(list((result / "tables").glob("*.csv"))) == 5


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
        row[list(OUTCOMES)].astype(float),
        pd.Series(own.outcomes),
        check_names=False,
        check_exact=True,
    )


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
        from experiments.configuration.settings import read_job  # noqa: PLC0415

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
    assert "after the last measured day" in capsys.readouterr().out
    assert main(["run", "-m", "output.name=x", *several]) == WRONG_USE


def test_composed_configuration_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--cfg", "job", "scenario=flood", "conditions.trust_start=0.7"]) == 0
    shown = OmegaConf.create(capsys.readouterr().out)
    assert list(shown.scenario) == ["flood"]
    assert shown.conditions.trust_start == 0.7
    assert set(shown.conditions) == set(CONDITIONS)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (["sensitivity"], "lhs"),
        (["sensitivity", "method=morris"], "morris"),
        (["sensitivity", "design=shapley"], "shapley"),
        (["sensitivity", "design=sobol"], "sobol"),
        (["discover"], "lhs"),
    ],
)
def test_composed_configuration_is_that_which_is_run(
    words: list[str], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--cfg", "job"]) == 0
    shown = OmegaConf.create(capsys.readouterr().out)
    assert shown.design.kind == kind
    verb, own = words[0], [word for word in words[1:] if word.startswith("method=")]
    declared = declared_in(verb)["points"]
    if "design=sobol" not in words:
        method = own[0].removeprefix("method=") if own else {"lhs": "surrogate"}.get(kind, kind)
        assert shown.design.points == (declared if verb == "discover" else declared[method])


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


def test_listing_conditions_does_not_wait_for_the_compiler() -> None:
    code = (
        "import sys; from bijstand.command_line.main import main; main(['conditions']); "
        "print([m for m in ('numba', 'matplotlib', 'hydra', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_version_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("bijstand ")
