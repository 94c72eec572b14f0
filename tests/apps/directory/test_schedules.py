"""When a source is due, by Oslo's clock."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from selvstyrt.apps.directory.schedules import Hourly, Monthly, Nightly, OnDemand, Schedule, Yearly
from selvstyrt.core.base import OSLO


@pytest.mark.parametrize(
    ("schedule", "now", "due"),
    [
        (Nightly(time(3, 20)), "2026-11-22T03:20", "2026-11-22T03:20"),
        (Nightly(time(3, 20)), "2026-11-22T03:19", "2026-11-21T03:20"),
        (Nightly(time(2, 30)), "2026-03-29T12:00", "2026-03-29T02:30"),  # that half hour does not exist
        (Hourly(12), "2026-11-22T10:12", "2026-11-22T10:12"),
        (Hourly(12), "2026-11-22T00:11", "2026-11-21T23:12"),
        (Monthly(13, time(9)), "2026-11-13T09:00", "2026-11-13T09:00"),
        (Monthly(13, time(9)), "2026-11-13T08:59", "2026-10-13T09:00"),
        (Monthly(13, time(9)), "2027-01-01T00:00", "2026-12-13T09:00"),
        (Monthly(28, time(9)), "2027-03-01T00:00", "2027-02-28T09:00"),
        (Yearly(2, 15, time(8, 30)), "2026-02-15T08:29", "2025-02-15T08:30"),
        (Yearly(2, 15, time(8, 30)), "2026-12-31T23:59", "2026-02-15T08:30"),
    ],
)
def test_the_last_moment_at_which_it_was_due(schedule: Schedule, now: str, due: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OSLO).astimezone(UTC)
    found = schedule.last_due(moment)
    assert found is not None
    assert found.astimezone(UTC) == datetime.fromisoformat(due).replace(tzinfo=OSLO).astimezone(UTC)


def test_a_source_on_demand_is_never_due() -> None:
    assert OnDemand().last_due(datetime(2026, 11, 22, tzinfo=UTC)) is None


def test_each_schedule_says_what_it_is() -> None:
    said = [each.describe() for each in (Nightly(time(3)), Hourly(7), Monthly(13, time(9)), Yearly(2, 1, time(9)))]
    assert said == [
        "every night at 03:00",
        "every hour, 7 minutes past",
        "day 13 of each month at 09:00",
        "each year on 02-01 at 09:00",
    ]
