"""What objects remember, as bytes, and objects out of these bytes again: numbers and arrays, bit for bit.

It is no pickle: nothing that the bytes say is run or imported. Only the classes that the caller names come out of them,
with fields of plain values, arrays, containers and each other; two that shared one object share one again.
"""

import json
import math
import zlib
from array import array
from collections import deque
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

__all__ = ["Left", "packed", "unpacked"]

Left = Mapping[type, Mapping[str, Callable[[], object]]]  # class -> fields left out, and what makes them anew
_PACKING = 1  # zlib's fastest
_LONGEST = 1 << 26  # bytes of a head: what JSON says takes many times as much when it is read
_PLAIN = (bool, int, float, str, type(None))


def packed(content: object, classes: Left) -> bytes:
    """
    Return ``content`` as bytes; raises TypeError for what is of none of ``classes`` and no plain value.

    >>> unpacked(packed({"seen": deque([(0.5, np.eye(2))])}, {}), {}, 1000)
    {'seen': deque([(0.5, array([[1., 0.],
           [0., 1.]]))])}
    """
    writer = _Writer(classes)
    tree = writer.node(content)
    head = json.dumps({"arrays": [[one.dtype.str, one.shape] for one in writer.arrays], "tree": tree}).encode("ascii")
    packer = zlib.compressobj(_PACKING)
    found = [packer.compress(len(head).to_bytes(8, "little") + head)]
    # One by one: they are megabytes, and not held twice.
    found += [packer.compress(np.ascontiguousarray(one).reshape(-1).view(np.uint8).data) for one in writer.arrays]
    return b"".join((*found, packer.flush()))


def unpacked(content: bytes, classes: Left, most: int) -> Any:  # noqa: ANN401
    """
    Return what ``packed`` took; raises ValueError where ``content`` is no such thing.

    most : bytes that it may come to when it is inflated: a thousandth of them may be enough to say so many
    """
    try:
        inside = _inflated(content, most)
        at = 8 + int.from_bytes(inside[:8], "little")
        if at > _LONGEST:
            raise ValueError(f"a head of {at:,} bytes")
        said = json.loads(inside[8:at])
        arrays = []
        for kind, shape in said["arrays"]:
            dtype = np.dtype(str(kind))
            count = math.prod(shape)
            if min(shape, default=0) < 0 or dtype.hasobject:
                raise ValueError("an array of no such shape")
            # Copied: what remembers is written to.
            arrays.append(np.frombuffer(inside, dtype, count, at).reshape(shape).copy())
            at += count * dtype.itemsize
        return _Reader(classes, arrays).made(said["tree"])
    except (zlib.error, ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError,
            MemoryError) as error:  # fmt: skip
        raise ValueError(f"it holds no state that can be read ({type(error).__name__}: {error})") from None


def _inflated(content: bytes, most: int) -> bytes:
    """Return what was packed, all of it; raises ValueError beyond ``most`` bytes, whatever it would be."""
    unpacker = zlib.decompressobj()
    inside = unpacker.decompress(content, most + 1)
    if len(inside) > most:
        raise ValueError(f"it would come to more than {most:,} bytes")
    if not unpacker.eof:
        raise ValueError("it is cut short")
    return inside


class _Writer:
    """Turns objects into what JSON holds, with arrays in a row beside it."""

    def __init__(self, classes: Left) -> None:
        self._classes = classes
        self._known: dict[int, tuple[int, object]] = {}  # id -> its number, and itself, so that its id stays its own
        self.arrays: list[Any] = []
        self._placed: dict[int, int] = {}

    def node(self, one: Any) -> Any:  # noqa: ANN401
        """Return ``one`` as JSON holds it: a plain value, or a list that begins with what it is."""
        if type(one) in _PLAIN:
            return one
        if isinstance(one, np.ndarray | np.generic):
            return ["array" if isinstance(one, np.ndarray) else "number", self._array(one)]
        if isinstance(one, array):
            return ["numbers", one.typecode, self._array(np.frombuffer(one, one.typecode))]
        if isinstance(one, Fraction):
            return ["fraction", str(one)]
        for name, kind in _CONTAINERS.items():
            if type(one) is kind:
                return [name, [self.node(inside) for inside in one]]
        if isinstance(one, dict):
            return ["dict", [[self.node(key), self.node(value)] for key, value in one.items()]]
        return self._object(one)

    def _object(self, one: Any) -> Any:  # noqa: ANN401
        if type(one) not in self._classes:
            raise TypeError(f"a state holds no {type(one).__name__}")
        if id(one) in self._known:
            return ["again", self._known[id(one)][0]]
        number = len(self._known)
        self._known[id(one)] = number, one
        left = self._classes[type(one)]
        fields = {name: self.node(value) for name, value in _fields(one).items() if name not in left}
        return ["object", number, type(one).__name__, fields]

    def _array(self, one: Any) -> int:  # noqa: ANN401
        if id(one) not in self._placed:
            self._placed[id(one)] = len(self.arrays)
            self.arrays.append(one)
        return self._placed[id(one)]


class _Reader:
    """Makes objects of what a writer wrote."""

    def __init__(self, classes: Left, arrays: list[Any]) -> None:
        self._classes = {one.__name__: (one, left) for one, left in classes.items()}
        self._arrays = arrays
        self._known: dict[int, object] = {}

    def made(self, node: Any) -> Any:  # noqa: ANN401
        """Return what ``node`` stands for."""
        if not isinstance(node, list):
            return node
        kind, *rest = node
        if kind == "array":
            return self._arrays[rest[0]]
        if kind == "number":
            return self._arrays[rest[0]][()]
        if kind == "numbers":
            return array(rest[0], self._arrays[rest[1]].tobytes())
        if kind == "fraction":
            return Fraction(rest[0])
        if kind == "dict":
            return {self.made(key): self.made(value) for key, value in rest[0]}
        if kind == "again":
            return self._known[rest[0]]
        if kind == "object":
            return self._object(*rest)
        return _CONTAINERS[kind](map(self.made, rest[0]))

    def _object(self, number: int, name: str, fields: Mapping[str, Any]) -> object:
        """Return an object of the class ``name``, made without a word of its own."""
        kind, left = self._classes[name]
        one: object = object.__new__(kind)
        self._known[number] = one
        for field, value in fields.items():
            object.__setattr__(one, field, self.made(value))
        for field, anew in left.items():
            object.__setattr__(one, field, anew())
        return one


_CONTAINERS: Mapping[str, Any] = {"list": list, "tuple": tuple, "deque": deque, "set": frozenset}


def _fields(one: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what an object holds, with slots or without."""
    found = dict(getattr(one, "__dict__", {}))
    for kind in type(one).__mro__:
        slots = getattr(kind, "__slots__", ())
        found |= {name: getattr(one, name) for name in ((slots,) if isinstance(slots, str) else slots)
                  if hasattr(one, name)}  # fmt: skip
    return found
