"""Beliefs: what is held instead of the declared ranges, drawn as it says, and refused where not."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, cast

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from analysis.answers import open_answer
from analysis.run import believed as believed_module
from bijstand.command_line.main import VERBS, main
from experiments.design.belief import BELIEF, Belief, read_belief
from experiments.design.believed import BELIEVED, believed_design, drawn, noting, resampled
from experiments.design.factors import condition_factor, declared_factors
from experiments.design.frame import Frame
from experiments.design.mixture import Component, Mixture, mixture_of
from experiments.study.study import open_study
from sim.errors import UserError
from tests.made.beliefs import AGREEMENTS, RULE, START, TRUST, TWO_MINDS, Change, held, written
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered", "few_boxes")


def columns(content: dict[str, Any]) -> dict[str, list[Any]]:
    """Return the draws of a belief's file."""
    return content["draws"]["columns"]


def test_a_belief_is_read_as_it_was_written_from_its_file_or_its_folder(tmp_path: Path) -> None:
    file = written(tmp_path, held())
    for place in (file, tmp_path):
        found = read_belief(place)
        assert found.distributions == held().distributions
        assert found.answers("drivers") == {"sum": 0.25, "balanced": 0.0, "weakest": 0.75}
        pd.testing.assert_frame_equal(found.draws, held().draws)
        assert found.effective == pytest.approx(held().effective)
        assert found.digest == held().digest


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda c: c.update(model="0" * 16), ["another model", "000000"]),
        (lambda c: c["declared"].update({AGREEMENTS: "0"}), ["declared otherwise", AGREEMENTS]),
        (lambda c: c.update(format="bijstand belief 9"), ["is no belief"]),
        (lambda c: c.pop("theories"), ["'theories' is missing"]),
        (lambda c: c.update(more=1), ["'more' is unknown"]),
        (lambda c: c["distributions"].update({"conditions.agrements": []}), ["distributions"]),
        (lambda c: columns(c).update({AGREEMENTS: [0.5] * 500}), ["held in two ways"]),
        (lambda c: columns(c)[START].pop(), ["499 draws", "500"]),
        (lambda c: columns(c)[START].__setitem__(7, 0.99), ["trust_start", "0.99"]),
        (lambda c: columns(c)[TRUST].__setitem__(7, "drivr"), ["drivr", "driver"]),
        (lambda c: c["draws"].update(weights=[0.0] * 500), ["no draw has a weight"]),
        (lambda c: c["draws"].update(weights=[1.0] + [1e-9] * 499), ["worth 1 of equal weight"]),
        (lambda c: c["draws"].update(columns={}), ["weights without draws"]),
        (lambda c: c["theories"][RULE].update(somehow=1.0), ["somehow", "weakest"]),
        (lambda c: c["theories"].update({RULE: {"sum": 0.0}}), ["no answer", RULE]),
        (lambda c: c["distributions"][AGREEMENTS][0].update(second=0.0), ["greater than 0"]),
        (lambda c: c["distributions"][AGREEMENTS][0].update(family="cauchy"), ["'cauchy'"]),
    ],
)
def test_what_is_no_belief_of_this_model_is_refused_in_a_line(
    change: Change, said: list[str], tmp_path: Path
) -> None:
    file = written(tmp_path, held(), change)
    told = refusal(lambda: read_belief(file))
    assert all(part in told for part in [*said, "belief="])


def test_a_file_of_another_kind_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[1, 2]")
    assert "is no belief" in refusal(lambda: read_belief(tmp_path / "list.json"))
    assert BELIEF in refusal(lambda: read_belief(tmp_path))


def test_draws_have_the_distribution_that_is_held_and_the_rest_that_which_is_declared() -> None:
    table = drawn(held(), declared_factors(["trust_start", "compensation"]), 4_000)
    pool = stats.kstest(table[AGREEMENTS], lambda x: TWO_MINDS.cdf(x) / TWO_MINDS.cdf(0.95))
    assert pool.statistic < 0.01
    declared = condition_factor("compensation")
    uniform = stats.uniform(declared.low, declared.high - declared.low)
    assert stats.kstest(table["conditions.compensation"], uniform.cdf).statistic < 0.01
    assert (table[RULE] == "weakest").mean() == pytest.approx(0.75, abs=0.001)
    assert set(table[RULE]) == {"sum", "weakest"}


def test_draws_of_several_stay_together_and_come_as_often_as_their_weights_say() -> None:
    table = drawn(held(), [], 3_000)
    together = (table[START] > 0.6) == (table[TRUST] == "driver")
    assert together.all()
    belief = held()
    upper = belief.weights[(belief.draws[TRUST] == "driver").to_numpy()].sum()
    share = (table[TRUST] == "driver").mean()
    assert share == pytest.approx(upper / belief.weights.sum(), abs=0.001)


