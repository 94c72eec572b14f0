"""Pages of needs as curves: the day in lines, its picture, and the shifts that the engine makes of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.plans.curve_queries import LineView, designable, lines_of
from selvstyrt.apps.plans.curves import add_curve_line, remove_curve_line, take_design
from selvstyrt.apps.schemes.queries import skills_of, weekly_grant
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.needs import curve_minutes, read_needs, week_curve
from selvstyrt.engine.shift_design import design
from selvstyrt.faces.texts.design import design_outcome, design_text
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.scheme.curve_figure import curve_figure
from selvstyrt.faces.web.scheme.curve_forms import PLACES, CurveLineForm, ShiftRulesForm
from selvstyrt.faces.web.scheme.curve_shifts import Proposed, proposed
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.words import WEEKDAYS

FORM = ["GET", "HEAD", "POST"]
SEARCH_SECONDS = 4
SALT = "shift-design"
PLAIN_RULES = {
    "shortest": "2",
    "longest": "10",
    "longest_with_rest": "16",
    "start_step": "30",
    "handovers": "",
    "overlap": "0",
}


def _next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def _days(line: LineView) -> str:
    days = sorted(line.weekdays)
    return str(_("alle dager")) if len(days) == 7 else ", ".join(str(WEEKDAYS[str(day)]) for day in days)


@require_safe
@in_scheme(Right.CHANGE_NEEDS)
def curve(request: HttpRequest, access: Access) -> HttpResponse:
    """The lines of the day, their picture, and the rules for the shifts."""
    lines = lines_of(access.scheme_uid)
    context: dict[str, Any] = {"lines": [(line, _days(line)) for line in lines]}
    if lines:
        monday = _next_monday(timezone.localdate())
        data = {"format": "selvstyrt-needs/1", "from": str(monday), "to": str(monday)}
        found = week_curve(read_needs({**data, "week": [line.entry for line in lines]}).week)
        minutes, granted = curve_minutes(found), weekly_grant(access.scheme_uid, on=monday)
        context |= {
            "figure": curve_figure(found),
            "minutes": minutes,
            "granted": granted,
            "over": max(0, minutes - granted),
            "rules": ShiftRulesForm(initial=PLAIN_RULES),
        }
    return render(request, "pages/scheme/curve.html", context)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def curve_line_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Add a line of the day."""
    initial = {"weekdays": list("0123456"), "assistants": "1", "duty": "active", "priority": "2"}
    form = CurveLineForm(request.POST or None, initial=initial, skills=skills_of(access.scheme_uid))
    if request.method == "POST" and form.is_valid():
        try:
            add_curve_line(scheme_uid=access.scheme_uid, line=form.line(), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error, PLACES)
        else:
            messages.success(request, _("Linjen er lagt til."))
            return redirect("curve", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Når trenger du noen?"),
        intro=_("Skriv når du trenger noen. Du trenger ikke tenke på vakter."),
        action=_("Legg til"),
        back_url=reverse("curve", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Døgnet mitt"),
    )


@require_POST
@in_scheme(Right.CHANGE_NEEDS)
def curve_line_remove(request: HttpRequest, access: Access, line_uid: UUID) -> HttpResponse:
    """Remove a line of the day."""
    try:
        remove_curve_line(scheme_uid=access.scheme_uid, line_uid=line_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Linjen er fjernet."))
    return redirect("curve", scheme_uid=access.scheme_uid)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_NEEDS)
def curve_shifts(request: HttpRequest, access: Access) -> HttpResponse:
    """The shifts that cover the curve, with reasons; taken, they are the weekly needs from next Monday."""
    if request.method == "POST":
        return _take(request, access)
    if not lines_of(access.scheme_uid):
        return redirect("curve", scheme_uid=access.scheme_uid)
    form = ShiftRulesForm(request.GET if "shortest" in request.GET else PLAIN_RULES)
    context: dict[str, Any] = {"form": form, "first_day": _next_monday(timezone.localdate())}
    if form.is_valid():
        try:
            context |= _designed(access, form, context["first_day"])
        except SelvstyrtError as error:
            form.add_error(None, text_for(error))
    return render(request, "pages/scheme/curve_shifts.html", context, status=422 if form.errors else 200)


def _designed(access: Access, form: ShiftRulesForm, first_day: date) -> dict[str, Any]:
    ready = designable(access.scheme_uid, first_day=first_day, rules=form.rules())
    found = design(ready.needs, seconds=SEARCH_SECONDS)
    language = get_language() or "nb"
    rows = proposed(found, language, ready.names)
    return {
        "outcome": design_outcome(found, language),
        "notes": [design_text(note, language, ready.names) for note in found.notes],
        "rows": rows,
        "figure": curve_figure(week_curve(ready.needs.week), found.week),
        "packed": signing.dumps([str(access.scheme_uid), [row.packed() for row in rows]], salt=SALT),
    }


def _take(request: HttpRequest, access: Access) -> HttpResponse:
    back = redirect("curve_shifts", scheme_uid=access.scheme_uid)
    try:
        scheme_uid, packed = signing.loads(request.POST.get("packed", ""), salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        messages.warning(request, _("Forslaget er for gammelt. Her er et nytt."))
        return back
    chosen = set(request.POST.getlist("take"))
    rows = [Proposed.unpacked(each) for number, each in enumerate(packed) if str(number) in chosen]
    first_day = _next_monday(timezone.localdate())
    if scheme_uid != str(access.scheme_uid):
        messages.warning(request, _("Forslaget er for gammelt. Her er et nytt."))
        return back
    try:
        take_design(
            scheme_uid=access.scheme_uid,
            patterns=[row.pattern(first_day) for row in rows],
            first_day=first_day,
            in_place_of_all=request.POST.get("in_place_of_all") == "1",
            by=actor(request),
            now=timezone.now(),
        )
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
        return back
    messages.success(request, _("Vaktene er tatt i bruk. Du kan endre hver av dem her."))
    return redirect("needs", scheme_uid=access.scheme_uid)
