"""One shift of a draft: who can have it, when it is, whether it is there at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.checking import Candidate, Judged, judged_lately
from selvstyrt.apps.plans.services import adjusting
from selvstyrt.core.base import Finding, SelvstyrtError, WrongInput
from selvstyrt.core.roster.evaluation import BLOCKING
from selvstyrt.faces.texts.shifts import capital
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import duration_text
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import here
from selvstyrt.faces.web.plans.explanation import explained
from selvstyrt.faces.web.plans.forms import NewShiftForm, ShiftTimesForm
from selvstyrt.faces.web.plans.summary import shift_text
from selvstyrt.faces.web.plans.texts import finding_text, short_finding, source_of
from selvstyrt.faces.web.plans.views_plans import plan_or_404

PLACES = {
    "shift_outside_plan": "day",
    "shift_too_long": "ends_at",
    "shift_has_begun": "day",
    "break_longer_than_shift": "ends_at",
    "passive_too_long": "passive",
}


@require_safe
@in_scheme(Right.MAKE_PLAN)
def plan_shift(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """The shift, why it is as it is, and everybody who could have it."""
    return _shift_page(request, access, plan_uid, shift_uid)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def assign_shift(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """Give the shift to a person, or to nobody."""
    person = _uuid(request.POST.get("person", ""))

    def act() -> str:
        adjusting.assign_shift(
            plan_uid=plan_uid,
            shift_uid=shift_uid,
            person_uid=person,
            revision=revision_of(request),
            by=actor(request),
            now=timezone.now(),
        )
        view = queries.shift_of_plan(plan_uid, shift_uid)
        if view is None or view.is_empty:
            return _("Vakten er ledig nå.")
        if rules := _broken_by_holder(access, view):
            text = _("%(name)s har vakten nå, men det bryter en regel: %(rules)s. Rett det før du publiserer.")
            messages.warning(request, text % {"name": view.person_name, "rules": "; ".join(rules)})
            return ""
        return _("%(name)s har vakten nå.") % {"name": view.person_name}

    return _done(request, access, plan_uid, shift_uid, act)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def pin_shift(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """Hold the shift as it is, or let it go."""
    pinned = request.POST.get("pinned") == "1"

    def act() -> str:
        adjusting.pin_shift(
            plan_uid=plan_uid,
            shift_uid=shift_uid,
            pinned=pinned,
            revision=revision_of(request),
            by=actor(request),
            now=timezone.now(),
        )
        return _("Vakten er låst og endres ikke når turnusen lages på nytt.") if pinned else _("Vakten er låst opp.")

    return _done(request, access, plan_uid, shift_uid, act)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def move_shift(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """Change when the shift is."""
    _plan, before = _shift_or_404(access, plan_uid, shift_uid)
    form = ShiftTimesForm(request.POST, present=before.span)
    if form.is_valid():
        try:
            adjusting.move_shift(
                plan_uid=plan_uid,
                shift_uid=shift_uid,
                span=form.cleaned_data["span"],
                revision=revision_of(request),
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, PLACES)
        else:
            messages.success(request, _("Vakten har fått ny tid."))
            after = queries.shift_of_plan(plan_uid, shift_uid)
            if after is not None and after.passive_minutes != before.passive_minutes:
                messages.info(request, _rest_text(after.passive_minutes))
            return redirect(here(access, "plan_shift", plan_uid=plan_uid, shift_uid=shift_uid))
    return _shift_page(request, access, plan_uid, shift_uid, form)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def undo_move(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """Put the shift back to when it was before it was moved."""

    def act() -> str:
        adjusting.undo_move(
            plan_uid=plan_uid,
            shift_uid=shift_uid,
            revision=revision_of(request),
            by=actor(request),
            now=timezone.now(),
        )
        return _("Vakten er flyttet tilbake.")

    return _done(request, access, plan_uid, shift_uid, act)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def try_times(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """What the law says of a time that is not saved: in part while it is typed, as a page by the button.

    Changes nothing. The button posts, so that the form's token stays out of addresses.
    """
    plan, view = _shift_or_404(access, plan_uid, shift_uid)
    if not plan.is_draft:
        raise Http404
    if request.method != "POST" and "day" not in request.GET:  # opened again, as in another language
        return redirect(here(access, "plan_shift", plan_uid=plan_uid, shift_uid=shift_uid))
    form = ShiftTimesForm(request.POST if request.method == "POST" else request.GET, present=view.span)
    tried = _tried(access, view, form) if form.is_valid() else None
    if getattr(request, "htmx", False):
        return render(request, "pages/plans/_tried.html", {"form": form, "tried": tried})
    return _shift_page(request, access, plan_uid, shift_uid, form, tried)


def _tried(access: Access, view: queries.ShiftView, form: ShiftTimesForm) -> dict[str, object] | None:
    """The words for `_tried.html`; None when the shift cannot have the time at all, which the form tells."""
    row = queries.plan_row(access.scheme_uid, view.plan_uid)
    assert row is not None
    judged, span = judged_lately(row), form.cleaned_data["span"]
    shift = next(each for each in judged.shifts if each.uid == view.uid)
    try:
        adjusting.check_times(row, shift, span, now=timezone.now())
    except SelvstyrtError as error:
        form.refuse(error, PLACES)
        return None
    found, rest = judged.at_another_time(shift, span), adjusting.rest_at(shift, span)
    return {
        "shift_text": shift_text(replace(view, span=span)),
        "name": view.person_name,
        "rest_text": _rest_text(rest) if rest != shift.passive_minutes else "",
        "is_asked": found is not None,
        "findings": [_finding(each, judged) for each in found.findings] if found else [],
        "lost": [_finding(each, judged) for each in found.lost] if found else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def remove_shift(request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID) -> HttpResponse:
    """Take the shift out of the draft, after a question."""
    plan, view = _shift_or_404(access, plan_uid, shift_uid)
    if request.method != "POST":
        context = {"plan": plan, "shift": view, "shift_text": shift_text(view), "scheme_uid": access.scheme_uid}
        return render(request, "pages/plans/remove_shift.html", context)
    try:
        adjusting.remove_shift(
            plan_uid=plan_uid, shift_uid=shift_uid, revision=revision_of(request), by=actor(request), now=timezone.now()
        )
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "plan_shift", plan_uid=plan_uid, shift_uid=shift_uid))
    messages.success(request, _("Vakten er tatt ut av utkastet."))
    return redirect(f"{here(access, 'plan_week', plan_uid=plan_uid)}?dag={view.day}")


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def add_shift(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """One more shift in the draft."""
    plan = plan_or_404(access, plan_uid)
    names = queries.team_names_of(access.scheme_uid, plan_uid)
    people = sorted(names.items(), key=lambda each: each[1])
    form = NewShiftForm(request.POST or None, people=people, initial={"day": plan.first_day})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            uid = adjusting.add_shift(
                plan_uid=plan_uid,
                name=data["name"],
                shift_type=data["type"],
                span=data["span"],
                person_uid=_uuid(data["person"]),
                passive_minutes=data["passive"] or 0,
                revision=revision_of(request),
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, PLACES)
        else:
            messages.success(request, _("Vakten er lagt til."))
            return redirect(here(access, "plan_shift", plan_uid=plan_uid, shift_uid=uid))
    context = {"plan": plan, "form": form, "scheme_uid": access.scheme_uid}
    return render(request, "pages/plans/add_shift.html", context, status=422 if form.errors else 200)


def _shift_page(
    request: HttpRequest,
    access: Access,
    plan_uid: UUID,
    shift_uid: UUID,
    form: ShiftTimesForm | None = None,
    tried: dict[str, object] | None = None,
) -> HttpResponse:
    plan, view = _shift_or_404(access, plan_uid, shift_uid)
    row = queries.plan_row(access.scheme_uid, plan_uid)
    assert row is not None
    judged = Judged.of(row)
    shift = next(each for each in judged.shifts if each.uid == shift_uid)
    start, end = view.span.local_start(), view.span.local_end()
    times = {"day": start.date(), "starts_at": start.time(), "ends_at": end.time()}
    findings = [finding for finding in judged.findings_by_shift[view.key] if finding.rule != "NEVER-EMPTY"]
    context = {
        "plan": plan,
        "shift": view,
        "title": capital(shift_text(view)),
        "findings": [_finding(each, judged) for each in findings],
        "candidates": [_line(candidate) for candidate in judged.candidates(shift)] if plan.is_draft else [],
        "explanation": explained(shift.explanation, judged),
        "may_change": plan.is_draft and view.span.start > timezone.now(),
        "form": form or ShiftTimesForm(initial=times),
        "tried": tried,
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/plan_shift.html", context, status=422 if form and form.errors else 200)


def _rest_text(minutes: int) -> str:
    return _("Vakten er kortere enn hviletiden var. Da blir hviletiden %(time)s.") % {"time": duration_text(minutes)}


def _broken_by_holder(access: Access, view: queries.ShiftView) -> list[str]:
    """The rules that the shift breaks for who has it, in the words of the list of people."""
    row = queries.plan_row(access.scheme_uid, view.plan_uid)
    assert row is not None
    judged = Judged.of(row)
    shift = next(each for each in judged.shifts if each.uid == view.uid)
    holder = next((each for each in judged.candidates(shift) if each.has_it), None)
    return [short_finding(each) for each in holder.findings if each.severity in BLOCKING] if holder else []


def _line(candidate: Candidate) -> dict[str, object]:
    return {
        "uid": candidate.person_uid,
        "name": candidate.name,
        "has_it": candidate.has_it,
        "is_free": candidate.is_free,
        "breaks_rules": candidate.breaks_rules,
        "against": [short_finding(finding) for finding in candidate.findings],
        "minutes": candidate.minutes,
        "contract_minutes": candidate.contract_minutes,
    }


def _done(
    request: HttpRequest, access: Access, plan_uid: UUID, shift_uid: UUID, act: Callable[[], str]
) -> HttpResponse:
    """Do it and say so in the words that it gives; empty when it has told by itself."""
    _plan, view = _shift_or_404(access, plan_uid, shift_uid)
    try:
        if said := act():
            messages.success(request, said)
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
    if request.POST.get("next") == "table":
        return redirect(here(access, "plan_table", plan_uid=plan_uid))
    return redirect(here(access, "plan_shift", plan_uid=plan_uid, shift_uid=view.uid))


def _shift_or_404(access: Access, plan_uid: UUID, shift_uid: UUID) -> tuple[queries.PlanView, queries.ShiftView]:
    plan = plan_or_404(access, plan_uid)
    view = queries.shift_of_plan(plan_uid, shift_uid)
    if view is None:
        raise Http404
    return plan, view


def revision_of(request: HttpRequest) -> int:
    """The revision that the page showed; a missing or broken one is never the present one."""
    text = request.POST.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _uuid(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from WrongInput("unknown_assistant", f"{text[:40]!r} is not an id.")


def _finding(finding: Finding, judged: Judged) -> dict[str, str]:
    """A finding for components/finding.html."""
    source = source_of(finding)
    return {
        "severity": finding.severity.value,
        "text": finding_text(finding, judged.without_effect.get(finding.who, ()), graded=True),
        "source": source.text,
        "url": source.url,
    }
