"""The figures of a month report (tallene i månedsrapporten): plain values that can be frozen as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """What the decisions grant per week of one service, in force at the end of the month."""

    service: str
    weekly_minutes: int


@dataclass(frozen=True, slots=True)
class LateCorrection:
    """Minutes that this month's approvals changed in an earlier month; below zero is less used."""

    month: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One month of one scheme. Minutes as int, days as ISO text.

    `worked` is approved time of the month by kind: active, passive, travel, training, meeting. `charged` is what
    the account was charged, corrections of earlier months included. Year figures are as of `as_of`.
    `locked` False: the figures may still change.
    """

    scheme: str
    case: str
    municipality: str
    supplier: str
    month: str
    as_of: str
    locked: bool
    services: tuple[ServiceHours, ...]
    granted_month: int
    worked: Mapping[str, int]
    charged: int
    corrections: tuple[LateCorrection, ...]
    assistants: int
    entries: int
    waiting: int
    granted_year: int
    granted_so_far: int
    used_year: int
    balance: int
    planned: int
    left: int
    forecast_left: int

    def as_json(self) -> dict[str, Any]:
        """Plain values for storage."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Figures:
        """Back from storage."""
        values = dict(stored)
        values["services"] = tuple(ServiceHours(**item) for item in values["services"])
        values["corrections"] = tuple(LateCorrection(**item) for item in values["corrections"])
        return cls(**values)

    @property
    def worked_total(self) -> int:
        """All approved minutes of the month."""
        return sum(self.worked.values())
