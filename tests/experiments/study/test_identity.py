"""A study is known by what decides its numbers: values in files, seeds and their rule, frame."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import experiments.design.frame
import sim.setting.configuration
from analysis.plausible.seen import Seen
from analysis.plausible.targets import load_targets
from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.plan import Plan
from experiments.study.identity import PARTS, identity_of, refuse_changes
from sim.errors import UserError
from sim.setting.partnerships.partnership_file import _standing
from sim.world import load_world
from tests.made.studies import keeps_a_course
from tests.made.world_files import copy_world, put

WORDS = pd.DataFrame(
    {
        "scenario": ["baseline", "flood", "baseline"],
        "policy": ["none", "liaisons", "mit"],
        "theory": ["figure_2", "figure_2", "figure_1"],
    }
)


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
]


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
    for kept in (sim.setting.configuration._read, _standing, experiments.design.frame._theory):
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
