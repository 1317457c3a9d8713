"""Compilation of the rules and handlers, by Numba.

There are two ways, with the same numbers to the last bit: ``LINKED`` (``sim.state.linked``), which
compiles much sooner but leans on the inside of Numba, and ``PLAIN``, which is ``numba.njit`` and
works with any release. Which one it is, a small program decides: where it cannot be linked, or
comes to another number, the model is compiled the plain way.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache, update_wrapper
from typing import Any, NamedTuple, cast

import numba
import numpy as np

from sim.state.kept import COMPILES, keep

LINKED, PLAIN = "linked", "plain"
_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": False}
_MAKING = threading.RLock()


class _Made(NamedTuple):
    """What Numba makes of a function.

    Attributes:
        whole: What Python calls.
        part: What compiled functions call.
        called: Its type, which does not keep it alive.
    """

    whole: Any
    part: Any
    called: Any


def _make(
    function: Callable[..., Any], options: dict[str, Any], way: str, on_the_model: bool
) -> _Made:
    if way == LINKED:
        from sim.state import linked  # noqa: PLC0415 - may not go with this Numba

        whole, part = linked.whole_and_part(function, options)
        made = _Made(whole, part, linked.CalledType(part))
    else:
        whole, part = (numba.njit(function, **options) for _ in range(2))
        made = _Made(whole, part, numba.typeof(part))
    keep(made.whole, function, way, on_the_model)
    return made


class Compiled:
    """A function that Python calls as a whole and compiled functions as a part.

    Nothing is made before it is needed, and nothing compiled before the first call.
    """

    def __init__(
        self,
        function: Callable[..., Any],
        way: str | None,
        on_the_model: bool = False,
        **options: Any,
    ) -> None:
        """Take a function; without a way, the one that ``way_to_compile`` finds."""
        self._function, self._way, self._options = function, way, options | _OPTIONS
        self._on_the_model = on_the_model
        self._found: _Made | None = None
        update_wrapper(self, function)

    @property
    def _made(self) -> _Made:
        if self._found is None:
            # Asked before the lock is taken: it compiles, for which Numba has a lock of its own.
            way = self._way or way_to_compile()
            with _MAKING:
                self._found = self._found or _make(
                    self._function, self._options, way, self._on_the_model
                )
        return self._found

    @property
    def whole(self) -> Any:
        """Numba's dispatcher of what Python calls."""
        return self._made.whole

    @property
    def _numba_type_(self) -> Any:
        """What Numba asks for where compiled code names it."""
        return self._made.called

    def __call__(self, *arguments: Any) -> Any:
        """Call it from Python."""
        return self.whole(*arguments)

    def __reduce__(self) -> str:
        """Copy and pickle it as Python does functions: by its name."""
        return str(self._function.__qualname__)

    def address(self, *arguments: Any) -> int:
        """Return where the machine code for such arguments stands, to be called by numba's rules.

        Compiled code that calls it there does not have to be translated with all of it.
        """
        kinds = tuple(numba.typeof(argument) for argument in arguments)
        self.whole.compile(kinds)
        made: Any = self.whole.overloads[kinds]
        return int(made.library.get_pointer_to_function(made.fndesc.llvm_func_name))


def _step(x: float, times: int) -> float:
    return x * times + 0.5


_linked_step: Callable[..., float] = Compiled(_step, LINKED)


def _steps(numbers: Any) -> float:
    found = 0.0
    for number in numbers:
        found = _linked_step(_linked_step(found, times=2), 3) + number
    return found


_linked_steps = Compiled(_steps, LINKED)


@cache
def way_to_compile() -> str:
    """Return how this process compiles: linked where a small program comes to the right number."""
    numbers = np.array([1.0, 2.0])
    try:
        right = _linked_steps(numbers) == _in_plain_python(numbers)
    except Exception:  # whatever an unknown release of Numba makes of it
        return PLAIN
    return LINKED if right else PLAIN


def _in_plain_python(numbers: Any) -> float:
    found = 0.0
    for number in numbers:
        found = _step(_step(found, 2), 3) + number
    return found


def compiled[Function: Callable[..., Any]](function: Function, **options: Any) -> Function:
    """Compile a handler to machine code that needs no interpreter lock.

    With ``NUMBA_DISABLE_JIT=1`` the function stays plain Python, for reading it in a debugger; its
    whole numbers of 64 bits wrap around there without a word too.
    Divisions follow IEEE 754 (no exception), and nothing is re-associated: a run is the same to
    the last bit whoever calls the function.
    """
    if not COMPILES:
        return np.errstate(all="ignore")(function)
    return cast(Function, Compiled(function, None, **options))


def compiled_on_the_model[Function: Callable[..., Any]](function: Function) -> Function:
    """Compile a function of another package that calls nothing but rules of the model and its file.

    Its machine code is kept on disk, as that of the model's own rules is.
    """
    return compiled(function, on_the_model=True)


def inlined[Function: Callable[..., Any]](function: Function) -> Function:
    """Compile a small function into its callers: a call would cost more than what it does."""
    return compiled(function, forceinline=True)
