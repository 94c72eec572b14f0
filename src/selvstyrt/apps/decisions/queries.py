"""Questions about decisions: which one rules on a day, and what it grants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from selvstyrt.apps.decisions.models import Case, Decision
from selvstyrt.core.base import DateRange


class Standing(StrEnum):
    """What a decision counts for on a day (stilling)."""

    IN_FORCE = "in_force"
    COMING = "coming"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class LineView:
    """Hours per week of one service, and the days on which they count; None when they never do."""

    pk: int
    service: str
    weekly_minutes: int
    first_day: date | None
    last_day: date | None
    rules: DateRange | None


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision with the days on which it rules alone (vedtak); `rules` None when it never does."""

    uid: UUID
    issued_on: date
    first_day: date
    last_day: date | None
    rules: DateRange | None
    standing: Standing
    lines: tuple[LineView, ...]
    corrects: UUID | None
    corrected_by: UUID | None
    note: str

    @property
    def rules_until(self) -> date | None:
        """The last day on which it rules, or None: for ever, or never."""
        return self.rules.end - timedelta(days=1) if self.rules and self.rules.end else None

    def weekly_minutes_on(self, day: date) -> int:
        """What its lines grant per week on the day, as if it ruled."""
        return sum(
            line.weekly_minutes
            for line in self.lines
            if (line.first_day is None or line.first_day <= day) and (line.last_day is None or day <= line.last_day)
        )

    @property
    def weekly_minutes(self) -> int:
        """What it grants per week from its first day."""
        return self.weekly_minutes_on(self.first_day)


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as a page's heading shows it (sak)."""

    uid: UUID
    reference: str
    owner_name: str
    municipality: str


def case_view(case_uid: UUID) -> CaseView:
    """The case with the names of its owner and its municipality."""
    case = Case.objects.select_related("owner", "municipality").get(uid=case_uid)
    return CaseView(case.uid, case.reference, case.owner.name, case.municipality.name)


def decisions_of(case_uid: UUID, *, on: date) -> list[DecisionView]:
    """All decisions of the case, newest first day first; two queries whatever the number."""
    rows = list(
        Decision.objects.filter(case__uid=case_uid)
        .select_related("corrects", "corrected_by")
        .prefetch_related("lines")
        .order_by("first_day", "pk")
    )
    counting = [row for row in rows if getattr(row, "corrected_by", None) is None]
    starts = [row.first_day for row in counting]
    views = []
    for row in rows:
        following = min((start for start in starts if start > row.first_day), default=None)
        views.append(_view(row, following, on))
    views.reverse()
    return views


def decision_on(case_uid: UUID, day: date) -> DecisionView | None:
    """The decision that rules on the day, or None: then no hours are granted."""
    return next((view for view in decisions_of(case_uid, on=day) if view.rules and day in view.rules), None)


def _view(row: Decision, following: date | None, on: date) -> DecisionView:
    corrected_by = getattr(row, "corrected_by", None)
    ends = [day for day in (row.last_day + timedelta(days=1) if row.last_day else None, following) if day]
    rules = None if corrected_by else DateRange(row.first_day, min(ends) if ends else None)
    lines = tuple(
        LineView(
            pk=line.pk,
            service=line.service,
            weekly_minutes=line.weekly_minutes,
            first_day=line.first_day,
            last_day=line.last_day,
            rules=_line_rules(rules, line.first_day or row.first_day, line.last_day),
        )
        for line in sorted(row.lines.all(), key=lambda line: line.pk)
    )
    return DecisionView(
        uid=row.uid,
        issued_on=row.issued_on,
        first_day=row.first_day,
        last_day=row.last_day,
        rules=rules,
        standing=_standing(rules, following, on),
        lines=lines,
        corrects=row.corrects.uid if row.corrects else None,
        corrected_by=corrected_by.uid if corrected_by else None,
        note=row.note,
    )


def _line_rules(rules: DateRange | None, first_day: date, last_day: date | None) -> DateRange | None:
    if rules is None:
        return None
    return rules.cut(DateRange(first_day, last_day + timedelta(days=1) if last_day else None))


def _standing(rules: DateRange | None, following: date | None, on: date) -> Standing:
    if rules is None:
        return Standing.CORRECTED
    if on < rules.start:
        return Standing.COMING
    if on in rules:
        return Standing.IN_FORCE
    return Standing.SUPERSEDED if following is not None and following <= on else Standing.ENDED
