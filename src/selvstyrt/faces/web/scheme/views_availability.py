"""Pages of agreements, absences and wishes of an assistant in the team."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selvstyrt.apps.plans.availability import remove_absence, remove_weekly_absence, remove_wish
from selvstyrt.apps.plans.covering import LATER_DAYS, SOON_DAYS, without_holder
from selvstyrt.apps.schemes.queries import AssistantView
from selvstyrt.apps.schemes.services import record_agreement, withdraw_agreement
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.scheme.availability_pages import absence_page, weekly_page, wish_page
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.team_forms import AgreementForm, EndForm
from selvstyrt.faces.web.scheme.views_team import FORM, card_url, found_assistant, works_only_here


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_CONTRACTS)
def agreement_new(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Put a working-time agreement on record."""
    view = found_assistant(access, assignment_uid)
    form = AgreementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_agreement(assignment_uid=view.uid, agreement=form.agreement(), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error, {"agreement_ends_before_start": "last_day"})
        else:
            messages.success(request, _("Avtalen er lagret. Vaktplanen kan bruke den fra første dag."))
            return redirect(card_url(access, view.uid))
    return form_page(
        request,
        form,
        heading=_("Ny arbeidstidsavtale for %(name)s") % {"name": view.name},
        intro=_("Før bare inn det som står i en underskrevet avtale eller tillatelse."),
        action=_("Lagre avtalen"),
        back_url=card_url(access, view.uid),
        back=view.name,
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_CONTRACTS)
def agreement_end(request: HttpRequest, access: Access, assignment_uid: UUID, agreement_uid: UUID) -> HttpResponse:
    """Set the last day of an agreement."""
    view = found_assistant(access, assignment_uid)
    if agreement_uid not in {each.uid for each in view.agreements}:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_agreement(
                agreement_uid=agreement_uid,
                last_day=form.cleaned_data["last_day"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, {"agreement_ends_before_start": "last_day"})
        else:
            messages.success(request, _("Siste dag for avtalen er lagret."))
            return redirect(card_url(access, view.uid))
    return form_page(
        request,
        form,
        heading=_("Avslutt avtalen med %(name)s") % {"name": view.name},
        intro=_("Vakter som bygger på avtalen, blir ulovlige etter den dagen. Lag ny plan da."),
        action=_("Avslutt avtalen"),
        back_url=card_url(access, view.uid),
        back=view.name,
        danger=True,
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def absence_new(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Enter an absence for an assistant."""
    view = found_assistant(access, assignment_uid)
    page = absence_page(
        request,
        person_uid=view.person_uid,
        heading=_("Nytt fravær for %(name)s") % {"name": view.name},
        back_url=card_url(access, view.uid),
        back=view.name,
        with_kind=access.may(Right.CHANGE_CONTRACTS),
    )
    if page.status_code == 302 and access.may(Right.MAKE_PLAN):
        return _to_what_falls_open(access, view) or page
    return page


def _to_what_falls_open(access: Access, view: AssistantView) -> HttpResponse | None:
    """To the shifts that the assistant cannot come to: those soon, or else those of the plans after that."""
    now, scheme_uid = timezone.now(), access.scheme_uid
    if without_holder(scheme_uid, now=now, days=SOON_DAYS, person_uid=view.person_uid):
        return redirect("open_shifts", scheme_uid=scheme_uid)
    if without_holder(scheme_uid, now=now, days=LATER_DAYS, person_uid=view.person_uid):
        return redirect("absence_changes", scheme_uid=scheme_uid, assignment_uid=view.uid)
    return None


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def weekly_new(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Enter hours of the week in which an assistant cannot work."""
    view = found_assistant(access, assignment_uid)
    return weekly_page(
        request,
        person_uid=view.person_uid,
        heading=_("Fast opptatt tid for %(name)s") % {"name": view.name},
        back_url=card_url(access, view.uid),
        back=view.name,
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def wish_new(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Enter a wish for an assistant."""
    view = found_assistant(access, assignment_uid)
    return wish_page(
        request,
        person_uid=view.person_uid,
        heading=_("Nytt ønske for %(name)s") % {"name": view.name},
        back_url=card_url(access, view.uid),
        back=view.name,
    )


@require_POST
@in_scheme(Right.CHANGE_TEAM)
def availability_remove(
    request: HttpRequest, access: Access, assignment_uid: UUID, kind: str, item_uid: UUID
) -> HttpResponse:
    """Remove an absence or a wish; where another scheme shares the person, only the person may."""
    view = found_assistant(access, assignment_uid)
    if not works_only_here(access, view.person_uid):
        raise PermissionDenied
    remove(request, kind, view.person_uid, item_uid)
    return redirect(card_url(access, view.uid))


def remove(request: HttpRequest, kind: str, person_uid: UUID, item_uid: UUID) -> None:
    """Remove one absence or wish of the person and say so; also when somebody was first."""
    act: dict[str, Any] = {"person_uid": person_uid, "by": actor(request), "now": timezone.now()}
    try:
        if kind == "fravaer":
            remove_absence(absence_uid=item_uid, **act)
        elif kind == "fast":
            remove_weekly_absence(absence_uid=item_uid, **act)
        else:
            remove_wish(wish_uid=item_uid, **act)
    except SelvstyrtError as error:
        messages.warning(request, text_for(error))
    else:
        messages.success(request, _("Fjernet."))
