"""Figures, drawn while an answer that was printed is still being added to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from analysis.stored.answer import Answer


class Drawn(NamedTuple):
    """A figure as it was drawn.

    Attributes:
        notes: What stands below it.
        files: Its files, which are gone when the ``with`` block ends.
    """

    notes: Sequence[str]
    files: Sequence[Path]


@contextmanager
def drawn_meanwhile(answer: Answer) -> Iterator[Future[Mapping[str, Drawn]]]:
    """Draw the figures of an answer while a ``with`` block does something else.

    Compiled runs leave the interpreter free, and figures take a second or two.

    Args:
        answer: The answer, of which nobody draws anything in the meantime.

    Returns:
        What there will be, by the name of the figure; or the error that drawing came to.
    """
    # After an error or an interrupt nobody waits for what is still being drawn there.
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        pool = ThreadPoolExecutor(1, "bijstand-figures")
        drawing = pool.submit(copy_context().run, _draw, answer, Path(folder))
        pool.shutdown(wait=False)
        yield drawing


def _draw(answer: Answer, folder: Path) -> Mapping[str, Drawn]:
    from analysis.words.style import look, write_figure

    found = {}
    with look():
        for name, figure in answer.figures.items():
            notes = answer.warnings_on(name)
            found[name] = Drawn(notes, write_figure(figure, folder, name, notes))
    return found
