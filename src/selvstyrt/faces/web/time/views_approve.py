"""Approval: weeks that wait, one week on one page, sending back."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.timesheets.queries import entry_view, monday_of, week_of, weeks_waiting
from selvstyrt.apps.timesheets.services import return_entry
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import clock_text, day_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.time.forms import ReturnForm
from selvstyrt.faces.web.time.rows import entry_rows, shift_rows


@require_safe
@in_scheme(Right.APPROVE_TIME, Right.SEE_TIME)
def approve(request: HttpRequest, access: Access) -> HttpResponse:
    """The weeks that wait, oldest first."""
    weeks = weeks_waiting(scheme_uid=access.scheme_uid)
    context = {
        "scheme_uid": access.scheme_uid,
        "weeks": [(week, week.monday.isocalendar().week, week.monday + timedelta(days=6)) for week in weeks],
        "this_monday": monday_of(timezone.localdate()),
        "may_approve": access.may(Right.APPROVE_TIME),
    }
    return render(request, "pages/time/approve.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.APPROVE_TIME, Right.SEE_TIME)
def approve_week(request: HttpRequest, access: Access, monday: date) -> HttpResponse:
    """A whole week on one page, and one button."""
    if monday != monday_of(monday):
        return redirect("approve_week", scheme_uid=access.scheme_uid, monday=monday_of(monday))
    problem = None
    if request.method == "POST":
        if not access.may(Right.APPROVE_TIME):
            raise PermissionDenied
        problem = _approve(request, access)
        if problem is None:
            return _onwards(request, access, monday)
    week = week_of(scheme_uid=access.scheme_uid, monday=monday, now=timezone.now())
    rows = entry_rows(week.entries)
    context = {
        "scheme_uid": access.scheme_uid,
        "week": week,
        "number": monday.isocalendar().week,
        "rows": rows,
        "unusual": [row for row in rows if row.entry.is_open and row.deviations],
        "missing": shift_rows(week.missing),
        "may_approve": access.may(Right.APPROVE_TIME),
        "problem": problem,
        "has_errors": problem is not None,
        "before": monday - timedelta(days=7),
        "after": monday + timedelta(days=7),
    }
    return render(request, "pages/time/approve_week.html", context, status=200 if problem is None else 409)


def _approve(request: HttpRequest, access: Access) -> list[str] | None:
    """Approve what the page showed; None when it went well, else sentences."""
    versions = _versions(request.POST.getlist("entry"))
    if not versions:
        return [_("Det er ingen timer som venter på godkjenning i denne uken.")]
    try:
        count = approve_entries(
            scheme_uid=access.scheme_uid, entry_versions=versions, by=actor(request), now=timezone.now()
        )
    except SelvstyrtError as error:
        if error.code == "unknown_entry":
            raise Http404 from error
        return [text_for(error), *(_who_changed(entry) for entry in error.facts.get("entries", ()))]
    text = ngettext("%(count)d føring er godkjent.", "%(count)d føringer er godkjent.", count)
    messages.success(request, text % {"count": count})
    return None


def _who_changed(entry: dict[str, object]) -> str:
    words = {
        "approved": _("%(by)s har godkjent timene til %(assistant)s %(day)s kl. %(clock)s."),
        "withdrawn": _("%(assistant)s har trukket timene %(day)s kl. %(clock)s."),
        "returned": _("%(by)s har sendt tilbake timene til %(assistant)s %(day)s kl. %(clock)s."),
    }
    text = words.get(str(entry["state"]), _("%(assistant)s har rettet timene %(day)s kl. %(clock)s."))
    start = entry["start"]
    return text % {
        "by": entry["by"],
        "assistant": entry["assistant"],
        "day": day_text(start),  # type: ignore[arg-type]
        "clock": clock_text(start),  # type: ignore[arg-type]
    }


def _versions(pairs: list[str]) -> dict[UUID, int]:
    """`uid:version` as the page wrote them; anything else is no entry of ours."""
    versions = {}
    for pair in pairs:
        uid, _colon, version = pair.partition(":")
        try:
            versions[UUID(uid)] = int(version)
        except ValueError as error:
            raise Http404 from error
    return versions


def _onwards(request: HttpRequest, access: Access, monday: date) -> HttpResponse:
    """To the next week that waits, else to the list."""
    waiting = weeks_waiting(scheme_uid=access.scheme_uid)
    following = next((week.monday for week in waiting if week.monday > monday), None)
    if following is None:
        return redirect("approve", scheme_uid=access.scheme_uid)
    return redirect("approve_week", scheme_uid=access.scheme_uid, monday=following)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.APPROVE_TIME)
def entry_return(request: HttpRequest, access: Access, entry_uid: UUID) -> HttpResponse:
    """Send one entry back with a reason."""
    entry = entry_view(scheme_uid=access.scheme_uid, entry_uid=entry_uid)
    if entry is None:
        raise Http404
    monday = monday_of(entry.content.span.start_day())
    form = ReturnForm(request.POST or None, initial={"version": entry.version})
    if request.method == "POST" and form.is_valid():
        try:
            return_entry(
                scheme_uid=access.scheme_uid,
                entry_uid=entry_uid,
                version=form.cleaned_data["version"],
                reason=form.cleaned_data["reason"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Timene er sendt tilbake til %(name)s.") % {"name": entry.assistant})
            return redirect("approve_week", scheme_uid=access.scheme_uid, monday=monday)
    context = {
        "scheme_uid": access.scheme_uid,
        "form": form,
        "row": entry_rows([entry])[0],
        "monday": monday,
    }
    return render(request, "pages/time/return.html", context)
