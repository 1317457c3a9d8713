"""Linking of our own: each function is optimised and translated once, with its callers.

Numba would optimise and translate each function with all that it calls, so that the innermost is
translated once for each level above it. Here a function that others call is only brought into
LLVM's language (a ``Part``); what Python calls (a ``Whole``) is optimised and translated once,
with all its parts. The numbers are the same, the first run starts sooner.

This leans on the inside of Numba, which may change with any release: ``sim.state.compiled`` tries
it before it is used, and does without where it fails.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
from numba import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.extending import models, register_model

_CALLED_BY_COMPILED: dict[str, Any] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}


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


class CalledType(types.Dispatcher):
    """The type of a function in compiled code: the same for constants and narrow numbers."""

    def get_call_type(self, context: Any, args: Any, kws: Any) -> Any:
        """Type a call."""
        named = {name: _plain(kind) for name, kind in kws.items()}
        return super().get_call_type(context, tuple(map(_plain, args)), named)


def _plain(kind: Any) -> Any:
    kind = types.unliteral(kind)
    return types.intp if kind in types.signed_domain else kind


register_model(CalledType)(models.OpaqueModel)


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


def whole_and_part(function: Callable[..., Any], options: dict[str, Any]) -> tuple[Any, Any]:
    """Return what Python calls of a function, and what compiled functions call."""
    whole = numba.njit(function, pipeline_class=_WholeCompiler, **options)
    options = options | _CALLED_BY_COMPILED
    return whole, numba.njit(function, pipeline_class=_PartCompiler, **options)
