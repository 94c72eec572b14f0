"""Versions of the plan: the list, the one button, what a draft holds, copies and discarding."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.drafts import covering, versions_ahead
from selvstyrt.apps.plans.freshness import holds_still
from selvstyrt.apps.plans.services import drafting, runs
from selvstyrt.apps.plans.weighing import beside, weighed
from selvstyrt.apps.plans.year_weeks import away_weeks
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import draft_shift, here
from selvstyrt.faces.web.plans.empty_shifts import empty_shifts
from selvstyrt.faces.web.plans.forms import PeriodForm, PresetForm
from selvstyrt.faces.web.plans.rota import Maker, week_of
from selvstyrt.faces.web.plans.summary import summary_of
from selvstyrt.faces.web.plans.views_rota import asked_day
from selvstyrt.faces.web.plans.ways_out import ways_out
from selvstyrt.faces.web.plans.weighing import WeighedText, weighed_text

PLACES = {"plan_ends_before_start": "last_day", "plan_too_long": "last_day", "plan_is_past": "last_day"}


@require_safe
@in_scheme(Right.MAKE_PLAN)
def plans(request: HttpRequest, access: Access) -> HttpResponse:
    """All versions of the plan, and the one button."""
    return _plans_page(request, access, PeriodForm(initial=_next_period(access)))


@require_POST
@in_scheme(Right.MAKE_PLAN)
def make_roster(request: HttpRequest, access: Access) -> HttpResponse:
    """The one button: draft and run in one press, for the next eight weeks or the days typed."""
    data = request.POST if "first_day" in request.POST else None
    form = PeriodForm(data or {**_typed(_next_period(access)), "preset": request.POST.get("preset", "")})
    if not form.is_valid():
        return _plans_page(request, access, form, status=422)
    try:
        plan_uid, run_uid = runs.make_roster(
            scheme_uid=access.scheme_uid,
            first_day=form.cleaned_data["first_day"],
            last_day=form.cleaned_data["last_day"],
            time_limit_seconds=form.cleaned_data["seconds"],
            preset=form.cleaned_data["preset"],
            by=actor(request),
            now=timezone.now(),
        )
    except SelvstyrtError as error:
        form.refuse(error, PLACES)
        return _plans_page(request, access, form, status=422)
    return redirect(here(access, "run", plan_uid=plan_uid, run_uid=run_uid))


@require_safe
@in_scheme(Right.MAKE_PLAN)
def plan(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """What a version of the plan holds, as a summary that can be read aloud."""
    view = plan_or_404(access, plan_uid)
    if view.run_uid is not None:
        return redirect(here(access, "run", plan_uid=plan_uid, run_uid=view.run_uid))
    row = queries.plan_row(access.scheme_uid, plan_uid)
    assert row is not None
    judged = Judged.of(row)
    run = queries.latest_run(plan_uid, now=timezone.now())
    names = {member.id: member.terms.person.name for member in judged.team.members}
    address, notes, holds = draft_shift(access, plan_uid), run.notes if run is not None else (), holds_still(judged)
    context = {
        "plan": view,
        "summary": summary_of(judged, address),
        "run": run if holds else None,
        "away": away_weeks(access.scheme_uid, row.first_day, row.last_day),
        "weighed": _weighed(judged, names, access),
        "ways_out": ways_out(notes if holds else (), names, plan_uid),
        "empty": empty_shifts(judged, address, notes, is_old=not holds),
        "views": views_of(access, view, "plan"),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/plan.html", context)


@require_safe
@in_scheme(Right.MAKE_PLAN)
def plan_table(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """The whole plan as a table of people and days."""
    view = plan_or_404(access, plan_uid)
    row = queries.plan_row(access.scheme_uid, plan_uid)
    assert row is not None
    judged = Judged.of(row)
    maker = Maker(draft_shift(access, plan_uid), timezone.localdate(), breaches=_broken(judged))
    names = {member.terms.person.uid: member.terms.person.name for member in judged.team.members}
    context = {
        "plan": view,
        "table": maker.table(queries.views_of(row, judged.shifts), view.first_day, view.last_day, names),
        "views": views_of(access, view, "plan_table"),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/plan_table.html", context)


@require_safe
@in_scheme(Right.MAKE_PLAN)
def plan_week(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """One week of a version of the plan."""
    view = plan_or_404(access, plan_uid)
    day = min(max(asked_day(request), view.first_day), view.last_day)
    first, last = week_of(day)
    row = queries.plan_row(access.scheme_uid, plan_uid)
    assert row is not None
    judged = Judged.of(row)
    shifts = [each for each in queries.views_of(row, judged.shifts) if first <= each.day <= last]
    maker = Maker(draft_shift(access, plan_uid), timezone.localdate(), breaches=_broken(judged))
    weeks = [view.first_day]
    while (monday := week_of(weeks[-1])[1]) < view.last_day:
        weeks.append(monday + (view.first_day.resolution))
    context = {
        "plan": view,
        "days": maker.days(shifts, first, last),
        "weeks": [{"day": each, "current": week_of(each)[0] == first} for each in weeks],
        "first": first,
        "last": last,
        "views": views_of(access, view, "plan_week"),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/plan_week.html", context)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def revise_plan(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """A new draft that is a copy of the published plan."""
    plan_or_404(access, plan_uid)
    try:
        uid = drafting.revise_plan(plan_uid=plan_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "plan", plan_uid=plan_uid))
    messages.success(request, _("Utkastet er en kopi av planen som gjelder. Ingen ser det før du publiserer."))
    return redirect(here(access, "plan_week", plan_uid=uid))


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def discard_plan(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """Throw a draft away, after a question."""
    view = plan_or_404(access, plan_uid)
    if request.method != "POST":
        return render(request, "pages/plans/discard.html", {"plan": view, "scheme_uid": access.scheme_uid})
    try:
        drafting.discard_draft(plan_uid=plan_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "plan", plan_uid=plan_uid))
    messages.success(request, _("Utkastet er forkastet."))
    return redirect(here(access, "plans"))


def plan_or_404(access: Access, plan_uid: UUID) -> queries.PlanView:
    """The version of the plan in this scheme."""
    view = queries.plan(access.scheme_uid, plan_uid)
    if view is None:
        raise Http404
    return view


def views_of(access: Access, view: queries.PlanView, current: str) -> list[dict[str, object]]:
    """The views of one version of the plan."""
    labels = {"plan": _("Oppsummering"), "plan_table": _("Hele planen"), "plan_week": _("Uke for uke")}
    return [
        {"label": label, "url": here(access, name, plan_uid=view.uid), "current": name == current}
        for name, label in labels.items()
    ]


def _broken(judged: Judged) -> frozenset[str]:
    """The keys of the shifts that break a rule."""
    return frozenset(key for finding in judged.breaches for key in finding.shifts)


def _weighed(judged: Judged, names: dict[str, str], access: Access) -> WeighedText | None:
    found = weighed(judged)
    if found is None:
        return None
    return weighed_text(found, beside(judged.plan), names, exact=access.may(Right.SEE_ALL_PAY))


def _next_period(access: Access) -> dict[str, object]:
    first, last = drafting.next_period(access.scheme_uid, today=timezone.localdate())
    return {"first_day": first, "last_day": last, "seconds": runs.DEFAULT_SECONDS}


def _typed(values: dict[str, object]) -> dict[str, object]:
    return {name: str(value) for name, value in values.items()}


def _plans_page(request: HttpRequest, access: Access, form: PeriodForm, status: int = 200) -> HttpResponse:
    found = queries.plans_of(access.scheme_uid)
    first, last = drafting.next_period(access.scheme_uid, today=timezone.localdate())
    waiting = versions_ahead([access.scheme_uid], today=timezone.localdate())[access.scheme_uid].drafts
    context = {
        "form": form,
        "choice": PresetForm(auto_id="valg-%s"),
        "drafts": [view for view in found if view.is_draft],
        "published": [view for view in found if view.state == "published"],
        "replaced": [view for view in found if view.state == "superseded"],
        "period": {"first_day": first, "last_day": last},
        "waiting": covering(waiting, first, last),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/plans.html", context, status=status)
