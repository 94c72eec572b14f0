"""The start pages: the front door, what needs me now, one scheme's home, the year in one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from selvstyrt.apps.hours.queries import account
from selvstyrt.apps.people.queries import coordinates_for
from selvstyrt.apps.plans.queries import ShiftView, colleagues_at, next_shifts, shifts_between
from selvstyrt.apps.schemes.access import Access, Right, Role, accesses
from selvstyrt.apps.schemes.queries import OwnAssignment, assignments_of
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import in_scheme, person_uid
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.money.headline import summary
from selvstyrt.faces.web.open.home.views import home
from selvstyrt.faces.web.plans.texts import listed
from selvstyrt.faces.web.scheme.words import ROLES
from selvstyrt.faces.web.start.tasks import scheme_tasks


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its shifts."""

    day: date
    is_today: bool
    shifts: tuple[ShiftView, ...]


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The front door; for who is logged in, what needs them now."""
    if not request.user.is_authenticated:
        return home(request, language=settings.LANGUAGE_CODE)
    person = person_uid(request)
    known = accesses(person_uid=person, on=timezone.localdate())
    busy = [access for access in known if not access.has_left or access.may(Right.ENTER_OWN_TIME)] or known
    coordinates = bool(coordinates_for(person_uid=person, on=timezone.localdate()))
    if len(busy) == 1 and not coordinates:
        request.access = busy[0]  # type: ignore[attr-defined]  # the menu is that of the scheme
        return _home(request, busy[0])
    now = timezone.now()
    all_tasks = scheme_tasks(known, now=now)
    context = {
        "schemes": [
            (each, _roles(each.access), listed(each.waiting_for))
            for each in all_tasks
            if each.tasks or each.waiting_for
        ],
        "quiet": [
            (each.access, _roles(each.access))
            for each in all_tasks
            if not (each.tasks or each.waiting_for or each.access.has_left)
        ],
        "next_shifts": next_shifts(person, now=now, count=3) if _works_somewhere(known) else [],
        "may_open": coordinates,
        "former": _former(person, known),
    }
    return render(request, "pages/start/schemes.html", context)


@require_safe
@in_scheme(*Right)
def scheme(request: HttpRequest, access: Access) -> HttpResponse:
    """One scheme's home: what needs me now, today and the week."""
    return _home(request, access)


@require_safe
@in_scheme(Right.SEE_HOURS)
def year_line(request: HttpRequest, access: Access) -> HttpResponse:
    """The year's hours in one line, fetched beside the page: it asks the account, which takes longer."""
    try:
        figures = account(scheme_uid=access.scheme_uid, on=timezone.localdate())
    except SelvstyrtError as error:
        return render(request, "pages/start/year_line.html", {"problem": text_for(error)})
    return render(request, "pages/start/year_line.html", {"line": summary(figures)})


def _former(person: UUID, known: list[Access]) -> list[OwnAssignment]:
    """The newest assignment in each scheme that the person has left."""
    left = {access.scheme_uid for access in known if access.has_left}
    newest = {own.scheme_uid: own for own in reversed(assignments_of(person))} if left else {}
    return [own for own in newest.values() if own.scheme_uid in left]


def _home(request: HttpRequest, access: Access) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    leads = access.may(Right.SEE_TEAM)
    works = access.may(Right.SEE_PLAN) and not leads
    own = next_shifts(access.person_uid, now=now, count=4, scheme_uid=access.scheme_uid) if works else []
    week = shifts_between(access.scheme_uid, monday, monday + timedelta(days=6)) if leads else []
    (found,) = scheme_tasks([access], now=now)
    context = {
        "tasks": found.tasks,
        "waiting_for": listed(found.waiting_for),
        "next_shift": own[0] if own else None,
        "with_whom": colleagues_at(own[0], access.scheme_uid) if own else [],
        "later_shifts": own[1:],
        "week": _days(week, monday, today) if leads else [],
        "leads": leads,
        "has_left": access.has_left,
        "has_week": bool(week),
        "empty": sum(shift.is_empty for shift in week),
        "may_see_hours": access.may(Right.SEE_HOURS),
        "roles": _roles(access),
    }
    return render(request, "pages/start/home.html", context)


def _days(shifts: list[ShiftView], monday: date, today: date) -> list[Day]:
    days = [monday + timedelta(days=number) for number in range(7)]
    return [Day(day, day == today, tuple(shift for shift in shifts if shift.day == day)) for day in days]


def _roles(access: Access) -> str:
    return ", ".join(str(ROLES[role]) for role in Role if role in access.roles)


def _works_somewhere(known: list[Access]) -> bool:
    return any(access.assignment_uid for access in known)
