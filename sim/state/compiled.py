"""Compilation of the rules and handlers, and where the machine code is kept.

Numba renews a cached function when its own file changes, not when a function that it calls changes
in another file. A stale cache would give wrong numbers in silence, so every file of machine code
carries in its name a digest of all sources of the model, in whichever folder Numba puts it: beside
the sources, in ``NUMBA_CACHE_DIR``, or in the user's own where an install cannot be written.

Numba would optimise and translate each function with all that it calls, so that the innermost is
translated once for each level above it. Here a function that others call is only brought into
LLVM's language (a ``Part``); what Python calls (a ``Whole``) is optimised and translated once,
with all its parts.
"""

from __future__ import annotations

import hashlib
import inspect
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache, update_wrapper
from threading import RLock
from typing import Any, cast

import llvmlite
import numba
import numpy as np
from numba import types
from numba.core.caching import CompileResultCacheImpl, FunctionCache
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.extending import models, register_model

from sim.sources import MODEL, known_by_digest

_OPTIONS: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": False}
# Two threads that call a function for the first time get the same machine code.
_MAKING = RLock()
_CALLED_BY_COMPILED: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}

# Numba itself keeps its own version, the processor and Python's version apart.
_SWITCHES = ("OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "BOUNDSCHECK", "DEBUGINFO_DEFAULT")
_BUILD = hashlib.sha256(
    repr(
        (
            MODEL,
            np.__version__,
            llvmlite.__version__,
            *(getattr(numba.config, switch) for switch in _SWITCHES),
        )
    ).encode()
).hexdigest()[:16]


class _NamedByDigest(CompileResultCacheImpl):
    """Where the machine code of a function is kept: one file for each version of the model."""

    def get_filename_base(self, fullname: str, abiflags: str) -> str:
        """Return the name of the files, without endings."""
        return f"{super().get_filename_base(fullname, abiflags)}-{_BUILD}"


class _Kept(FunctionCache):
    """The machine code of a function on disk."""

    _impl_class = _NamedByDigest

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep it; a full disk is no reason not to run."""
        with suppress(OSError):
            super().save_overload(sig, data)


def _keep(dispatcher: Any, function: Callable[..., Any]) -> None:
    """Let machine code be kept, where the digest covers the function and there is a place."""
    if known_by_digest(inspect.getfile(function)):
        try:
            dispatcher._cache = _Kept(function)
        except RuntimeError:  # none of Numba's places can be written
            _tell_once()


@cache
def _tell_once() -> None:
    warnings.warn(
        "machine code cannot be kept, so every process compiles for some seconds: set "
        "NUMBA_CACHE_DIR to a folder that can be written",
        RuntimeWarning,
        stacklevel=2,
    )


class Part(JITCodeLibrary):
    """The code of a function that compiled functions call; translated with them, not on its own."""

    def add_linking_library(self, library: Any) -> None:
        """Remember the code that is called."""
        self._linking_libraries.append(library)

    def _ensure_finalized(self) -> None:
        """There is nothing to finish."""

    def get_pointer_to_function(self, name: str) -> int:
        """There is no machine code."""
        return 0

    @property
    def codegen(self) -> Any:
        """Who would be told of the environment, which has its place in machine code."""
        return self

    def set_env(self, name: str, env: Any) -> None:
        """There is no such place."""


class Whole(JITCodeLibrary):
    """The code of a function that Python calls, with all that it calls, directly or not."""

    def finalize(self) -> None:
        """Link what is called after all its callers, for LLVM drops what nobody called yet."""
        self._entries = _defined(self._final_module)
        found: dict[JITCodeLibrary, None] = {}
        _add_callees_first(self, found)
        del found[self]
        self._linking_libraries = list(reversed(found))
        super().finalize()

    def _optimize_final_module(self) -> None:
        """Hide the parts: what only this code can call LLVM fits to its callers."""
        for name in _defined(self._final_module) - self._entries:
            self._final_module.get_function(name).linkage = "internal"
        super()._optimize_final_module()


def _defined(module: Any) -> set[str]:
    return {function.name for function in module.functions if not function.is_declaration}


def _add_callees_first(library: JITCodeLibrary, found: dict[JITCodeLibrary, None]) -> None:
    if library in found:
        return
    if isinstance(library, Part | Whole):
        for called in library._linking_libraries:
            _add_callees_first(called, found)
    found[library] = None


class _CalledType(types.Dispatcher):
    """The type of a function in compiled code: the same for constants and narrow numbers."""

    def get_call_type(self, context: Any, args: Any, kws: Any) -> Any:
        """Type a call."""
        named = {name: _plain(kind) for name, kind in kws.items()}
        return super().get_call_type(context, tuple(map(_plain, args)), named)


def _plain(kind: Any) -> Any:
    kind = types.unliteral(kind)
    return types.intp if kind in types.signed_domain else kind


register_model(_CalledType)(models.OpaqueModel)


class _Compiler(CompilerBase):
    """Numba's own steps, into one of the libraries above."""

    library: type[JITCodeLibrary]

    def define_pipelines(self) -> list[Any]:
        """Return the steps."""
        state = self.state
        state.library = self.library(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        return [DefaultPassBuilder.define_nopython_pipeline(state)]


class _PartCompiler(_Compiler):
    library = Part


class _WholeCompiler(_Compiler):
    library = Whole


class Compiled:
    """A function that Python calls as a whole and compiled functions as a part.

    Each is prepared when it is first asked for. Python calls few of the model's functions, and
    where their machine code is kept nobody asks for their parts: to prepare all of them would take
    a tenth of a command's start.
    """

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        """Take note of the function; nothing is compiled before the first call."""
        self._function, self._options = function, _OPTIONS | options
        self._made: dict[str, Any] = {}
        update_wrapper(self, function)

    @property
    def _whole(self) -> Any:
        """What Python calls."""
        return self._made.get("whole") or self._once("whole", self._make_whole)

    @property
    def _numba_type_(self) -> Any:
        """What compiled functions take it for."""
        return self._made.get("type") or self._once("type", self._make_type)

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        """Make something, once for all threads."""
        with _MAKING:
            if name not in self._made:
                self._made[name] = make()
            return self._made[name]

    def _make_whole(self) -> Any:
        whole = numba.njit(self._function, pipeline_class=_WholeCompiler, **self._options)
        _keep(whole, self._function)
        return whole

    def _make_type(self) -> Any:
        options = self._options | _CALLED_BY_COMPILED
        # A type of numba's does not keep alive what it is the type of.
        self._part = numba.njit(self._function, pipeline_class=_PartCompiler, **options)
        return _CalledType(self._part)

    def __call__(self, *arguments: Any) -> Any:
        """Call it from Python."""
        return self._whole(*arguments)

    def __reduce__(self) -> str:
        """Copy and pickle it as Python does functions: by its name."""
        return self.__qualname__  # type: ignore[attr-defined]

    def address(self, *arguments: Any) -> int:
        """Return where the machine code for such arguments stands, to be called by numba's rules.

        Compiled code that calls it there does not have to be translated with all of it.
        """
        kinds = tuple(numba.typeof(argument) for argument in arguments)
        self._whole.compile(kinds)
        made: Any = self._whole.overloads[kinds]
        return int(made.library.get_pointer_to_function(made.fndesc.llvm_func_name))


def compiled[Function: Callable[..., Any]](function: Function, **options: Any) -> Function:
    """Compile a handler to machine code that needs no interpreter lock.

    With ``NUMBA_DISABLE_JIT=1`` the function stays plain Python, for reading it in a debugger; its
    whole numbers of 64 bits wrap around there without a word too.
    Divisions follow IEEE 754 (no exception), and nothing is re-associated: a run is the same to
    the last bit whoever calls the function.
    """
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
        return cast(Function, np.errstate(all="ignore")(function))
    return cast(Function, Compiled(function, **options))


def inlined[Function: Callable[..., Any]](function: Function) -> Function:
    """Compile a small function into its callers: a call would cost more than what it does."""
    return compiled(function, forceinline=True)
