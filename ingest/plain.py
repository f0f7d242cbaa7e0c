"""Records to plain data and back: what one process may tell another without trusting it.

Plain data is what JSON holds. It cannot run anything when it is read, as a pickle can, and each
value is checked against the type of its field.
"""

from __future__ import annotations

import base64
import types
import typing
from array import array
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

Record = TypeVar("Record")


def to_plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return a record as lists, dictionaries, texts and figures: its fields in their order."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return [to_plain(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, array):
        return base64.b64encode(value.tobytes()).decode()
    return value


def from_plain(kind: type[Record], value: object) -> Record:
    """Return the record that plain data stands for. Raises `ValueError` if it is none."""
    return cast("Record", reader_of(cast("Any", kind))(value))


@cache
def reader_of(kind: Any) -> Callable[[Any], object]:  # noqa: ANN401 - a type, or int | None
    """Return what reads plain data as a type. Raises `TypeError` for a type that is not plain."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in {types.UnionType, typing.Union}:
        return one_of([reader_of(each) for each in inner])
    if origin is tuple:
        return tuple_of(inner)
    if origin in {Mapping, dict}:
        return mapping_of(reader_of(inner[1]))
    if is_dataclass(kind):
        return record_of(cast("type", kind))
    if kind is array or (isinstance(kind, type) and issubclass(kind, Enum)):
        return figures if kind is array else kind
    if kind in {str, int, float, bool, types.NoneType}:
        return exactly(kind)
    raise TypeError(f"{kind} is no plain type.")


def exactly(kind: type) -> Callable[[object], object]:
    """Return what takes a value of one type only; a whole number also counts as a float."""

    def read(value: object) -> object:
        if type(value) is kind or (kind is float and type(value) is int):
            return value
        raise ValueError(f"{type(value).__name__} where {kind.__name__} is due")

    return read


def figures(value: object) -> object:
    """Read a text as the figures whose bytes it holds, four to a figure."""
    if not isinstance(value, str):
        raise ValueError("no text of figures")
    return array("f", base64.b64decode(value, validate=True))


def one_of(readers: list[Callable[[object], object]]) -> Callable[[object], object]:
    """Return what reads a value as the first type that fits."""

    def read(value: object) -> object:
        for reader in readers:
            try:
                return reader(value)
            except ValueError:
                continue
        raise ValueError(f"{type(value).__name__} fits no type of a union")

    return read


def tuple_of(inner: tuple[Any, ...]) -> Callable[[object], object]:
    """Return what reads a list as a tuple: of any length (`int, ...`), or of these types."""
    endless = inner[-1] is Ellipsis
    readers = [reader_of(each) for each in inner if each is not Ellipsis]

    def read(value: object) -> object:
        if not isinstance(value, list) or not (endless or len(value) == len(readers)):
            raise ValueError("no list of the right length")
        if endless:
            return tuple(map(readers[0], value))
        return tuple(reader(item) for reader, item in zip(readers, value, strict=True))

    return read


def mapping_of(reader: Callable[[object], object]) -> Callable[[object], object]:
    """Return what reads a dictionary whose keys are texts."""

    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise ValueError("no dictionary")
        return {str(key): reader(item) for key, item in value.items()}

    return read


def record_of(kind: type) -> Callable[[object], object]:
    """Return what reads a list of values as a dataclass, field by field."""
    hints = typing.get_type_hints(kind)
    readers = [reader_of(hints[field.name]) for field in fields(kind)]

    def read(value: object) -> object:
        if not isinstance(value, list) or len(value) != len(readers):
            raise ValueError(f"no {kind.__name__}")
        return kind(*(reader(item) for reader, item in zip(readers, value, strict=True)))

    return read
