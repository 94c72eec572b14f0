"""A world in which plans can be made: Solbakken needs somebody every weekday and at weekends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import NeedPattern, PlanVersion, Shift
from selvstyrt.apps.plans.services import adjusting, drafting, publishing
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import OSLO, Span
from tests.cast import NOW, Cast

MONDAY = date(2027, 1, 4)
SUNDAY = date(2027, 1, 17)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A local wall time as an instant."""
    return datetime.combine(day, time(hour, minute), tzinfo=OSLO)


def span(day: date, start: int, end: int) -> Span:
    """Hours of one day; an end at or before the start is the next day's."""
    return Span(at(day, start), at(day + timedelta(days=end <= start), end))


def make_pattern(scheme: Scheme, **changes: object) -> NeedPattern:
    """A weekly need, weekdays 08-14 unless told otherwise."""
    values: dict[str, object] = {
        "name": "Dag",
        "type": "day",
        "weekdays": "01234",
        "starts_at": time(8),
        "ends_at": time(14),
        "first_day": date(2026, 1, 1),
    }
    return NeedPattern.objects.create(scheme=scheme, **{**values, **changes})


@dataclass
class Plans:
    """Short words for the acts of planning in one scheme, by one person."""

    cast: Cast
    scheme: Scheme
    leader: Person

    def draft(self, first: date = MONDAY, last: date = SUNDAY, *, now: datetime = NOW) -> PlanVersion:
        uid = drafting.draft_plan(
            scheme_uid=self.scheme.uid, first_day=first, last_day=last, by=self.cast.actor(self.leader), now=now
        )
        return PlanVersion.objects.get(uid=uid)

    def shifts(self, plan: PlanVersion) -> list[Shift]:
        return list(plan.shifts.select_related("assignment__person").order_by("start", "key"))

    def give(self, plan: PlanVersion, shift: Shift, person: Person | None, *, now: datetime = NOW) -> None:
        plan.refresh_from_db()
        adjusting.assign_shift(
            plan_uid=plan.uid,
            shift_uid=shift.uid,
            person_uid=person.uid if person else None,
            revision=plan.revision,
            by=self.cast.actor(self.leader),
            now=now,
        )

    def publish(self, plan: PlanVersion, *, now: datetime = NOW) -> PlanVersion:
        plan.refresh_from_db()
        publishing.publish_plan(plan_uid=plan.uid, revision=plan.revision, by=self.cast.actor(self.leader), now=now)
        plan.refresh_from_db()
        return plan

    def published(self, *turns: Person, first: date = MONDAY, last: date = SUNDAY, now: datetime = NOW) -> PlanVersion:
        """A published plan in which the people take turns."""
        plan = self.draft(first, last, now=now)
        for number, shift in enumerate(self.shifts(plan)):
            self.give(plan, shift, turns[number % len(turns)], now=now)
        return self.publish(plan, now=now)


@pytest.fixture
def plans(cast: Cast) -> Plans:
    make_pattern(cast.scheme)
    return Plans(cast, cast.scheme, cast.kari)


@pytest.fixture
def other_plans(cast: Cast) -> Plans:
    make_pattern(cast.other_scheme, weekdays="5", name="Lørdag", starts_at=time(10), ends_at=time(16))
    return Plans(cast, cast.other_scheme, cast.nina)


@pytest.fixture
def worker_environment(tmp_path: object) -> Iterator[dict[str, str]]:
    """The environment in which a process of its own finds this test's database."""
    from django.db import connection

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        from pathlib import Path

        link = Path(str(tmp_path)) / "selvstyrt.sqlite3"
        link.symlink_to(name)
        environment["SELVSTYRT_VAR"] = str(tmp_path)
        environment.pop("DATABASE_URL", None)
    else:
        base = environment["DATABASE_URL"].rpartition("/")[0]
        environment["DATABASE_URL"] = f"{base}/{name}"
    yield environment


def uid(value: object) -> UUID:
    """A uuid from a row or a text."""
    return UUID(str(getattr(value, "uid", value)))
