"""Every file in conf/ composes, says how to run it, and runs; its examples are true."""

import re
import shlex
from dataclasses import fields, replace
from importlib import import_module
from io import StringIO
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from bijstand.command_line.keys import KEYS
from bijstand.command_line.main import VERBS
from bijstand.command_line.options import read_options
from bijstand.verbs.looking import check as cli_check
from bijstand.verbs.looking import conditions as cli_conditions
from bijstand.verbs.looking import list as cli_list
from bijstand.verbs.study import run as cli_run
from bijstand.verbs.study import sweep as cli_sweep
from experiments.configuration.compose import compose_configuration, known_keys
from experiments.configuration.settings import Job, executor_in, read_job
from experiments.configuration.study import read_study
from experiments.configuration.words import expand_several_values
from experiments.design.kinds import TOGETHER
from experiments.running.engine import ExecutorChoice
from sim import load_world
from sim.conditions import CONDITIONS, VARIED
from sim.run import run_setting
from sim.setting.configuration import CONFIGURATION, names_in, read_named
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.setting import resolve
from sim.setting.theories.theory import SWITCHES
from tests.made.beliefs import held, written

GROUPS = ("scenario", "policy", "theory", "world")
ANALYSIS = (
    "sensitivity",
    "attribute",
    "mediate",
    "discover",
    "robust",
    "voi",
    "choose",
    "plausible",
    "calibrate",
    "elicit",
    "implied",
)
FILES = [(group, name) for group in GROUPS for name in names_in(group)]
SHORT = ["run.seeds=1", "run.days=20", "run.warm_up_days=5"]
DESCRIBED = ("title_en", "title_nl", "description_en", "description_nl", "section")
RULES_ITSELF_OUT = ("from=", "world.path=")


def examples(text: str) -> list[list[str]]:
    """Return the words after ``bijstand run`` of every such line."""
    lines = re.findall(r"^# *bijstand run\b(.*)$", text, re.MULTILINE)
    return [shlex.split(re.split(r"\s{2,}", line)[0]) for line in lines]


def study_example(text: str, verb: str) -> list[list[str]]:
    """Return the words after a verb of every line of a file's opening that has an example."""
    opening = re.match(r"(#.*\n)+", text)
    assert opening, "no opening comment"
    lines = re.findall(rf"^# bijstand {verb} (.*)$", opening.group(), re.MULTILINE)
    return [shlex.split(line) for line in lines]


def composes(words: list[str]) -> list[Job]:
    options = read_options(words)
    listed = expand_several_values(options.words) if options.several else [options.words]
    return [read_job(job) for job in listed]


@pytest.mark.parametrize(("group", "name"), FILES)
def test_file_composes_and_runs(group: str, name: str) -> None:
    job = read_job([f"{group}={name}", *SHORT, "beside=none"])
    run = run_setting(job.resolved(job.points[0]), seed=1)
    assert len(run.requests) > 0
    assert run.outcomes["alone"] > 0


@pytest.mark.parametrize(("group", "name"), FILES)
def test_file_says_how_to_run_it(group: str, name: str) -> None:
    text = (CONFIGURATION / group / f"{name}.yaml").read_text(encoding="utf-8")
    opening = re.match(r"(#.*\n)+", text)
    assert opening, "no opening comment"
    said = examples(opening.group())
    assert said and any(name in word for words in said for word in words)
    for words in said:
        if not any(word.startswith(RULES_ITSELF_OUT) for word in words):
            assert composes(words)


@pytest.mark.parametrize(("group", "name"), [f for f in FILES if f[0] != "world"])
def test_file_is_described_in_both_languages(group: str, name: str) -> None:
    content = read_named(group, name)
    assert {key for key in DESCRIBED if not str(content.get(key, "")).strip()} == set()
    assert content["description_en"] != content["description_nl"]
    assert "thesis §" in content["section"]


@pytest.mark.parametrize("name", names_in("policy"))
def test_policy_names_what_it_costs(name: str) -> None:
    content = read_named("policy", name)
    assert set(content["cost"]) == {"people", "money", "source"}
    cost = load_policy(name).cost(load_world())
    levers = ("conditions", "classes", "theory", "partnerships")
    changes = any(content.get(lever) for lever in levers)
    assert bool(changes) == (cost.persons > 0), "a lever without people would win by construction"
    assert cost.money == content["cost"]["money"]["amount"] >= 0


@pytest.mark.parametrize(("name", "persons"), [("liaisons", 44), ("joint_framework", 17)])
def test_cost_in_words_is_the_cost_in_the_model(name: str, persons: int) -> None:
    assert sum(load_policy(name).held_out(load_world())) == persons
    assert f"{persons} persons" in " ".join(read_named("policy", name)["cost"]["people"].split())


def test_every_lever_can_be_pulled_together_with_every_other() -> None:
    levers = [name for name in names_in("policy") if name != "none"]
    assert len(levers) == len(names_in("policy")) - 1 > 10
    for one, other in combinations(levers, 2):
        tables = resolve(policy=f"{one}+{other}").tables
        assert np.all(tables.units["persons"] > 0)


LEVERS_FOR_ONE_CLASS = [n for n in names_in("policy") if len(load_policy(n).classes) == 1]


@pytest.mark.parametrize("name", LEVERS_FOR_ONE_CLASS)
def test_a_lever_for_one_class_can_be_pulled_for_any_class(name: str) -> None:
    classes = [request_class.id for request_class in load_world().classes]
    assert len(classes) > 20
    (own,) = load_policy(name).classes
    for other in classes:
        assert load_policy(f"{name}@{other}").classes == (replace(own, request_class=other),)
    # The command line takes each class with some lever, and each lever with some class.
    place, levers = LEVERS_FOR_ONE_CLASS.index(name), len(LEVERS_FOR_ONE_CLASS)
    for other in classes[place::levers]:
        (job,) = composes([f"policy={name}@{other}"])
        assert job.points[-1].policy == f"{name}@{other}"


