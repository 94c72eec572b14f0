"""The published rota: week, month, paper, one shift, and the private calendar address."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.plans import covering, queries
from selvstyrt.apps.plans.services import calendar
from selvstyrt.core.base import month_range
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.plans.addresses import here, published_shift
from selvstyrt.faces.web.plans.rota import Maker, week_of

PRINT_WEEKS = 4


def asked_day(request: HttpRequest, name: str = "dag") -> date:
    """The day in the address, else today; nonsense means today."""
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return timezone.localdate()
    return day if 1900 <= day.year < 2200 else timezone.localdate()


def own_uid(access: Access) -> UUID | None:
    """The person's uid where they are an assistant themselves."""
    return access.person_uid if access.assignment_uid else None


@require_safe
@in_scheme(Right.SEE_PLAN)
def week(request: HttpRequest, access: Access) -> HttpResponse:
    """One week of the rota, day by day."""
    first, last = week_of(asked_day(request))
    shifts = queries.shifts_between(access.scheme_uid, first, last)
    covers = covers_wanted(access, shifts) if access.may(Right.MAKE_PLAN) else {}
    maker = Maker(published_shift(access), timezone.localdate(), own_uid(access), covers=covers)
    context = {
        "days": maker.days(shifts, first, last),
        "first": first,
        "last": last,
        "week_number": first.isocalendar().week,
        "previous": first - timedelta(days=7),
        "next": first + timedelta(days=7),
        "is_this_week": first <= timezone.localdate() <= last,
        "empty": sum(shift.is_empty for shift in shifts),
        "away": sum(shift.uid in covers and not shift.is_empty for shift in shifts),
        "shifts": len(shifts),
        "last_published": queries.last_published_day(access.scheme_uid),
        "own": [shift for shift in shifts if shift.person_uid == own_uid(access)] if own_uid(access) else None,
        "may_make": access.may(Right.MAKE_PLAN),
        "views": views_of(access, "week"),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/week.html", context)


@require_safe
@in_scheme(Right.SEE_PLAN)
def month(request: HttpRequest, access: Access) -> HttpResponse:
    """A month as a table of people and days."""
    day = asked_day(request)
    days = month_range(day.year, day.month)
    first, last = days.start, (days.end or day) - timedelta(days=1)
    shifts = queries.shifts_between(access.scheme_uid, first, last)
    maker = Maker(published_shift(access), timezone.localdate(), own_uid(access))
    context = {
        "table": maker.table(shifts, first, last, {}),
        "first": first,
        "previous": first - timedelta(days=1),
        "next": last + timedelta(days=1),
        "views": views_of(access, "month"),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/month.html", context)


@require_safe
@in_scheme(Right.SEE_PLAN)
def week_print(request: HttpRequest, access: Access) -> HttpResponse:
    """Four weeks on paper, in large or very large type."""
    first, _last = week_of(asked_day(request))
    last = first + timedelta(weeks=PRINT_WEEKS, days=-1)
    only_own = request.GET.get("mine") == "1" and own_uid(access) is not None
    shifts = queries.shifts_between(access.scheme_uid, first, last, person_uid=access.person_uid if only_own else None)
    days = Maker(published_shift(access), timezone.localdate()).days(shifts, first, last)
    context = {
        "weeks": [days[n : n + 7] for n in range(0, len(days), 7)],
        "first": first,
        "last": last,
        "large": request.GET.get("stor") == "1",
        "only_own": only_own,
        "is_assistant": own_uid(access) is not None,
        "access": access,
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/print.html", context)


@require_safe
@in_scheme(Right.SEE_PLAN)
def shift(request: HttpRequest, access: Access, shift_uid: UUID) -> HttpResponse:
    """One published shift: when, who, with whom."""
    found = queries.shift_in_effect(access.scheme_uid, shift_uid)
    if found is None:
        raise Http404
    maker = Maker(published_shift(access), timezone.localdate(), own_uid(access))
    context = {
        "shift": found,
        "card": maker.card(found),
        "with_whom": [view.person_name for view in queries.colleagues_at(found, access.scheme_uid)],
        "may_make": access.may(Right.MAKE_PLAN),
        "is_over": found.span.start < timezone.now(),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/shift.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.SEE_PLAN)
def calendar_address(request: HttpRequest, access: Access) -> HttpResponse:
    """The person's own calendar address: make a new one (shown this once), or end it."""
    by, now = actor(request), timezone.now()
    if request.method == "POST":
        if request.POST.get("act") == "end":
            calendar.end_feed(person_uid=access.person_uid, by=by, now=now)
            messages.success(request, _("Adressen virker ikke lenger."))
            return redirect(here(access, "calendar_address"))
        token = calendar.make_feed(person_uid=access.person_uid, by=by, now=now)
        # Shown in the answer itself and never kept, so not after a redirect.
        address = request.build_absolute_uri(f"/cal/{token}.ics")
        return render(request, "pages/plans/calendar.html", {"address": address, "scheme_uid": access.scheme_uid})
    made_at = queries.calendar_made_at(access.person_uid)
    return render(request, "pages/plans/calendar.html", {"made_at": made_at, "scheme_uid": access.scheme_uid})


def covers_wanted(access: Access, shifts: list[queries.ShiftView]) -> dict[UUID, str]:
    """Where a cover is found for each of the shifts that is still to come and empty, or whose holder is away."""
    now = timezone.now()
    coming = [shift for shift in shifts if shift.span.start > now]
    away = covering.held_by_absent({shift.uid for shift in coming})
    return {
        shift.uid: here(access, "cover", shift_uid=shift.uid) for shift in coming if shift.is_empty or shift.uid in away
    }


def views_of(access: Access, current: str) -> list[dict[str, object]]:
    """The views of the rota, for the row of links."""
    labels = {"week": _("Uke"), "month": _("Måned"), "week_print": _("Utskrift"), "calendar_address": _("Kalender")}
    return [{"label": label, "url": here(access, name), "current": name == current} for name, label in labels.items()]
