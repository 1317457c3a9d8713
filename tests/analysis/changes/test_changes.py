"""Two stored studies held against each other: what was asked, what moved, what turned, and why."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from analysis.changes.changes import Changes
from analysis.changes.names import title_of, value_name
from bijstand import changes
from bijstand.command_line.main import main
from sim.errors import UserError
from tests.made.planted import Planted, Values, plant

SEEDS = 8
WORDS = ("policy=none,liaisons", f"replications={SEEDS}")
GAIN = {"none": 0.0, "liaisons": 0.04}


def luck(seed: int) -> float:
    return float(np.sin(9.0 * seed)) / 40


def before(values: Values, seed: int) -> dict[str, float]:
    return {"gap_closed": 0.4 + GAIN[values["policy"]] + luck(seed)}


def after(values: Values, seed: int) -> dict[str, float]:
    """Trust closes 2 points more, and liaisons bring less than chance does."""
    gain = GAIN[values["policy"]] * (seed % 2 - 0.5) / 2
    return {"gap_closed": 0.42 + gain + luck(seed), "trust_end": 0.5}


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(tmp_path_factory.mktemp("old"), "compare", "one", before, *WORDS)


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    more = "conditions.trust_start=0.7"
    return plant(tmp_path_factory.mktemp("new"), "compare", "two", after, *WORDS, more)


def test_one_thing_that_was_asked_otherwise_is_the_reason(old: Planted, trusting: Planted) -> None:
    found = changes(old.folder, trusting.folder)
    assert found.settings.to_dict("records") == [
        {"key": "conditions.trust_start", "old": "", "new": "0.7"}
    ]
    assert found.made_by.empty
    text = " ".join(found.sentences())
    assert (
        "Asked otherwise: trust at the start (conditions.trust_start): not given, now 0.7." in text
    )
    assert "The same version of the model ran them." in text
    assert "moved by it: trust at the start (conditions.trust_start)." in text
    dutch = " ".join(found.sentences("nl"))
    assert "komt daardoor: vertrouwen aan het begin (conditions.trust_start)." in dutch
    assert "niet gegeven, nu 0,7." in dutch


def test_what_moved_is_paired_by_seed(old: Planted, trusting: Planted) -> None:
    table = changes(old.folder, trusting.folder).outcomes
    rows = table[table["outcome"] == "gap_closed"].set_index("setting")
    plain = rows.loc["scenario=baseline, policy=none, theory=figure_2"]
    # Every run of "none" gained exactly two points: chance has no part in it.
    assert (plain["mean"], plain["low"], plain["high"]) == pytest.approx((0.02, 0.02, 0.02))
    assert plain["moved"] and plain["paired"] and plain["runs"] == SEEDS
    levers = rows.loc["scenario=baseline, policy=liaisons, theory=figure_2"]
    gaps = [0.02 + 0.04 * ((s % 2 - 0.5) / 2 - 1) for s in range(1, SEEDS + 1)]
    low, high = stats.t.interval(0.95, SEEDS - 1, np.mean(gaps), stats.sem(gaps))
    assert (levers["mean"], levers["low"], levers["high"]) == pytest.approx(
        (np.mean(gaps), low, high)
    )
    others = table[table["outcome"] != "gap_closed"]
    assert not others["moved"].any() and (others["mean"] == 0.0).all()


def test_a_verdict_that_turned_is_named(old: Planted, trusting: Planted) -> None:
    found = changes(old.folder, trusting.folder)
    turned = found.verdicts[found.verdicts["old"] != found.verdicts["new"]]
    assert turned[["outcome", "old", "new"]].to_numpy().tolist() == [
        ["gap_closed", "more", "not told"]
    ]
    said = " ".join(found.sentences())
    assert "was “more” and is “not told apart”" in said
    back = changes(trusting.folder, old.folder)
    assert "was “not told apart” and is “more”" in " ".join(back.sentences())
    assert "it is no finding that there is no difference" in " ".join(back.sentences())


def test_other_seeds_are_chance_and_said_to_be(old: Planted, tmp_path: Path) -> None:
    other = plant(tmp_path, "compare", "seeds", before, *WORDS, "run.first_seed=101")
    found = changes(old.folder, other.folder)
    rows = found.outcomes[found.outcomes["outcome"] == "gap_closed"]
    assert not rows["paired"].any() and not rows["moved"].any()
    one, two = ([0.4 + luck(s) for s in range(f, f + SEEDS)] for f in (1, 101))
    welch = stats.ttest_ind(two, one, equal_var=False).confidence_interval()
    assert rows[["low", "high"]].iloc[0].tolist() == pytest.approx([welch.low, welch.high])
    text = " ".join(found.sentences())
    assert "Only the seeds or their number differ, so whatever moved is chance" in text
    assert "Of 1 verdicts on “Gap closed by collaboration” none is another one now." in text


def test_the_same_again_says_so(old: Planted, tmp_path: Path) -> None:
    again = plant(tmp_path, "compare", "again", before, *WORDS)
    said = changes(old.folder, again.folder).sentences()
    assert said[0] == "Both ask the same of the same settings."
    assert "same to the last bit" in said[2]
    assert not any("why" in line for line in said)


def test_more_than_one_reason_is_no_reason(old: Planted, tmp_path: Path) -> None:
    words = ("conditions.trust_start=0.7", "theory=figure_1")
    other = plant(tmp_path, "compare", "both", after, *WORDS, *words)
    found = changes(old.folder, other.folder)
    # Answers to open questions that come with a theory are no reasons of their own.
    (why,) = (line for line in found.sentences() if line.startswith("Several things"))
    named = "(theory (choices.theory); trust at the start (conditions.trust_start))"
    assert named in why and why.endswith("change one of them at a time.")
    assert set(found.outcomes["setting"]) == {"policy=none", "policy=liaisons"}


def test_another_model_is_told_and_is_a_reason(old: Planted, tmp_path: Path) -> None:
    other = plant(tmp_path, "compare", "model", after, *WORDS)
    manifest = other.folder / "manifest.json"
    content = json.loads(manifest.read_text(encoding="utf-8"))
    content["identity"]["code"] = "0" * 16
    manifest.write_text(json.dumps(content), encoding="utf-8")
    text = " ".join(changes(old.folder, other.folder).sentences())
    assert "Otherwise made: the sources of the model." in text
    assert "moved by it: the sources of the model." in text


def test_settings_that_only_one_has_are_named(old: Planted, tmp_path: Path) -> None:
    def any_policy(values: Values, seed: int) -> dict[str, float]:
        return {"gap_closed": 0.4 + luck(seed)}

    words = ("policy=none,joint_framework", f"replications={SEEDS}")
    other = plant(tmp_path, "compare", "levers", any_policy, *words)
    found = changes(old.folder, other.folder)
    one, two = found.alone
    assert "policy=liaisons" in one[0] and "policy=joint_framework" in two[0]
    text = " ".join(found.sentences())
    for said in (
        "The newer study no longer has these settings of the older one, so that nothing is said"
        " here of what changed in them: “As it is, Liaisons and joint exercises”.",
        "The older study did not have these settings of the newer one yet",
        "policies (compare.policies): “No new policy” and “Liaisons and joint exercises”, now",
    ):
        assert said in text
    assert "De nieuwere studie heeft deze situaties van de oudere niet meer" in " ".join(
        found.sentences("nl")
    )
    assert not any("erdicts" in line for line in found.sentences())


def test_a_setting_is_told_in_words() -> None:
    setting = "scenario=crisis, policy=liaisons, theory=triade, conditions.trust_start=0.4"
    assert title_of(setting, "nl") == (
        "Crisis, Liaisons en gezamenlijke oefeningen, De Triade strikt genomen, vertrouwen aan het"
        " begin 0,4"
    )
    assert (
        title_of("policy=none, theory.trust=none", "en") == "As it is, What does trust do? nothing"
    )
    assert value_name("theory.trust", "none", "nl") == "“niets”"
    assert value_name("compare.theories", "[figure_1,triade]", "en") == (
        "“The study's first model” and “The Triade taken strictly”"
    )


def test_of_unlike_lengths_the_sums_are_not_compared_in_silence(
    old: Planted, tmp_path: Path
) -> None:
    other = plant(tmp_path, "compare", "longer", before, *WORDS, "run.days=41")
    said = changes(old.folder, other.folder).sentences()
    (line,) = (line for line in said if "measures" in line)
    assert line.endswith("what is counted or added up over a run differs by that alone.")


def test_many_points_are_compared_together(tmp_path: Path) -> None:
    def shifted(by: float, values: Values, seed: int) -> dict[str, float]:
        return {"gap_closed": 0.2 + by + float(values["conditions.trust_start"]) / 4}

    words = ("design=lhs", "design.points=40", "design.factors=[trust_start]")
    one, two = (
        plant(tmp_path, "sweep", f"by{by}", lambda v, s, by=by: shifted(by, v, s), *words)
        for by in (0.0, 0.01)
    )
    (row,) = (
        row
        for row in changes(one.folder, two.folder).outcomes.to_dict("records")
        if row["outcome"] == "gap_closed"
    )
    assert row["setting"] == "" and row["runs"] == 40 and row["paired"]
    assert row["mean"] == pytest.approx(0.01) and row["moved"]


def test_studies_of_two_questions_or_one_study_twice_are_refused(
    old: Planted, tmp_path: Path
) -> None:
    words = ("design=lhs", "design.points=3", "design.factors=[trust_start]")
    other = plant(tmp_path, "sweep", "points", lambda v, s: {}, *words)
    with pytest.raises(UserError, match="allowed: two studies of the same verb"):
        changes(old.folder, other.folder)
    with pytest.raises(UserError, match="given twice"):
        Changes(old.stored, old.stored)
    apart = plant(
        tmp_path, "compare", "apart", lambda v, s: {}, "scenario=flood,crisis", "replications=2"
    )
    with pytest.raises(UserError, match="no setting in common"):
        _ = changes(old.folder, apart.folder).outcomes


def test_the_command_says_what_python_says(
    old: Planted, trusting: Planted, capsys: pytest.CaptureFixture[str]
) -> None:
    folders = [str(old.folder), str(trusting.folder)]
    assert main(["compare", *folders, "language=nl"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for line in changes(*folders).sentences("nl"):
        assert " ".join(line.split()) in printed
    assert "Wat anders gevraagd werd" in printed
    for wrong in ([*folders, "run.days=3"], folders[:1], [*folders, "x"], [folders[0], "nowhere"]):
        assert main(["compare", *wrong]) == 2
        assert capsys.readouterr().err.count("\n") == 1
