"""What a scheme stands on: opening it, its supplier, how its hours count. The coordinator's pages."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.people.queries import OrganisationName, organisations, person_card
from selvstyrt.apps.schemes.access import access_to
from selvstyrt.apps.schemes.services import change_supplier, open_new_scheme, set_hours_policy
from selvstyrt.apps.schemes.standing import standing_of
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, coordinators, in_scheme
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.invitations import invite
from selvstyrt.faces.web.scheme.standing_forms import (
    OPENING_PLACES,
    POLICY_PLACES,
    SUPPLIER_PLACES,
    OpeningForm,
    PolicyForm,
    SupplierForm,
)
from selvstyrt.faces.web.scheme.words import CARRY_OVERS, OVERSPENDS

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@coordinators
def scheme_new(request: HttpRequest, suppliers: list[OrganisationName]) -> HttpResponse:
    """Open a scheme; the first decision is registered next."""
    form = OpeningForm(request.POST or None, municipalities=organisations("municipality"), suppliers=suppliers)
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_new_scheme(**form.act(), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error, OPENING_PLACES)
        else:
            name = form.cleaned_data["name"]
            messages.success(request, _("Ordningen %(name)s er opprettet. Registrer vedtaket nå.") % {"name": name})
            invite(request, person_card(opened.leader_uid), to=name)
            return redirect("decision_new", scheme_uid=opened.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Ny ordning"),
        intro=_("Etterpå registrerer du vedtaket. Arbeidslederen får en e-post med en adresse for å velge passord."),
        action=_("Opprett ordningen"),
        back_url=reverse("start"),
        back=_("Start"),
    )


@require_safe
@in_scheme(Right.SEE_DECISION)
def scheme_about(request: HttpRequest, access: Access) -> HttpResponse:
    """The case, the suppliers and how hours count."""
    today = timezone.localdate()
    standing = standing_of(access.scheme_uid)
    context = {
        "standing": standing,
        "starts_later": standing.started_on > today,
        "policies": [
            (policy, policy.holds(today), OVERSPENDS[policy.overspend], CARRY_OVERS[policy.carry_over])
            for policy in standing.policies
        ],
        "may_change": access.may(Right.CHANGE_SCHEME),
    }
    return render(request, "pages/scheme/about.html", context)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_SCHEME)
def supplier_change(request: HttpRequest, access: Access) -> HttpResponse:
    """Choose another supplier from a day."""
    present = standing_of(access.scheme_uid).suppliers[0]
    others = [each for each in organisations("supplier") if each.uid != present.organisation_uid]
    form = SupplierForm(request.POST or None, suppliers=others)
    if request.method == "POST" and form.is_valid():
        first_day = form.cleaned_data["first_day"]
        try:
            coordinator = change_supplier(
                scheme_uid=access.scheme_uid,
                supplier=form.supplier_input(),
                first_day=first_day,
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, SUPPLIER_PLACES)
        else:
            messages.success(request, _("Ny leverandør er lagret."))
            if coordinator is not None:
                invite(request, person_card(coordinator), to=access.scheme_name)
            return _back_if_still_let_in(access)
    return form_page(
        request,
        form,
        heading=_("Bytt leverandør"),
        intro=_(
            "Koordinatorene hos den nye leverandøren ser ordningen fra denne dagen. "
            "%(supplier)s ser den til og med dagen før."
        )
        % {"supplier": present.name},
        action=_("Bytt leverandør"),
        back_url=about_url(access.scheme_uid),
        back=_("Om ordningen"),
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_SCHEME)
def hours_policy_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Say how hours count from a day."""
    newest = standing_of(access.scheme_uid).policies[:1]
    initial = {
        "passive_minutes": newest[0].passive_minutes_per_hour,
        "training": newest[0].training_from_frame,
        "meeting": newest[0].meeting_from_frame,
        "overspend": newest[0].overspend,
        "carry_over": newest[0].carry_over,
        "carry_over_cap": newest[0].carry_over_cap_minutes or None,
        "source": newest[0].source,
    } if newest else {}  # fmt: skip
    form = PolicyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            set_hours_policy(scheme_uid=access.scheme_uid, **form.policy(), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error, POLICY_PLACES)
        else:
            messages.success(request, _("Hvordan timene teller, er lagret."))
            return redirect("scheme_about", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Slik teller timene"),
        intro=_("Skriv det som står hos kommunen og i avtalen med leverandøren."),
        action=_("Lagre"),
        back_url=about_url(access.scheme_uid),
        back=_("Om ordningen"),
    )


def about_url(scheme_uid: UUID) -> str:
    """The address of what the scheme stands on."""
    return reverse("scheme_about", kwargs={"scheme_uid": scheme_uid})


def _back_if_still_let_in(access: Access) -> HttpResponse:
    """A change from a day that has come shuts the coordinator out at once."""
    still = access_to(person_uid=access.person_uid, scheme_uid=access.scheme_uid, on=timezone.localdate())
    return redirect("scheme_about", scheme_uid=access.scheme_uid) if still else redirect("start")
