"""What the files of a configuration hold together: composed by Hydra, once for what is chosen.

Hydra takes a tenth of a second to compose ``conf/config.yaml`` with its groups, and a page or a
test asks for hundreds of configurations that differ in single values. Which files are read depends
on the groups alone; the values are put in afterwards, as Hydra itself does.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.errors import HydraException
from omegaconf import OmegaConf
from omegaconf.errors import OmegaConfBaseException

from experiments.configuration.words import in_one_line
from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.setting.configuration import CONFIGURATION

# As many as a page or a script has in hand at once; one takes some 200 kB.
_KEPT = 128


def declare_conditions() -> None:
    """Make Hydra's group ``conditions`` from the declared conditions and their defaults."""
    defaults = {name: condition.default for name, condition in CONDITIONS.items()}
    ConfigStore.instance().store(group="conditions", name="declared", node=defaults)


def chosen_content(choices: Sequence[str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return what files hold that were chosen, and which these are.

    Args:
        choices: Overrides that choose from groups, as ``scenario=[flood]``.

    Returns:
        The content as plain data, and the chosen name of every group; both may be changed.

    Raises:
        UserError: For a choice that Hydra refuses.
    """
    content, names = _composed(tuple(choices))
    return deepcopy(content), dict(names)


@lru_cache(maxsize=_KEPT)
def _composed(choices: tuple[str, ...]) -> tuple[dict[str, Any], dict[str, str]]:
    declare_conditions()
    try:
        with initialize_config_dir(str(CONFIGURATION), version_base=None):
            config = compose("config", overrides=list(choices), return_hydra_config=True)
        own = OmegaConf.masked_copy(config, [str(key) for key in config if key != "hydra"])
        content = OmegaConf.to_container(own, resolve=True)
    except (HydraException, OmegaConfBaseException, ValueError) as error:
        if not choices:
            raise
        raise UserError("configuration: {reason}", reason=in_one_line(error)) from error
    if not isinstance(content, dict):
        raise TypeError("the configuration is not a mapping")
    chosen = dict(config.hydra.runtime.choices)
    return {str(key): value for key, value in content.items()}, chosen


def put(content: dict[str, Any], key: str, value: object) -> bool:
    """Put a value into a configuration, and say whether its key is one that takes a value.

    Args:
        content: The configuration, which is changed.
        key: The key, as ``run.seeds``.
        value: The value.
    """
    *sections, name = key.split(".")
    place: Any = content
    for part in sections:
        place = place.get(part) if isinstance(place, dict) else None
    if not isinstance(place, dict) or isinstance(place.get(name, {}), dict):
        return False
    place[name] = value
    return True
