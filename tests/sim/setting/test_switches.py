"""The rival theories: what each answer to each open question does to whole runs (S1 to S12)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import Conditions, simulate
from sim.run import Run
from sim.setting.configuration import names_in
from sim.setting.setting import resolve
from sim.setting.theories.theory import SWITCHES, Theory, load_theory
from sim.state.codes import INFORMAL_SEED
from sim.state.records import pairs_by_unit
from sim.world import load_world
from tests.reading.refusals import refusal

SEEDS = (1, 2, 3, 4)
CONSENTED = [kind.id for kind in load_world().classes if kind.pre_authorised]
EVERY_ANSWER = [(name, value) for name, switch in SWITCHES.items() for value in switch.values[1:]]


def run(seed: int = 1, conditions: Any = None, days: int = 365, **theory: str) -> Run:
    return simulate(theory=theory, conditions=conditions, seed=seed, days=days, daily=False)


def mean(key: str, conditions: Any = None, **theory: str) -> float:
    return float(np.mean([run(s, conditions, **theory).outcomes[key] for s in SEEDS]))


@pytest.mark.parametrize(("name", "value"), EVERY_ANSWER)
def test_every_answer_leads_to_another_run(name: str, value: str) -> None:
    """No switch is idle: with a little informal work and low trust each answer tells."""
    telling = {"informal_detection": 0.5, "trust_start": 0.4}
    assert run(conditions=telling, **{name: value}).outcomes != run(conditions=telling).outcomes


def test_s1_scarcest_of_three_lets_more_pass_than_their_product() -> None:
    """With one common draw the least of the probabilities counts: more than the product."""
    assert mean("share_supported", gates="minimum", level="raw") > mean("share_supported")
    first = run(gates="minimum").requests
    luck = first["want_margin"] - first["may_margin"]
    asked = first[first["gap"] > 0]
    assert luck.notna().all()
    both_read = asked[asked["end_state"].isin(["supported", "support_withdrawn", "refused"])]
    assert ((both_read["want_margin"] > 0) == both_read["want"]).all()
    assert ((both_read["may_margin"] > 0) == both_read["may"]).all()


def test_s1_compensatory_what_is_plenty_makes_up_for_what_is_scarce() -> None:
    # Few as it stands: where all is compensated, what is short is short by little. Where no more
    # may pass than under the product, more of what passes has something to be made up for.
    for level, low, high in (("raw", 0.03, 0.08), ("standardised", 0.18, 0.27)):
        helped = run(gates="compensatory", level=level).requests
        supported = helped[~helped["class"].isin(CONSENTED) & (helped["end_state"] == "supported")]
        short = (supported["want_margin"] <= 0) | (supported["may_margin"] <= 0)
        assert low < short.mean() < high
    plain = run().requests
    plain = plain[plain["end_state"] == "supported"]
    assert (plain[["want_margin", "may_margin"]] > 0).all(axis=None)
    assert (supported["persons"] > 0).all(), "nobody cannot help"


def test_s2_without_response_of_the_reserve_willingness_moves_no_capacity() -> None:
    """E11: at eta 0 a provider that wants more offers no more people."""

    def first_offer(seed: int, response: float, shift: float) -> float:
        """Return the offer to the first large need: nothing was decided before that differs."""
        given = {
            "reserve_response": response,
            "willingness_shift_provider": shift,
            "willingness_threshold": 0.4,
            "size_scale": 1.3,
            "own_load_defence": 0.7,
        }
        requests = simulate(conditions=given, seed=seed, days=60, warm_up_days=0).requests
        asked = requests[~requests["class"].isin(CONSENTED) & (requests["gap"] > 0)]
        return float(asked["can_margin"].iloc[0])

    for response in (0.0, 1.0):
        eager, reluctant = (
            np.array([first_offer(seed, response, shift) for seed in range(1, 31)])
            for shift in (0.1, -0.1)
        )
        assert (eager >= reluctant).all()
        assert (eager > reluctant).any() == (response > 0)


def test_s3_trust_counts_only_where_the_theory_says_so() -> None:
    unused = {"informal_tendency": 0.0}
    low, high = ({**unused, "trust_start": t} for t in (0.3, 0.9))
    plain = {"information": "benefit"}
    drop = ["trust_end"]
    one, two = (pd.Series(run(conditions=c, **plain).outcomes).drop(drop) for c in (low, high))
    pd.testing.assert_series_equal(one, two)
    for role in ("moderator", "driver"):
        answers = {**plain, "trust": role}
        assert mean("gap_closed", high, **answers) > mean("gap_closed", low, **answers) + 0.01


def test_s4_formal_agreements_strengthen_or_undermine_trust() -> None:
    ends = [mean("trust_end", formality=v) for v in ("strengthens", "neutral", "undermines")]
    assert ends[0] > ends[1] > ends[2]


def test_s5_only_where_procedures_deter_do_slow_desks_keep_parties_from_asking() -> None:
    def asked_less(procedure: str) -> float:
        slow, fast = (
            mean("share_not_asked", {"desk_time_scale": d}, procedure=procedure) for d in (2, 0.3)
        )
        return slow - fast

    assert asked_less("yes") == pytest.approx(0.034, abs=0.01)
    assert asked_less("no") < asked_less("yes") / 3


def test_s6_repeated_deployment_sensitises_or_habituates() -> None:
    ends = [mean("aversion_end", aversion=v) for v in ("sensitises", "neutral", "habituates")]
    assert ends[0] > ends[1] > ends[2]
    assert ends[1] == pytest.approx(0.35)


def test_s7_general_clarity_also_makes_roles_clear() -> None:
    unclear = {"role_clarity": 0.0, "agreements": 0.8}
    assert mean("gap_closed", unclear, clarity="general") > mean("gap_closed", unclear) + 0.01
    clear = {"role_clarity": 1.0}
    assert mean("gap_closed", clear, clarity="general") == mean("gap_closed", clear)


def test_s8_where_sharing_is_a_risk_low_trust_holds_information_back() -> None:
    wary = {"trust_start": 0.3, "sharing_benefit": 0.4, "sharing_limit": 1.0}
    assert mean("knowledge_shared", wary, information="benefit") > mean("knowledge_shared", wary)


def test_s9_what_is_discovered_is_stopped_or_grows_into_an_agreement() -> None:
    often = {"informal_tendency": 1.0, "informal_detection": 0.5}
    stopped = pairs_by_unit(run(conditions=often).state)
    grown = run(conditions=often, informal="seed")
    assert grown.state.theory[0].informal == INFORMAL_SEED
    pairs = pairs_by_unit(grown.state)
    assert (stopped["banned_until"] > 0).any() and (stopped["agreements_gain"] == 0).all()
    assert (pairs["agreements_gain"] > 0).any() and (pairs["banned_until"] == 0).all()
    often["informal_ban"] = 365.0
    assert mean("informal_share", often, informal="seed") > mean("informal_share", often)


def test_s10_shared_definitions_help_who_understand_each_other_several_views_who_do_not() -> None:
    def shared_less_plural(understanding: float) -> float:
        """Return the difference of the gain over the needs that both runs met with as many."""
        given = {
            "understanding_start": understanding,
            "synergy": 0.5,
            "joint_goal": 1.0,
            "shared_values": 0.0,
            "exercise_rate": 0.0,
            "understanding_decay": 1 / 1000,
            "understanding_gain": 0.05,
        }
        one, two = (
            simulate(theory={"definition": v}, conditions=given, days=365, warm_up_days=0).requests
            for v in ("shared", "plural")
        )
        both = (one["end_state"] == "supported") & (two["end_state"] == "supported")
        both &= (one["persons"] == two["persons"]) & ~one["class"].isin(CONSENTED)
        assert both.sum() > 30
        return float((one["y1"] - two["y1"])[both].mean())

    assert shared_less_plural(0.8) > 0.0 > shared_less_plural(0.2)


def test_s11_the_weakest_motive_is_never_more_than_a_balance_or_all_together() -> None:
    all_together, balance, weakest = (
        mean("gap_closed", drivers=answer, level="raw") for answer in SWITCHES["drivers"].values
    )
    assert weakest < balance - 0.05 < all_together - 0.05


def test_s12_trust_of_organisations_is_the_same_for_all_pairs_of_their_units() -> None:
    held, own = run(trust_level="organisation").state, run().state
    pairs = pairs_by_unit(held)
    start = {round(float(kept), 9) for kept in pairs["kept"][pairs["known"] == 1]}
    assert len(start) == 1, "pairs of units hold no trust of their own"
    organisations, none = (np.asarray(s.pairs)[: int(s.now[0].bonds)] for s in (held, own))
    assert (organisations["known"] == 1).any() and not (none["known"] == 1).any()


@pytest.mark.parametrize("name", names_in("theory"))
def test_every_named_theory_runs_and_is_another_than_the_others(name: str) -> None:
    theory = load_theory(name)
    outcomes = simulate(theory=name, days=365, daily=False).outcomes
    assert 0 < outcomes["gap_closed"] < 1
    others = [load_theory(other) for other in names_in("theory") if other != name]
    assert all((o.choices, o.conditions) != (theory.choices, theory.conditions) for o in others)


def test_the_strict_triade_is_minimum_and_weakest() -> None:
    triade = load_theory("triade").choices
    assert (triade["gates"], triade["drivers"]) == ("minimum", "weakest")


@pytest.mark.parametrize("given", [{"reserve_response": 0.5}, Conditions(reserve_response=0.5)])
def test_what_the_user_gives_wins_over_what_a_theory_fixes_also_at_the_default(
    given: Any,
) -> None:
    assert resolve(theory="figure_1").conditions["reserve_response"] == 0.0
    assert resolve(theory="figure_1", conditions=given).conditions["reserve_response"] == 0.5
    copied = Conditions(given).replace(trust_start=0.7)
    assert resolve(theory="figure_1", conditions=copied).conditions["reserve_response"] == 0.5
    untouched = Conditions(trust_start=0.7)
    assert resolve(theory="figure_1", conditions=untouched).conditions["reserve_response"] == 0.0


def test_how_a_theory_is_compared_is_no_part_of_its_file(tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("drivers: weakest\n")
    assert load_theory(str(own)).level == "standardised"
    own.write_text("drivers: weakest\nlevel: raw\n")
    assert "theory.level=" in refusal(lambda: load_theory(str(own)))


def test_what_a_policy_does_wins_over_what_a_theory_supposes() -> None:
    setting = resolve(policy="bottom_up", theory={"informal": "suppress"})
    assert setting.theory.choices["informal"] == "seed"


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: load_theory("figure_1+figure_2"), ["figure_1+figure_2", "allowed"]),
        (lambda: load_theory("triad"), ["did you mean 'triade'"]),
        (lambda: load_theory({"conditions": {"reserve": 0}}), ["theory 'own'", "'reserve'"]),
        (lambda: load_theory({"conditions": {"agreements": 3}}), ["theory 'own'", "0.95"]),
        (lambda: load_theory({"conditions": 5}), ["theory 'own'", "keys with values"]),
        (lambda: load_theory({"level": "even"}), ["theory.level", "standardised, level, raw"]),
        (lambda: Theory({"drivers": "minimum"}, {}), ["theory.drivers", "sum, balanced, weakest"]),
    ],
)
def test_a_theory_that_does_not_exist_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message
