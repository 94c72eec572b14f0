"""The shelf of public facts (hylla): the current edition of each dataset, parsed once and kept in the process.

A face asks `current(DATASET)` and gets frozen dataclasses with their provenance. Where nothing has been imported, the
snapshot that is shipped with the program serves, with its own date. Where there is neither, the answer is None and
the page says that nothing has been collected.

A dataset is a name and a `read` that turns JSON into frozen dataclasses:

    @dataclass(frozen=True, slots=True)
    class Trade:
        code: str
        name: str

    def read(content: Any) -> tuple[Trade, ...]:
        return tuple(Trade(text_in(row, "code"), text_in(row, "name")) for row in rows_in(content))

    TRADES = Dataset("trades", read)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from selvstyrt.apps.directory.models import Edition, EditionState
from selvstyrt.core.base import OSLO, WrongInput

T = TypeVar("T")
SHIPPED = Path(__file__).parent / "shipped"


class UnsoundContent(WrongInput):
    """The content of a dataset is not what it must be: the message says what, where and how to mend it."""

    def __init__(self, message: str, *, where: str = "", **facts: Any) -> None:
        super().__init__("unsound_content", f"{where}: {message}" if where else message, where=where, **facts)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where facts are from (opphav). `period` None: the source does not say which period they are for."""

    publisher: str
    title: str
    address: str
    licence: str
    attribution: str
    retrieved_on: date
    period: str | None
    shipped: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shelved(Generic[T]):
    """Facts with their provenance."""

    content: T
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Dataset(Generic[T]):
    """A kind of public facts (datasett).

    `read` checks the JSON content and gives frozen dataclasses; it raises UnsoundContent that says what, where, how.
    `rows` gives the single facts by key, for the report of differences and the guard against shrinking; without it a
    JSON object counts its names and a list its places.
    """

    name: str
    read: Callable[[Any], T]
    rows: Callable[[Any], Mapping[str, Any]] | None = None

    def rows_of(self, content: Any) -> Mapping[str, Any]:
        """The single facts of a content by their key."""
        if self.rows is not None:
            return self.rows(content)
        if isinstance(content, Mapping):
            return cast("Mapping[str, Any]", content)
        return {str(place): row for place, row in enumerate(content)}


Mark = tuple[int, str]
_reading: ContextVar[dict[str, Mark | None] | None] = ContextVar("one_reading", default=None)
_parsed: dict[str, tuple[Mark, Shelved[Any]]] = {}


def current(dataset: Dataset[T]) -> Shelved[T] | None:
    """The facts in use: the current edition, else the shipped snapshot, else None (nothing collected yet).

    One small question to the database; the content is read and parsed once for each process and edition.

    Raises: UnsoundContent when a stored edition cannot be read by this version of the program.
    """
    return cast("Shelved[T] | None", current_of([dataset])[0])


def current_of(datasets: Sequence[Dataset[Any]]) -> list[Shelved[Any] | None]:
    """The facts in use of several datasets, in the order given, with one small question to the database for all.

    Raises: UnsoundContent.
    """
    kept = _reading.get()
    marks = kept if kept is not None else {}
    if not marks:
        stored = Edition.objects.filter(state=EditionState.CURRENT)
        marks |= {"": None} | {name: (pk, digest) for name, pk, digest in stored.values_list("dataset", "pk", "digest")}
    return [_parse_once(dataset, marks.get(dataset.name)) for dataset in datasets]


@contextmanager
def one_reading() -> Iterator[None]:
    """Inside it all answers come from the same editions: a page asks the database once and agrees with itself."""
    token = _reading.set({})
    try:
        yield
    finally:
        _reading.reset(token)


def _parse_once(dataset: Dataset[Any], mark: Mark | None) -> Shelved[Any] | None:
    if mark is None:
        return shipped(dataset)
    kept = _parsed.get(dataset.name)
    if kept is None or kept[0] != mark:
        edition = Edition.objects.get(pk=mark[0])
        shelved = Shelved(dataset.read(json.loads(edition.content)), provenance_of(edition))
        kept = _parsed[dataset.name] = (mark, shelved)
    return kept[1]


