"""How officials weigh: the likelihood is the model's rule, and made panels are told rightly."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy import integrate, stats

import bijstand
from analysis.elicitation.panels import weighing_panel
from analysis.elicitation.received import example_file
from analysis.elicitation.weighing import officials
from analysis.elicitation.weighing.designed import (
    Criterion,
    made_answers,
    pool_of,
    posterior,
    power_of,
    random_design,
)
from analysis.elicitation.weighing.officials import (
    Panel,
    belief_of_rules,
    panel_of,
    read_weighing,
    weighed,
)
from analysis.elicitation.weighing.rules import (
    ONE,
    RIVALS,
    judged_by,
    log_likelihoods,
    of_panel,
    prior_draws,
    references,
    rule_for,
    rules_for,
)
from analysis.elicitation.weighing.vignettes import (
    DRIVERS,
    WEIGHTS,
    candidates,
    nominal,
    places_of,
    read_vignettes,
    valued,
    vignettes_digest,
    wordings,
)
from bijstand.command_line.main import main
from experiments.design.belief import read_belief
from sim.levels.kept import standard_in
from sim.levels.standard import RULES
from sim.reading import table_from
from sim.rules import willing
from sim.setting.theories.theory import Theory
from sim.world import load_world
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

VIGNETTES = read_vignettes()
MAIN = places_of(tuple(each for each in VIGNETTES if each.part == "main"))
Z = valued(MAIN, nominal())
FORM = vignettes_digest()


def test_the_form_has_sixteen_requests_two_to_warm_up_and_two_that_come_back() -> None:
    parts = [each.part for each in VIGNETTES]
    assert [parts.count(part) for part in ("warm-up", "main", "repeat")] == [2, 16, 2]
    assert parts[:2] == ["warm-up"] * 2 and len(np.unique(MAIN, axis=0)) == 16
    main = {each.places for each in VIGNETTES if each.part == "main"}
    assert all(each.places in main for each in VIGNETTES if each.part == "repeat")
    believable = {tuple(each) for each in candidates()}
    assert all(each.places in believable for each in VIGNETTES)
    assert [len(each) for each in wordings()] == [4] * len(DRIVERS)


@pytest.mark.parametrize("name", RULES)
def test_the_chance_of_a_yes_is_what_the_model_makes_of_the_drivers(name: str) -> None:
    prior = prior_draws(3)
    rule = rule_for(name, prior)
    standard = standard_in(load_world())
    own, reference = standard[name, False, "provider"], standard["sum", False, "provider"]
    slope = reference.sd / own.sd if name != "sum" else 1.0
    origin = reference.mean - slope * own.mean if name != "sum" else 0.0
    theory = Theory({"drivers": name}, {}).to_record()[0]
    found = rule.chances(Z[:4], nodes=False)[:, :, 0]
    assert found.shape == (len(rule.prior.records), 4) == (3, 4)
    for draw, record in enumerate(rule.prior.records):
        for request in range(4):
            index = origin + slope * willing.index(record, theory, tuple(Z[request]), 0.0)
            wants = willing.willingness(record, theory, index, 0.0, 0.0, 0.0)
            lapse = prior.lapse[draw]
            assert found[draw, request] == pytest.approx(lapse / 2 + (1 - lapse) * wants)


def test_as_much_passes_under_every_rule_so_that_shape_decides_and_not_level() -> None:
    prior = prior_draws(40)
    rules = list(rules_for(prior))
    assert len(rules) > 2
    for rule in rules:
        wanted = rule.chances(references(), nodes=False)[:, :, 0]
        without = (wanted - prior.lapse[:, None] / 2) / (1 - prior.lapse[:, None])
        assert without.mean(axis=1) == pytest.approx(prior.passing, abs=1e-4)


def test_what_an_official_answered_is_as_likely_as_integrating_over_the_threshold_says() -> None:
    prior = prior_draws(4)
    rule, said = rule_for("balanced", prior), np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0])
    found = judged_by(rule, Z[:6]).of(said[None])[0]
    at = rule.indices(Z[:6])
    assert len(rule.prior.records) == len(found) == 4
    for draw, record in enumerate(rule.prior.records):

        def given(u: float, draw: int = draw, record: object = record) -> float:
            x = record["willingness_slope"] * (at[draw] - u - record["willingness_threshold"])  # type: ignore[index]
            yes = prior.lapse[draw] / 2 + (1 - prior.lapse[draw]) / (1 + np.exp(-x))
            each = np.where(said == 1.0, yes, 1 - yes).prod()
            return float(each * stats.norm(0, prior.spread[draw]).pdf(u))

        reach = 8 * prior.spread[draw]
        exact = integrate.quad(given, -reach, reach)[0]
        assert np.exp(found[draw]) == pytest.approx(exact, rel=0.01)


def test_the_weights_of_rules_are_their_shares_of_the_evidence() -> None:
    likely = {"sum": np.log([0.2, 0.4]), "weakest": np.log([0.05, 0.05])}
    assert posterior(likely) == pytest.approx({"sum": 0.3 / 0.35, "weakest": 0.05 / 0.35})


def test_the_requests_that_ship_tell_more_than_any_by_lot() -> None:
    pool = np.unique(np.concatenate([MAIN, pool_of(60)]), axis=0)
    lots = [random_design(seed) for seed in range(12)]
    every = np.unique(np.concatenate([pool, *lots]), axis=0)
    criterion = Criterion(every, draws=15, seed=3)
    place = {tuple(each): at for at, each in enumerate(every)}
    own, *others = (criterion.of([place[tuple(v)] for v in each]) for each in (MAIN, *lots))
    assert own < 0.8 * min(others)


def test_twelve_officials_with_a_known_rule_are_told_rightly_and_by_lot_less_often() -> None:
    power = power_of(MAIN, [12], sets=12, draws=400)
    of_rule = power.set_index("rule")
    assert (of_rule.loc[list(RULES), "told"] >= 0.75).all() and (of_rule["wrong"] <= 0.1).all()
    by_lot = power_of(random_design(1), [12], sets=12, draws=400)
    assert by_lot["told"].mean() < power["told"].mean()


def test_weights_of_rules_are_right_as_often_as_they_say() -> None:
    """Simulation-based calibration: panels by lot from the prior, judged by other draws of it."""
    chance, z, sets = np.random.default_rng(7), Z[::2], 80
    judged = [judged_by(rule, z) for rule in rules_for(prior_draws(500, 9))]
    held, ranks = [], []
    weights = prior_draws(500, 9).records[WEIGHTS[2]]
    for number in range(sets):
        true = RIVALS[number % len(RIVALS)]
        panel = prior_draws(1, 1000 + number)
        answers = np.array([_answers(true, panel, z, chance) for _ in range(4)])
        likely = of_panel(judged, answers)
        rules = posterior(likely)
        held.append((rules, true))
        if true == "sum":
            w = np.exp(likely["sum"] - likely["sum"].max())
            ranks.append(float(w[weights < panel.records[WEIGHTS[2]][0]].sum() / w.sum()))
    for name in RIVALS:
        given = np.array([rules[name] for rules, _ in held])
        right = np.array([true == name for _, true in held])
        # What is held of a rule over all panels is how often it was true.
        assert given.mean() == pytest.approx(
            right.mean(), abs=3 * given.std() / np.sqrt(sets) + 0.02
        )
        assert given[right].mean() > given[~right].mean()
    assert stats.kstest(ranks, "uniform").pvalue > 0.01


def _answers(true: str, panel: object, z: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    driver = int(chance.integers(len(WEIGHTS))) if true == ONE else -1
    rule = rule_for(true, panel, driver)  # type: ignore[arg-type]
    records = rule.prior.records.copy()
    records["willingness_threshold"] += rule.prior.spread * chance.standard_normal()
    own = rule._replace(prior=rule.prior._replace(records=records.view(np.recarray)))
    return (chance.random(len(z)) < own.chances(z, nodes=False)[0, :, 0]).astype(float)


def rows(*answers: tuple[str, str], code: str = "AB12", form: str = FORM) -> str:
    lines = [f"{form},{code},{item},1,{answer}" for item, answer in answers]
    return "\n".join([",".join(officials.COLUMNS), *lines, ""])


def read(text: str) -> pd.DataFrame:
    return read_weighing([table_from(text, "one.csv")], FORM)


def test_how_an_official_reads_the_wordings_is_what_the_rule_is_given() -> None:
    text = rows(("role_1", "30"), ("v03", "yes"), ("v04", "nee"))
    panel = panel_of(read(text))
    (z,) = panel.zs
    lowest = MAIN[:, DRIVERS.index("role")] == 0
    assert (z[lowest, DRIVERS.index("role")] == 0.3).all()
    others = [place for place, driver in enumerate(DRIVERS) if driver != "role"]
    assert np.array_equal(z[:, others], Z[:, others])
    main = [each.item for each in VIGNETTES if each.part == "main"]
    said = dict(zip(main, panel.answers[0], strict=True))
    assert {item: said[item] for item in ("v03", "v04") if item in said} == {
        item: value for item, value in (("v03", 1.0), ("v04", 0.0)) if item in said
    }
    turned = panel_of(read(rows(("cost_1", "90"), ("cost_4", "10"), ("v03", "ja"), ("v04", "no"))))
    assert turned.reversed == 1


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([("v99", "yes")], ["v99", "item"]),
        ([("v03", "maybe")], ["v03: 'answer' is 'maybe'", "yes or no"]),
        ([("role_1", "140"), ("v03", "yes")], ["role_1: 'answer' is '140'", "0 to 100"]),
        ([("role_1", "low"), ("v03", "yes")], ["'low'", "a number"]),
        ([("v03", "yes"), ("v03", "no")], ["row 2", "row 1", "AB12"]),
        ([("role_1", "10")], ["no request is judged"]),
    ],
)
def test_a_wrong_answer_is_told_in_a_line(answers: list[tuple[str, str]], said: list[str]) -> None:
    told = refusal(lambda: read(rows(*answers)))
    assert all(part in told for part in [*said, "allowed"])
    assert "'form'" in refusal(lambda: read(rows(("v03", "yes"), form="other")))
    assert "'code'" in refusal(lambda: read(rows(("v03", "yes"), code="Jansen")))


def test_the_example_panel_is_what_its_rule_makes() -> None:
    assert example_file("weighing").read_text(encoding="utf-8") == weighing_panel()


def test_a_panel_of_the_weakest_gives_a_belief_that_draws_it() -> None:
    answers = made_answers("weakest", Z, 8, np.random.default_rng(2))
    found = weighed(Panel([Z] * 8, answers, np.empty((0, 2)), 0), 4_000)
    assert found.rules["weakest"] > 0.9 and found.best == "weakest"
    belief = belief_of_rules(found, {})
    assert belief.answers("drivers")["weakest"] > 0.9
    assert belief.effective == pytest.approx(found.effective, rel=0.02)
    # Its weights say nothing under the weakest, so that they stay what they were.
    left = found.drivers["sd"] / found.drivers["prior_sd"]
    assert left.between(0.8, 1.2).all()
    likely = log_likelihoods(rules_for(prior_draws(50)), [Z] * 8, answers)
    assert set(likely) == set(RIVALS) and all(np.isfinite(each).all() for each in likely.values())


def test_a_panel_whose_rule_the_model_has_not_makes_no_belief() -> None:
    answers = made_answers(ONE, Z, 12, np.random.default_rng(4))
    found = weighed(Panel([Z] * 12, answers, np.empty((0, 2)), 0), 2_000)
    assert found.rules[ONE] > 0.5 and not found.holds


def test_forms_tell_their_power_and_the_example_panel_its_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["elicit", "elicit.kind=weighing", "elicit.power_sets=2", "elicit.draws=6000"]
    assert main([*words, "output.name=forms"]) == 0
    forms = bijstand.open("outputs/elicit/forms")
    assert {"rule", "officials", "told", "wrong", "sets", "design"} == set(forms.tables["power"])
    for language in ("en", "nl"):
        page = (forms.stored.folder / f"form-weighing-{language}.html").read_text("utf-8")
        texts = [w.text(language) for of_driver in wordings() for w in of_driver]
        assert all(text.replace("'", "&#39;") in page for text in texts) and "://" not in page
    assert main([*words, "elicit.answers=example", "output.name=rules"]) == 0
    answer = bijstand.open("outputs/elicit/rules")
    assert "balanced" in answer.sentences("en")[0] and "balanced" in answer.sentences("nl")[0]
    belief = read_belief("outputs/elicit/rules")
    assert belief.answers("drivers")["balanced"] > 0.9
    assert belief.provenance["of_them_made_by_a_rule"] == 12
    assert "MADE" not in (answer.stored.folder / "belief.json").read_text("utf-8")
