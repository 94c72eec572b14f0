"""A run while it goes: how far it is, stop and keep, start again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.services import runs
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import here
from selvstyrt.faces.web.plans.forms import SECONDS
from selvstyrt.faces.web.plans.views_plans import plan_or_404
from selvstyrt.faces.web.plans.ways_out import ways_out


@require_safe
@in_scheme(Right.MAKE_PLAN)
def run(request: HttpRequest, access: Access, plan_uid: UUID, run_uid: UUID) -> HttpResponse:
    """How far the run is; goes on to the plan when it is done. A silent process is started again."""
    found = _run_or_404(access, plan_uid, run_uid)
    if not found.is_over and found.heartbeat_is_old:
        runs.resume_run(run_uid=run_uid, now=timezone.now())
        found = _run_or_404(access, plan_uid, run_uid)
    in_part = bool(getattr(request, "htmx", False))
    if found.is_over and found.has_roster:
        address = here(access, "plan", plan_uid=plan_uid)
        return HttpResponseClientRedirect(address) if in_part else redirect(address)
    context = {
        "plan": plan_or_404(access, plan_uid),
        "run": found,
        "longer": _longer(found) if found.status == "unknown" else None,
        "error_text": text_for(SelvstyrtError(found.error["code"], "")) if found.error else "",
        "ways_out": ways_out(found.notes, queries.team_names_of(access.scheme_uid, plan_uid), plan_uid),
        "scheme_uid": access.scheme_uid,
    }
    if in_part and found.is_over:
        return HttpResponseClientRedirect(request.path)
    return render(request, "pages/plans/_progress.html" if in_part else "pages/plans/run.html", context)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def stop_run(request: HttpRequest, access: Access, plan_uid: UUID, run_uid: UUID) -> HttpResponse:
    """Stop, and keep the best so far."""
    _run_or_404(access, plan_uid, run_uid)
    runs.request_stop(run_uid=run_uid, by=actor(request), now=timezone.now())
    return redirect(here(access, "run", plan_uid=plan_uid, run_uid=run_uid))


@require_POST
@in_scheme(Right.MAKE_PLAN)
def start_run(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """Make the roster of a draft again, in the usual time or in the `seconds` sent; pinned shifts stay."""
    plan_or_404(access, plan_uid)
    asked = request.POST.get("seconds", "")
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else runs.DEFAULT_SECONDS
    try:
        run_uid = runs.start_run(plan_uid=plan_uid, time_limit_seconds=seconds, by=actor(request), now=timezone.now())
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "plan", plan_uid=plan_uid))
    return redirect(here(access, "run", plan_uid=plan_uid, run_uid=run_uid))


def _longer(found: queries.RunView) -> dict[str, object] | None:
    """The next longer time that can be chosen; None when the longest was not enough."""
    longer = ({"seconds": each, "time": text} for each, text in SECONDS.items() if each > found.time_limit_seconds)
    return next(longer, None)


def _run_or_404(access: Access, plan_uid: UUID, run_uid: UUID) -> queries.RunView:
    found = queries.run(access.scheme_uid, run_uid, now=timezone.now())
    if found is None or found.plan_uid != plan_uid:
        raise Http404
    return found
