"""Another question of the same runs is answered from them; another setting is another study."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.plausible.seen import Seen
from analysis.plausible.targets import load_targets
from bijstand.command_line.main import main
from bijstand.command_line.verb import StudyVerb
from bijstand.verbs.study import attribute as cli_attribute
from bijstand.verbs.study import calibrate as cli_calibrate
from bijstand.verbs.study import choose as cli_choose
from bijstand.verbs.study import compare as cli_compare
from bijstand.verbs.study import discover as cli_discover
from bijstand.verbs.study import mediate as cli_mediate
from bijstand.verbs.study import plausible as cli_plausible
from bijstand.verbs.study import robust as cli_robust
from bijstand.verbs.study import sensitivity as cli_sensitivity
from bijstand.verbs.study import sweep as cli_sweep
from bijstand.verbs.study import voi as cli_voi
from experiments.configuration.question import declared_in
from experiments.running import runner
from experiments.study.study import open_study
from sim.world import load_world

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws", "few_boxes")

SMALL = ["run.days=20", "run.warm_up_days=5"]
FEW = "design.factors=[shortage_defence,agreements]"
VERBS: dict[str, tuple[StudyVerb[Any], list[str]]] = {
    "sensitivity": (cli_sensitivity.VERB, [FEW, "design.points=16"]),
    "discover": (cli_discover.VERB, [FEW, "design.points=90"]),
    "robust": (cli_robust.VERB, ["robust.policies=[none,liaisons]", "robust.draws=2"]),
    "voi": (cli_voi.VERB, ["voi.policies=[none,liaisons]", "voi.futures=4"]),
    "choose": (
        cli_choose.VERB,
        ["choose.levers=[liaisons,core_task]", "choose.futures=20", "choose.persons=70"],
    ),
    "attribute": (cli_attribute.VERB, []),
    "mediate": (cli_mediate.VERB, []),
    "plausible": (cli_plausible.VERB, ["plausible.points=10"]),
    "calibrate": (cli_calibrate.VERB, ["calibrate.points=100"]),
    "compare": (cli_compare.VERB, ["replications=4", "scenario=baseline,flood"]),
    "sweep": (cli_sweep.VERB, [FEW]),
}
# What each key of a verb's section decides: the runs of its study, or only what is said of them
# (or run beside them, in folders of their own).
RUNS, ASKED = "runs", "asked"
KEYS: dict[str, dict[str, tuple[str, str]]] = {
    "sensitivity": {
        "outcomes": (ASKED, "[vetoes,gap_closed]"),
        "leave_out": (RUNS, "[agreements]"),
        "points": ("", ""),
        "replications.ofat": ("", ""),
        "noise_points": (ASKED, "12"),
        "noise_seeds": (ASKED, "3"),
        "screened_points": (ASKED, "25"),
        "ranges": (ASKED, "[halved]"),
        "range_points": (ASKED, "250"),
        "corrected_points": (ASKED, "64"),
        "course_factors": (ASKED, "1"),
        "course_bases": (ASKED, "3"),
        "course_levels": (ASKED, "4"),
    },
    "discover": {
        "outcome": (ASKED, "vetoes"),
        "threshold": (ASKED, "0.3"),
        "worst": (ASKED, "0.4"),
        "points": ("", ""),
        "seeds": (RUNS, "2"),
    },
    "robust": {
        "outcome": (ASKED, "vetoes"),
        "policies": (RUNS, "[none,exchange]"),
        "scenarios": (RUNS, "[flood]"),
        "theories": (RUNS, "[figure_1]"),
        "draws": (RUNS, "3"),
        "seeds": (RUNS, "3"),
        "good_enough": (ASKED, "0.4"),
    },
    "voi": {
        "outcome": (ASKED, "vetoes"),
        "policies": (RUNS, "[none,exchange]"),
        "scenarios": (RUNS, "[flood]"),
        "futures": (RUNS, "5"),
        "seeds": (RUNS, "2"),
        "persons": (ASKED, "20"),
        "euro": (ASKED, "2"),
        "worth": (ASKED, "1e6"),
        "person": (ASKED, "90000"),
    },
    "choose": {
        "outcome": (ASKED, "vetoes"),
        "levers": (RUNS, "[liaisons,exchange]"),
        "strengths": (RUNS, "2"),
        "scenarios": (RUNS, "[flood]"),
        "persons": (RUNS, "50"),
        "euro": (RUNS, "0.3"),
        "at_most": (RUNS, "1"),
        "packages": (RUNS, "2"),
        "futures": (RUNS, "21"),
        "seeds": (RUNS, "2"),
        "survivors": (ASKED, "10"),
        "fresh": (ASKED, "100"),
        "apart": (ASKED, "1"),
        "alpha": (ASKED, "0.1"),
    },
    "attribute": {
        "outcome": (ASKED, "together"),
        "scenarios": (RUNS, "[flood]"),
        "theories": (RUNS, "[figure_1]"),
    },
    "mediate": {
        "outcome": (ASKED, "together"),
        "theories": (RUNS, "[figure_1]"),
        "willingness.low.willingness_shift_requester": (RUNS, "-0.05"),
        "moderators.agreements.low.agreements": (RUNS, "0.1"),
        "necessity_points": (ASKED, "40"),
        "necessity_seeds": (ASKED, "1"),
    },
    "calibrate": {
        "targets": ("", ""),
        "waves": (ASKED, "1"),
        "points": (RUNS, "110"),
        "seeds": (RUNS, "3"),
        "movers": (ASKED, "5"),
        "effective": (ASKED, "200"),
        "made": (ASKED, "50"),
    },
    "plausible": {
        "targets": ("", ""),
        "waves": (ASKED, "1"),
        "points": (RUNS, "12"),
        "seeds": (RUNS, "2"),
    },
}
# Whatever the verb: what is run, and what is not about runs at all.
OF_ALL = {
    "run.days": (RUNS, "25"),
    "run.warm_up_days": (RUNS, "6"),
    "run.first_seed": (RUNS, "7"),
    "conditions.trust_start": (RUNS, "0.61"),
    "theory.trust": (RUNS, "moderator"),
    "references": (RUNS, "true"),
    "language": (ASKED, "nl"),
    "executor": (ASKED, "serial"),
}


def decides(verb: StudyVerb[Any], words: list[str]) -> str:
    """Return all that decides a study's runs, and the name that is made of it."""
    job = verb.read(verb.filled([verb.reword(word) for word in [*SMALL, *words]]))
    study = getattr(job, "study", job)
    words_of = {f.name: list(f.words) for f in study.design.factors if f.words}
    named = {n: w for n, w in words_of.items() if "." not in n}
    parts = [
        study.made_name,
        study.design.digest,
        study.frame.contents(named),
        study.seeds.contents(),
        dict(study.decisive),
    ]
    return json.dumps(parts, default=str)