@given(
    st.lists(st.floats(0.0, 5.0), min_size=1, max_size=30), st.integers(1, 200), st.integers(0, 9)
)
def test_resampling_takes_each_draw_its_share_of_times_and_less_than_one_more(
    weights: list[float], count: int, seed: int
) -> None:
    given_ = np.array(weights) + 1e-6
    times = np.bincount(resampled(given_, count, seed), minlength=len(given_))
    assert (np.abs(times - count * given_ / given_.sum()) < 1.0 + 1e-6).all()


@given(
    st.lists(st.tuples(st.floats(0.5, 50), st.floats(0.5, 50)), min_size=1, max_size=5),
    st.floats(0.05, 0.95),
)
@settings(max_examples=40)
def test_a_pool_is_the_mean_of_distribution_functions_and_its_quantiles_turn_it_round(
    parameters: list[tuple[float, float]], share: float
) -> None:
    pool = mixture_of([Component("beta", a, b) for a, b in parameters])
    at = 0.4
    assert pool.cdf([at])[0] == pytest.approx(
        np.mean([stats.beta(a, b).cdf(at) for a, b in parameters])
    )
    value = pool.quantiles([share], 0.0, 1.0)
    assert pool.cdf(value)[0] == pytest.approx(share, abs=0.002)


def test_a_linear_pool_is_wider_than_the_mean_of_quantiles() -> None:
    low, high = TWO_MINDS.quantiles([0.05, 0.95], 0.0, 1.0)
    each = np.array([c.distribution.ppf([0.05, 0.95]) for c in TWO_MINDS.components])
    assert high - low > 0.55 > np.ptp(each.mean(axis=0)) + 0.4


def test_whole_numbers_are_drawn_whole_and_none_leaves_its_declared_range() -> None:
    wide = Mixture((Component("normal", 2.0, 30.0),))
    table = drawn(Belief({"conditions.extra_officers": wide}), [], 200)
    values = table["conditions.extra_officers"]
    assert (values == values.round()).all() and values.between(0, 3).all() and values.nunique() == 4


def test_what_is_held_leaves_no_other_words_of_the_same_and_runs(tmp_path: Path) -> None:
    rate, load = "conditions.exercise_rate", "conditions.exercise_load"
    belief = Belief({rate: Mixture((Component("gamma", 4.0, 0.5),))})
    table = drawn(belief, declared_factors(["conditions"]), 3)
    assert rate in table and load not in table and len(table.columns) == len(set(table.columns))
    frame = Frame(days=20, warm_up_days=5)
    assert frame.setting(table.iloc[0].to_dict()).conditions["exercise_rate"] == table[rate][0]
    both = held(distributions={rate: TWO_MINDS, load: TWO_MINDS})
    assert "held in two ways" in refusal(lambda: read_belief(written(tmp_path, both)))


def test_what_the_setting_fixes_stands_and_a_design_of_steps_is_refused() -> None:
    design = believed_design(held(), [], 5, fixed={AGREEMENTS})
    assert AGREEMENTS not in design.columns and START in design.columns
    assert design.options[BELIEVED]["held"] == [RULE, START, TRUST]
    assert "lhs, sobol_points" in refusal(lambda: believed_design(held(), [], 5, "morris"))


SMALL = ["run.days=20", "run.warm_up_days=5", "executor=serial", "output.name=x"]
OF_VERB = {
    "sweep": ["design.points=40", "design.factors=[compensation]"],
    "discover": [
        "design.points=120",
        "design.factors=[shortage_defence,own_load_defence]",
        "discover.seeds=1",
        "discover.worst=0.4",
        "run.days=60",
    ],
    "robust": [
        "robust.policies=[none,liaisons]",
        "robust.draws=20",
        "robust.scenarios=[baseline]",
        "robust.theories=[figure_2]",
        "robust.seeds=1",
    ],
    "voi": ["voi.policies=[none,liaisons]", "voi.futures=60", "voi.seeds=1"],
    "sensitivity": [
        "method=pawn",
        "design.points=200",
        "design.factors=[compensation]",
        "sensitivity.noise_points=3",
        "sensitivity.noise_seeds=2",
        "sensitivity.course_bases=2",
        "sensitivity.course_factors=1",
    ],
    "choose": ["choose.levers=[liaisons,core_task]", "choose.futures=19", "choose.fresh=20"],
}


