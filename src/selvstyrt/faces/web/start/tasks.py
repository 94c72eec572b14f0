"""What needs me now: the tasks of a role in a scheme, in order of urgency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selvstyrt.apps.plans.covering import RequestView, open_requests, waiting_for
from selvstyrt.apps.plans.overview import Ahead, ahead
from selvstyrt.apps.schemes.access import Access, Right
from selvstyrt.apps.schemes.overview import granted_until
from selvstyrt.apps.timesheets.overview import TimeAhead, time_ahead
from selvstyrt.apps.timesheets.queries import missing_shifts, monday_of
from selvstyrt.core.base import OSLO
from selvstyrt.faces.web.amounts import day_text, times_text

NOTICE_DAYS = 14
"""A plan is to be known 14 days before it begins (aml. § 10-3)."""
DECISION_NOTICE_DAYS = 90
PLAN_AHEAD_DAYS = 28
PRESSING = timedelta(days=2)
"""A question about a shift so soon stands before everything else, also before what is late."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do (oppgave); `rank` orders tasks with the same deadline."""

    title: str
    url: str
    action: str
    text: str = ""
    deadline: date | None = None
    late: bool = False
    rank: int = 5
    is_pressing: bool = False
    """True when it cannot be done later, and little time is left: it stands first."""


@dataclass(frozen=True, slots=True)
class SchemeTasks:
    """The tasks of one scheme, and whose answers to questions about shifts are waited for."""

    access: Access
    tasks: tuple[Task, ...]
    waiting_for: tuple[str, ...] = ()


def scheme_tasks(accesses: Iterable[Access], *, now: datetime) -> list[SchemeTasks]:
    """The tasks of each scheme, those with the most urgent first; seven queries whatever the number of schemes.

    An assistant's own tasks come beside, with two queries for each scheme where one is an assistant, and one for all
    that they are asked.
    """
    known = list(accesses)
    today = now.astimezone(OSLO).date()
    uids = [access.scheme_uid for access in known if access.may(Right.SEE_TEAM)]
    plans = ahead(uids, now=now, days=NOTICE_DAYS) if uids else {}
    times = time_ahead(uids, today=today) if uids else {}
    grants = granted_until(uids, on=today) if uids else {}
    leads = [access.scheme_uid for access in known if access.may(Right.MAKE_PLAN)]
    waiting = waiting_for(leads, now=now) if leads else {}
    works = [access.person_uid for access in known if access.may(Right.ENTER_OWN_TIME)]
    asked = open_requests(works[0], now=now) if works else []
    found = []
    for access in known:
        tasks: list[Task] = []
        if access.scheme_uid in plans:
            tasks += _time_tasks(access, times[access.scheme_uid], today)
            tasks += _plan_tasks(access, plans[access.scheme_uid], today)
            tasks += _decision_tasks(access, grants[access.scheme_uid], today)
        if access.may(Right.ENTER_OWN_TIME):
            tasks += [_asked_task(each, now) for each in asked if each.scheme_uid == access.scheme_uid]
            tasks += _own_tasks(access, now)
        names = waiting.get(access.scheme_uid, ())
        found.append(SchemeTasks(access, tuple(sorted(tasks, key=_urgency)), tuple(names)))
    return sorted(found, key=lambda each: (not each.tasks, [_urgency(task) for task in each.tasks[:1]]))


def _urgency(task: Task) -> tuple[bool, bool, date, int]:
    return (not task.is_pressing, not task.late, task.deadline or date.max, task.rank)


def _url(name: str, scheme_uid: UUID, **kwargs: object) -> str:
    return reverse(name, kwargs={"scheme_uid": scheme_uid, **kwargs})


def _time_tasks(access: Access, time: TimeAhead, today: date) -> Iterable[Task]:
    if time.waiting and time.oldest and access.may(Right.APPROVE_TIME):
        monday = monday_of(time.oldest.astimezone(OSLO).date())
        deadline = monday + timedelta(days=13)
        yield Task(
            title=ngettext("Godkjenn %(n)s timeføring", "Godkjenn %(n)s timeføringer", time.waiting)
            % {"n": time.waiting},
            text=_("Den eldste er fra uken som begynte %(day)s.") % {"day": day_text(monday, "date")},
            deadline=deadline,
            late=deadline < today,
            url=_url("approve_week", access.scheme_uid, monday=monday),
            action=_("Godkjenn"),
            rank=2,
        )
    if time.month_to_lock and access.may(Right.LOCK_MONTH) and (not time.waiting or not access.may(Right.APPROVE_TIME)):
        deadline = (time.month_to_lock + timedelta(days=32)).replace(day=10)
        yield Task(
            title=_("Lås %(month)s") % {"month": day_text(time.month_to_lock, "month")},
            text=_("Måneden er over. Når den er låst, blir timene til lønn."),
            deadline=deadline,
            late=deadline < today,
            url=_url("months", access.scheme_uid),
            action=_("Se måneden"),
            rank=3,
        )


