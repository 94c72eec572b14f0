"""The forms of absences and wishes, for the person and for those who lead the team."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from selvstyrt.apps.plans.availability import add_absence, add_weekly_absence, add_wish
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import actor
from selvstyrt.faces.web.scheme.form_page import Text, form_page
from selvstyrt.faces.web.scheme.team_forms import AbsenceForm, WeeklyForm, WishForm


def absence_page(
    request: HttpRequest, *, person_uid: UUID, heading: Text, back_url: str, back: Text, with_kind: bool
) -> HttpResponse:
    """Enter a stretch away."""
    form = AbsenceForm(request.POST or None, with_kind=with_kind)
    if request.method == "POST" and form.is_valid():
        try:
            add_absence(
                person_uid=person_uid,
                kind=form.chosen_kind,
                span=form.cleaned_data["span"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, {"absence_overlaps": "first_day", "absence_too_long": "last_day"})
        else:
            messages.success(request, _("Fraværet er lagret."))
            return redirect(back_url)
    intro = _("Vakter som er satt opp fra før, blir stående til noen andre har tatt dem.")
    return form_page(
        request, form, heading=heading, intro=intro, action=_("Lagre fraværet"), back_url=back_url, back=back
    )


def weekly_page(request: HttpRequest, *, person_uid: UUID, heading: Text, back_url: str, back: Text) -> HttpResponse:
    """Enter hours of the week away."""
    form = WeeklyForm(request.POST or None, initial={"first_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            add_weekly_absence(
                person_uid=person_uid,
                weekday=int(data["weekday"]),
                starts_at=data["starts_at"],
                ends_at=data["ends_at"],
                first_day=data["first_day"],
                last_day=data["last_day"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, {"absence_ends_before_start": "last_day"})
        else:
            messages.success(request, _("Den faste opptatte tiden er lagret."))
            return redirect(back_url)
    intro = _("Slutter det neste dag, for eksempel 22 til 07, skriver du klokkeslettene slik de er.")
    return form_page(request, form, heading=heading, intro=intro, action=_("Lagre"), back_url=back_url, back=back)


def wish_page(request: HttpRequest, *, person_uid: UUID, heading: Text, back_url: str, back: Text) -> HttpResponse:
    """Enter a wish."""
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_wish(
                person_uid=person_uid,
                span=form.cleaned_data["span"],
                weight=form.cleaned_data["weight"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, {"wish_overlaps": "first_day", "wish_too_long": "last_day"})
        else:
            messages.success(request, _("Ønsket er lagret."))
            return redirect(back_url)
    intro = _("Planen følger ønsker så langt det går. Må du ha fri, legger du inn fravær.")
    return form_page(
        request, form, heading=heading, intro=intro, action=_("Lagre ønsket"), back_url=back_url, back=back
    )