@pytest.mark.parametrize("verb", OF_VERB)
def test_a_verb_draws_from_a_belief_and_says_so(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, held(provenance={"of_them_made_by_a_rule": 3}))
    assert main([verb, *SMALL, *OF_VERB[verb], "belief=belief.json"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "drawn from a belief" in told and "made by a rule" in told
    design = open_study(tmp_path / "outputs" / verb / "x").design()
    assert ((design.columns[AGREEMENTS] < 0.35) | (design.columns[AGREEMENTS] > 0.65)).all()
    assert set(design.columns[RULE]) == {"sum", "weakest"}
    again = ["from=outputs/" + verb + "/x/resolved_config.yaml", "output.name=y"]
    assert main([verb, *again]) == 0
    assert open_study(tmp_path / "outputs" / verb / "y").design().digest == design.digest


@pytest.mark.parametrize("verb", ["sweep", "robust", "voi", "choose"])
def test_what_the_user_sets_stands_against_a_belief(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, held())
    words = [
        *SMALL,
        *OF_VERB[verb],
        "belief=belief.json",
        "conditions.agreements=0.5",
        "theory.drivers=balanced",
    ]
    columns = cast(Any, import_module(VERBS[verb][0])).VERB.read(words)
    columns = getattr(columns, "study", columns).design.columns
    assert AGREEMENTS not in columns and RULE not in columns and TRUST in columns


def test_a_run_stands_beside_draws_from_the_belief_and_from_the_ranges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(believed_module, "DRAWS", 40)
    written(tmp_path, held(provenance={"of_them_made_by_a_rule": 3}))
    words = [*SMALL, "run.seeds=2", "belief=belief.json", "conditions.trust_start=0.4"]
    assert main(["run", *words]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "made by a rule" in told and "(40 draws, a seed each)" in told
    folder = tmp_path / "outputs" / "run" / "x"
    design = open_study(folder / "believed").design()
    # From the belief, then from the ranges; of each the plain reference, then the setting.
    assert len(design) == 4 * 40
    believed, declared = np.split(design.columns[AGREEMENTS], 2)
    assert ((believed < 0.35) | (believed > 0.65)).all()
    assert ((declared > 0.35) & (declared < 0.65)).mean() > 0.2
    starts = np.split(np.asarray(design.columns[START]), 4)
    assert np.ptp(starts[0]) > 0.3 and set(starts[1]) == {0.4} and set(starts[3]) == {0.4}
    assert (design.base_rows.reshape(4, 40) == np.arange(40)).all()
    table = pd.read_csv(folder / "tables" / "believed.csv")
    runs = open_study(folder / "believed").runs().sort_values("point")["gap_closed"].to_numpy()
    first = table[table["outcome"] == "gap_closed"].iloc[0]
    assert first["drawn_from"] == "belief"
    assert first["estimate"] == pytest.approx(np.nanmean(runs[:40]))
    answer = open_answer(folder)
    assert answer.sentences("nl")[-1].startswith("Getrokken uit de overtuiging (40 trekkingen")
    assert len(answer.grids("nl", False)) == 2
    again = ["from=outputs/run/x/resolved_config.yaml", "output.name=y"]
    assert main(["run", *again]) == 0
    other = tmp_path / "outputs" / "run" / "y" / "believed"
    assert open_study(other).design().digest == design.digest


def test_a_plausible_set_is_searched_among_draws_from_the_belief(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, held())
    words = ["plausible.points=30", "plausible.seeds=1", "conditions.compensation=0.2"]
    assert main(["plausible", *SMALL, *words, "belief=belief.json"]) == 0
    assert "2 conditions and open questions are drawn" in " ".join(capsys.readouterr().out.split())
    folder = tmp_path / "outputs" / "plausible" / "x"
    for design in (open_study(folder).design(), open_study(folder / "wave_2").design()):
        agreements = design.columns[AGREEMENTS]
        assert ((agreements < 0.35) | (agreements > 0.65)).all() and RULE not in design.columns
        assert "conditions.compensation" not in design.columns
    assert open_answer(folder).sentences("en")


def test_what_needs_independent_conditions_refuses_a_belief(tmp_path: Path) -> None:
    written(tmp_path, held())
    with pytest.raises(UserError, match=r"belief= leaves conditions that depend on each other"):
        cast(Any, import_module(VERBS["sensitivity"][0])).VERB.read(
            ["method=surrogate", "design=lhs", f"belief={tmp_path}"]
        )


def test_cells_of_the_tables_are_drawn_with_the_rest() -> None:
    cell = "world.needs_per_year.flood"
    rows = pd.DataFrame({cell: np.linspace(-1, 1, 200), START: np.linspace(0.3, 0.9, 200)})
    belief = Belief(draws=rows, weights=np.ones(200))
    design = believed_design(belief, declared_factors(["compensation"]), 50)
    assert design.columns[cell] == pytest.approx((design.columns[START] - 0.6) / 0.3)
    assert noting(design, belief).options[BELIEVED]["held"] == [cell, START]
    frame = Frame(days=20, warm_up_days=5)
    world = frame.setting({cell: 1.0}).world
    flood = next(c.needs_per_year for c in world.classes if c.id == "flood")
    assert flood == pytest.approx(0.8 * 1.3)


def test_two_sources_of_draws_and_a_verb_that_draws_nothing_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path, held())
    for verb in ("robust", "discover"):
        assert main([verb, "belief=belief.json", "within=here"]) == 2
        assert "one of them" in capsys.readouterr().err
    assert main(["compare", "belief=belief.json"]) == 2
    assert "means nothing to bijstand compare" in capsys.readouterr().err
