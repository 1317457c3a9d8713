"""What the declared ranges imply together lies within what is plausible, and is told if not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import bijstand as b
from analysis.implied.measure import asked_for, keep
from analysis.implied.quantities import MOST_OUTSIDE, QUANTITIES
from analysis.implied.table import implied_table
from analysis.implied.words import sentences
from analysis.stored.answer import Answer
from bijstand.command_line.main import main
from sim import simulate
from sim.conditions import Conditions
from sim.world import load_world

pytestmark = pytest.mark.usefixtures("unrendered")

DRAWS = 240
NAMES = [quantity.name for quantity in QUANTITIES]


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    """What draws from the ranges imply."""
    return b.implied(DRAWS, folder=str(tmp_path_factory.mktemp("implied")))


@pytest.mark.parametrize("name", NAMES)
def test_no_more_than_a_twentieth_of_the_draws_lies_outside_what_is_plausible(
    answer: Answer, name: str
) -> None:
    row = answer.tables["implied"].set_index("quantity").loc[name]
    assert row["points"] > 0.9 * DRAWS
    assert row["outside"] <= MOST_OUTSIDE, f"{name}: {row['p05']:.4g} to {row['p95']:.4g}"


def test_the_answer_says_it_in_both_languages_with_every_reason(answer: Answer) -> None:
    assert f"Over {DRAWS} draws" in answer.sentences("en")[0]
    assert f"Over {DRAWS} trekkingen" in answer.sentences("nl")[0]
    for language in ("en", "nl"):
        (grid,) = answer.grids(language, False)
        reasons = [row[-1] for row in grid.rows]
        assert reasons == [quantity.reason.in_language(language) for quantity in QUANTITIES]
        assert answer.in_language(language).figures["implied"].axes
    assert len(answer.tables["draws"]) == DRAWS


def planted(outside: int, of: int = 100) -> pd.DataFrame:
    """Return draws of which some have people away beyond what is plausible."""
    values = {q.name: np.full(of, (q.low + q.high) / 2) for q in QUANTITIES}
    values["people_away"] = np.where(np.arange(of) < outside, 0.4, 0.05)
    return pd.DataFrame(values)


@pytest.mark.parametrize(("outside", "holds"), [(0, True), (5, True), (6, False)])
def test_a_range_that_is_too_wide_is_named(outside: int, holds: bool) -> None:
    table = implied_table(planted(outside))
    rows = table.set_index("quantity")
    assert rows.loc["people_away", "holds"] == holds and rows["holds"].sum() == 12 + holds
    assert rows.loc["people_away", "outside"] == outside / 100
    said = sentences(table, 100, "en")[0]
    assert ("narrow a range" in said) == (not holds)
    assert ("people who are away" in said and f"({outside}%)" in said) or holds


def test_what_does_not_exist_in_a_draw_is_left_out_of_its_row() -> None:
    values = planted(6)
    values.loc[:49, "people_away"] = np.nan
    row = implied_table(values).set_index("quantity").loc["people_away"]
    assert row["points"] == 50 and row["outside"] == 0.0


def test_quantities_by_hand_at_the_defaults() -> None:
    """Two exercises of six for a day; 248 pairs of 7,664 people; the log says the rest."""
    done = simulate(days=365, warm_up_days=60, seed=4, daily=False)
    found = keep(done)
    assert sorted([*found, "contacts_asked"]) == sorted(NAMES)
    assert found["exercise_person_days"] == 12.0
    assert found["training_days"] == pytest.approx(2 * 248 * 12 / 7664)
    log = done.requests
    consented = {c.id for c in load_world().classes if c.pre_authorised}
    free = log[~log["class"].isin(consented)]
    asked = free[~free["end_state"].isin(["open", "alone", "not_asked"])]
    assert found["vetoed"] == pytest.approx((asked["true_reason"] == "veto").mean())
    promised = free[free["end_state"].isin(["supported", "support_withdrawn"])]
    gone = (promised["end_state"] == "support_withdrawn").mean()
    assert found["withdrawn"] == pytest.approx(gone)
    helped = log[log["end_state"].isin(["supported", "support_withdrawn"])]
    assert found["leaked"] == pytest.approx(helped["leak"].mean())


def test_people_away_are_those_at_needs_and_at_contacts() -> None:
    """A hundredth of all person-days at exercises is a hundredth of the people away."""
    seldom, often = (
        keep(simulate(conditions={"exercise_load": load}, days=200, daily=False))
        for load in (0.0, 0.01)
    )
    assert often["people_away"] - seldom["people_away"] == pytest.approx(0.01, abs=0.003)
    assert seldom["people_away"] < seldom["unit_away"] < 1.0


def test_twice_the_desk_time_asks_twice_of_the_officers() -> None:
    """The first seed, consultation off so that all requests are filed all the same."""
    one, two = (
        keep(
            simulate(
                conditions={"desk_time_scale": scale},
                theory={"procedure": "no"},
                days=200,
                daily=False,
            )
        )
        for scale in (0.5, 1.0)
    )
    assert two["officers_busy"] == pytest.approx(2 * one["officers_busy"], rel=0.15)
    assert two["desk_days"] > 1.5 * one["desk_days"]


def test_what_a_load_asks_is_told_before_it_is_cut() -> None:
    small = Conditions(exercise_load=0.01, exercise_persons=2, exercise_days=0.5)
    assert asked_for(small, load_world()) == pytest.approx(0.01 * 365 * 7664 / (2 * 248))


def test_the_option_of_conditions_is_the_verb(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--implied", "implied.draws=10", f"output.folder={tmp_path}", "output.name=few"]
    assert main(["conditions", *words, "run.days=60", "language=nl"]) == 0
    said = capsys.readouterr().out
    assert "Wat de opgegeven bereiken inhouden" in said
    assert "personeel" not in said and "want" in said
    again = b.open(tmp_path / "implied" / "few")
    assert list(again.tables["implied"]["quantity"]) == NAMES
    assert main(["conditions", "--implid"]) == 2


def test_what_is_fixed_is_not_drawn(tmp_path: Path) -> None:
    given = {"exercise_rate": 2.0, "exercise_persons": 6.0, "exercise_days": 1.0}
    found = b.implied(10, conditions=given, days=30, warm_up_days=10, folder=str(tmp_path))
    assert (found.tables["draws"]["exercise_person_days"] == 12.0).all()
