"""A figure from a source (tall fra en kilde): its value, and whether the source shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from selvstyrt.apps.directory.shelf import UnsoundContent, optional_in, text_in


class FigureStatus(StrEnum):
    """What the source says about a figure (tallets status)."""

    PUBLISHED = "published"
    SUPPRESSED = "suppressed"
    """Hidden by the source because few people stand behind it; never filled in by subtraction."""
    MASKED = "masked"
    """Delivered as another number (2 stands for 1 to 4); never summed."""
    MISSING = "missing"
    """The source has no such figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value and its status (tall); the value is None unless the source gave a number."""

    value: int | None
    status: FigureStatus

    def __post_init__(self) -> None:
        with_number = self.status in (FigureStatus.PUBLISHED, FigureStatus.MASKED)
        if with_number is not (self.value is not None):
            raise ValueError(f"A figure that is {self.status} cannot have the value {self.value!r}.")

    @property
    def shown(self) -> bool:
        """True when the number stands as the source counted it."""
        return self.status is FigureStatus.PUBLISHED


MISSING = Figure(None, FigureStatus.MISSING)
SUPPRESSED = Figure(None, FigureStatus.SUPPRESSED)


def published(value: int) -> Figure:
    """A figure that the source shows."""
    return Figure(value, FigureStatus.PUBLISHED)


def figure_in(row: Mapping[str, Any], name: str = "value", *, status: str = "status", where: str = "") -> Figure:
    """The figure of an object: its number, or null, and its status, which must agree.

    Raises: UnsoundContent.
    """
    word = text_in(row, status, where=where)
    value = optional_in(row, name, int, where=where)
    try:
        return Figure(value, FigureStatus(word))
    except ValueError as error:
        told = f"'{name}' is {value!r} and '{status}' is {word!r}; known words are {', '.join(FigureStatus)}"
        raise UnsoundContent(told, where=where) from error
