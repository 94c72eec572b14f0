"""Finding a cover for a shift of the published plan: who can, asking them, giving it at once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from selvstyrt.apps.plans import covering, queries
from selvstyrt.apps.plans.services import requesting
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.texts.shifts import capital
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text, times_text
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import here
from selvstyrt.faces.web.plans.cover_words import limits_text, refused_line, way_line
from selvstyrt.faces.web.plans.texts import listed


@require_safe
@in_scheme(Right.MAKE_PLAN)
def open_shifts(request: HttpRequest, access: Access) -> HttpResponse:
    """The shifts of the next four weeks that nobody can come to, and others that somebody is asked about."""
    now = timezone.now()
    away = covering.without_holder(access.scheme_uid, now=now, days=covering.SOON_DAYS)
    empty = queries.tasks(access.scheme_uid, now=now, days=covering.SOON_DAYS).empty
    people: dict[UUID, list[queries.ShiftView]] = {}
    for shift in away:
        if shift.person_uid is not None:
            people.setdefault(shift.person_uid, []).append(shift)
    assignments = covering.assignments_of(access.scheme_uid, list(people))
    told = [shift.key for shift in (*away, *empty)]
    others = covering.asked_about(access.scheme_uid, now=now, beside=told)
    asked = covering.asked_now(access.scheme_uid, [*told, *(shift.key for shift in others)])
    context = {
        "people": [
            {
                "name": shifts[0].person_name,
                "shifts": [(shift, _asked_text(asked.get(shift.key, []))) for shift in shifts],
                "assignment": assignments.get(uid) if len(shifts) > 1 else None,
            }
            for uid, shifts in people.items()
        ],
        "empty": [(shift, _asked_text(asked.get(shift.key, []))) for shift in empty],
        "others": [(shift, _asked_text(asked.get(shift.key, []))) for shift in others],
        "last": timezone.localdate() + timedelta(days=covering.SOON_DAYS),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/open_shifts.html", context)


@require_safe
@in_scheme(Right.MAKE_PLAN)
def cover(request: HttpRequest, access: Access, shift_uid: UUID) -> HttpResponse:
    """Who can cover the shift, in order, with why and what it costs; and who cannot."""
    row = _row_or_404(access, shift_uid)
    now = timezone.now()
    context: dict[str, object] = {"scheme_uid": access.scheme_uid, "has_begun": row.start <= now}
    if row.start <= now:
        context |= {"shift": queries.view_of(row)}
    else:
        page, exact = covering.cover_page(row, now=now), access.may(Right.SEE_ALL_PAY)
        context |= {
            "shift": page.shift,
            "away": page.away,
            "can": [way_line(each, exact=exact) for each in page.can],
            "unasked": [way.code for way in page.can if way.asked_at is None],
            "overtime": [way_line(each, exact=exact) for each in page.overtime],
            "chains": [way_line(each, exact=exact) for each in page.chains],
            "splits": [way_line(each, exact=exact) for each in page.splits],
            "cannot": [refused_line(name, findings) for name, findings in page.cannot],
            "limits": limits_text(page.shift.day) if page.overtime else "",
            "sms": _sms(row),
        }
    context["when"] = f"{capital(day_text(row.start))} {times_text(queries.view_of(row).span)}"
    return render(request, "pages/plans/cover.html", context)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def ask_cover(request: HttpRequest, access: Access, shift_uid: UUID) -> HttpResponse:
    """Ask one or several ways; the first who says yes gets the shift."""
    row = _row_or_404(access, shift_uid)
    offers = [offer for code in request.POST.getlist("cover")[:50] if (offer := covering.offer_of(row, code))]
    if not offers:
        raise Http404

    def address(uid: UUID) -> str:
        url = reverse("shift_request", kwargs={"scheme_uid": access.scheme_uid, "request_uid": uid})
        return str(request.build_absolute_uri(url))

    try:
        made = requesting.ask(
            scheme_uid=access.scheme_uid, offers=offers, by=actor(request), now=timezone.now(), address=address
        )
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
    else:
        sent = ngettext("Spørsmålet er sendt. Den første som sier ja, får vakten.",
                        "%(n)s spørsmål er sendt. Den første som sier ja, får vakten.", len(made))  # fmt: skip
        messages.success(request, sent % {"n": len(made)} if made else _("De er spurt allerede."))
    return redirect(here(access, "cover", shift_uid=row.uid))


@require_POST
@in_scheme(Right.MAKE_PLAN)
def give_cover(request: HttpRequest, access: Access, shift_uid: UUID) -> HttpResponse:
    """Give the shift at once, as agreed by phone."""
    row = _row_or_404(access, shift_uid)
    offer = covering.offer_of(row, request.POST.get("cover", ""))
    if offer is None:
        raise Http404
    try:
        requesting.set_cover(scheme_uid=access.scheme_uid, steps=offer.steps, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "cover", shift_uid=row.uid))
    now_held = covering.shift_to_cover(access.scheme_uid, shift_uid)
    name = now_held.assignment.person.name if now_held is not None and now_held.assignment is not None else ""
    done = _("%(name)s har vakten nå. De som har fått endringer, får beskjed.") % {"name": name}
    messages.success(request, done if name else _("Vakten er delt. De som har fått endringer, får beskjed."))
    return redirect(f"{here(access, 'week')}?dag={queries.view_of(row).day}")


def _asked_text(names: list[str]) -> str:
    """Who has a question about a shift that is not answered; empty where nobody has."""
    return _("Venter på svar fra %(names)s.") % {"names": listed(dict.fromkeys(names))} if names else ""


def _row_or_404(access: Access, shift_uid: UUID) -> covering.ShiftRow:
    row = covering.shift_to_cover(access.scheme_uid, shift_uid)
    if row is None:
        raise Http404
    return row


def _sms(row: covering.ShiftRow) -> str:
    """What a text message to a possible cover says; no cause, no names."""
    span = queries.view_of(row).span
    return _("Kan du ta en vakt %(day)s %(times)s?") % {"day": day_text(span.start), "times": times_text(span)}
