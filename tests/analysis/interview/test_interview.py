"""The virtual interview: who is asked, what they say, and what it hides."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.interview.figures import interview_figure
from analysis.interview.interview import (
    GATE_OF_REASON,
    OFFICIALS,
    Official,
    candour,
    draw_officials,
    first_gates,
    gate_table,
    official_table,
    reason_table,
    told,
)
from analysis.words.labels import REASON_NAMES
from analysis.words.style import look
from bijstand.command_line.main import main
from sim import simulate
from sim.setting.setting import resolve
from sim.state.codes import REASONS

pytestmark = pytest.mark.usefixtures("unrendered")

OFFICIAL = Official(1, "asker", "asks")
ANSWERING = Official(2, "giver", "answers")


def log_of(*rows: tuple[str, str, bool, str]) -> pd.DataFrame:
    """A log by hand: stated reason, true reason, distrust, end state."""
    table = pd.DataFrame(rows, columns=["stated_reason", "true_reason", "distrust", "end_state"])
    return table.assign(requester="asker", provider="giver", **{"class": "search"})


def by_hand() -> pd.DataFrame:
    log = log_of(
        ("absent", "unwilling", False, "refused"),
        ("approval", "unwilling", True, "refused"),
        ("unwilling", "unwilling", True, "refused"),
        ("not_asked", "not_asked", False, "not_asked"),
        ("absent", "absent", False, "no_capacity"),
        ("", "", False, "supported"),
    )
    return told(log, [OFFICIAL, ANSWERING], []).assign(seed=1)


def test_stated_beside_true_by_hand() -> None:
    """Of five needs without support an answering official never hears of the one not asked."""
    heard = by_hand()
    asker = heard[heard["role"] == "asks"].set_index(["stated", "true"])["requests"].to_dict()
    assert asker == {
        ("absent", "unwilling"): 1,
        ("approval", "distrust"): 1,
        ("unwilling", "distrust"): 1,
        ("not_asked", "not_asked"): 1,
        ("absent", "absent"): 1,
    }
    assert heard.groupby("role")["requests"].sum().to_dict() == {"asks": 5, "answers": 4}
    table = official_table(heard, [OFFICIAL, ANSWERING, Official(3, "nobody", "asks")])
    assert table["requests"].tolist() == [5, 4, 0]
    assert table["otherwise"].tolist()[:2] == [3 / 5, 3 / 4]
    assert table.loc[0, "stated"] == "absent" and table.loc[0, "true"] == "distrust"
    assert table.loc[2, "stated"] == "" and pd.isna(table.loc[2, "otherwise"])


def test_shares_ranks_and_candour_by_hand() -> None:
    heard = by_hand()
    reasons = reason_table(heard, [1]).set_index("reason")
    assert reasons.loc["absent", ["stated", "true"]].tolist() == [4 / 9, 2 / 9]
    assert reasons.loc["distrust", ["stated", "true"]].tolist() == [0.0, 4 / 9]
    assert reasons.loc["distrust", "true_rank"] == 1 and reasons.loc["absent", "stated_rank"] == 1
    assert reasons["true"].sum() == pytest.approx(1.0) == reasons["stated"].sum()
    gates = gate_table(heard, [1])
    assert first_gates(gates, "true") == ["want"] and first_gates(gates, "stated") == ["can"]
    assert gates.set_index("gate").loc["want", ["stated", "true"]].tolist() == [2 / 8, 6 / 8]
    assert candour(heard) == pytest.approx(2 / 6)


def test_classes_with_consent_in_advance_are_left_out() -> None:
    log = log_of(("absent", "absent", False, "no_capacity"))
    assert told(log, [OFFICIAL], ["search"]).empty
    assert official_table(told(log, [], []), []).empty


@pytest.mark.parametrize("seed", [1, 2, 77])
def test_the_same_officials_are_asked_in_every_setting(seed: int) -> None:
    plain = draw_officials(resolve(), seed)
    other = resolve("crisis", "liaisons", {"trust": "driver"}, {"own_fit_min": 0.6})
    assert draw_officials(other, seed) == plain
    assert len(plain) == OFFICIALS == len({(o.unit, o.role) for o in plain})
    assert [o.role for o in plain].count("asks") == OFFICIALS / 2
    assert plain != draw_officials(resolve(), seed + 1)
    partnerships = {u.id for u in resolve().world.units if u.organisation == "partnership"}
    assert not {o.unit for o in plain} & partnerships


def heard_over_seeds(pretext: float, **arguments: object) -> pd.DataFrame:
    parts = []
    for seed in range(1, 7):
        run = simulate(
            seed=seed,
            days=365,
            warm_up_days=60,
            daily=False,
            conditions={"pretext": pretext, "trust_start": 0.4},
            **arguments,
        )
        consented = [c.id for c in run.setting.world.classes if c.pre_authorised]
        officials = draw_officials(run.setting, seed)
        parts.append(told(run.requests, officials, consented).assign(seed=seed))
    return pd.concat(parts, ignore_index=True)


def test_pretext_hides_its_share_of_unwillingness_and_turns_the_ranking() -> None:
    """Stated over true unwillingness is 1 − pretext; with much of it want sinks (§4.2.4)."""
    open_hearted = heard_over_seeds(0.0, theory={"trust": "driver"})
    assert candour(open_hearted) == 1.0
    hiding = heard_over_seeds(0.8, theory={"trust": "driver"})
    assert candour(hiding) == pytest.approx(0.2, abs=0.08)
    before = gate_table(open_hearted, range(1, 7)).set_index("gate")
    after = gate_table(hiding, range(1, 7)).set_index("gate")
    assert after["true"].to_dict() == pytest.approx(before["true"].to_dict())
    assert after.loc["want", "stated"] < after.loc["want", "true"]
    assert after.loc["may", "stated"] > after.loc["may", "true"]
    assert after.loc["want", "stated_rank"] > after.loc["want", "true_rank"]


def test_lack_of_trust_is_a_true_reason_only_where_trust_counts() -> None:
    with_trust = reason_table(heard_over_seeds(0.3, theory={"trust": "moderator"}), range(1, 7))
    without = reason_table(heard_over_seeds(0.3), range(1, 7))
    # Two in five of what stood in the way; of the unwilling, those whom trust would have swayed.
    assert with_trust.set_index("reason").loc["distrust", "true"] == pytest.approx(0.40, abs=0.08)
    assert with_trust.set_index("reason").loc["distrust", "stated"] == 0.0
    assert without.set_index("reason").loc["distrust", "true"] == 0.0


def test_every_reason_has_a_gate_and_a_name() -> None:
    assert set(GATE_OF_REASON) == {*REASONS[1:], "distrust"} == set(REASON_NAMES)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_figure_shows_each_reason_that_was_met(language: str) -> None:
    table = reason_table(by_hand(), [1])
    with look():
        figure = interview_figure(table, language)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    place = 1 if language == "nl" else 0
    for reason in ("unwilling", "distrust", "absent", "approval", "not_asked"):
        assert any(label.startswith(REASON_NAMES[reason][place]) for label in labels)
    assert len(labels) == 5


def test_the_verb_tells_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["interview", "run.seeds=2", "run.days=120", "run.warm_up_days=10", "output.name=ten"]
    assert main([*words, "theory.trust=moderator", "language=nl"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "De 10 functionarissen van seed 1" in said and "Gebrek aan vertrouwen" in said
    folder = tmp_path / "outputs/interview/ten"
    answer = " ".join((folder / "answer.md").read_text(encoding="utf-8").split())
    assert "van gedane verzoeken noemen" in answer.lower() and answer in said
    assert {file.name for file in (folder / "tables").glob("*.csv")} == {
        "told.csv",
        "officials.csv",
        "reasons.csv",
        "gates.csv",
    }
    assert len(list((folder / "figures").iterdir())) == 2
    assert len(pd.read_parquet(folder / "runs/runs.parquet")) == 2
    assert len(pd.read_csv(folder / "tables/officials.csv")) == OFFICIALS


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("beside=crisis", "'beside' means nothing to bijstand interview"),
        ("--fast", "unknown option '--fast'"),
        ("theory.trust=deep", "allowed: none, moderator, driver"),
    ],
)
def test_the_verb_refuses_in_one_line(
    word: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["interview", word]) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_of_an_odd_number_of_officials_one_more_asks() -> None:
    roles = [official.role for official in draw_officials(resolve(), 3, 5)]
    assert roles == ["asks"] * 3 + ["answers"] * 2


def test_the_first_gate_stands_with_those_that_it_cannot_be_told_from() -> None:
    """Each interval is held by its upper end against the lower end of the first."""
    gates = pd.DataFrame(
        [
            ("want", 0.50, 0.40, 0.60),
            ("can", 0.35, 0.30, 0.45),
            ("may", 0.10, 0.05, 0.20),
            ("none", 0.90, 0.80, 0.95),
        ],
        columns=["gate", "true", "true_low", "true_high"],
    )
    assert first_gates(gates, "true") == ["want", "can"]
    assert first_gates(gates.replace(0.45, 0.39), "true") == ["want"]


def test_what_one_official_met_by_hand() -> None:
    """Ten requests: six were said as they were."""
    heard = pd.DataFrame(
        [
            (1, "unwilling", "unwilling", 6),
            (1, "absent", "unwilling", 3),
            (1, "veto", "veto", 0),
            (1, "absent", "approval", 1),
        ],
        columns=["official", "stated", "true", "requests"],
    )
    (row,) = official_table(heard, [OFFICIAL]).to_dict("records")
    assert (row["requests"], row["stated"], row["true"]) == (10, "unwilling", "unwilling")
    assert row["otherwise"] == pytest.approx(0.4)
