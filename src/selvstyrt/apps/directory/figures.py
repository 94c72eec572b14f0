"""A figure from a source (tall fra en kilde): its value, and whether the source shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
        """True when the number may be shown and counted with as it stands."""
        return self.status is FigureStatus.PUBLISHED

    def as_json(self) -> list[Any]:
        """`[value, status]`, as the datasets and the open API write it."""
        return [self.value, self.status.value]


MISSING = Figure(None, FigureStatus.MISSING)


def published(value: int) -> Figure:
    """A figure that the source shows."""
    return Figure(value, FigureStatus.PUBLISHED)
