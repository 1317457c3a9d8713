"""A study is known by what decides its numbers: values in files, seeds and their rule, frame."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import experiments.design.frame
import sim.setting.configuration
from analysis.plausible.plausible import Seen, load_targets
from experiments.configuration.settings import LARGEST_SEED, read_job
from experiments.design import list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import BY_BASE_ROW, Seeds, as_seeds, seeds_for
from experiments.running.plan import Plan, gaps
from experiments.study.identity import PARTS, identity_of, refuse_changes
from experiments.study.study import run_study
from sim.errors import UserError
from sim.setting.partnership_file import standing
from sim.setting.setting import HIGHEST_SEED
from sim.world import load_world
from tests.studies import SHORT, keeps_a_course, small_design
from tests.world_files import copy_world, put

WORDS = pd.DataFrame({
    "scenario": ["baseline", "flood", "baseline"], "policy": ["none", "liaisons", "mit"],
    "theory": ["figure_2", "figure_2", "figure_1"],
})  # fmt: skip
TWO_SEEDS = Seeds(2)
FIXED = pd.DataFrame({"conditions.trust_start": [0.5, 0.6]})
# One value of each kind, then what only describes: file, what stands there, what is put there.
VALUES = [
    ("scenario/flood.yaml", "urgency: 0.9", "urgency: 0.8"),
    ("scenario/flood.yaml", "day: 367.5", "day: 367"),
    ("policy/liaisons.yaml", "liaison_cover: 0.8", "liaison_cover: 0.7"),
    ("policy/liaisons.yaml", "defensie, persons: 1", "defensie, persons: 2"),
    ("theory/figure_1.yaml", "clarity: general", "clarity: barrier"),
    ("theory/figure_1.yaml", "reserve_response: 0 ", "reserve_response: 0.1 "),
    ("partnership/mit.yaml", "term_years: 4", "term_years: 3"),
    ("partnership/mit.yaml", "{unit: def_cyber, persons: 4}", "{unit: def_cyber, persons: 5}"),
    ("partnership/dsi.yaml", "term_years: 5", "term_years: 6"),
    ("partnership/dsi.yaml", "{unit: kmar_riot, persons: 30}", "{unit: kmar_riot, persons: 31}"),
]  # fmt: skip
WORDING = [
    ("scenario/flood.yaml", "title_en: Flood", "title_en: High water"),
    ("scenario/flood.yaml", "High water in Limburg", "Water in Limburg"),
    ("policy/liaisons.yaml", "title_nl: Liaisons", "title_nl: Verbindingsmensen"),
    ("policy/liaisons.yaml", "section: thesis §6.2", "section: thesis §6.3"),
    ("theory/figure_1.yaml", "title_en: The study's first model", "title_en: The first model"),
    ("theory/figure_1.yaml", "The conceptual model", "A conceptual model"),
    ("partnership/mit.yaml", "title_en: Multidisciplinary", "title_en: A multidisciplinary"),
    ("partnership/dsi.yaml", "description_en: >-\n  Police", "description_en: >-\n  The police"),
    ("partnership/dsi.yaml", "title_nl: Dienst", "title_nl: De dienst"),
]


@pytest.fixture
def conf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the configuration, which the product reads instead of its own."""
    shutil.copytree(sim.setting.configuration.CONFIGURATION, tmp_path / "conf")
    monkeypatch.setattr(sim.setting.configuration, "CONFIGURATION", tmp_path / "conf")
    forget()
    yield tmp_path / "conf"
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Forget what was read, as another process would."""
    for kept in (sim.setting.configuration._read, standing, experiments.design.frame._theory):
        kept.cache_clear()


def change(folder: Path, file: str, was: str, becomes: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(was) == 1, file
    (folder / file).write_text(text.replace(was, becomes), encoding="utf-8")
    forget()


def identity(
    table: pd.DataFrame = FIXED, seeds: Seeds = TWO_SEEDS, decisive: Any = None, **frame: Any
) -> dict[str, Any]:
    return identity_of(Plan(list_design(table), Frame(**frame), seeds), False, decisive)


def used(file: str) -> dict[str, Any]:
    """A frame that uses a file of the configuration; the standing partnership is in all of them."""
    group, name = file.removesuffix(".yaml").split("/")
    return {"policy": "mit"} if name == "mit" else {} if group == "partnership" else {group: name}


@pytest.mark.parametrize(
    ("file", "was", "becomes", "decides"),
    [(*row, True) for row in VALUES] + [(*row, False) for row in WORDING],
)
@pytest.mark.parametrize("how", ["fixed", "varied"])
def test_another_value_is_another_study_and_another_title_is_not(
    conf: Path, file: str, was: str, becomes: str, decides: bool, how: str
) -> None:
    """Whether the file is what all points have in common, or a word that a design ranges over."""
    given: dict[str, Any] = used(file) if how == "fixed" else {"table": WORDS}
    before = identity(**given)
    change(conf, file, was, becomes)
    after = identity(**given)
    assert {part for part in before if before[part] != after[part]} == (
        {"frame"} if decides else set()
    )
    if not decides:
        refuse_changes(conf, before, after)
        return
    with pytest.raises(UserError, match="results of other settings"):
        refuse_changes(conf, before, after)


def test_a_partnership_within_a_policy_is_known_by_its_values(tmp_path: Path) -> None:
    content = (
        "title_en: Own\npartnerships:\n  - {name: team, title_en: Team, classes: [flood],"
        " term_years: 3, members: [{unit: def_cyber, persons: 2}]}\n"
    )
    policy = tmp_path / "own.yaml"
    found = []
    for was, becomes in (("Team", "Team"), ("Team", "The team"), ("persons: 2", "persons: 3")):
        policy.write_text(content.replace(was, becomes), encoding="utf-8")
        found.append(identity(policy=str(policy)))
    assert found[0] == found[1] != found[2]


def test_a_cell_of_the_users_world_is_another_study(tmp_path: Path) -> None:
    folder = copy_world(tmp_path)
    before = identity(world=str(folder))
    assert identity(world=str(folder)) == before != identity()
    put(folder, "request_classes.csv", "flood", "severity", "0.81")
    assert identity(world=str(folder))["frame"] != before["frame"]


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("frame", {"days": 731}),
        ("frame", {"warm_up_days": 181}),
        ("frame", {"references": True}),
        ("frame", {"ideal": ("want",)}),
        ("frame", {"switches": {"trust": "driver"}}),
        ("frame", {"conditions": {"agreements": 0.4}}),
        ("design", {"table": FIXED.assign(**{"conditions.trust_start": [0.5, 0.61]})}),
        ("seeds", {"seeds": Seeds(3)}),
        ("seeds", {"seeds": Seeds(2, first=2)}),
        ("seeds", {"seeds": Seeds(2, rule="base_row")}),
        ("decisive", {"decisive": {"threshold": 0.5}}),
    ],
)
def test_each_part_tells_what_is_another(
    part: str, changed: dict[str, Any], tmp_path: Path
) -> None:
    before, after = identity(), identity(**changed)
    assert {name for name in before if before[name] != after[name]} == {part}
    with pytest.raises(UserError, match=f"results of {PARTS[part]}"):
        refuse_changes(tmp_path, before, after)


def test_another_value_of_a_condition_is_another_study() -> None:
    some, others = (identity(conditions={"agreements": value}) for value in (0.4, 0.5))
    assert some["frame"] != others["frame"]
    assert some == identity(conditions={"agreements": 0.4})


def test_where_replications_grow_their_number_is_no_part_of_the_study() -> None:
    plan = Plan(list_design(FIXED), Frame(), Seeds(2))
    grown = plan.with_replications(9)
    assert identity_of(plan, True, None) == identity_of(grown, True, None)
    assert identity_of(plan, False, None) != identity_of(grown, False, None)


def test_what_is_kept_is_known_by_its_function_or_its_values() -> None:
    plan = Plan(list_design(FIXED), Frame(), Seeds(2))

    def kept(keep: Any) -> Any:
        return identity_of(replace(plan, keep=keep), False, None)["kept"]

    targets, _ = load_targets(load_world())
    otherwise_judged = (replace(targets[0], value=targets[0].value * 2), *targets[1:])
    another = next(t.statistic for t in targets if t.statistic != targets[0].statistic)
    other = (replace(targets[0], statistic=another), *targets[1:])
    renamed = (replace(targets[0], title_en="cleared", source="F999"), *targets[1:])
    assert kept(None) is None and kept(keeps_a_course) == "keeps_a_course"
    assert kept(Seen(targets)) == kept(Seen(renamed)) == kept(Seen(otherwise_judged))
    assert kept(Seen(targets)) != kept(Seen(other))


def test_code_and_libraries_are_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    before = identity()
    monkeypatch.setattr("experiments.running.provenance.code_digest", lambda: "another")
    monkeypatch.setattr("experiments.running.provenance.decisive_versions", lambda: {"numpy": "9"})
    after = identity()
    assert {part for part in before if before[part] != after[part]} == {"code", "libraries"}


# --- seeds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["sobol", "morris", "shapley", "lhs"])
def test_seeds_are_held_within_a_base_row_and_no_two_rows_share_one(kind: str) -> None:
    names = ["trust_start", "agreements", "blocking"]
    design = make_design(kind, declared_factors(names, {}), 4, 1)
    plan = Plan(design, Frame(), seeds_for(kind, 3, 10))
    points, replications, seeds = plan.keys(0, len(plan))
    expected = [
        10 + 3 * int(design.base_rows[p]) + r for p, r in zip(points, replications, strict=True)
    ]
    assert list(seeds) == expected
    rows = int(design.base_rows.max()) + 1
    assert sorted(set(seeds)) == list(range(10, 10 + 3 * rows))


def test_the_rule_of_seeds_suits_the_design() -> None:
    assert {"sobol", "sobol_points", "lhs", "morris", "shapley"} == set(BY_BASE_ROW)
    for kind, rule in (("list", "same"), ("factorial", "same"), ("ofat", "same"),
                       *((kind, "base_row") for kind in BY_BASE_ROW)):  # fmt: skip
        assert seeds_for(kind).rule == rule
        assert seeds_for(kind, rule="same").rule == "same"
        assert seeds_for(kind, rule="base_row").rule == "base_row"
    assert as_seeds(3, "list", by_base_row=True) == Seeds(3, 1, "base_row")


def test_seeds_are_taken_as_they_are_given() -> None:
    assert as_seeds(range(7, 10), "list") == Seeds(3, 7, "same")
    assert as_seeds([4], "sobol") == Seeds(1, 4, "base_row")
    given = Seeds(2, 50, "same")
    assert as_seeds(given, "sobol") is given
    plan = Plan(list_design(FIXED), Frame(), as_seeds([7, 8], "list"))
    assert [list(part) for part in plan.keys(0, 4)] == [[0, 0, 1, 1], [0, 1, 0, 1], [7, 8, 7, 8]]
    by_replication = replace(plan, order="replication")
    assert [list(part) for part in by_replication.keys(1, 4)] == [[1, 0, 1], [0, 1, 1], [7, 8, 8]]
    for wrong in ([], [1, 3], [2, 1], [1, 1]):
        with pytest.raises(UserError, match="consecutive"):
            as_seeds(wrong, "list")


def test_the_largest_seed_is_the_limit() -> None:
    """The last seed of the last base row is allowed, one more is not."""
    count, rows = 3, 5
    last = Seeds(count, HIGHEST_SEED - count * (rows + 1), "base_row")
    last.check(rows)
    assert last.of(np.array([rows]), np.array([count - 1]))[0] < HIGHEST_SEED
    with pytest.raises(UserError, match="up to"):
        replace(last, first=last.first + 1).check(rows)
    Seeds(1, 0)
    for wrong in ({"count": 0}, {"first": -1}, {"rule": "row"}):
        with pytest.raises(UserError):
            Seeds(**wrong)


def test_the_command_line_counts_seeds_from_the_first() -> None:
    assert read_job(["run.seeds=3", "run.first_seed=8"]).seeds == range(8, 11)
    assert read_job(["run.seeds=2"]).seeds == range(1, 3)
    job = read_job(["run.seeds=2", "run.first_seed=8"])
    assert job.digest != read_job(["run.seeds=2"]).digest != read_job(["run.seeds=3"]).digest
    last = LARGEST_SEED - 2
    assert read_job(["run.seeds=2", f"run.first_seed={last}"]).seeds.stop == LARGEST_SEED
    with pytest.raises(UserError, match="first_seed"):
        read_job(["run.seeds=2", f"run.first_seed={last + 1}"])


def test_a_study_keeps_the_seeds_that_its_rule_gives(tmp_path: Path) -> None:
    study = run_study(small_design(), SHORT, tmp_path / "s", seeds=Seeds(2, 40, "base_row"),
                      executor="serial")  # fmt: skip
    runs, design = study.runs(), small_design()
    expected = 40 + 2 * design.base_rows[runs["point"]] + runs["replication"]
    assert list(runs["seed"]) == list(expected)


# --- plans --------------------------------------------------------------------------------------


def test_a_failed_run_does_not_end_a_study_unless_asked() -> None:
    assert not Plan(list_design(FIXED), Frame(), Seeds()).fail_fast
    assert not Plan(list_design(FIXED), Frame(), Seeds()).task(0, 1).fail_fast
    assert Plan(list_design(FIXED), Frame(), Seeds(), fail_fast=True).task(0, 1).fail_fast


def test_a_task_has_the_points_and_seeds_of_its_stretch() -> None:
    plan = Plan(list_design(FIXED), Frame(), Seeds(3, 5))
    task = plan.task(2, 5)
    assert [task.values[place]["conditions.trust_start"] for place in task.places] == [
        0.5,
        0.6,
        0.6,
    ]
    assert list(task.seeds) == [7, 5, 6]


@pytest.mark.parametrize(
    ("done", "left"),
    [
        ([], [(0, 10)]), ([(0, 10)], []), ([(0, 4)], [(4, 10)]), ([(3, 4)], [(0, 3), (4, 10)]),
        ([(0, 2), (2, 5), (7, 10)], [(5, 7)]), ([(8, 12)], [(0, 8)]), ([(0, 12)], []),
    ],
)  # fmt: skip
def test_what_is_left_to_do(done: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert gaps(done, 10) == left


def test_a_point_goes_before_the_frame() -> None:
    frame = Frame(scenario="flood", conditions={"trust_start": 0.4, "agreements": 0.2},
                  switches={"trust": "driver"})  # fmt: skip
    point = frame.point({"conditions.trust_start": 0.6, "theory.trust": "none", "policy": "mit"})
    assert (point.scenario, point.policy) == ("flood", "mit")
    assert point.conditions == {"trust_start": 0.6, "agreements": 0.2}
    assert point.theory.choices["trust"] == "none"
    setting = replace(frame, days=11, warm_up_days=3).setting({"ideal": "want+may"})
    assert (setting.days, setting.warm_up_days, setting.ideal) == (11, 3, ("want", "may"))
    assert json.loads(json.dumps(frame.contents()))["days"] == [180, 730]
