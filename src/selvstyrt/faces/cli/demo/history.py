"""The weeks that the demo scheme has behind it: plans, time, approvals, locked months; then the next draft."""

from __future__ import annotations

import random
import time as clock
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.payroll.services import lock_month
from selvstyrt.apps.plans import queries as plans
from selvstyrt.apps.plans.services.publishing import publish_plan
from selvstyrt.apps.plans.services.runs import make_roster, request_stop
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.queries import (
    ShiftView,
    missing_shifts,
    months_to_lock,
    week_of,
    weeks_waiting,
)
from selvstyrt.apps.timesheets.services import submit_entry
from selvstyrt.core.base import OSLO, NoAnswer, Span, local_instant
from selvstyrt.faces.cli.demo.draw import World

FORGOTTEN = 3  # the last shifts that nobody has confirmed yet
PAST_SECONDS, NEXT_SECONDS = 2, 12
START_SECONDS = 30  # what a slow machine may use before and after the search

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Team:
    """Both schemes of the demo, and who acts in them."""

    scheme: UUID
    other_scheme: UUID
    leader: Actor
    neighbour: Actor
    coordinator: Actor


def live(world: World, team: Team, *, now: datetime, say: Say) -> None:
    """Plan and work the weeks until `now`, then make the roster of the next eight weeks as a draft."""
    rng = random.Random(world.weekly_minutes)
    end = world.next_from + timedelta(days=55)
    for days in world.past_plans:
        first_day, last_day = days
        planned = local_instant(datetime.combine(min(first_day - timedelta(days=21), now.date()), time(1)))
        is_last = last_day + timedelta(days=1) == world.next_from
        # The neighbour's plan reaches as far as the draft does, so that both schemes are seen together.
        _published(team.other_scheme, (first_day, end if is_last else last_day), team.neighbour, planned, say)
        _published(team.scheme, days, team.leader, planned, say)
    say("Fører timer og godkjenner uker ...")
    for scheme, leader in ((team.scheme, team.leader), (team.other_scheme, team.neighbour)):
        _enter_time(scheme, rng, now)
        _approve_weeks(scheme, leader, now)
    _lock_months(team, now)
    # The next roster is made while the site starts: whoever logs in at once sees it grow.
    make_roster(
        scheme_uid=team.scheme,
        first_day=world.next_from,
        last_day=end,
        by=team.leader,
        now=now,
        time_limit_seconds=NEXT_SECONDS,
    )


def _published(scheme: UUID, days: tuple[date, date], by: Actor, now: datetime, say: Say) -> None:
    """Make the roster of these days and publish it an hour later."""
    first_day, last_day = days
    seconds = PAST_SECONDS
    plan_uid, run_uid = make_roster(
        scheme_uid=scheme, first_day=first_day, last_day=last_day, by=by, now=now, time_limit_seconds=seconds
    )
    say(f"Lager turnus {first_day:%d.%m.%Y}-{last_day:%d.%m.%Y} ...")
    patience = clock.monotonic() + seconds + START_SECONDS
    run = plans.run(scheme, run_uid, now=now)
    while (run is None or not run.is_over) and clock.monotonic() < patience:
        clock.sleep(0.2)
        if run is not None and run.gap_percent is not None and run.gap_percent <= 1 and not run.stop_requested:
            request_stop(run_uid=run_uid, by=by, now=now)  # good enough: nobody waits for the last per cent
        run = plans.run(scheme, run_uid, now=now)
    if run is None or run.state != "done":
        why = run.error or {"state": run.state} if run is not None else {}
        raise NoAnswer("demo_roster_failed", f"The roster of the demo could not be made: {why}", run=run_uid)
    plan = plans.plan(scheme, plan_uid)
    if plan is not None:
        publish_plan(plan_uid=plan_uid, revision=plan.revision, by=by, now=now + timedelta(hours=1))


@transaction.atomic
def _enter_time(scheme: UUID, rng: random.Random, now: datetime) -> None:
    """Each assistant enters each shift half an hour after its end; the last few are still to be entered."""
    for shift in missing_shifts(scheme_uid=scheme, before=now)[:-FORGOTTEN]:
        submit_entry(
            key=uuid4(),
            assignment_uid=shift.assignment_uid,
            shift_uid=shift.uid,
            content=_as_it_was(shift, rng),
            by=Actor(shift.person_uid),
            now=min(shift.span.end + timedelta(minutes=30), now),
        )


def _as_it_was(shift: ShiftView, rng: random.Random) -> EntryContent:
    """Mostly as planned; some nights with calls, and now and then a quarter or two longer."""
    content = shift.content
    if content.rest is not None and rng.random() < 0.5:
        calls = []
        for hour in sorted(rng.sample(range(1, content.rest.minutes // 60 - 1), rng.choice((1, 1, 2)))):
            start = content.rest.start + timedelta(hours=hour, minutes=rng.randrange(0, 30, 5))
            calls.append(Span(start, start + timedelta(minutes=rng.randrange(10, 30, 5))))
        return replace(content, calls=tuple(calls))
    if content.rest is None and rng.random() < 0.06:
        longer = Span(content.span.start, content.span.end + timedelta(minutes=rng.choice((15, 30))))
        return replace(content, span=longer, note="Det tok litt lengre tid i dag.")
    return content


def _approve_weeks(scheme: UUID, leader: Actor, now: datetime) -> None:
    """Each Monday the leader approves the week that ended; last week and this one still wait."""
    this_monday = now.astimezone(OSLO).date() - timedelta(days=now.astimezone(OSLO).weekday())
    for week in weeks_waiting(scheme_uid=scheme):
        approved_on = week.monday + timedelta(days=7)
        if approved_on >= this_monday:
            continue
        moment = local_instant(datetime.combine(approved_on, time(20)))
        seen = week_of(scheme_uid=scheme, monday=week.monday, now=moment)
        approve_entries(
            scheme_uid=scheme,
            entry_versions={entry.uid: entry.version for entry in seen.waiting},
            by=leader,
            now=moment,
        )


def _lock_months(team: Team, now: datetime) -> None:
    """The coordinator locks each month on the twelfth of the next; the last month that is over still waits."""
    over = now.astimezone(OSLO).date().replace(day=1)
    for month in months_to_lock(scheme_uid=team.scheme, now=now):
        following = (month.month + timedelta(days=31)).replace(day=1)
        if following < over:
            moment = local_instant(datetime.combine(following.replace(day=12), time(10)))
            lock_month(scheme_uid=team.scheme, month=month.month, by=team.coordinator, now=moment)
