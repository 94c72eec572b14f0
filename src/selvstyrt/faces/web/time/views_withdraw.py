"""Withdraw time that was entered by mistake: a page that asks, then the act."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selvstyrt.apps.timesheets.queries import EntryView, entry_view, monday_of
from selvstyrt.apps.timesheets.services import withdraw_entry
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.time.rows import entry_rows


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.ENTER_OWN_TIME, Right.APPROVE_TIME)
def entry_withdraw(request: HttpRequest, access: Access, entry_uid: UUID) -> HttpResponse:
    """Take back time that nobody has approved."""
    whose = None if access.may(Right.APPROVE_TIME) else access.person_uid
    entry = entry_view(scheme_uid=access.scheme_uid, entry_uid=entry_uid, person_uid=whose)
    if entry is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        try:
            withdraw_entry(entry_uid=entry_uid, version=_version(request), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            problem = text_for(error)
        else:
            messages.success(
                request, _("Timene %(day)s er trukket.") % {"day": day_text(entry.content.span.local_start())}
            )
            return redirect(_back(access, entry))
    context = {
        "scheme_uid": access.scheme_uid,
        "row": entry_rows([entry])[0],
        "entry": entry,
        "problem": problem,
        "has_errors": bool(problem),
        "back": _back(access, entry),
    }
    return render(request, "pages/time/withdraw.html", context, status=409 if problem else 200)


def _version(request: HttpRequest) -> int:
    """The version that the page showed; anything else fits no entry."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _back(access: Access, entry: EntryView) -> str:
    """To the assistant's list, or to the leader's week."""
    if access.may(Right.ENTER_OWN_TIME):
        return reverse("time", kwargs={"scheme_uid": access.scheme_uid})
    monday = monday_of(entry.content.span.start_day())
    return reverse("approve_week", kwargs={"scheme_uid": access.scheme_uid, "monday": monday})
