"""What a scheme stands on: its case, its suppliers and how its hours count, with days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selvstyrt.apps.schemes.models import HoursPolicy, Scheme, SupplierPeriod


@dataclass(frozen=True, slots=True)
class SupplierDays:
    """A supplier with its days (leverandør)."""

    organisation_uid: UUID
    name: str
    first_day: date
    last_day: date | None


@dataclass(frozen=True, slots=True)
class PolicyView:
    """How hours count from a day (slik teller timene)."""

    first_day: date
    last_day: date | None
    carry_over: str
    carry_over_cap_minutes: int
    overspend: str
    passive_minutes_per_hour: int
    training_from_frame: bool
    meeting_from_frame: bool
    source: str

    def holds(self, day: date) -> bool:
        """True when it is in force on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a scheme stands on; suppliers and policies newest first."""

    reference: str
    owner: str
    municipality: str
    started_on: date
    suppliers: tuple[SupplierDays, ...]
    policies: tuple[PolicyView, ...]


def standing_of(scheme_uid: UUID) -> Standing:
    """The case, the suppliers and the policies of a scheme that exists; three queries."""
    scheme = Scheme.objects.select_related("case__owner", "case__municipality").get(uid=scheme_uid)
    periods = SupplierPeriod.objects.filter(scheme=scheme).select_related("organisation").order_by("-first_day")
    return Standing(
        reference=scheme.case.reference,
        owner=scheme.case.owner.name,
        municipality=scheme.case.municipality.name,
        started_on=scheme.started_on,
        suppliers=tuple(
            SupplierDays(row.organisation.uid, row.organisation.name, row.first_day, row.last_day) for row in periods
        ),
        policies=_policies(scheme),
    )


def _policies(scheme: Scheme) -> tuple[PolicyView, ...]:
    found: list[PolicyView] = []
    for row in HoursPolicy.objects.filter(scheme=scheme).order_by("-first_day"):
        newer = found[-1].first_day if found else None
        found.append(
            PolicyView(
                first_day=row.first_day,
                last_day=date.fromordinal(newer.toordinal() - 1) if newer else None,
                carry_over=row.carry_over,
                carry_over_cap_minutes=row.carry_over_cap_minutes,
                overspend=row.overspend,
                passive_minutes_per_hour=row.passive_minutes_per_hour,
                training_from_frame=row.training_from_frame,
                meeting_from_frame=row.meeting_from_frame,
                source=row.source,
            )
        )
    return tuple(found)
