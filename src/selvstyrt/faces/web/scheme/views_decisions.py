"""Pages of decisions: the list, a new one or a correction, one with how its hours come about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.decisions.queries import DecisionView, case_view, decisions_of
from selvstyrt.apps.hours.services import register_decision_and_grant
from selvstyrt.apps.schemes.queries import case_uid_of, granted_in_year
from selvstyrt.core.base import SelvstyrtError, Step
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text, duration_text
from selvstyrt.faces.web.scheme.decision_forms import PLACES, DecisionForm, as_typed
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.words import SERVICES, STANDINGS

TAGS = {"in_force": "success", "coming": "info"}


@dataclass(frozen=True, slots=True)
class Row:
    """A decision in the list, with its words."""

    decision: DecisionView
    standing: str | Promise
    tag: str


@dataclass(frozen=True, slots=True)
class StepText:
    """A step as components/steps.html shows it."""

    text: str
    result: str
    source: str = ""
    url: str = ""


@require_safe
@in_scheme(Right.SEE_DECISION)
def decisions(request: HttpRequest, access: Access) -> HttpResponse:
    """All decisions of the scheme, newest first."""
    case_uid = case_uid_of(access.scheme_uid)
    rows = [_row(decision) for decision in decisions_of(case_uid, on=timezone.localdate())]
    context = {"rows": rows, "case": case_view(case_uid), "may_change": access.may(Right.CHANGE_DECISION)}
    return render(request, "pages/scheme/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.CHANGE_DECISION)
def decision_new(request: HttpRequest, access: Access, corrects: UUID | None = None) -> HttpResponse:
    """Register a decision, or correct one that was registered wrongly."""
    wrong = _decision(access, corrects) if corrects else None
    form = DecisionForm(request.POST or None, initial=as_typed(wrong) if wrong else None)
    if request.method == "POST" and form.is_valid():
        try:
            uid = register_decision_and_grant(
                scheme_uid=access.scheme_uid,
                issued_on=form.cleaned_data["issued_on"],
                first_day=form.cleaned_data["first_day"],
                last_day=form.cleaned_data["last_day"],
                lines=form.lines(),
                corrects=corrects,
                note=form.cleaned_data["note"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, PLACES)
        else:
            messages.success(request, _("Vedtaket er lagret, og timekontoen er oppdatert."))
            return redirect("decision", scheme_uid=access.scheme_uid, decision_uid=uid)
    return form_page(
        request,
        form,
        heading=_("Rett vedtaket") if wrong else _("Nytt vedtak"),
        intro=_("Det feilregistrerte vedtaket blir stående i listen, men teller ikke lenger.")
        if wrong
        else _("Skriv av det som står i brevet fra kommunen."),
        action=_("Lagre vedtaket"),
        back_url=reverse("decisions", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Vedtak"),
        template="pages/scheme/decision_form.html",
    )


@require_safe
@in_scheme(Right.SEE_DECISION)
def decision(request: HttpRequest, access: Access, decision_uid: UUID) -> HttpResponse:
    """One decision: its lines, when it rules, and what it grants in a year."""
    view = _decision(access, decision_uid)
    year = _year_shown(view, timezone.localdate())
    grant = granted_in_year(access.scheme_uid, year, decision_uid=decision_uid)
    context = {
        "decision": view,
        "row": _row(view),
        "lines": [(SERVICES[line.service], line) for line in view.lines],
        "year": year,
        "granted": grant.minutes,
        "steps": [_step_text(step) for step in grant.steps],
        "may_correct": access.may(Right.CHANGE_DECISION) and view.corrected_by is None,
    }
    return render(request, "pages/scheme/decision.html", context)


def _decision(access: Access, decision_uid: UUID) -> DecisionView:
    views = decisions_of(case_uid_of(access.scheme_uid), on=timezone.localdate())
    found = next((view for view in views if view.uid == decision_uid), None)
    if found is None:
        raise Http404
    return found


def _row(view: DecisionView) -> Row:
    return Row(view, STANDINGS[view.standing], TAGS.get(view.standing, "neutral"))


def _year_shown(view: DecisionView, today: date) -> int:
    """This year when the decision rules in it, else the year nearest to it."""
    last = view.rules_until or view.last_day or today
    return min(max(today.year, view.first_day.year), max(last.year, view.first_day.year))


def _step_text(step: Step) -> StepText:
    text = _("%(days)s dager fra %(first_day)s med %(week)s i uken, delt på 7 dager") % {
        "days": step.inputs["days"],
        "first_day": day_text(step.inputs["first_day"], "date"),
        "week": duration_text(step.inputs["weekly_minutes"]),
    }
    return StepText(text, duration_text(step.result))
