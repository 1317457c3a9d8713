"""The state as compiled code sees it: one pointer, behind which its arrays stand.

A ``NamedTuple`` of arrays is copied whole at every call, and each array that a handler touches is
counted in and out, atomically; both cost more than the handlers themselves, and counting makes
threads wait for each other. Here a handler gets one word, the address of a list of arrays, and
borrows them: the ``SharedState`` in Python owns them as long as the clock runs. Attributes read the
same, so handlers do not know which of the two they work on; without compilation they work on the
tuple.
"""

from __future__ import annotations

import hashlib
import math
import operator
from functools import cache
from typing import Any

import numba
import numpy as np
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_builtin,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)
from numba.np.arrayobj import load_item

from sim.state.kept import COMPILES

# Words that an array of up to two dimensions takes in numba's layout: owner, parent, count, size of
# an item, address, lengths, strides.
_WORDS, _ADDRESS = 9, 4
_BYTES_A_WORD = 8
# Asked by name, an array of records looks for a field of that name first.
_dtype, _shape, _strides, _itemsize, _address = (
    getattr(np.ndarray, name).__get__
    for name in ("dtype", "shape", "strides", "itemsize", "ctypes")
)


class BorrowedArray(types.Array):
    """The type of an array that somebody else keeps alive: as an array, and never counted."""


@register_model(BorrowedArray)
class BorrowedArrayModel(models.StructModel):
    """Laid out as numba's own arrays, but the owner is just a word."""

    def __init__(self, dmm: Any, fe_type: Any) -> None:
        """Name the parts, as numba's code for arrays wants them."""
        lengths = types.UniTuple(types.intp, fe_type.ndim)
        members = [
            ("meminfo", types.voidptr),
            ("parent", types.voidptr),
            ("nitems", types.intp),
            ("itemsize", types.intp),
            ("data", types.CPointer(fe_type.dtype)),
            ("shape", lengths),
            ("strides", lengths),
        ]
        super().__init__(dmm, fe_type, members)


class SharedStateType(types.Type):
    """The type of the shared state in compiled code, with the types of its arrays."""

    def __init__(self, fields: tuple[tuple[str, Any], ...]) -> None:
        """Keep the fields in the order in which their arrays stand."""
        self.fields = dict(fields)
        # Spelt out in every symbol, the fields would cost seconds to compile.
        digest = hashlib.sha256(repr(fields).encode()).hexdigest()[:16]
        super().__init__(name=f"SharedState_{digest}")

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """The name alone."""
        return self.name, ()


register_model(SharedStateType)(models.OpaqueModel)


@infer_getattr
class SharedStateAttributes(AttributeTemplate):
    """An attribute of the shared state is one of its arrays."""

    key = SharedStateType

    def generic_resolve(self, value: Any, attr: str) -> Any:  # type: ignore[override]  # Numba calls it with these
        """Return the type of an array, or None for a name that does not exist."""
        return value.fields.get(attr)


@lower_getattr_generic(SharedStateType)
def load_array(context: Any, builder: Any, owner: Any, address: Any, name: str) -> Any:
    """Read where an array stands, and how long it is, from the list of arrays."""
    place = list(owner.fields).index(name) * _WORDS * _BYTES_A_WORD
    kind = context.get_value_type(owner.fields[name])
    at = cgutils.pointer_add(builder, address, place, kind.as_pointer())
    array = context.make_helper(builder, owner.fields[name], builder.load(at))
    start = cgutils.pointer_add(
        builder, address, place + _ADDRESS * _BYTES_A_WORD, array.data.type.as_pointer()
    )
    data = builder.load(start)
    # It is where it is as long as compiled code runs, whatever that writes elsewhere.
    data.set_metadata("invariant.load", builder.module.add_metadata([]))
    array.data = data
    return array._getvalue()


@lower_builtin(operator.getitem, BorrowedArray, types.Integer)
def take_item(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
    """Find an item by its place, which handlers never count from the end."""
    kind, place = signature.args[0], arguments[1]
    array = context.make_helper(builder, kind, arguments[0])
    return load_item(context, builder, kind, builder.gep(array.data, [place]))


class SharedState:
    """The shared state in Python: handed to compiled code, never read (read the arrays' tuple).

    Attributes:
        address: Where the list of arrays stands.
        kept: What must live as long as this.
    """

    __slots__ = ("_numba_type_", "address", "kept")

    def __init__(self, arrays: Any) -> None:
        """Write down where the arrays of a named tuple stand."""
        words = np.zeros((len(arrays), _WORDS), np.int64)
        for row, array in zip(words, arrays, strict=True):
            _write_down(row, array)
        self.kept = arrays, words
        self.address = words.ctypes.data
        kinds = tuple((_dtype(array), len(_shape(array))) for array in arrays)
        self._numba_type_ = _type_of(arrays._fields, kinds)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy or pickle it as its arrays: an address holds for one process and these arrays."""
        return SharedState, (self.kept[0],)

    def take(self, arrays: Any) -> None:
        """Write down where other arrays of the same types stand that take the place of some."""
        before, words = self.kept
        for row, array, old in zip(words, arrays, before, strict=True):
            if array is not old:
                _write_down(row, array)
        self.kept = arrays, words


def _write_down(row: Any, array: Any) -> None:
    shape = _shape(array)
    row[2 : 5 + 2 * len(shape)] = (
        math.prod(shape),
        _itemsize(array),
        _address(array).data,
        *shape,
        *_strides(array),
    )


@cache
def _type_of(names: tuple[str, ...], arrays: tuple[tuple[Any, int], ...]) -> SharedStateType:
    kinds = (BorrowedArray(numba.from_dtype(dtype), ndim, "C") for dtype, ndim in arrays)
    return SharedStateType(tuple(zip(names, kinds, strict=True)))


@typeof_impl.register(SharedState)
def typeof_shared_state(shared: SharedState, _context: Any) -> SharedStateType:
    """Return the type that the shared state has in compiled code."""
    return shared._numba_type_


@unbox(SharedStateType)
def unbox_shared_state(kind: Any, shared: Any, c: Any) -> NativeValue:
    """Hand the address over to compiled code."""
    address = c.pyapi.object_getattr_string(shared, "address")
    pointer = c.pyapi.long_as_voidptr(address)
    c.pyapi.decref(address)
    return NativeValue(pointer, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))


def share(arrays: Any) -> Any:
    """Return what compiled code is to be called with instead of a named tuple of arrays."""
    return SharedState(arrays) if COMPILES else arrays
