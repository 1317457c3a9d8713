"""Who says no and what it would bring: by hand, in every sentence, from a made-up study."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.attribution.first import first_by_share, first_by_worth
from analysis.attribution.losses import share_table
from analysis.attribution.part import most
from analysis.attribution.replays import SUBSETS, class_worth_table, shapley_of, worth_table
from analysis.attribution.words import Attribution, sentences
from tests.again.portraits import gate_shares
from tests.made.three_gates import GAME, WORTH

GATES = ("want", "can", "may")


def test_shapley_values_of_three_gates_are_means_over_the_six_orders() -> None:
    assert pytest.approx({"want": 10.5, "can": 20.0, "may": 5.5}) == WORTH
    values = {subset: np.array([GAME["+".join(subset)], 0.0]) for subset in SUBSETS}
    found = shapley_of(values)
    assert {gate: one[0] for gate, one in found.items()} == pytest.approx(WORTH)
    assert [one[1] for one in found.values()] == [0.0, 0.0, 0.0]
    assert len(SUBSETS) == 8 == len(GAME)


def test_worths_are_means_over_seeds_with_their_intervals() -> None:
    # With every gate the values of the second seed are twice those of the first.
    runs = pd.DataFrame(
        [
            {"setting": where, "ideal": ideal, "seed": seed, "y": value * seed * scale}
            for where, scale in (("a", 1.0), ("b", -1.0))
            for ideal, value in GAME.items()
            for seed in (1, 2)
        ]
    ).sample(frac=1.0, random_state=3)
    table = worth_table(runs, "y").set_index(["setting", "gate"])
    for gate, worth in {**WORTH, "actual": 10.0, "all": 46.0, "recoverable": 36.0}.items():
        # Two values w and 2w: mean 1.5 w, and t(1) = 12.706 times w/√2 /√2.
        assert table.loc[("a", gate), "worth"] == pytest.approx(1.5 * worth)
        assert table.loc[("a", gate), "low"] == pytest.approx((1.5 - 12.7062 / 2) * worth, rel=1e-5)
        assert table.loc[("a", gate), "high"] == pytest.approx(
            (1.5 + 12.7062 / 2) * worth, rel=1e-5
        )
        assert table.loc[("b", gate), "worth"] == pytest.approx(-1.5 * worth)
    assert (table["runs"] == 2).all() and (table["missing"] == 0).all()


def test_worth_of_a_class_is_of_its_own_gap() -> None:
    values = pd.DataFrame(
        [
            {
                "setting": "a",
                "ideal": ideal,
                "seed": 1,
                "class": name,
                "closed": value * size,
                "open": 100.0 * size,
            }
            for name, size in (("flood", 2.0), ("cbrn", 5.0))
            for ideal, value in GAME.items()
        ]
    )
    none = values.assign(open=0.0, closed=0.0)[values["class"] == "cbrn"].assign(**{"class": "mud"})
    table = class_worth_table(pd.concat([values, none])).set_index(["class", "gate"])["worth"]
    for name in ("flood", "cbrn"):
        assert {gate: table[name, gate] * 100 for gate in GATES} == pytest.approx(WORTH)
    assert np.isnan(table["mud", "want"])


def test_local_shares_by_hand() -> None:
    """Withdrawn and open needs, needs that own people met and weather count as declared."""
    columns = ["end_state", "gap", "severity", "y0", "want", "can", "may"]
    rows = [
        ("refused", 5, 2.0, 0.5, False, True, True),  # loses 1 to want alone
        ("no_capacity", 5, 4.0, 0.25, False, False, True),  # loses 3, half to each
        ("not_permitted", 5, 6.0, 0.0, False, False, False),  # loses 6, a third to each
        ("no_go", 5, 2.0, 0.0, True, True, True),  # loses 2 to none of them
        ("refused", 0, 9.0, 0.0, False, True, True),  # had no gap
        ("alone", 5, 9.0, 0.0, False, True, True),
        ("support_withdrawn", 5, 9.0, 0.0, False, True, True),
        ("supported", 5, 9.0, 0.0, True, True, True),
        ("open", 5, 9.0, 0.0, False, True, True),
    ]
    found = gate_shares(pd.DataFrame(rows, columns=columns))
    assert found == pytest.approx(
        {
            ("want", "sole"): 1 / 12,
            ("want", "shared"): (1.5 + 2) / 12,
            ("can", "sole"): 0.0,
            ("can", "shared"): (1.5 + 2) / 12,
            ("may", "sole"): 0.0,
            ("may", "shared"): 2 / 12,
            ("none", "sole"): 2 / 12,
        }
    )
    nothing = gate_shares(pd.DataFrame(rows[4:], columns=columns))
    assert len(nothing) == 7 and np.isnan(list(nothing.values())).all()


def test_shares_are_means_over_seeds_and_not_medians() -> None:
    lost = [
        ("x", seed, "flood", gate, "c", size, size)
        for seed, parts in enumerate(3 * ((1.0, 9.0), (2.0, 8.0), (60.0, 40.0)))
        for gate, size in zip(("want", "can"), parts, strict=True)
    ]
    columns = ["setting", "seed", "class", "gate", "cause", "lost", "sole"]
    table = share_table(pd.DataFrame(lost, columns=columns), "gate").set_index("gate")
    assert table["share"].to_dict() == pytest.approx({"want": 0.3, "can": 0.7})
    assert table["sole"].to_dict() == pytest.approx({"want": 0.3, "can": 0.7})
    # Squares around .3, three times: .04 + .01 + .09; t(8) = 2.30600.
    half = 2.30600 * np.sqrt(3 * 0.14 / 8 / 9)
    assert table.loc["want", ["low", "high"]].tolist() == pytest.approx(
        [0.3 - half, 0.3 + half], abs=1e-5
    )


def gates(size: str, **rows: tuple[float, float, float]) -> pd.DataFrame:
    """Gates by size and interval; told apart, and from 0, where intervals do not meet."""
    table = pd.DataFrame(
        [(gate, *numbers) for gate, numbers in rows.items()], columns=["gate", size, "low", "high"]
    )
    three = table[table["gate"].isin(GATES) & table[size].notna()]
    lowest = three.loc[three[size].idxmax(), "low"]
    largest = table["gate"] == three.loc[three[size].idxmax(), "gate"]
    return table.assign(
        may_lead=largest | (table["high"] >= lowest), told=(table["low"] > 0) | (table["high"] < 0)
    )


NAN = float("nan")


@pytest.mark.parametrize(
    ("want", "can", "may", "first"),
    [
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.44), (0.2, 0.1, 0.3), ["want"]),
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.46), (0.2, 0.1, 0.3), ["want", "can"]),
        ((0.3, 0.2, 0.46), (0.2, 0.1, 0.44), (0.5, 0.45, 0.55), ["may", "want"]),
        ((0.3, 0.2, 0.46), (0.35, 0.1, 0.45), (0.5, 0.45, 0.55), ["may", "can", "want"]),
        ((0.3, NAN, NAN), (0.5, NAN, NAN), (0.2, NAN, NAN), ["can"]),
        ((NAN, NAN, NAN), (0.5, 0.4, 0.6), (0.2, 0.1, 0.3), ["can"]),
    ],
)
def test_first_by_share(want: tuple, can: tuple, may: tuple, first: list[str]) -> None:
    table = gates("share", none=(0.9, 0.8, 1.0), want=want, can=can, may=may)
    assert first_by_share(table) == first


@pytest.mark.parametrize("outcome", ["gap_closed", "lead_time_median_days"])
@pytest.mark.parametrize(
    ("want", "can", "first"),
    [
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.44), ["want"]),
        ((0.5, 0.45, 0.55), (0.3, 0.2, 0.46), ["want", "can"]),
        ((0.1, 0.01, 0.2), (-0.3, -0.4, -0.2), ["want"]),
        ((0.1, -0.01, 0.2), (-0.3, -0.4, -0.2), []),
        ((-0.1, -0.2, -0.05), (-0.3, -0.4, -0.2), []),
        ((0.1, NAN, NAN), (0.2, NAN, NAN), []),
    ],
)
def test_first_by_worth_is_that_which_does_good(
    outcome: str, want: tuple, can: tuple, first: list[str]
) -> None:
    table = gates("worth", all=(9.0, 8.0, 9.9), want=want, can=can, may=(-0.9, -1.0, -0.8))
    if outcome != "gap_closed":
        table = table.assign(worth=-table["worth"], low=-table["high"], high=-table["low"])
    assert first_by_worth(table, outcome) == first


def test_what_would_bring_most_is_said_with_its_size() -> None:
    worth = gates("worth", want=(0.2, 0.15, 0.25), can=(0.3, 0.26, 0.34), may=(0.1, 0.0, 0.2))
    gate, said = most(worth, "“calm”", "gap_closed", "en")
    assert (gate, said) == ("can", "“calm”, +30.0 percentage points (26.0 to 34.0)")
    tie = worth.assign(low=worth["low"] - 0.03, may_lead=[True, True, False])
    gate, said = most(tie, "“calm”", "gap_closed", "nl")
    assert gate is None and "kunnen, +30,0 procentpunt (23,0 tot 34,0) of willen" in said
    assert "mogen" not in said
    slower = worth.assign(worth=-worth["worth"], low=-worth["high"], high=-worth["low"])
    gate, said = most(slower, "“calm”", "lead_time_median_days", "en")
    assert (gate, said) == ("can", "“calm”, −0.30 (−0.34 to −0.26)")


def found_of(shares: dict[str, tuple], worths: dict[str, tuple]) -> Attribution:
    no = gates("share", **shares).assign(
        setting="x", sole=[row[0] * 0.75 for row in shares.values()]
    )
    whole = {"actual": (0.3,) * 3, "all": (0.66,) * 3, "recoverable": (0.36, 0.35, 0.37)}
    worth = gates("worth", **worths, **whole).assign(setting="x")
    empty = pd.DataFrame()
    return Attribution("gap_closed", no, empty, empty, worth, empty, ["x"])


CLEAR = {
    "want": (0.5, 0.45, 0.55),
    "can": (0.3, 0.25, 0.35),
    "may": (0.15, 0.1, 0.2),
    "none": (0.05, 0.0, 0.1),
}
BRINGS = {"want": (0.105, 0.10, 0.11), "can": (0.2, 0.19, 0.21), "may": (0.055, 0.05, 0.06)}


def test_sentences_hold_the_two_answers_against_each_other() -> None:
    who, worth, held = sentences(found_of(CLEAR, BRINGS), "en")
    assert "want (willen) 50%, can (kunnen) 30%, may (mogen) 15%" in who and "(no-go) 5%;" in who
    assert "25% of it had more than one" in who
    assert (
        "can (kunnen) +20.0 percentage points (19.0 to 21.0), want (willen) +10.5 percentage points"
        " (10.0 to 11.0) and may (mogen) +5.5"
    ) in worth
    assert "together +36.0 percentage points (35.0 to 37.0)" in worth
    assert "from 30.0% to 66.0%" in worth
    assert "want (willen) says no most, but can (kunnen) would bring most" in held
    agree = sentences(found_of(CLEAR, BRINGS | {"want": (0.3, 0.25, 0.35)}), "en")[2]
    assert agree == "Both point to want (willen)."
    dutch = sentences(found_of(CLEAR, BRINGS), "nl")
    assert "willen 50%, kunnen 30%, mogen 15%" in dutch[0]
    assert "van 30,0% naar 66,0%" in dutch[1]
    assert "willen zegt het meest nee, maar kunnen zou" in dutch[2]


def test_nothing_is_concluded_where_the_runs_do_not_tell() -> None:
    tied = BRINGS | {"want": (0.19, 0.18, 0.2)}
    (said,) = sentences(found_of(CLEAR, tied), "en")[2:]
    assert "bring most is not clear" in said and "can (kunnen) and want (willen)" in said
    who = CLEAR | {"can": (0.46, 0.41, 0.51)}
    (said,) = sentences(found_of(who, BRINGS), "en")[2:]
    assert "says no most is not clear" in said and "want (willen) and can (kunnen)" in said
    assert len(sentences(found_of(who, tied), "nl")) == 4
    little = {gate: (0.01, -0.01, 0.03) for gate in GATES}
    (said,) = sentences(found_of(CLEAR, little), "en")[2:]
    assert "No gate is worth opening" in said
    alone = {gate: (size, NAN, NAN) for gate, (size, *_) in BRINGS.items()}
    (said,) = sentences(found_of(CLEAR, alone), "en")[2:]
    assert "One seed gives no interval" in said
    missing = BRINGS | {"may": (NAN, NAN, NAN)}
    assert len(sentences(found_of(CLEAR, missing), "en")) == 1
    lost = found_of(CLEAR, BRINGS)
    lost = replace(lost, gates=lost.gates.assign(share=NAN))
    assert sentences(lost, "en") == ["x: nothing was lost."]
