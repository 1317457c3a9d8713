"""What lies in a folder of results beside the runs: the configuration, tables, figures."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from omegaconf import OmegaConf

from experiments.keys.declared import OWN_WORDS

if TYPE_CHECKING:
    import pandas as pd

ANSWER, PLAUSIBLE = "answer.md", "plausible.parquet"


class Savable(Protocol):
    """A job whose configuration can be written down."""

    @property
    def saved(self) -> Mapping[str, Any]:
        """What ``from=`` takes back."""


def saved_text(job: Savable, verb: str, file: str) -> str:
    """Return the configuration of a job as the text of a file that ``from=`` takes back.

    Args:
        job: What was asked for.
        verb: The verb that runs it.
        file: What the file will be called; it stands in its first line.
    """
    # Where and how it was run is not for a file to say that is passed on; the manifest keeps it.
    kept = {key: value for key, value in job.saved.items() if key not in OWN_WORDS}
    choices = {k: v for k, v in kept["choices"].items() if k not in OWN_WORDS}
    saved = OmegaConf.to_yaml(OmegaConf.create({**kept, "choices": choices}))
    return f"# {again(verb, file)}\n\n{saved}"


def again(verb: str, file: str | Path) -> str:
    """Return the command that does the same again, to be pasted into a shell.

    Args:
        verb: The verb.
        file: The saved configuration.
    """
    return shlex.join(["bijstand", verb, f"from={file}"])


def part_of(folder: Path, name: str) -> Path:
    """Return a folder below another one, made where it is not there yet."""
    part = folder / name
    part.mkdir(exist_ok=True)
    return part


def write_table(table: pd.DataFrame, file: Path) -> None:
    """Write a table as CSV."""
    table.to_csv(file, index=False)
