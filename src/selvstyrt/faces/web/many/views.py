"""Rosters for many schemes: choose, start, follow, see what came out. Drafts only; each leader publishes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.people.queries import OrganisationName
from selvstyrt.apps.plans import batch_queries, queries
from selvstyrt.apps.plans.batch_queries import READY, BatchView, RowView, SchemeForBatch
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.freshness import holds_still
from selvstyrt.apps.plans.services import batches
from selvstyrt.apps.plans.services.drafting import PLAN_WEEKS
from selvstyrt.apps.schemes.access import Right, accesses
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import actor, coordinators, person_uid
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.many.forms import SECONDS, DaysForm, SchemesForm
from selvstyrt.faces.web.many.words import OBSTACLES, first_to_end, line_of, until_text
from selvstyrt.faces.web.plans.empty_shifts import empty_shifts
from selvstyrt.faces.web.plans.summary import summary_of
from selvstyrt.faces.web.plans.ways_out import ways_out

WEEKS_AHEAD = 3
"""Two weeks' notice of a plan, and a week for the leaders to look at it."""

PLACES = {"plan_ends_before_start": "last_day", "plan_too_long": "last_day", "plan_is_past": "last_day"}


@require_http_methods(["GET", "HEAD", "POST"])
@coordinators
def all_rosters(request: HttpRequest, suppliers: list[OrganisationName]) -> HttpResponse:
    """Choose a period and schemes, and order the rosters."""
    asked = request.POST if request.method == "POST" else request.GET
    days = DaysForm(asked if "first_day" in asked else _next_days(suppliers), suppliers=suppliers)
    schemes = _schemes(request, days) if days.is_valid() else []
    ready = [(str(each.uid), f"{each.name}. {until_text(each)}") for each in schemes if each.obstacle == READY]
    form = SchemesForm(request.POST if request.method == "POST" else None, ready=ready, initial={"seconds": SECONDS})
    if request.method == "POST" and days.is_valid() and form.is_valid():
        try:
            batch_uid = batches.start_batch(
                organisation_uid=days.supplier_uid,
                scheme_uids=form.chosen(),
                first_day=days.cleaned_data["first_day"],
                last_day=days.cleaned_data["last_day"],
                time_limit_seconds=form.cleaned_data["seconds"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            (days if error.code in PLACES else form).refuse(error, {**PLACES, "no_schemes_chosen": "schemes"})
        else:
            return redirect("batch", batch_uid=batch_uid)
    context = {
        "days": days,
        "form": form,
        "ready": ready,
        "first_to_end": first_to_end(schemes),
        "not_ready": [
            (each.name, OBSTACLES[each.obstacle], until_text(each)) for each in schemes if each.obstacle != READY
        ],
        "batches": batch_queries.batches_of([each.uid for each in suppliers]),
    }
    refused = request.method == "POST" or not days.is_valid()
    return render(request, "pages/many/all_rosters.html", context, status=422 if refused else 200)


@require_safe
@coordinators
def batch(request: HttpRequest, suppliers: list[OrganisationName], batch_uid: UUID) -> HttpResponse:
    """How far the batch is, and what came out for each scheme. One that lies still is called for again."""
    view = _batch_or_404(suppliers, batch_uid)
    if not view.is_over:
        batches.resume_batch(batch_uid=batch_uid, now=timezone.now())
    pages = max(1, -(-view.total // batch_queries.PAGE))
    asked = request.GET.get("side", "1")
    page = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 6 else 1
    context = {
        "batch": view,
        "lines": [line_of(row) for row in batch_queries.batch_rows(batch_uid, page=page, by_name=not view.is_over)],
        "page": page,
        "pages": [
            {"label": str(number), "url": f"?side={number}", "current": number == page}
            for number in range(1, pages + 1)
        ],
        "to_look_at": view.counts.get("gaps", 0),
        "without": sum(view.counts.get(state, 0) for state in ("refused", "impossible")),
    }
    in_part = bool(getattr(request, "htmx", False))
    return render(request, "pages/many/_batch.html" if in_part else "pages/many/batch.html", context)


@require_POST
@coordinators
def stop_batch(request: HttpRequest, suppliers: list[OrganisationName], batch_uid: UUID) -> HttpResponse:
    """Begin no more; what is under way keeps its best so far."""
    _batch_or_404(suppliers, batch_uid)
    batches.stop_batch(batch_uid=batch_uid, by=actor(request), now=timezone.now())
    return redirect("batch", batch_uid=batch_uid)


@require_safe
@coordinators
def batch_scheme(
    request: HttpRequest, suppliers: list[OrganisationName], batch_uid: UUID, row_uid: UUID
) -> HttpResponse:
    """What came out for one scheme: empty shifts with why, and what to look at."""
    view = _batch_or_404(suppliers, batch_uid)
    row = _row_or_404(request, batch_uid, row_uid)
    plan = queries.plan_row(row.scheme_uid, row.plan_uid) if row.plan_uid is not None else None
    context = {"batch": view, "line": line_of(row), "plan": plan}
    if plan is not None:
        names = queries.team_names(plan)
        run = queries.latest_run(plan.uid, now=timezone.now())
        notes, judged = run.notes if run is not None else (), Judged.of(plan)
        holds = holds_still(judged)
        context |= {
            "summary": summary_of(judged, _nowhere),
            "empty": empty_shifts(judged, _nowhere, notes, is_old=not holds),
            "ways_out": ways_out(notes if holds else (), names, plan.uid),
        }
    return render(request, "pages/many/scheme.html", context)


@require_POST
@coordinators
def batch_scheme_again(
    request: HttpRequest, suppliers: list[OrganisationName], batch_uid: UUID, row_uid: UUID
) -> HttpResponse:
    """Once more for a scheme that got no roster."""
    _batch_or_404(suppliers, batch_uid)
    _row_or_404(request, batch_uid, row_uid)
    try:
        batches.try_again(batch_uid=batch_uid, row_uid=row_uid, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
    else:
        messages.success(request, _("Turnusen lages en gang til."))
    return redirect("batch", batch_uid=batch_uid)


def _batch_or_404(suppliers: list[OrganisationName], batch_uid: UUID) -> BatchView:
    view = batch_queries.batch([each.uid for each in suppliers], batch_uid)
    if view is None:
        raise Http404
    return view


def _row_or_404(request: HttpRequest, batch_uid: UUID, row_uid: UUID) -> RowView:
    """The scheme of the batch; a scheme that has another supplier by now is not shown."""
    row = batch_queries.batch_row(batch_uid, row_uid)
    if row is None or row.scheme_uid not in _own(request):
        raise Http404
    return row


def _nowhere(_shift: queries.ShiftView) -> str:
    """Shifts have no address here: a draft is for those who lead the scheme."""
    return ""


def _schemes(request: HttpRequest, days: DaysForm) -> list[SchemeForBatch]:
    own = _own(request)
    found = batch_queries.schemes_for_batch(
        days.supplier_uid, days.cleaned_data["first_day"], days.cleaned_data["last_day"], now=timezone.now()
    )
    return [each for each in found if each.uid in own]


def _own(request: HttpRequest) -> set[UUID]:
    """The schemes in which the person may order rosters today."""
    known = accesses(person_uid=person_uid(request), on=timezone.localdate())
    return {access.scheme_uid for access in known if access.may(Right.ORDER_ROSTERS)}


def _next_days(suppliers: list[OrganisationName]) -> dict[str, str]:
    """Eight weeks from a Monday that leaves time for notice and for a look."""
    today = timezone.localdate()
    first = today + timedelta(days=-today.weekday() % 7, weeks=WEEKS_AHEAD)
    last = first + timedelta(weeks=PLAN_WEEKS, days=-1)
    return {
        "first_day": f"{first:%d.%m.%Y}",
        "last_day": f"{last:%d.%m.%Y}",
        "supplier": str(suppliers[0].uid),
    }
