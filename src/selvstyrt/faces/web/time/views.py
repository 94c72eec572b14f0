"""Own time: what waits to be confirmed, what was entered, the form."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.schemes.queries import assignments_of
from selvstyrt.apps.timesheets.queries import (
    EntryView,
    ShiftView,
    assignment_on,
    assistants_of,
    entries_between,
    entry_view,
    missing_shifts,
    shift_to_enter,
)
from selvstyrt.apps.timesheets.services import confirm_shift, correct_entry, submit_entry
from selvstyrt.core.base import SelvstyrtError, Span
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.time.forms import EntryForm, initial_of
from selvstyrt.faces.web.time.rows import entry_rows, shift_rows

MONTHS_SHOWN = 3


@require_safe
@in_scheme(Right.SEE_OWN_TIME)
def own_time(request: HttpRequest, access: Access) -> HttpResponse:
    """The assistant's shifts to confirm, and own entries by month; who has left keeps all of them."""
    now = timezone.now()
    may_enter = access.may(Right.ENTER_OWN_TIME)
    shifts = missing_shifts(scheme_uid=access.scheme_uid, before=now, person_uid=access.person_uid) if may_enter else []
    entries = entries_between(
        scheme_uid=access.scheme_uid,
        start=Span.of_day(_shown_from(access)).start,
        end=now,
        person_uid=access.person_uid,
    )
    rows = entry_rows(entries[::-1])
    context = {
        "scheme_uid": access.scheme_uid,
        "may_enter": may_enter,
        "shifts": shift_rows(shifts),
        "returned": [row for row in rows if row.entry.state == "returned" and row.entry.may_be_corrected],
        "months": [
            (month, list(group))
            for month, group in groupby(rows, key=lambda row: row.entry.content.span.start_day().replace(day=1))
        ],
    }
    return render(request, "pages/time/own.html", context)


@require_POST
@in_scheme(Right.ENTER_OWN_TIME, Right.APPROVE_TIME)
def entry_confirm(request: HttpRequest, access: Access, shift_uid: UUID) -> HttpResponse:
    """Enter a shift as planned: one press."""
    shift = shift_to_enter(scheme_uid=access.scheme_uid, shift_uid=shift_uid, person_uid=_whose(access))
    back = _back(request, access)
    if shift is None:
        messages.info(request, _("Timene for denne vakten er ført fra før, eller planen er endret."))
        return back
    try:
        confirm_shift(key=_key(request), shift_uid=shift_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
    else:
        messages.success(request, _("Timene for %(day)s er ført.") % {"day": day_text(shift.span.local_start())})
    return back


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.ENTER_OWN_TIME, Right.APPROVE_TIME)
def entry_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Enter time: from a shift with `vakt`, or on its own."""
    shift = _wanted_shift(request, access)
    assistants = [] if shift or not _leads(access) else assistants_of(scheme_uid=access.scheme_uid, since=_a_year_ago())
    initial = initial_of(shift.content) if shift else {"key": uuid4(), "kind": "work", "break_counts_as_work": True}
    calls = 1 if shift and shift.content.rest else 0
    form = EntryForm(request.POST or None, initial=initial, assistants=assistants, calls=calls)
    if request.method == "POST" and not form.wants_more and form.is_valid() and form.content:
        person = shift.person_uid if shift else UUID(form.cleaned_data.get("assistant") or str(access.person_uid))
        assignment = (
            shift.assignment_uid
            if shift
            else assignment_on(scheme_uid=access.scheme_uid, person_uid=person, day=form.cleaned_data["day"])
        )
        if assignment is None:
            raise Http404
        try:
            submit_entry(
                key=form.cleaned_data["key"],
                assignment_uid=assignment,
                shift_uid=shift.uid if shift else None,
                content=form.content,
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.place(error)
        else:
            messages.success(request, _("Timene er ført. De venter på godkjenning."))
            return _back(request, access)
    return _form_page(request, access, form, shift=shift)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.ENTER_OWN_TIME, Right.APPROVE_TIME)
def entry_correct(request: HttpRequest, access: Access, entry_uid: UUID) -> HttpResponse:
    """Correct an entry; the old one stays on record."""
    entry = entry_view(scheme_uid=access.scheme_uid, entry_uid=entry_uid, person_uid=_whose(access))
    if entry is None:
        raise Http404
    form = EntryForm(request.POST or None, initial=initial_of(entry.content), calls=len(entry.content.calls))
    if request.method == "POST" and not form.wants_more and form.is_valid() and form.content:
        try:
            correct_entry(
                key=form.cleaned_data["key"],
                entry_uid=entry_uid,
                content=form.content,
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.place(error)
        else:
            messages.success(request, _("Rettelsen er ført. Den venter på godkjenning."))
            return _back(request, access)
    return _form_page(request, access, form, entry=entry)


def _form_page(
    request: HttpRequest,
    access: Access,
    form: EntryForm,
    *,
    shift: ShiftView | None = None,
    entry: EntryView | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.wants_more:
        form = _unjudged(form)
    context = {
        "scheme_uid": access.scheme_uid,
        "form": form,
        "shift": shift,
        "entry": entry,
        "row": entry_rows([entry])[0] if entry else None,
        "leads": _leads(access),
        "show_rest": bool(form["rest_start"].value() or form.call_count > 1),
    }
    return render(request, "pages/time/entry.html", context)


def _unjudged(form: EntryForm) -> EntryForm:
    """The same typed values with more rows, before anything is wrong."""
    values = {name: form.data.get(name) for name in form.fields if name in form.data}
    more = EntryForm(initial=values, calls=form.call_count - 1)
    if "assistant" in form.fields:
        more.fields = {"assistant": form.fields["assistant"], **more.fields}
    return more


def _leads(access: Access) -> bool:
    return access.may(Right.APPROVE_TIME)


def _whose(access: Access) -> UUID | None:
    """None for a leader, who may enter for everybody; else the person alone."""
    return None if _leads(access) else access.person_uid


def _back(request: HttpRequest, access: Access) -> HttpResponse:
    """To the assistant's list, or to the leader's week."""
    return redirect("time" if access.may(Right.ENTER_OWN_TIME) else "approve", scheme_uid=access.scheme_uid)


def _wanted_shift(request: HttpRequest, access: Access) -> ShiftView | None:
    wanted = request.GET.get("vakt")
    if not wanted:
        return None
    try:
        uid = UUID(wanted)
    except ValueError as error:
        raise Http404 from error
    shift = shift_to_enter(scheme_uid=access.scheme_uid, shift_uid=uid, person_uid=_whose(access))
    if shift is None:
        raise Http404
    return shift


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _shown_from(access: Access) -> date:
    """The first month of the list; who has left sees back to the first day."""
    if not access.has_left:
        return _months_back(timezone.localdate(), MONTHS_SHOWN - 1)
    return min(own.first_day for own in assignments_of(access.person_uid) if own.scheme_uid == access.scheme_uid)


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _a_year_ago() -> date:
    return _months_back(timezone.localdate(), 12)
