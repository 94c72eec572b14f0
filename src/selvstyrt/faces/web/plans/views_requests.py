"""A request to an assistant: the question, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selvstyrt.apps.plans import covering
from selvstyrt.apps.plans.services import requesting
from selvstyrt.core.base import SelvstyrtError, Span
from selvstyrt.faces.texts.shifts import shift_type_text
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text, times_text
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import here
from selvstyrt.faces.web.plans.cover_words import overtime_text


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.SEE_PLAN)
def shift_request(request: HttpRequest, access: Access, request_uid: UUID) -> HttpResponse:
    """What somebody is asked; yes or no on POST. Only for the one who was asked."""
    found = covering.request_for(request_uid, access.person_uid)
    if found is None or found.scheme_uid != access.scheme_uid:
        raise Http404
    if request.method == "POST":
        return _answered(request, access, request_uid, yes=request.POST.get("answer") == "yes")
    context = {
        "found": found,
        "gets": _shifts(found.gets, found.gets_kinds),
        "loses": _shifts(found.loses, found.loses_kinds),
        "is_open": found.state == "open" and found.answer == "asked",
        "waits": found.state == "open" and found.answer == "yes",
        "got_it": found.state == "done",
        "may_change": found.state == "done" or (found.state == "open" and found.answer != "no"),
        "said_no": found.answer == "no",
        "overtime": overtime_text(found.overtime_minutes, found.gets[0].start_day()) if found.overtime_minutes else "",
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/shift_request.html", context)


def _shifts(spans: tuple[Span, ...], kinds: tuple[str, ...]) -> list[str]:
    """Each shift in words: when, and its kind."""
    return [
        f"{day_text(span.start)} {times_text(span)}, {shift_type_text(kind)}"
        for span, kind in zip(spans, kinds, strict=True)
    ]


def _answered(request: HttpRequest, access: Access, request_uid: UUID, *, yes: bool) -> HttpResponse:
    try:
        state = requesting.answer(request_uid=request_uid, yes=yes, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "shift_request", request_uid=request_uid))
    texts = {
        "done": _("Takk! Vaktplanen er endret."),
        "open": _("Takk! Vi venter på svar fra en til."),
        "declined": _("Takk for svaret. Vaktene dine er som før."),
        "overtaken": _("Noen andre var først. Vaktene dine er som før."),
    }
    messages.success(request, texts[state])
    return redirect(here(access, "scheme" if state == "done" else "shift_request", **_words(state, request_uid)))


def _words(state: str, request_uid: UUID) -> dict[str, object]:
    return {} if state == "done" else {"request_uid": request_uid}


@require_POST
@in_scheme(Right.MAKE_PLAN)
def withdraw_request(request: HttpRequest, access: Access, request_uid: UUID) -> HttpResponse:
    """Take back a question that is not answered."""
    if not covering.is_request_of(request_uid, access.scheme_uid):
        raise Http404
    try:
        requesting.withdraw(
            request_uid=request_uid, scheme_uid=access.scheme_uid, by=actor(request), now=timezone.now()
        )
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Spørsmålet er trukket. Den som ble spurt, får beskjed."))
    return redirect(here(access, "open_shifts"))