def _plan_tasks(access: Access, plan: Ahead, today: date) -> Iterable[Task]:
    if not access.may(Right.MAKE_PLAN):
        return
    if plan.away and plan.first_away:
        first = plan.first_away.astimezone(OSLO).date()
        yield Task(
            title=ngettext("%(n)s vakt mangler vikar", "%(n)s vakter mangler vikar", plan.away) % {"n": plan.away},
            text=_("Den som har vakten, er borte. Den første er %(day)s.") % {"day": day_text(first)},
            deadline=first,
            url=_url("open_shifts", access.scheme_uid),
            action=_("Finn vikar"),
            rank=0,
        )
    if plan.empty and plan.first_empty:
        first = plan.first_empty.astimezone(OSLO).date()
        yield Task(
            title=ngettext("%(n)s vakt er ledig", "%(n)s vakter er ledige", plan.empty) % {"n": plan.empty},
            text=_("I de neste fjorten dagene. Den første er %(day)s.") % {"day": day_text(first)},
            deadline=first,
            url=f"{_url('week', access.scheme_uid)}?dag={first.isoformat()}",
            action=_("Se vaktene"),
            rank=1,
        )
    yield from _draft_tasks(access, plan, today)


def _draft_tasks(access: Access, plan: Ahead, today: date) -> Iterable[Task]:
    """The drafts that wait to be published; a new plan is asked for only where no draft has the days after the last."""
    last = plan.last_published_day
    deadline = last + timedelta(days=1 - NOTICE_DAYS) if last else None
    for draft in plan.drafts:
        if not draft.is_running:
            until = deadline if draft.last_day > (last or today) else None
            yield Task(
                title=_("Se over og publiser utkastet"),
                text=_("Det gjelder %(first)s til %(last)s.")
                % {"first": day_text(draft.first_day, "date"), "last": day_text(draft.last_day, "date")},
                deadline=until,
                late=until is not None and until < today,
                url=_url("plan", access.scheme_uid, plan_uid=draft.uid),
                action=_("Se utkastet"),
                rank=4,
            )
    if any(draft.last_day > (last or today) for draft in plan.drafts):
        return
    if last is None or last < today + timedelta(days=PLAN_AHEAD_DAYS):
        yield Task(
            title=_("Lag ny vaktplan"),
            text=_("Planen er publisert til og med %(day)s.") % {"day": day_text(last)}
            if last
            else _("Ingen plan er publisert for dagene som kommer."),
            deadline=deadline,
            late=deadline is not None and deadline < today,
            url=_url("plans", access.scheme_uid),
            action=_("Lag plan"),
            rank=4,
        )


def _decision_tasks(access: Access, until: date | None, today: date) -> Iterable[Task]:
    if until is None or not access.may(Right.SEE_DECISION) or until > today + timedelta(days=DECISION_NOTICE_DAYS):
        return
    if until < today:
        yield Task(
            title=_("Ingen timer er innvilget nå"),
            text=_("Ikke noe vedtak gjelder i dag. Registrer vedtaket når du har det."),
            late=True,
            url=_url("decisions", access.scheme_uid),
            action=_("Se vedtak"),
            rank=1,
        )
    else:
        yield Task(
            title=_("Vedtaket går ut"),
            text=_("Timene er innvilget til og med %(day)s.") % {"day": day_text(until, "year")},
            deadline=until,
            url=_url("decisions", access.scheme_uid),
            action=_("Se vedtak"),
            rank=4,
        )


def _asked_task(asked: RequestView, now: datetime) -> Task:
    span = (*asked.gets, *asked.loses)[0]
    get, lose = _("Kan du ta en vakt %(day)s %(times)s?"), _("Kan du gi fra deg vakten %(day)s %(times)s?")
    return Task(
        title=(get if asked.gets else lose) % {"day": day_text(span.start), "times": times_text(span)},
        deadline=span.start.astimezone(OSLO).date(),
        url=_url("shift_request", asked.scheme_uid, request_uid=asked.uid),
        action=_("Svar"),
        rank=0,
        is_pressing=span.start < now + PRESSING,
    )


def _own_tasks(access: Access, now: datetime) -> Iterable[Task]:
    missing = missing_shifts(scheme_uid=access.scheme_uid, before=now, person_uid=access.person_uid)
    if missing:
        oldest = min(shift.content.span.start for shift in missing).astimezone(OSLO).date()
        yield Task(
            title=ngettext("Før timer for %(n)s vakt", "Før timer for %(n)s vakter", len(missing))
            % {"n": len(missing)},
            text=_("Den eldste er %(day)s.") % {"day": day_text(oldest)},
            deadline=oldest + timedelta(days=7),
            late=oldest + timedelta(days=7) < now.astimezone(OSLO).date(),
            url=_url("time", access.scheme_uid),
            action=_("Før timer"),
            rank=1,
        )
