"""A reader of JSON-stat 2 cubes (SSB PxWeb v2): values by the codes of their dimensions, in whatever order they come.

Values may be a list or a sparse object; what is hidden is null with a sign in `status`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from selvstyrt.apps.directory.figures import MISSING, SUPPRESSED, Figure, published
from selvstyrt.apps.directory.importing import UnsoundReply

_HIDDEN = ":"
"""SSB's sign for a figure that cannot be published; `.`, `..` and `-` say that there is none."""


@dataclass(frozen=True, slots=True)
class Cube:
    """A JSON-stat cube (kube): its dimensions with their codes in order, labels, units, and the figures."""

    where: str
    codes: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]
    figures: tuple[Figure, ...]

    def cells(self) -> Iterator[tuple[dict[str, str], Figure]]:
        """Each figure with the code of every dimension, in the order of the cube."""
        names = tuple(self.codes)
        for place, combination in enumerate(product(*self.codes.values())):
            yield dict(zip(names, combination, strict=True)), self.figures[place]

    def require(self, *dimensions: str) -> None:
        """Raises UnsoundReply unless the cube has exactly these dimensions, in any order."""
        if set(self.codes) != set(dimensions):
            raise UnsoundReply(
                f"the dimensions are {', '.join(self.codes)}; expected {', '.join(dimensions)}", where=self.where
            )


def read_cube(content: Any, where: str) -> Cube:
    """The cube of a JSON-stat 2 reply.

    Raises: UnsoundReply when it is no dataset of version 2, when sizes do not agree, or a value is no whole number.
    """
    if not isinstance(content, dict) or content.get("version") != "2.0" or content.get("class") != "dataset":
        raise UnsoundReply("expected a JSON-stat 2.0 dataset; ask with outputFormat=json-stat2", where=where)
    names, sizes = content.get("id"), content.get("size")
    if not isinstance(names, list) or not isinstance(sizes, list) or len(names) != len(sizes):
        raise UnsoundReply("'id' and 'size' must be lists of the same length", where=where)
    dimensions = content.get("dimension")
    if not isinstance(dimensions, dict):
        raise UnsoundReply("there is no object 'dimension'", where=where)
    codes = {str(name): _codes(dimensions, str(name), size, where) for name, size in zip(names, sizes, strict=True)}
    return Cube(
        where=where,
        codes=codes,
        labels={name: _labels(dimensions[name], codes[name]) for name in codes},
        units=_units(dimensions),
        figures=_figures(content, _cells_in(sizes), where),
    )


def _codes(dimensions: dict[str, Any], name: str, size: Any, where: str) -> tuple[str, ...]:
    category = dimensions.get(name, {}).get("category", {})
    index = category.get("index", list(category.get("label", {})))
    ordered = sorted(index, key=index.__getitem__) if isinstance(index, dict) else [str(code) for code in index]
    if len(ordered) != size or len(set(ordered)) != size:
        raise UnsoundReply(f"the dimension {name} has {len(ordered)} codes, but its size is {size}", where=where)
    return tuple(ordered)


def _labels(dimension: dict[str, Any], codes: tuple[str, ...]) -> dict[str, str]:
    labels = dimension["category"].get("label", {})
    return {code: str(labels.get(code, code)) for code in codes}


def _units(dimensions: dict[str, Any]) -> dict[str, str]:
    found = {}
    for dimension in dimensions.values():
        for code, unit in dimension.get("category", {}).get("unit", {}).items():
            found[code] = str(unit.get("base", ""))
    return found


def _cells_in(sizes: list[Any]) -> int:
    count = 1
    for size in sizes:
        count *= int(size)
    return count


def _figures(content: dict[str, Any], count: int, where: str) -> tuple[Figure, ...]:
    values, status = content.get("value"), content.get("status") or {}
    if isinstance(values, list) and len(values) != count:
        raise UnsoundReply(
            f"there are {len(values)} values, but the sizes make {count}; was it cut short?", where=where
        )
    if not isinstance(values, list | dict):
        raise UnsoundReply("'value' must be a list or an object", where=where)
    if isinstance(values, dict) and any(not place.isdigit() or int(place) >= count for place in values):
        raise UnsoundReply(f"'value' has places outside the {count} that the sizes make", where=where)
    return tuple(_figure(_at(values, place), _at(status, place), place, where) for place in range(count))


def _at(values: Any, place: int) -> Any:
    if isinstance(values, dict):
        return values.get(str(place))
    if isinstance(values, str):  # one sign for all
        return values
    return values[place] if place < len(values) else None


def _figure(value: Any, sign: Any, place: int, where: str) -> Figure:
    if value is None:
        return SUPPRESSED if sign == _HIDDEN else MISSING
    if isinstance(value, bool) or not isinstance(value, int | float) or value != int(value):
        raise UnsoundReply(f"value number {place + 1} is {value!r}; expected a whole number", where=where)
    return published(int(value))