@cache
def decided(verb: str) -> str:
    """Return what decides the study that every test of a verb changes in one place."""
    return decides(*VERBS[verb])


def test_every_key_of_every_question_is_judged_here() -> None:
    for verb, keys in KEYS.items():
        assert set(declared_in(verb)) == {key.partition(".")[0] for key in keys}, verb


@pytest.mark.parametrize(
    ("verb", "key", "what", "value"),
    [
        (verb, f"{verb}.{key}", *how)
        for verb, keys in KEYS.items()
        for key, how in keys.items()
        if how[0]
    ]
    + [(verb, key, *how) for verb in VERBS for key, how in OF_ALL.items()],
)
def test_a_study_is_another_one_where_its_runs_are_and_only_there(
    verb: str, key: str, what: str, value: str
) -> None:
    of, words = VERBS[verb]
    kept = [word for word in words if word.partition("=")[0] != key]
    before, after = decided(verb), decides(of, [*kept, f"{key}={value}"])
    assert (before == after) == (what == ASKED)


@pytest.mark.parametrize("key", ["outcome=vetoes", "half_width=0.2", "at_least=3", "at_most=30"])
def test_what_decides_how_many_seeds_are_run_is_decisive_where_that_is_found(key: str) -> None:
    verb, words = VERBS["compare"]
    auto = [*words[1:], "replications=auto"]
    assert decides(verb, auto) != decides(verb, [*auto, f"compare.{key}"])
    if not key.startswith("at_"):
        assert decides(verb, words) == decides(verb, [*words, f"compare.{key}"])


def test_what_figures_say_decides_no_run_and_what_is_read_off_one_does() -> None:
    targets, _ = load_targets(load_world())
    other = [type(t)(**{**_fields(t), "value": t.value * 2, "spread": 0.1}) for t in targets]
    assert repr(Seen(tuple(targets))) == repr(Seen(tuple(other)))
    assert repr(Seen(tuple(targets))) != repr(Seen(tuple(targets[1:])))


def _fields(target: Any) -> dict[str, Any]:
    return {name: getattr(target, name) for name in target.__slots__}


def test_another_threshold_asks_the_stored_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done: list[int] = []
    whole = runner.Runner.run
    monkeypatch.setattr(
        runner.Runner, "run", lambda self, todo: (done.append(len(todo)), whole(self, todo))[1]
    )
    words = [
        "discover",
        "run.days=60",
        "run.warm_up_days=5",
        "design.points=90",
        "design.factors=[shortage_defence,own_load_defence,agreements]",
        "discover.seeds=1",
        "discover.worst=0.4",
    ]
    assert main(words) == 0
    assert done
    (folder,) = (tmp_path / "outputs" / "discover").iterdir()
    first, runs = (folder / "answer.md").read_text(), open_study(folder).runs()
    done.clear()
    assert main([*words, "discover.worst=0.38"]) == 0
    assert list((tmp_path / "outputs" / "discover").iterdir()) == [folder]
    assert not done, "nothing is run again"
    again = open_study(folder)
    pd.testing.assert_frame_equal(again.runs(), runs)
    assert (folder / "answer.md").read_text() != first
    assert again.manifest["configuration"]["discover"]["worst"] == 0.38
    main([*words, "discover.seeds=2"])
    assert done and len(list((tmp_path / "outputs" / "discover").iterdir())) == 2


def test_what_is_run_beside_a_study_keeps_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [
        "sensitivity",
        *SMALL,
        FEW,
        "design.points=16",
        "sensitivity.ranges=[]",
        "sensitivity.course_factors=0",
        "sensitivity.screened_points=0",
        "output.name=x",
    ]
    assert main([*words, "sensitivity.noise_points=10", "sensitivity.noise_seeds=2"]) == 0
    place = tmp_path / "outputs" / "sensitivity" / "x"
    before = (place / "noise" / "manifest.json").read_text()
    assert main([*words, "sensitivity.noise_points=11", "sensitivity.noise_seeds=2"]) == 0
    assert (place / "noise" / "manifest.json").read_text() == before
    assert len(list(place.glob("noise*"))) == 2
    noise = pd.read_csv(place / "tables" / "noise.csv")
    assert noise["points"].iloc[0] == 11
