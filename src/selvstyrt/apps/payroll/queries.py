"""Questions about pay: a month's lines with their steps, stored when locked, reckoned when open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from selvstyrt.apps.payroll.lines import lines_of_month
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.timesheets.models import Period, TimeEntry


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a line (slik er det regnet ut)."""

    rule: str
    citation: str
    url: str
    inputs: Mapping[str, Any]
    result: Any


@dataclass(frozen=True, slots=True)
class LineView:
    """One pay line (lønnslinje)."""

    kind: str
    minutes: int
    rate: Decimal
    amount: Decimal
    is_reversal: bool
    certainty: str
    steps: tuple[StepView, ...]

    @property
    def is_sure(self) -> bool:
        """True when every value behind the line is confirmed by its source."""
        return self.certainty == "high"


@dataclass(frozen=True, slots=True)
class PaidEntry:
    """The lines of one time entry."""

    entry_uid: UUID
    start: datetime
    end: datetime
    is_reversal: bool
    lines: tuple[LineView, ...]

    @property
    def amount(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal("0.00"))


@dataclass(frozen=True, slots=True)
class PersonPay:
    """One assistant's pay for a month in one scheme, before tax."""

    person_uid: UUID
    name: str
    entries: tuple[PaidEntry, ...]

    @property
    def gross(self) -> Decimal:
        """Before tax."""
        return sum((entry.amount for entry in self.entries), Decimal("0.00"))

    @property
    def by_kind(self) -> tuple[tuple[str, int, Decimal], ...]:
        """Minutes and kroner of each kind, in the order of the lines."""
        sums: dict[str, tuple[int, Decimal]] = {}
        for entry in self.entries:
            for line in entry.lines:
                minutes, amount = sums.get(line.kind, (0, Decimal("0.00")))
                sums[line.kind] = (minutes + line.minutes, amount + line.amount)
        return tuple((kind, minutes, amount) for kind, (minutes, amount) in sums.items())


@dataclass(frozen=True, slots=True)
class MonthPay:
    """The pay of a month (lønn for en måned); `final` when the month is locked, else as it stands now."""

    month: date
    final: bool
    waiting: int
    people: tuple[PersonPay, ...]

    @property
    def gross(self) -> Decimal:
        """Before tax, everybody."""
        return sum((person.gross for person in self.people), Decimal("0.00"))

    @property
    def has_unsure_lines(self) -> bool:
        """True when a rate behind a line is not confirmed by its source."""
        return any(not line.is_sure for person in self.people for entry in person.entries for line in entry.lines)


@dataclass(frozen=True, slots=True)
class PayMonth:
    """A month in the list of pay: `gross` is None until the month is locked."""

    month: date
    final: bool
    gross: Decimal | None


def pay_months(*, scheme_uid: UUID, person_uid: UUID | None = None) -> list[PayMonth]:
    """The months with time in them, newest first; with `person_uid` only that assistant's pay. Two queries."""
    periods = Period.objects.filter(scheme__uid=scheme_uid)
    lines = PayLine.objects.filter(period__scheme__uid=scheme_uid)
    if person_uid is not None:
        periods = periods.filter(time_entries__assignment__person__uid=person_uid).distinct()
        lines = lines.filter(entry__assignment__person__uid=person_uid)
    sums = dict(lines.order_by().values_list("period__month").annotate(total=Sum("amount")))
    return [
        PayMonth(month, state == Period.State.LOCKED, sums.get(month, Decimal("0.00")) if state == "locked" else None)
        for month, state in periods.order_by("-month").values_list("month", "state")
    ]


def pay_of_month(*, scheme_uid: UUID, month: date, now: datetime, person_uid: UUID | None = None) -> MonthPay | None:
    """The pay of a month in one scheme, or None when the scheme has no such month.

    With `person_uid` only that assistant's. An open month is reckoned from what is approved so far.

    Raises: NoAnswer `pay_not_known` for an open month.
    """
    period = Period.objects.filter(scheme__uid=scheme_uid, month=month).select_related("scheme").first()
    if period is None:
        return None
    final = period.state == Period.State.LOCKED
    waiting = TimeEntry.objects.filter(period=period, state=TimeEntry.State.SUBMITTED)
    if person_uid is not None:
        waiting = waiting.filter(assignment__person__uid=person_uid)
    lines = _stored(period, person_uid) if final else _reckoned(period, person_uid, now)
    return MonthPay(month, final, waiting.count(), tuple(_people(lines)))


def _stored(period: Period, person_uid: UUID | None) -> list[PayLine]:
    lines = PayLine.objects.filter(period=period)
    if person_uid is not None:
        lines = lines.filter(entry__assignment__person__uid=person_uid)
    return list(
        lines.select_related("entry__assignment__person").order_by(
            "entry__assignment__person__name", "entry__start", "entry__pk", "number"
        )
    )


def _reckoned(period: Period, person_uid: UUID | None, now: datetime) -> list[PayLine]:
    person_pk = None
    if person_uid is not None:
        person_pk = Person.objects.values_list("pk", flat=True).get(uid=person_uid)
    lines = lines_of_month(period, known_on=timezone.localdate(now), now=now, person_pk=person_pk)
    lines.sort(key=lambda line: (line.entry.assignment.person.name, line.entry.start, line.entry.pk, line.number))
    return lines


def _people(lines: Iterable[PayLine]) -> list[PersonPay]:
    """The lines, sorted by person and entry, as they belong together."""
    people: dict[UUID, tuple[str, dict[tuple[int, bool], list[PayLine]]]] = {}
    for line in lines:
        person = line.entry.assignment.person
        _, entries = people.setdefault(person.uid, (person.name, {}))
        entries.setdefault((line.entry_id, line.reverses_id is not None), []).append(line)
    return [
        PersonPay(uid, name, tuple(_paid_entry(grouped) for grouped in entries.values()))
        for uid, (name, entries) in people.items()
    ]


def _paid_entry(lines: list[PayLine]) -> PaidEntry:
    entry = lines[0].entry
    return PaidEntry(
        entry_uid=entry.uid,
        start=entry.start,
        end=entry.end,
        is_reversal=lines[0].reverses_id is not None,
        lines=tuple(
            LineView(
                kind=line.kind,
                minutes=line.minutes,
                rate=line.rate,
                amount=line.amount,
                is_reversal=line.reverses_id is not None,
                certainty=line.certainty,
                steps=tuple(StepView(**step) for step in line.steps),
            )
            for line in lines
        ),
    )
