"""An attribution that was stored is told as it was, and its tables are those that come by hand."""

from __future__ import annotations

import pytest

from analysis.answers import answer_of
from analysis.attribution.part import part_of
from sim.measures.portrait import is_lost
from sim.state.codes import END_STATES
from tests.made.planted import Planted, Values, losses, plant
from tests.made.three_gates import GAME


def replayed(values: Values, seed: int) -> dict[str, float]:
    gates = "" if values["ideal"] == "none" else values["ideal"]
    luck = {1: -0.01, 2: 0.01, 3: -0.01, 4: 0.01}[seed]
    if values["scenario"] == "crisis":
        return {"gap_closed": 0.3 + (0.2 * gates.count("an") + luck) * (gates != "")}
    return {"gap_closed": GAME[gates] / 100 + luck * ("can" in gates)}


def kept(values: Values, seed: int) -> dict[str, object]:
    """In calm most is lost to wanting; in a crisis as much to being able in every other run."""
    calm = values["scenario"] == "baseline"
    can = 2.0 if calm else 7.0 if seed % 2 else 2.0
    return losses(
        {
            ("flood", "unwilling"): (5.0, 4.0),
            ("wildfire", "not_asked"): (1.0, 1.0),
            ("flood", "nato"): (can, 1.0),
            ("flood", "veto"): (1.0, 0.0),
            ("flood", "no_go"): (1.0, 1.0),
        }
    )


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    where = tmp_path_factory.mktemp("gates")
    both = "attribute.scenarios=[baseline,crisis]"
    return plant(where, "attribute", "two", replayed, both, "run.seeds=4", kept=kept)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_stored_attribution_gives_its_answer_and_its_grid(study: Planted, language: str) -> None:
    part = part_of(answer_of(study.stored), language)
    (lead,) = (line.replace(",", ".").replace(" tot ", " to ") for line in part.leads)
    dutch = language == "nl"
    want, can = ("willen", "kunnen") if dutch else ("want (willen)", "can (kunnen)")
    under, calm = ("bij", "“Zoals het is”") if dutch else ("under", "“As it is”")
    who, _, brings = lead.partition("zou opleveren" if dutch else "would bring most")
    assert f"{want} {under} {calm} (60%. 60.0 to 60.0); " in who
    either = " of " if dutch else " or "
    assert f"; {want} (50%. 31.6 to 68.4){either}{can} (33.3%. 8.8 to 57.8) {under} “Crisis”" in who
    assert f"{can} {under} {calm}. +20.0 " in brings
    assert f"; {want}. +20.0 " in brings and f"{either}{can}. +20.0 " in brings
    (grid,) = part.grids
    calm_row, crisis_row = (
        [cell.replace(",", ".").replace(" tot ", " to ") for cell in row] for row in grid.rows
    )
    assert calm_row[1:] == [
        "60.0 (60.0 to 60.0)",
        "20.0 (20.0 to 20.0)",
        "10.0 (10.0 to 10.0)",
        "+10.5 (10.5 to 10.5)",
        "+20.0 (18.2 to 21.8)",
        "+5.5 (5.5 to 5.5)",
    ]
    # 6 of 15 and of 10 to wanting: mean 50 ± 1.8374 × 10; 7 of 15 and 2 of 10 to being able.
    assert crisis_row[1:3] == ["50.0 (31.6 to 68.4)", "33.3 (8.8 to 57.8)"]


def test_tables_of_a_stored_attribution_by_hand(study: Planted) -> None:
    causes = study.stored.table("causes").set_index(["setting", "cause"])
    calm = causes.loc["baseline"]
    assert calm["share"].to_dict() == pytest.approx(
        {"unwilling": 0.5, "not_asked": 0.1, "nato": 0.2, "veto": 0.1, "no_go": 0.1}
    )
    assert calm["sole"].to_dict() == pytest.approx(
        {"unwilling": 0.4, "not_asked": 0.1, "nato": 0.1, "veto": 0.0, "no_go": 0.1}
    )
    classes = study.stored.table("who_says_no_by_class").set_index(["setting", "class", "gate"])
    assert classes.loc[("baseline", "flood", "want"), "share"] == pytest.approx(5 / 9)
    assert classes.loc[("baseline", "wildfire", "want"), "share"] == 1.0
    assert classes.loc[("crisis", "flood", "can"), "share"] == pytest.approx((7 / 14 + 2 / 9) / 2)
    worth = study.stored.table("worth").set_index(["setting", "gate"])
    assert worth.loc[("baseline", "can"), "worth"] == pytest.approx(0.2)


@pytest.mark.parametrize("end", END_STATES)
def test_lost_is_every_end_without_support_but_none_that_is_open_or_ones_own(end: str) -> None:
    lost = end not in ("open", "alone", "supported", "support_withdrawn")
    assert bool(is_lost(END_STATES.index(end))) == lost
