"""A longer absence: ways to cover what falls open, and choosing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from selvstyrt.apps.plans import covering
from selvstyrt.apps.plans.notice import notice_until
from selvstyrt.apps.plans.queries import ShiftView
from selvstyrt.apps.plans.services import repairing
from selvstyrt.apps.plans.steps import steps_as_json, steps_of
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.engine.repair import Impact
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text, duration_text, times_text
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import here
from selvstyrt.faces.web.plans.cover_words import cost_text, period_text
from selvstyrt.faces.web.scheme.views_team import found_assistant

SALT = "absence-changes"
OLDEST_SECONDS = 3600
"""A proposal older than an hour is made anew: the plan may have changed."""


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def absence_changes(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """What falls open because somebody is away; on POST up to three ways to cover what one plan holds of it."""
    view = found_assistant(access, assignment_uid)
    now = timezone.now()
    shifts = covering.without_holder(access.scheme_uid, now=now, days=covering.LATER_DAYS, person_uid=view.person_uid)
    parts = _parts(shifts)
    context: dict[str, object] = {
        "name": view.name,
        "shifts": shifts,
        "parts": parts,
        "until": notice_until(now),
        "assignment_uid": assignment_uid,
        "scheme_uid": access.scheme_uid,
    }
    if request.method == "POST" and parts:
        context |= _proposed(access, view.person_uid, parts, request.POST.get("plan", ""), now)
    return render(request, "pages/plans/absence_changes.html", context)


@require_POST
@in_scheme(Right.MAKE_PLAN)
def choose_changes(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Carry out one proposal: a draft for what comes later, questions for what comes soon."""
    view = found_assistant(access, assignment_uid)
    try:
        chosen = signing.loads(request.POST.get("changes", ""), salt=SALT, max_age=OLDEST_SECONDS)
    except signing.SignatureExpired:
        messages.warning(request, _("Forslaget er for gammelt. Lag et nytt."))
        return redirect(here(access, "absence_changes", assignment_uid=assignment_uid))
    except signing.BadSignature:
        raise Http404 from None

    def address(uid: UUID) -> str:
        url = reverse("shift_request", kwargs={"scheme_uid": access.scheme_uid, "request_uid": uid})
        return str(request.build_absolute_uri(url))

    try:
        done = repairing.choose(
            scheme_uid=access.scheme_uid,
            plan_uid=UUID(chosen["plan"]),
            absent=view.person_uid,
            steps=steps_of(chosen["steps"]),
            made_at=datetime.fromisoformat(chosen["made_at"]),
            by=actor(request),
            now=timezone.now(),
            address=address,
        )
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return redirect(here(access, "absence_changes", assignment_uid=assignment_uid))
    if done.requests:
        sent = ngettext("%(n)s spørsmål er sendt.", "%(n)s spørsmål er sendt.", done.requests)
        messages.success(request, sent % {"n": done.requests})
    if done.plan_uid is not None:
        messages.success(request, _("Utkastet er klart. Se over det og publiser."))
        return redirect(here(access, "plan", plan_uid=done.plan_uid))
    return redirect(here(access, "open_shifts"))


@dataclass(frozen=True, slots=True)
class Part:
    """The shifts that fall open in one plan: each plan is changed for itself."""

    plan_uid: UUID
    shifts: tuple[ShiftView, ...]
    days: str


def _parts(shifts: Iterable[ShiftView]) -> list[Part]:
    """The shifts by the plan that holds them, first plan first, each with its days in words."""
    by_plan: dict[UUID, list[ShiftView]] = {}
    for shift in shifts:
        by_plan.setdefault(shift.plan_uid, []).append(shift)
    return [Part(uid, tuple(own), period_text(own[0].day, own[-1].day)) for uid, own in by_plan.items()]


def _proposed(access: Access, person_uid: UUID, parts: list[Part], plan: str, now: datetime) -> dict[str, object]:
    """The proposals for one plan, the first when none is named, and the shifts that they do not handle."""
    asked = next((each for each in parts if str(each.plan_uid) == plan), parts[0])
    found = repairing.propose(scheme_uid=access.scheme_uid, person_uid=person_uid, plan_uid=asked.plan_uid, now=now)
    handled = {step.key for each in found for step in each.steps}
    exact = access.may(Right.SEE_ALL_PAY)
    return {
        "proposed_for": asked,
        "parts": [each for each in parts if each is not asked and any(own.key not in handled for own in each.shifts)],
        "proposals": [_proposal(each, number, now, exact=exact) for number, each in enumerate(found, 1)],
    }


def _facts(impact: Impact, *, exact: bool) -> list[tuple[str, str]]:
    """What a proposal costs and asks of people, to choose by."""
    people = ngettext_lazy("%(n)s person", "%(n)s personer", "n")
    shifts = ngettext_lazy("%(n)s vakt", "%(n)s vakter", "n")
    none = _("ingen")
    return [
        (_("Lønn for vikarene"), cost_text(impact.price, exact=exact)),
        (_("Mer enn kontrakten i hele planen"), duration_text(impact.over_contract) if impact.over_contract else none),
        (_("Blir spurt nå"), people % {"n": len(impact.asked)} if impact.asked else none),
        (_("Får endringer i utkastet"), people % {"n": len(impact.redrafted)} if impact.redrafted else none),
        (_("Vakter som flyttes fra andre"), shifts % {"n": impact.moved} if impact.moved else none),
    ]


def _proposal(found: repairing.Proposal, number: int, now: datetime, *, exact: bool) -> dict[str, object]:
    """One proposal: a line per change under the name of who gets it, and the whole of it signed."""
    payload = {"plan": str(found.plan_uid), "steps": steps_as_json(found.steps), "made_at": now.isoformat()}
    return {
        "number": number,
        "facts": _facts(found.impact, exact=exact),
        "requests": _by_person(found.requests),
        "changes": _by_person(found.changes),
        "uncovered": [f"{day_text(span.start)} {times_text(span)}" for span in found.uncovered],
        "payload": signing.dumps(payload, salt=SALT, compress=True),
    }


def _by_person(steps: tuple[repairing.NamedStep, ...]) -> list[dict[str, object]]:
    people: dict[str, list[str]] = {}
    for each in sorted(steps, key=lambda one: one.step.span):
        span = each.step.span
        values = {"shift": each.shift_name, "day": day_text(span.start), "times": times_text(span), "name": each.before}
        text = _("%(day)s %(times)s, %(shift)s (etter %(name)s)") if each.before else _("%(day)s %(times)s, %(shift)s")
        people.setdefault(each.after, []).append(text % values)
    return [{"name": name, "lines": people[name]} for name in sorted(people)]
