"""Patterns and figures of evidence in a second world: what can be asked there, and what is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.claims.judge import FAILS, OPEN, PASSES
from analysis.claims.runs import changed_world
from analysis.patterns.__main__ import main as write_document
from analysis.patterns.askable import told_apart_in
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.declared.special import specials_of
from analysis.patterns.two_worlds import beside, document, sentences
from analysis.plausible.seen import Seen
from analysis.plausible.targets import TARGETS, load_targets, targets_of
from bijstand.command_line.main import main
from experiments.study.recorded import stored_manifest
from sim.errors import UserError
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from sim.world import load_world

pytestmark = pytest.mark.usefixtures("unrendered")
GERMANY = "built-in:germany"
BUNDESWEHR = "bundeswehr"


def test_a_pattern_is_asked_where_all_that_it_names_is_there() -> None:
    every = list(patterns().values())
    assert told_apart_in(every, None) == (every, {})
    asked, missed = told_apart_in(every, GERMANY)
    assert {claim.id for claim in asked}.isdisjoint(missed) and len(asked) + len(missed) == 48
    assert missed["P48"] == ["exchange"] and "mit" in missed["P45"]
    assert set(missed["P13"]) <= {one.id for one in load_world().classes}
    assert missed["P29"] == ["search_property"], "its chains of desks are for a class"
    assert "P42" not in missed, "its crisis names nothing of the Netherlands"


def test_what_no_study_holds_is_worked_out_in_the_world_that_is_named() -> None:
    here, there = (specials_of(world)["sides_figure_2"][0] for world in (None, GERMANY))
    assert here(1, 60, 5) != there(1, 60, 5)
    changed = changed_world({"flood": {"needs_per_year": 1.0}}, GERMANY)
    assert changed.organisation("land") and changed.classes[4].needs_per_year == 1.0


def test_a_measurement_in_another_world_says_what_was_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["patterns", "patterns.only=[P14,P48]", "replications=3", "run.days=120"]
    words += ["run.warm_up_days=10"]
    assert main([*words, "output.name=here"]) == 0
    assert "name what this world has not" not in capsys.readouterr().out
    assert main([*words, "world=germany", "output.name=there"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 patterns name what this world has not, and are not asked: P48" in said
    place = tmp_path / "outputs/patterns"
    manifest = stored_manifest(place / "there") or {}
    assert manifest["not_asked"] == {"P48": ["exchange"]} and manifest["world"] == GERMANY
    assert set(pd.read_csv(place / "there/tables/parts.csv")["id"]) == {"P14"}
    text = document(place / "here", place / "there")
    assert "asked in Germany as in the Netherlands" in text and "| P14 |" in text
    assert "Not asked, for they name what Germany has not: P48 (exchange)." in text
    with pytest.raises(UserError, match="of one world"):
        document(place / "here", place / "here")
    assert main([*words[:1], "patterns.only=[P48]", "world=germany"]) == 2
    assert "none of these patterns can be asked" in capsys.readouterr().err
    assert write_document([]) == 2


def parts(**verdicts: str) -> pd.DataFrame:
    base = {"case": "default", "part_en": "Y", "value": 0.1, "low": 0.05, "high": 0.15}
    base |= {"before": False, "foreseen": True}
    rows = [{**base, "id": name, "case_verdict": v, "verdict": v} for name, v in verdicts.items()]
    return pd.DataFrame(rows)


def test_verdicts_of_two_worlds_are_told_beside_each_other() -> None:
    here = parts(P03=PASSES, P08=FAILS, P15=PASSES, P19=OPEN, P42=PASSES, P48=PASSES)
    there = parts(P03=PASSES, P08=FAILS, P15=FAILS, P19=PASSES, P42=OPEN)
    both = beside(here, there)
    assert list(both["id"]) == ["P03", "P08", "P15", "P19", "P42"], "P48 was not asked there"
    said = sentences(both, ["the Netherlands", "Germany"])
    assert said[0].startswith("Of 5 results that were asked in both, 2 have the same verdict")
    assert "1 pass and 1 fail in both, 0 open in both" in said[0]
    told = {line.split(": ")[0]: line.split(": ")[1] for line in said[1:]}
    assert told["Passing in the Netherlands and failing in Germany"].startswith("P15 (")
    assert told["Passing in the Netherlands and open in Germany"].startswith("P42 (")
    assert told["Open in the Netherlands and decided in Germany"].startswith("P19 (")
    assert len(said) == 4


def test_a_world_has_its_own_figures() -> None:
    germany = load_world(GERMANY)
    assert targets_of(germany) == "germany" and targets_of(load_world()) == TARGETS
    assert targets_of(replace(germany, path=Path("/tmp/own"))) == TARGETS
    names = {target.name: target for target in load_targets(germany)[0]}
    assert names["requests_honoured"].trials == 48
    assert all(target.providers == (BUNDESWEHR,) for target in names.values())
    of_both = {target.name for target in load_targets(germany, TARGETS)[0]}
    assert "wildfires" in of_both and "ordnance_cleared" not in of_both


@pytest.fixture(scope="module")
def year() -> Run:
    """A run in which requests are filed that nobody talked over, so that some are refused."""
    blunt = {"consultation": 0.0}
    return run_setting(resolve(world=GERMANY, conditions=blunt, days=1460, warm_up_days=30), 3)


def test_counts_are_of_requests_to_those_who_count_them(year: Run) -> None:
    found = Seen(load_targets(load_world(GERMANY))[0])(year)
    log = year.requests
    units = {unit.id: unit.organisation for unit in year.setting.world.units}
    filed = log[(log["filed"] == 1) & (log["end_state"] != "open")]
    theirs = filed[filed["provider"].map(units) == BUNDESWEHR]
    honoured = theirs["end_state"].isin(["supported", "no_go", "support_withdrawn"]).sum()
    assert 0 < honoured < len(theirs) < len(filed)
    assert found["measures_a_year"] == pytest.approx(honoured / 4)
    assert found["requests_honoured"] == pytest.approx(honoured / len(theirs))
    assert found["requests_honoured_of"] == len(theirs)


def test_without_named_providers_all_requests_count(year: Run) -> None:
    targets = load_targets(load_world(GERMANY))[0]
    every = tuple(replace(target, providers=()) for target in targets)
    assert Seen(every)(year)["measures_a_year"] > Seen(targets)(year)["measures_a_year"]
    assert "bundeswehr" in repr(Seen(targets)) and "bundeswehr" not in repr(Seen(every))
    assert np.isfinite(list(Seen(every)(year).values())).all()
