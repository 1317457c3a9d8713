"""SLURM: what a job asks for, checked before anything is handed in, and a cluster of such jobs."""

from __future__ import annotations

import logging
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Any

from dask.utils import parse_bytes
from dask_jobqueue import SLURMCluster

from experiments.running.engine import ExecutorChoice
from sim.errors import UserError, unknown_name
from sim.words import Message, from_elsewhere

# What a job may ask of SLURM, by the names of dask-jobqueue.
LISTS = (
    "job_directives_skip",
    "job_extra_directives",
    "job_script_prologue",
    "worker_extra_args",
)
TEXTS = (
    "account",
    "interface",
    "local_directory",
    "log_directory",
    "memory",
    "python",
    "queue",
    "walltime",
)
NUMBERS = ("cores", "processes")
KEYS = (*LISTS, *TEXTS, *NUMBERS)
TEST_SECONDS = 60


def slurm_cluster(choice: ExecutorChoice) -> SLURMCluster:
    """Return a cluster whose workers SLURM starts; none is started yet.

    Raises:
        UserError: Without ``sbatch`` on this machine, or for something that a job cannot ask for.
    """
    if shutil.which("sbatch") is None:
        raise UserError(
            "executor=slurm: this machine has no 'sbatch'; allowed: on a machine that submits to "
            "SLURM, or executor=threads, processes, dask"
        )
    options = slurm_options(choice.job)
    try:
        cluster = SLURMCluster(**options, silence_logs=logging.CRITICAL)
    except (OSError, RuntimeError, TypeError, ValueError) as error:
        raise UserError(
            "executor.job: {reason}", reason=from_elsewhere(str(error).splitlines()[0])
        ) from error
    try:
        _refuse_what_slurm_refuses(cluster.job_script())
    except BaseException:
        cluster.close()
        raise
    return cluster


def _refuse_what_slurm_refuses(script: str) -> None:
    """Let SLURM check a job without queueing it: what it refuses later nobody would hear of."""
    with tempfile.NamedTemporaryFile("w", suffix=".sh", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        try:
            told = subprocess.run(
                ["sbatch", "--test-only", file.name],
                capture_output=True,
                text=True,
                timeout=TEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise UserError(
                "executor=slurm: 'sbatch --test-only' gave no answer in {seconds} "
                "seconds; allowed: a SLURM that answers, or executor=threads, processes, dask",
                seconds=TEST_SECONDS,
            ) from error
    if told.returncode:
        reason = (told.stderr or told.stdout).strip().splitlines() or [Message("without a reason")]
        raise UserError("SLURM refuses such a job ({reason}); see executor.job", reason=reason[0])


def slurm_options(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Return what dask-jobqueue is told, with what every job needs filled in.

    Raises:
        UserError: For a key or a value that a job cannot ask for.
    """
    told: dict[str, Any] = {"cores": 1, "memory": "2GB", "walltime": "01:00:00"}
    for key, value in asked.items():
        if key not in KEYS:
            raise unknown_name("key", key, KEYS, "executor.job")
        if value is not None:
            told[key] = _checked(key, value)
    # A process for each core, of one thread each, as on this machine.
    return {"processes": told["cores"], **told}


def _checked(key: str, value: object) -> object:
    where = Message("executor.job.{key} is {value}", key=key, value=repr(value))
    if key in LISTS:
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise UserError(
                "{where}; allowed: lines in brackets, as ['--mail-type=END']", where=where
            )
        return value
    if key in NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise UserError("{where}; allowed: a whole number of 1 or more", where=where)
        return value
    text = str(value)
    if key == "memory":
        try:
            parse_bytes(text)
        except ValueError as error:
            raise UserError("{where}; allowed: an amount as 2GB", where=where) from error
    return text
