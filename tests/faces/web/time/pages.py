"""Pages as the cast sees them: log in, open, press."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Shift
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.core.base import Span
from tests.apps.timesheets.work import published_plan
from tests.cast import Cast

OSLO = ZoneInfo("Europe/Oslo")


def logged_in(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person.user)  # type: ignore[attr-defined]
    return client


def address(cast: Cast, name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"scheme_uid": cast.scheme.uid} | kwargs)


def days_ago(days: int, hour: int, minute: int = 0) -> datetime:
    """A wall time some days before today, as the pages' clock has it."""
    day = timezone.localdate() - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=OSLO)


def past(days: int, start: int = 9, hours: int = 6) -> EntryContent:
    """Work some days ago."""
    return EntryContent(Span(days_ago(days, start), days_ago(days, start) + timedelta(hours=hours)))


def past_shift(cast: Cast, days: int, assignment: Assignment | None = None, **rest: Any) -> Shift:
    """A published shift some days ago, Amal's unless said otherwise."""
    plan = cast.scheme.plans.first()
    if plan is None:
        today = timezone.localdate()
        plan = published_plan(cast.scheme, first_day=today - timedelta(days=200), last_day=today + timedelta(days=60))
    start = days_ago(days, 9)
    values = {"name": "Dag", "type": "day", "key": f"{start:%Y-%m-%d}-1"} | rest
    return Shift.objects.create(
        plan=plan,
        assignment=assignment or cast.amal_assignment,
        start=start,
        end=values.pop("end", start + timedelta(hours=6)),
        **values,
    )


def text_of(response: Any) -> str:
    """What stands on the page, blanks joined."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()).replace("\u00a0", " "))
