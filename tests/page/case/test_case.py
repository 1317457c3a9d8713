"""A case stands in its address as a whole, and what comes from outside is read strictly."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bijstand.page.budgets import LONGEST_DAYS
from bijstand.page.case.asked import comparisons, holds, questions_of, voi
from bijstand.page.case.case import QUESTIONS, SCREENS, Case, case_from
from bijstand.page.case.choices import Choices
from bijstand.page.case.fitting import ticked
from bijstand.page.case.own_scenario import (
    FIELDS,
    LONGEST_TITLE,
    OwnScenario,
    new_scenario,
    read_own,
)
from bijstand.page.case.situations import (
    LIKELIHOODS,
    MOST_PACKAGES,
    MOST_SITUATIONS,
    OWN,
    Situation,
)
from bijstand.page.screens.opening import language_of
from sim.errors import UserError
from sim.setting.configuration import names_in
from sim.setting.scenarios.scenario import load_scenario, scenario_from
from sim.setting.scenarios.unseen import unseen

LEVERS = [name for name in names_in("policy") if name != "none"]
START = Choices(seed=3, days=90)


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low * 100), round(high * 100)).map(lambda whole: whole / 100)


@st.composite
def own_scenarios(draw: st.DrawFn) -> OwnScenario:
    found = new_scenario("en").with_value("title", draw(st.sampled_from(["Own", "a;b:c%3B +&=é"])))
    for name, field in FIELDS.items():
        if field.default is None and draw(st.booleans()):
            continue
        high = min(field.high, LONGEST_DAYS - 1_100) if name == "start" else field.high
        found = found.with_value(name, draw(numbers(field.low, high)))
    return found.with_value("needs", draw(st.sampled_from(["all", "without_consent"])))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    weights = st.one_of(st.none(), numbers(0, 100))
    each = st.builds(Situation, st.sampled_from(sorted(LIKELIHOODS)), weights)
    known = st.sampled_from(names_in("scenario"))
    own = draw(st.one_of(st.none(), own_scenarios()))
    most = MOST_SITUATIONS - (own is not None)
    situations = draw(st.dictionaries(known, each, min_size=1, max_size=most))
    package = st.lists(st.sampled_from(LEVERS), min_size=1, max_size=3, unique=True)
    packages = draw(st.lists(package.map("+".join), max_size=MOST_PACKAGES, unique=True))
    watched = START.with_value("policy", draw(st.sampled_from(names_in("policy"))))
    watched = watched.with_value("conditions.trust_start", draw(numbers(0.3, 0.8)))
    return Case(
        screen=draw(st.sampled_from(SCREENS)),
        question=draw(st.sampled_from([*QUESTIONS, OWN])),
        ask=draw(st.sampled_from(["", "Waar zetten we geld in, en waarom? 100% & + é"])),
        situations=situations | ({OWN: draw(each)} if own else {}),
        own=own,
        packages=tuple(packages),
        persons=draw(st.one_of(st.none(), numbers(0, 500))),
        euro=draw(st.one_of(st.none(), numbers(0, 500))),
        language=draw(st.sampled_from(["en", "nl"])),
        watched=watched,
        seen=draw(st.sampled_from(["", "0123456789ab"])),
    )


@given(cases())
@settings(max_examples=150, deadline=None)
def test_a_case_comes_back_from_its_address_as_it_was(case: Case) -> None:
    pairs = parse_qsl(case.query(START), keep_blank_values=True)
    assert case_from(Case(watched=START), pairs) == case


def test_the_address_keeps_every_digit_of_a_number() -> None:
    """Six would do for most, and silently change the rest when a page is loaded again."""
    case = Case(persons=1_234_567.0, euro=1.2345678)
    assert case_from(Case(), parse_qsl(case.query(START))) == case
    assert {"voi.persons=1234567", "voi.euro=1.2345678"} <= set(voi(case).words)


def test_the_address_always_says_where_one_looks_and_in_which_language() -> None:
    assert Case().query(Choices()) == "screen=question&language=en"
    assert case_from(Case(watched=START), []) == Case(watched=START)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("screen", "attic", "screen"),
        ("question", "", "question"),
        ("language", "fr", "language"),
        ("situations", "", "none is left"),
        ("situations", "crisis:soon", "likelihood"),
        ("situations", "crisis:likely:-1", "0 to 100"),
        ("situations", "/etc/passwd:likely", "unknown scenario"),
        ("situations", "outputs/x.yaml:likely", "unknown scenario"),
        (
            "situations",
            "crisis:likely,flood:likely,riots:likely,baseline:likely,mega_event:likely",
            "too many",
        ),
        ("situations", "own:likely", "without its numbers"),
        ("packages", "liaisonz", "liaisons"),
        ("packages", "../../etc/passwd", "unknown policy"),
        ("packages", "+".join(LEVERS[:5]), "joins 5 levers"),
        ("packages", ",".join(LEVERS[:9]), "too many"),
        ("persons", "-1", "persons"),
        ("persons", "1.000", "can be read as"),
        ("euro", "nan", "euro"),
        ("euro", "lots", "euro"),
        ("euro", "5000000", "million euro a year, 0 to 10,000"),
        ("persons", "inf", "0 or more"),
        ("ask", "x" * 301, "300"),
        ("ask", "a\x00b", "printable"),
        ("own", "start", "no pair"),
        ("own", "start:soon", "Begins on day"),
        ("own", "start:3000;length:1000", "ends on day 4000"),
        ("own", "begin:3", "unknown key"),
        ("own", "demand:inf", "1 to 50"),
        ("own", f"title:{'x' * (LONGEST_TITLE + 1)}", "title"),
        ("seen", "yes", "a mark of 12"),
        ("seen", "0123456789ab/", "a mark of 12"),
        ("nonsense", "1", "unknown key"),
        ("scenario", "/etc/passwd", "unknown scenario"),
    ],
)
def test_what_is_wrong_in_an_address_is_one_line_in_both_languages(
    key: str, value: str, said: str
) -> None:
    with pytest.raises(UserError, match=said) as caught:
        case_from(Case(), [(key, value)])
    dutch = caught.value.in_language("nl")
    assert "\n" not in dutch
    assert dutch != str(caught.value)


def test_a_setting_in_the_address_opens_what_is_watched() -> None:
    found = case_from(Case(), [("scenario", "flood"), ("seed", "3"), ("language", "nl")])
    assert (found.screen, found.watched.scenario, found.language) == ("watch", "flood", "nl")
    assert case_from(Case(), [("language", "nl")]).screen == "question"
    assert case_from(Case(), [("packages", "mit"), ("seed", "3")]).screen == "question"


def test_a_run_is_as_long_as_its_situations_need() -> None:
    late = Case().with_value("situation.own", "likely").with_value("own.start", "1200")
    assert Case().days == 730
    assert late.days == 4 * 365
    for name in names_in("scenario"):
        case = case_from(Case(), [("situations", f"{name}:likely")])
        assert list(unseen(load_scenario(name), case.days, 180)) == []


def test_a_scenario_of_ones_own_is_a_file_that_every_verb_takes() -> None:
    own = read_own("start:400;length:30;demand:4;shortage_police:0.3;title:Week van de storm")
    found = scenario_from("own", {"windows": own.windows, "needs": []})
    (window,) = found.windows
    assert (window.start, window.length, window.demand) == (400, 30, 4)
    assert window.values == {"urgency": 0.8, "shortage_police": 0.3}
    assert "Week van de storm" in own.file


def test_likelihoods_weigh_and_a_weight_can_be_given() -> None:
    case = case_from(Case(), [("situations", "crisis:likely,flood:possible:7.5")])
    assert [each.weight for each in case.situations.values()] == [3.0, 7.5]
    assert case.with_value("situation.flood", "unknown").situations["flood"].weight == 2.0
    assert list(case.with_value("situation.crisis", None).situations) == ["flood"]
    with pytest.raises(UserError, match="none is left"):
        case.with_value("situation.crisis", None).with_value("situation.flood", None)


def test_a_case_asks_verbs_in_words_of_the_command_line() -> None:
    case = case_from(Case(), [("persons", "50"), ("packages", "mit,liaisons+joint_framework")])
    assert comparisons(case)[-1].words == (
        "scenario=personnel_shortage,crisis",
        "policy=none,mit,liaisons+joint_framework",
        "replications=20",
    )
    assert "robust.policies=[none,mit,liaisons+joint_framework]" in holds(case).words
    assert "voi.persons=50" in voi(case).words
    assert [q.size for q in comparisons(case, more=True)] == [5, 10, 20, 40, 80]
    assert questions_of(case) == []  # the screen of the question asks nothing
    assert questions_of(case.with_value("packages", "")) == []


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("nl-NL,nl;q=0.9,en;q=0.8", "nl"),
        ("en-GB,nl", "en"),
        ("fr,de", "en"),
        ("", "en"),
        ("fr, NL", "nl"),
        (";;,,", "en"),
    ],
)
def test_the_browser_says_which_language_comes_first(accepted: str, language: str) -> None:
    assert language_of(accepted, "en") == language


def test_names_are_ticked_one_by_one_whatever_the_browser_last_saw() -> None:
    assert ticked("baseline", "scenario", "flood", True) == "flood"
    assert ticked("flood", "scenario", "crisis", True) == "flood+crisis"
    assert ticked("flood", "scenario", "flood", False) == "baseline"
    assert ticked("flood", "scenario", "baseline", True) == "baseline"
    levers = "liaisons*0.5+working_groups@armed_guard"
    assert ticked(levers, "policy", "mit", True) == f"{levers}+mit"
    again = ticked(levers, "policy", "working_groups", True, "flood")
    assert again == "liaisons*0.5+working_groups@flood"
    assert ticked(levers, "policy", "liaisons", False) == "working_groups@armed_guard"


def test_packages_are_added_and_dropped_one_by_one() -> None:
    case = Case(packages=("liaisons",))
    case = case.with_value("packages.add", "mit,core_task*0.5")
    assert case.packages == ("liaisons", "mit", "core_task*0.5")
    assert case.with_value("packages.drop", "mit").packages == ("liaisons", "core_task*0.5")
    assert case.with_value("packages.drop", "none such").packages == case.packages
