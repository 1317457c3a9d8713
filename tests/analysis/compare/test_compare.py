"""bijstand compare: same seeds, paired differences, and as many replications as they ask for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.compare.stopping import Rule, replications_wanted, stopped_at
from analysis.compare.words import batch_sentence, stop_sentence
from analysis.stored.summary import NO_SHAPES
from bijstand.command_line.main import main
from experiments.study.study import open_study

pytestmark = pytest.mark.usefixtures("few_draws")

WORDS = ["run.days=40", "run.warm_up_days=5", "executor=serial"]
SETTINGS = ["scenario=baseline,personnel_shortage", "policy=none,joint_framework"]


def test_settings_meet_the_same_seeds_and_differences_are_paired(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [*WORDS, f"output.folder={tmp_path}", "output.name=small"]
    assert main(["compare", *SETTINGS, *where, "replications=4"]) == 0
    said = capsys.readouterr().out
    study = open_study(tmp_path / "compare" / "small")
    runs = study.runs().pivot(index="seed", columns="point", values="gap_closed")
    assert runs.shape == (4, 4) and not runs.isna().any(axis=None)
    table = pd.read_csv(study.folder / "tables" / "differences.csv")
    rows = table[table["outcome"] == "gap_closed"].set_index("point")
    for point in (1, 2, 3):
        assert rows.loc[point, "mean"] == pytest.approx((runs[point] - runs[0]).mean())
    assert list(rows["setting"]) == [
        "baseline, joint_framework",
        "personnel_shortage",
        "personnel_shortage, joint_framework",
    ]
    assert "on average over 4 seeds" in said and (study.folder / "answer.md").exists()
    assert (study.folder / "figures" / "settings.svg").stat().st_size > 5000
    assert main(["compare", f"from={study.folder}/resolved_config.yaml", "language=nl"]) == 0
    assert "gemiddeld over 4 seeds" in capsys.readouterr().out


def test_one_seed_gives_examples_and_no_intervals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [*WORDS, f"output.folder={tmp_path}"]
    assert main(["compare", SETTINGS[0], *where, "replications=1"]) == 0
    compared = " ".join(capsys.readouterr().out.split())
    assert "with one seed" in compared
    assert "percentage points. One seed gives no interval" in compared
    assert main(["attribute", *where, "run.seeds=1"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "which gate would bring most may be luck" in said and "n/a to" not in said + compared


def test_replications_grow_until_the_interval_is_narrow_enough(tmp_path: Path) -> None:
    where = [*WORDS, f"output.folder={tmp_path}", "output.name=grown", "compare.at_least=2"]
    limits = ["compare.half_width=0.0001", "compare.at_most=5"]
    assert main(["compare", "scenario=baseline,personnel_shortage", *where, *limits]) == 0
    assert open_study(tmp_path / "compare" / "grown").manifest["runs"]["done"] == 10


def test_a_narrow_interval_asks_for_no_more() -> None:
    rng = np.random.default_rng(1)
    rows = [
        (replication, point, 0.4 + point * 0.1 + rng.normal(0, 0.01))
        for replication in range(20)
        for point in range(2)
    ]
    runs = pd.DataFrame(rows, columns=["replication", "point", "gap_closed"])
    points = pd.DataFrame(
        {"point": [0, 1], "scenario": ["baseline", "flood"], "policy": "none", "theory": "triade"}
    )

    def wanted(half: float, most: int) -> int:
        return stopped_at(runs, points, Rule("gap_closed", half, 20, most), NO_SHAPES)

    assert wanted(0.02, most=100) == 20
    assert 20 < wanted(0.005, most=100) <= 40
    assert wanted(0.0001, most=30) == 30
    assert "20 seeds were enough" in stop_sentence(runs, points, "gap_closed", 0.02, "en")
    assert "Na 20 seeds" in stop_sentence(runs, points, "gap_closed", 0.0001, "nl")


def paired_runs(differences: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two settings, the second of which differs from the first as is given."""
    each = {"replication": range(len(differences)), "seed": range(len(differences))}
    runs = pd.concat(
        [
            pd.DataFrame({"point": 0, **each, "gap_closed": 0.4}),
            pd.DataFrame({"point": 1, **each, "gap_closed": 0.4 + differences}),
        ]
    )
    points = pd.DataFrame(
        {"point": [0, 1], "scenario": ["baseline", "flood"], "policy": "none", "theory": "triade"}
    )
    return runs, points


def test_a_last_batch_is_run_where_stopping_misleads() -> None:
    rng = np.random.default_rng(4)
    luck = rng.normal(0.0, 0.01, 200)
    rule = Rule("gap_closed", 0.004, 10, 200)
    runs, points = paired_runs(luck)
    size = stopped_at(runs, points, rule, NO_SHAPES)
    assert 10 < size < 200
    seen = runs[runs["replication"] < size]
    assert replications_wanted(seen, points, rule, NO_SHAPES) == size, "even luck: nothing misleads"
    # Now and then a large loss: where none is seen, it looks narrow.
    losses = np.where(np.arange(200) % 12 == 11, -0.3 - luck, luck)
    runs, points = paired_runs(losses)
    wide = Rule("gap_closed", 0.05, 24, 200)
    size = stopped_at(runs, points, wide, NO_SHAPES)
    seen = runs[runs["replication"] < size]
    assert replications_wanted(seen, points, wide, NO_SHAPES) == 2 * size
    both = runs[runs["replication"] < 2 * size]
    assert stopped_at(both, points, wide, NO_SHAPES) == size, "the batch changes no look before it"
    assert replications_wanted(both, points, wide, NO_SHAPES) == 2 * size, "and there is but one"
    (said,) = batch_sentence(size, "en")
    assert f"first {size} seeds only found how many" in said and batch_sentence(0, "nl") == []


def test_one_setting_alone_asks_for_no_more_seeds_and_says_how_to_name_another() -> None:
    runs = pd.DataFrame({"point": 0, "replication": range(4), "gap_closed": [0.1, 0.2, 0.3, 0.4]})
    points = pd.DataFrame(
        {"point": [0], "scenario": "baseline", "policy": "none", "theory": "figure_2"}
    )
    rule = Rule("gap_closed", 0.0001, 4, 100)
    assert replications_wanted(runs, points, rule, NO_SHAPES) == 4
    said = stop_sentence(runs, points, "gap_closed", 0.01, "en")
    assert "nothing to hold it against" in said and "scenario=baseline,crisis" in said


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("scenario=baseline,crsis", "did you mean 'crisis'"),
        ("policy=none,none", "twice"),
        ("compare.half_width=0", "above 0"),
        ("compare.outcome=gap", "outcome"),
        ("replications=0", "whole number"),
    ],
)
def test_what_is_not_allowed_is_one_line(
    word: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", word]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