def provenance_of(edition: Edition) -> Provenance:
    """Where an edition is from; the day is that of Oslo."""
    return Provenance(
        publisher=edition.publisher,
        title=edition.title,
        address=edition.address,
        licence=edition.licence,
        attribution=edition.attribution,
        retrieved_on=edition.retrieved_at.astimezone(OSLO).date(),
        period=edition.period,
        shipped=False,
        note=edition.note,
    )


def shipped(dataset: Dataset[T]) -> Shelved[T] | None:
    """The snapshot that is part of the program, or None when there is none.

    Raises: UnsoundContent.
    """
    kept = _shipped(dataset)
    return cast("Shelved[T] | None", kept)


@cache
def _shipped(dataset: Dataset[Any]) -> Shelved[Any] | None:
    found = shipped_json(dataset.name)
    if found is None:
        return None
    where = f"shipped/{dataset.name}.json"
    header = found.get("provenance")
    if not isinstance(header, dict):
        raise UnsoundContent("there is no object 'provenance'; write publisher, title, address, licence", where=where)
    try:
        provenance = Provenance(**{**header, "retrieved_on": date.fromisoformat(header["retrieved_on"])}, shipped=True)
    except (KeyError, TypeError, ValueError) as error:
        raise UnsoundContent(f"the provenance cannot be read: {error}", where=where) from error
    return Shelved(dataset.read(found["content"]), provenance)


def shipped_json(name: str) -> dict[str, Any] | None:
    """The file of a shipped snapshot as it lies: `{"provenance": {...}, "content": ...}`; None when there is none."""
    path = SHIPPED / f"{name}.json"
    if not path.is_file():
        return None
    return cast("dict[str, Any]", json.loads(path.read_text(encoding="utf-8")))


def rows_in(content: Any, *, where: str = "content") -> list[dict[str, Any]]:
    """A JSON list of objects.

    Raises: UnsoundContent when it is anything else.
    """
    if not isinstance(content, list):
        raise UnsoundContent(f"expected a list of objects, found {_kind(content)}", where=where)
    for place, row in enumerate(content, start=1):
        if not isinstance(row, dict):
            raise UnsoundContent(f"expected an object, found {_kind(row)}", where=f"{where}, number {place}")
    return content


def field_in(row: Mapping[str, Any], name: str, kind: type[T], *, where: str = "") -> T:
    """The value of a name in an object, of the kind that is expected; `bool` is no `int`.

    Raises: UnsoundContent when the name is missing or its value is of another kind.
    """
    value = row.get(name)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        found = "nothing" if name not in row else f"{_kind(value)} {str(value)[:60]!r}"
        raise UnsoundContent(f"'{name}' must be {_KINDS.get(kind, kind.__name__)}, found {found}", where=where)
    return value


def text_in(row: Mapping[str, Any], name: str, *, where: str = "") -> str:
    """A text that is not empty.

    Raises: UnsoundContent.
    """
    text = field_in(row, name, str, where=where)
    if not text.strip():
        raise UnsoundContent(f"'{name}' is empty", where=where)
    return text


def optional_in(row: Mapping[str, Any], name: str, kind: type[T], *, where: str = "") -> T | None:
    """The value of a name, or None where it is left out or null.

    Raises: UnsoundContent when it is there and of another kind.
    """
    return None if row.get(name) is None else field_in(row, name, kind, where=where)


def day_in(row: Mapping[str, Any], name: str, *, where: str = "") -> date:
    """A day written YYYY-MM-DD.

    Raises: UnsoundContent.
    """
    text = text_in(row, name, where=where)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise UnsoundContent(f"'{name}' is {text[:40]!r}, which is no date; write YYYY-MM-DD", where=where) from error


_KINDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false", list: "a list", dict: "an object"}


def _kind(value: Any) -> str:
    return "null" if value is None else _KINDS.get(type(value), type(value).__name__)
