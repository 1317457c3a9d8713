"""Dask: a cluster of this machine, one that runs already, or workers that SLURM starts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

import dask
from distributed import Client, LocalCluster

from experiments.running.engine import Engine, ExecutorChoice
from experiments.running.provenance import code_digest
from experiments.running.slurm import slurm_cluster
from experiments.running.telling import note
from sim.errors import UserError
from sim.words import Message

# How a cluster of ours treats a worker that is lost: its nanny starts it again, which Dask would
# otherwise give up on after some seconds; and what it was doing is given back at the first loss,
# for the runner finds the guilty run sooner than a scheduler that tries everything four times.
LOST_WORKERS = {
    "distributed.deploy.lost-worker-timeout": "1 hour",
    "distributed.scheduler.allowed-failures": 0,
}


@contextmanager
def cluster_engine(choice: ExecutorChoice) -> Iterator[Engine]:
    """Start or join a Dask cluster for a ``with`` block.

    Raises:
        UserError: For a scheduler that does not answer, workers with other code, or a machine
            without SLURM.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with ExitStack() as open_ones:
        target: Any = choice.address
        open_ones.enter_context(dask.config.set(LOST_WORKERS))
        if choice.kind == "slurm":
            target = open_ones.enter_context(slurm_cluster(choice))
            target.scale(jobs=choice.count)
            note(
                Message(
                    "{jobs} job(s) handed to SLURM; runs begin with the first that it starts",
                    jobs=choice.count,
                )
            )
        elif choice.address is None:
            target = open_ones.enter_context(_local_cluster(choice.count))
        client = open_ones.enter_context(_client(target, choice))
        _refuse_other_code(client)
        yield Engine(
            client.get_executor(pure=False),
            lambda: sum(client.nthreads().values()),
            check=lambda: _refuse_lost_scheduler(client),
            mends_itself=True,
            chunk_seconds=choice.chunk_seconds,
        )


def _local_cluster(workers: int) -> LocalCluster:
    # Processes of one thread each: a killed one takes no other with it.
    return LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        processes=True,
        # With None there is still one, at a port that another cluster may hold.
        dashboard_address="127.0.0.1:0",
        host="127.0.0.1",
        silence_logs=logging.CRITICAL,
    )


@contextmanager
def _client(target: Any, choice: ExecutorChoice) -> Iterator[Client]:
    try:
        client = Client(target, timeout=choice.timeout, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise UserError(
            "executor.address={address}: no scheduler answers ({reason}); allowed: that of "
            "a running one, as tcp://10.0.0.1:8786, or null for a cluster of this machine",
            address=choice.address,
            reason=reason,
        ) from error
    try:
        yield client
    finally:
        # A scheduler that is gone cannot be said goodbye to.
        with suppress(Exception):
            client.close(timeout=5)


def _refuse_other_code(client: Client) -> None:
    """Refuse workers that would give other numbers; later ones are refused by their first task."""
    try:
        found = client.run(code_digest)
    except Exception as error:
        raise UserError(
            "a worker of the Dask cluster cannot run bijstand ({kind}: {reason}); allowed: "
            "workers with the same version installed",
            kind=type(error).__name__,
            reason=error,
        ) from error
    other = [worker for worker, digest in found.items() if digest != code_digest()]
    if other:
        raise UserError(
            "the Dask worker {worker} has another version of the model", worker=other[0]
        )


def _refuse_lost_scheduler(client: Client) -> None:
    if client.status != "running":
        raise UserError(
            "the Dask scheduler is gone; finished runs are kept, the same command goes on there"
        )