def test_list_names_all_that_there_is_in_both_languages(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for language in ("en", "nl"):
        assert cli_list.run(["--csv", f"language={language}"]) == 0
        table = pd.read_csv(StringIO(capsys.readouterr().out))
        for group in cli_list.GROUPS:
            assert table[table["group"] == group]["name"].tolist() == names_in(group)
    priced = table[table["group"] == "policy"]
    assert priced.persons.notna().all() and priced.money.notna().all()
    assert cli_list.run(["group=policy"]) == 0
    assert "costs 60 persons and 0.5 million euro" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", names_in("design"))
def test_design_file_makes_its_design(name: str, tmp_path: Path) -> None:
    points = tmp_path / "points.csv"
    points.write_text("trust_start,theory.trust\n0.5,none\n", encoding="utf-8")
    text = (CONFIGURATION / "design" / f"{name}.yaml").read_text(encoding="utf-8")
    (example,) = study_example(text, "sweep")
    job = read_study([word.replace("points.csv", str(points)) for word in example], "sweep")
    assert job.design.kind == name and job.seeds.count == 1
    assert {"conditions.trust_start", "theory.trust"} <= {f.name for f in job.design.factors}
    if not any(word.startswith("design.factors=") for word in example) and name != "list":
        luck = job.design.kind in TOGETHER
        assert len(job.design.factors) == len(VARIED) + len(SWITCHES) + luck


@pytest.mark.parametrize("name", names_in("executor"))
def test_executor_file_is_that_executor(name: str) -> None:
    text = (CONFIGURATION / "executor" / f"{name}.yaml").read_text(encoding="utf-8")
    examples_in = study_example(text, "sweep")
    assert examples_in
    for words in examples_in:
        assert executor_in(compose_configuration(words)).kind == name
    assert set(read_named("executor", name)) <= {field.name for field in fields(ExecutorChoice)}


@pytest.mark.parametrize("name", names_in("experiment"))
def test_experiment_is_a_valid_study_of_the_verb_that_it_names(name: str, tmp_path: Path) -> None:
    content = read_named("experiment", name)
    verb = content["verb"]
    text = (CONFIGURATION / "experiment" / f"{name}.yaml").read_text(encoding="utf-8")
    (example,) = study_example(text, verb)
    assert example == [f"experiment={name}"]
    # What an earlier part of a study has to make is not there yet: any other belief does.
    given = [f"belief={written(tmp_path, held())}"] if "belief" in content else []
    job = import_module(VERBS[verb][0]).VERB.read([*example, *given])
    assert job.name == content["output"]["name"]
    study = getattr(job, "study", job)
    assert study.verb == verb and len(study.design) > 1
    for factor in study.design.factors:
        head, _, condition = factor.name.partition(".")
        if head == "conditions":
            declared = CONDITIONS[condition]
            assert declared.low <= factor.low < factor.high <= declared.high
        for word in factor.words:
            assert study.frame.setting({factor.name: word}).tables is not None


def test_every_combination_of_an_experiment_and_no_more() -> None:
    study = read_study(["experiment=what_trust_does"], "sweep")
    assert len(study.design) == 7 * len(SWITCHES["trust"].values)


def test_theory_files_answer_every_question() -> None:
    for name in names_in("theory"):
        assert set(SWITCHES) <= set(read_named("theory", name)), name
    default = read_named("theory", "figure_2")
    assert {s: default[s] for s in SWITCHES} == {s: v.values[0] for s, v in SWITCHES.items()}


def test_worst_case_is_crisis_and_shortage_together() -> None:
    worst = load_scenario("crisis_and_shortage")
    both = load_scenario("personnel_shortage+crisis")
    assert worst.windows == both.windows
    assert worst.needs == both.needs


def test_examples_of_the_main_configuration_are_true() -> None:
    said = examples((CONFIGURATION / "config.yaml").read_text(encoding="utf-8"))
    assert len(said) >= 4
    assert all(composes(words) for words in said)


@pytest.mark.parametrize(
    "module",
    [
        cli_run,
        cli_sweep,
        cli_check,
        cli_conditions,
        cli_list,
        *(import_module(VERBS[verb][0]) for verb in ANALYSIS),
    ],
)
def test_help_names_only_what_there_is(module: object) -> None:
    text = module.help_text()  # type: ignore[attr-defined]
    verb = module.__name__.rsplit(".", 1)[1]  # type: ignore[attr-defined]
    shown = re.findall(rf"^  bijstand {verb}(?:$| (.*))", text, re.MULTILINE)
    assert 4 <= len(shown) <= 8
    if module is cli_run:
        for line in shown:
            if "from=" not in line:
                assert composes(shlex.split(line))


def test_help_explains_every_key() -> None:
    sections = "conditions|theory|design|executor|" + "|".join(ANALYSIS)
    grouped = re.compile(rf"^({sections})\..*")
    keys = {grouped.sub(r"\1", key) for key in known_keys()}
    assert {grouped.sub(r"\1", key) for key in KEYS} >= keys - {"world", "verb"}


def test_conditions_are_the_declared_ones() -> None:
    composed = compose_configuration(["conditions.trust_start=0.7", "theory=figure_1"])
    assert composed.given == {"trust_start": 0.7}
    assert composed.content["conditions"]["liaison_cover"] == 0.2


def test_configuration_lies_beside_the_packages() -> None:
    assert Path(cli_run.__file__).parents[3] / "conf" == CONFIGURATION
