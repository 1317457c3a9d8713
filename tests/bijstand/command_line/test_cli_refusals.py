"""What the user did wrong is one line on stderr, exit status 2, and nothing left behind."""

from pathlib import Path

import pytest

from bijstand.command_line.main import WRONG_USE, main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], []),
        (["rum"], ["unknown verb 'rum'", "'run'"]),
        (["run", "scenario=flod"], ["unknown scenario 'flod'", "'flood'", "crisis"]),
        (["run", "scenario=flood+flod"], ["'flod'", "'flood'"]),
        (["run", "scenario=flood,crisis"], ["several values", "--multirun"]),
        (["run", "scenario="], ["scenario", "empty name"]),
        (["run", "policy=liaison"], ["unknown policy 'liaison'", "'liaisons'"]),
        (["run", "policy=/no/such.yaml"], ["/no/such.yaml", "cannot be read"]),
        (["run", "scenario.crisis.windows.0.demand=8"], ["a file of scenario", "conditions."]),
        (["run", "policy=mit+/no/such.yaml"], ["/no/such.yaml", "cannot be read"]),
        (["run", "theory=figure_3"], ["unknown theory 'figure_3'", "figure_2"]),
        (["run", "theory.trust=driverr"], ["theory.trust", "'driverr'", "'driver'"]),
        (["run", "theory.thrust=driver"], ["'theory.thrust'", "'theory.trust'"]),
        (["run", "world=atlantis"], ["unknown world 'atlantis'", "netherlands"]),
        (["run", "world.path=/no/such/place"], ["/no/such/place", "does not exist"]),
        (["run", "conditions.trust_strt=0.5"], ["'trust_strt'", "'trust_start'"]),
        (["run", "conditions.trust_start=7"], ["trust_start", "7", "0.3 to 0.9"]),
        (["run", "conditions.trust_start=nan"], ["trust_start", "nan", "0.3 to 0.9"]),
        (["run", "conditions.trust_start=high"], ["trust_start", "'high'"]),
        (["run", "conditions=7"], ["conditions"]),
        (["run", "run.sedes=3"], ["'run.sedes'", "'run.seeds'"]),
        (["run", "run=3"], ["'run' takes no value"]),
        (["run", "run.seeds=0"], ["run.seeds is 0", "1 to"]),
        (["run", "run.seeds=-4"], ["run.seeds is -4"]),
        (["run", "run.seeds=abc"], ["run.seeds is 'abc'", "whole number"]),
        (["run", "run.seeds=2.5"], ["run.seeds is 2.5"]),
        (["run", "run.seeds=true"], ["run.seeds is True"]),
        (["run", "run.seeds="], ["run.seeds is ''"]),
        (["run", "run.seeds=1,2"], ["several values", "--multirun"]),
        (["run", "run.seeds=[1"], ["'run.seeds=[1' is not understood"]),
        (["run", "run.seeds=${nothing}"], ["nothing"]),
        (["run", "run.days=0"], ["run.days is 0"]),
        (["run", "run.warm_up_days=-1"], ["run.warm_up_days is -1"]),
        (["run", "beside=flod"], ["'flod' in beside", "'flood'"]),
        (["run", "beside=baseline"], ["beside=baseline is the setting itself"]),
        (["run", "scenario=flood", "beside=same"], ["beside=same is the setting itself"]),
        (["run", "beside="], ["beside"]),
        (["run", "language=de"], ["language", "'de'", "en, nl"]),
        (["run", "design=lhs"], ["'design' means nothing to bijstand run", "sweep"]),
        (["run", "replications=3"], ["'replications'", "allowed here: run.seeds="]),
        (["run", "executor=thread"], ["unknown executor 'thread'", "'threads'"]),
        (["run", "executor.workers=0"], ["executor.workers is 0"]),
        (["run", "executor.chunk_seconds=fast"], ["executor.chunk_seconds", "'fast'"]),
        (["run", "experiment=what_trust_does"], ["bijstand sweep, not for bijstand run"]),
        (["sweep", "design=sobl"], ["unknown design 'sobl'", "'sobol'"]),
        (["sweep", "design=sobol", "design.points=5"], ["power of two"]),
        (["sweep", "design.levels=6"], ["'design.levels' means nothing to the chosen design"]),
        (["sweep", "design.points=many"], ["design.points is 'many'"]),
        (["sweep", "design.factors=[trust_strt]"], ["'trust_strt'", "'conditions.trust_start'"]),
        (["sweep", "design.factors=trust_start"], ["design.factors", "brackets"]),
        (["sweep", "design.range=2"], ["design.range is 2"]),
        (["sweep", "design.seed_rule=some"], ["design.seed_rule", "'same'"]),
        (["sweep", "design=list"], ["design.file"]),
        (["sweep", "design=list", "design.file=no.csv"], ["design.file=no.csv", "cannot be read"]),
        (["sweep", "replications=auto"], ["replications=auto", "compare"]),
        (["sweep", "run.seeds=3"], ["'run.seeds' means nothing to bijstand sweep"]),
        (["sweep", "experiment=what_trust"], ["unknown experiment", "'what_trust_does'"]),
        (["sweep", "--info"], ["no --info"]),
        (["run", "seeds=3"], ["unknown key 'seeds'", "run.seeds"]),
        (["run", "trust_start=0.5"], ["allowed: conditions.trust_start"]),
        (["run", "trust=driver"], ["allowed: theory.trust"]),
        (["run", "theory.title_en=x"], ["unknown key 'theory.title_en'", "theory.trust"]),
        (["run", "flood"], ["allowed: scenario=flood"]),
        (["run", "--scenario=flood"], ["no option but a key", "allowed: scenario=flood"]),
        (["run", "run.seeds = 3"], ["without spaces"]),
        (["run", "executor=serial", "executor.workers=4"], ["'executor.workers' means nothing"]),
        (["run", "design.kind=morris"], ["'design.kind' means nothing to bijstand run"]),
        (["sweep", "design.kind=morris"], ["design.kind is 'morris' with design=lhs"]),
        (
            ["sweep", "design.factors=trust_start,clarity"],
            ["as design.factors=[trust_start,clarity]"],
        ),
        (["robust", "policies=[none]"], ["unknown key 'policies'", "robust.policies"]),
        (["robust", "scenario=flood"], ["allowed here: robust.scenarios=[…]"]),
        (["mediate", "theory=figure_1"], ["allowed here: mediate.theories=[…]"]),
        (["compare", "run.seeds=3"], ["allowed here: replications="]),
        (["compare", "scenarios=a,b"], ["unknown key 'scenarios'", "compare.scenarios"]),
        (["compare", "compare.at_least=20", "compare.at_most=10"], ["compare.at_most is 10"]),
        (["discover", "run.seeds=3"], ["allowed here: discover.seeds="]),
        (
            ["discover", "discover.threshold=nan"],
            ["discover.threshold is nan", "a number, or null"],
        ),
        (["discover", "discover.worst=null"], ["discover.worst"]),
        (["robust", "robust.good_enough=inf"], ["robust.good_enough is inf"]),
        (["compare", "compare.half_width=nan"], ["compare.half_width is nan", "above 0"]),
        (
            ["sensitivity", "method=shapley", "design=morris"],
            ["takes design=shapley", "method=morris"],
        ),
        (["sensitivity", "method=shapley", "sensitivity.points.shapley=0"], ["is 0"]),
        (["discover", "discover.points=0"], ["is 0"]),
        (["sweep", "design.factors=[]"], ["design.factors is []", "or null"]),
        (["sweep", "design=morris", "design.groups=no"], ["design.groups is 'no'", "true, false"]),
        (["run", "executor.workers=true"], ["executor.workers is True"]),
        (["run", "+run.more=3"], ["'+run.more=3'", "cannot be added"]),
        (["run", "hydra.run.dir=x"], ["Hydra"]),
        (["run", "scenario"], ["'scenario' is not understood", "key=value"]),
        (["run", "--frob"], ["unknown option '--frob'"]),
        (["run", "--cfg", "all"], ["'all'", "--cfg job"]),
        (["run", "from=/no/such/file"], ["from=/no/such/file", "cannot be read"]),
        (["run", f"from={ROOT / 'conf' / 'config.yaml'}"], ["resolved_config.yaml"]),
        (["run", "output.folder=/dev/null/x"], ["output.folder", "cannot be written"]),
        (["run", "output.name=a/b"], ["output.name is 'a/b'"]),
        (["check", "scenario=flod"], ["'flood'"]),
        (["check", "--csv"], ["unknown option '--csv'"]),
        (["conditions", "group=trus"], ["unknown group 'trus'", "'trust'"]),
        (["conditions", "grup=trust"], ["unknown key 'grup'", "'group'"]),
        (["conditions", "language=de"], ["'de'"]),
        (["conditions", "trust"], ["'trust' is not understood"]),
    ],
)
def test_what_the_user_did_wrong_is_one_line(
    words: list[str], parts: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == WRONG_USE
    said = capsys.readouterr()
    if words:
        assert said.err.startswith("bijstand: ")
        assert said.err.count("\n") == 1
        assert [part for part in parts if part not in said.err] == []
    assert list(folder.iterdir()) == [], "a refused job leaves nothing behind"
