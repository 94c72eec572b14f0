"""Publishing: what changes for whom, what to look at, what stands in the way."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.comparing import PersonChanges, Times
from selvstyrt.apps.plans.services import publishing
from selvstyrt.core.base import SelvstyrtError, Span
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.amounts import day_text, times_text
from selvstyrt.faces.web.errors import text_for
from selvstyrt.faces.web.plans.addresses import draft_shift, here
from selvstyrt.faces.web.plans.summary import place_text, shift_text
from selvstyrt.faces.web.plans.texts import finding_text, listed
from selvstyrt.faces.web.plans.views_plans import plan_or_404
from selvstyrt.faces.web.plans.views_shift import revision_of


@require_http_methods(["GET", "HEAD", "POST"])
@in_scheme(Right.MAKE_PLAN)
def publish_plan(request: HttpRequest, access: Access, plan_uid: UUID) -> HttpResponse:
    """Show what publishing does; do it on POST."""
    view = plan_or_404(access, plan_uid)
    if not view.is_draft:
        return redirect(here(access, "plan", plan_uid=plan_uid))
    refusal, clashes = "", []
    if request.method == "POST":
        try:
            publishing.publish_plan(
                plan_uid=plan_uid, revision=revision_of(request), by=actor(request), now=timezone.now()
            )
        except SelvstyrtError as error:
            refusal, clashes = text_for(error), error.facts.get("clashes", [])
            view = plan_or_404(access, plan_uid)
            if not view.is_draft:  # somebody else published it at the same moment
                messages.error(request, refusal)
                return redirect(here(access, "plan", plan_uid=plan_uid))
        else:
            messages.success(request, _("Planen er publisert. De som har fått endringer, får beskjed på e-post."))
            return redirect(f"{here(access, 'week')}?dag={view.first_day}")
    row = queries.plan_row(access.scheme_uid, plan_uid)
    assert row is not None
    judged = Judged.of(row)
    found = publishing.preview(row, now=timezone.now(), judged=judged)
    address = draft_shift(access, plan_uid)
    views = {each.key: each for each in queries.shifts_of_plan(plan_uid)}
    context = {
        "plan": view,
        "preview": found,
        "is_first": view.based_on_number is None,
        "changes": [_sentences(change, is_first=view.based_on_number is None) for change in found.changes],
        "short_notice": [shift_text(views[row.key]) for row in found.short_notice if row.key in views],
        "empty": [{"text": shift_text(views[row.key]), "url": address(views[row.key])} for row in found.empty],
        "breaches": [
            {
                "severity": finding.severity.value,
                "text": finding_text(finding, judged.without_effect.get(finding.who, ())),
                "url": next((address(views[key]) for key in finding.shifts if key in views), ""),
                "place": next((place_text(views[key]) for key in finding.shifts if key in views), ""),
                "source": finding.citation.text,
                "source_url": finding.citation.url,
            }
            for finding in found.breaches
        ],
        "refusal": refusal,
        "clashes": [f"{each['person']}: {_times(Times('', each['start'], each['end']))}" for each in clashes],
        "has_errors": bool(refusal),
        "scheme_uid": access.scheme_uid,
    }
    return render(request, "pages/plans/publish.html", context, status=409 if refusal else 200)


def _sentences(change: PersonChanges, *, is_first: bool) -> dict[str, object]:
    """What changes for one person, in sentences."""
    if is_first:
        text = _("%(name)s får %(count)s vakter.") % {"name": change.name, "count": len(change.gained)}
        return {"name": change.name, "sentences": [text], "details": [_times(each) for each in change.gained]}
    sentences = []
    if change.gained:
        shifts = listed(_times(each) for each in change.gained)
        sentences.append(_("%(name)s får: %(shifts)s.") % {"name": change.name, "shifts": shifts})
    if change.lost:
        shifts = listed(_times(each) for each in change.lost)
        sentences.append(_("%(name)s mister: %(shifts)s.") % {"name": change.name, "shifts": shifts})
    for move in change.moved:
        values = {"name": change.name, "before": _times(move.before), "after": _times(move.after)}
        sentences.append(_("%(name)s får ny tid: %(before)s blir %(after)s.") % values)
    return {"name": change.name, "sentences": sentences, "details": []}


def _times(times: Times) -> str:
    return f"{day_text(times.day)} {times_text(Span(times.start, times.end))}"
