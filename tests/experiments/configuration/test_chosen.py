"""Files are composed once for what is chosen; single values are put in as Hydra would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from experiments.configuration import chosen
from experiments.configuration.compose import compose_configuration
from experiments.keys.declared import checked_content
from sim.setting.configuration import CONFIGURATION

# Beside each: the same in Hydra's own grammar, where that is another one.
WORDS: list[tuple[list[str], dict[str, str]]] = [
    ([], {}),
    (["run.seeds=20", "run.seeds=7"], {}),
    (["scenario=flood+riots"], {"scenario=flood+riots": "scenario=[flood,riots]"}),
    (["theory=figure_1", "theory.trust=absent", "theory.level=raw"], {}),
    (["conditions.trust_start=0.7", "conditions.exercise_persons=3"], {}),
    (["design=morris", "design.levels=8", "design.range=.25"], {}),
    (["design.points=12", "design=sobol", "design.second_order=false"], {}),
    (["experiment=what_trust_does"], {}),
    (["experiment=what_trust_does", "run.days=40", "design.points=9"], {}),
    (["run.days=40", "experiment=study_calm", "theory.trust=moderator"], {}),
    (["executor=slurm", "executor.job.cores=2"], {}),
    (["sensitivity.points.ofat=3", "sensitivity.range_points=null"], {}),
    (["sensitivity.points.morris=6", "references=true", "replications=auto"], {}),
    (["mediate.willingness.low.willingness_shift_provider=-2e-1"], {}),
    (["discover.worst=0.25", "robust.good_enough=-1"], {}),
]


def composed_by_hydra(overrides: list[str]) -> dict[str, Any]:
    chosen.declare_conditions()
    with initialize_config_dir(str(CONFIGURATION), version_base=None):
        content = OmegaConf.to_container(compose("config", overrides=overrides), resolve=True)
    assert isinstance(content, dict)
    return checked_content({str(key): value for key, value in content.items()})


@pytest.mark.parametrize(("words", "in_grammar"), WORDS, ids=" ".join)
def test_a_configuration_is_the_one_that_hydra_composes_of_all_words_at_once(
    words: list[str], in_grammar: dict[str, str]
) -> None:
    at_once = composed_by_hydra([in_grammar.get(word, word) for word in words])
    assert compose_configuration(words).content == at_once


def test_files_are_composed_once_whatever_the_values(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def composing(name: str, overrides: list[str], **more: Any) -> Any:
        asked.append(overrides)
        return compose(name, overrides=overrides, **more)

    chosen._composed.cache_clear()
    monkeypatch.setattr(chosen, "compose", composing)
    for seeds in range(1, 20):
        content = compose_configuration(["scenario=flood", f"run.seeds={seeds}"]).content
        assert content["run"]["seeds"] == seeds
    assert asked == [["scenario=[flood]"]]


def test_what_is_done_to_a_configuration_is_not_done_to_the_next() -> None:
    first = compose_configuration(["scenario=flood"])
    for section in first.content.values():
        if isinstance(section, dict):
            section.clear()
    first.choices.clear()
    again = compose_configuration(["scenario=flood"])
    assert again.content["run"]["days"] == 730
    assert (again.choices["scenario"], again.choices["theory"]) == ("flood", "figure_2")


def test_a_choice_that_does_not_compose_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.yaml").write_text("run:\n  seeds: 1\n", encoding="utf-8")
    monkeypatch.setattr(chosen, "CONFIGURATION", tmp_path)
    with pytest.raises(chosen.UserError, match=r"configuration: Could not override 'world'"):
        chosen.chosen_content(["world=moon"])
