"""Words of the addresses and contents of the forms of time and money, for the role x address matrix."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.plans.models import SpecialWeek
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.queries import monday_of
from tests.apps.timesheets.work import enter
from tests.cast import Cast
from tests.faces.web.time.pages import days_ago, past, past_shift


def in_scheme(cast: Cast) -> dict[str, Any]:
    return {"scheme_uid": cast.scheme.uid}


def of_shift(cast: Cast) -> dict[str, Any]:
    """Amal's shift that nobody has entered."""
    return in_scheme(cast) | {"shift_uid": past_shift(cast, 3).uid}


def of_entry(cast: Cast) -> dict[str, Any]:
    """Amal's entry that waits."""
    return in_scheme(cast) | {"entry_uid": enter(cast, past(3), now=timezone.now()).uid}


def of_week(cast: Cast) -> dict[str, Any]:
    """A week with an entry that waits."""
    enter(cast, past(3), now=timezone.now())
    return in_scheme(cast) | {"monday": monday_of(days_ago(3, 9).date())}


def of_month(cast: Cast) -> dict[str, Any]:
    """The month before this one, with approved time."""
    day = timezone.localdate().replace(day=1) - timedelta(days=5)
    entry = enter(cast, past((timezone.localdate() - day).days), now=timezone.now())
    approve_entries(
        scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=timezone.now()
    )
    return in_scheme(cast) | {"month": date(day.year, day.month, 1)}


def key_alone(cast: Cast) -> dict[str, str]:
    return {"key": str(uuid4())}


def entry_typed(cast: Cast) -> dict[str, str]:
    """Four hours five days ago; a leader also says whose."""
    return {
        "key": str(uuid4()),
        "assistant": str(cast.jonas.uid),
        "day": f"{days_ago(5, 9):%d.%m.%Y}",
        "start": "09:00",
        "end": "13:00",
        "kind": "work",
    }


def week_seen(cast: Cast) -> dict[str, list[str]]:
    """The entries of the week as the page showed them."""
    return {"entry": [f"{entry.uid}:{entry.version}" for entry in TimeEntry.objects.all()]}


def reason_typed(cast: Cast) -> dict[str, str]:
    return {"version": "1", "reason": "Du gikk kl. 14."}


def first_version(cast: Cast) -> dict[str, str]:
    """The entry as it was first sent."""
    return {"version": "1"}


def of_special_week(cast: Cast) -> dict[str, Any]:
    """A week that is a trip."""
    today = timezone.localdate()
    monday = today + timedelta(days=7 - today.weekday())
    row = SpecialWeek.objects.create(scheme=cast.scheme, first_day=monday, name="Tur", percent=150)
    return in_scheme(cast) | {"week_uid": row.uid}
