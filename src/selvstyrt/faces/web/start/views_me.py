"""One's own page: details, language, when one can and wants to work, calendar, security."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from selvstyrt.apps.people.queries import person_card
from selvstyrt.apps.people.services import change_own_address, change_own_details
from selvstyrt.apps.plans.availability_queries import availability_of
from selvstyrt.apps.schemes.queries import assignments_of
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import actor, person_uid
from selvstyrt.faces.web.scheme.availability_pages import absence_page, weekly_page, wish_page
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.views_availability import remove
from selvstyrt.faces.web.scheme.words import ABSENCE_KINDS, WEEKDAYS, WISHES, span_words
from selvstyrt.faces.web.start.forms import AddressForm, DetailsForm

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """See and change what is mine."""
    uid = person_uid(request)
    card = person_card(uid)
    initial = {"name": card.name, "phone": card.phone, "language": card.language}
    form = DetailsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_details(**form.cleaned_data, by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error)
        else:
            return _saved(form.cleaned_data["language"])
    today = timezone.localdate()
    own = assignments_of(uid)
    known = availability_of(uid, day=today)
    context = {
        "form": form,
        "card": card,
        "assignments": own,
        "works": any(each.last_day is None or each.last_day >= today for each in own),
        "today": today,
        "absences": [(each, ABSENCE_KINDS[each.kind], span_words(each.span)) for each in known.absences],
        "weekly": [(each, WEEKDAYS[str(each.weekday)]) for each in known.weekly],
        "wishes": [(each, WISHES[str(each.weight)], span_words(each.span)) for each in known.wishes],
    }
    return render(request, "pages/start/me.html", context, status=422 if form.errors else 200)


def _saved(language: str) -> HttpResponse:
    response = redirect("me")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_http_methods(FORM)
@login_required
def own_address(request: HttpRequest) -> HttpResponse:
    """Change the address that one logs in with; the password is asked for."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        assert isinstance(user, AbstractBaseUser)  # login_required
        if not user.check_password(form.cleaned_data["password"]):
            form.add_error("password", _("Passordet stemmer ikke. Prøv igjen."))
        else:
            try:
                change_own_address(email=form.cleaned_data["email"], by=actor(request), now=timezone.now())
            except SelvstyrtError as error:
                form.refuse(error, {"email_malformed": "email", "email_taken": "email"})
            else:
                messages.success(request, _("E-postadressen er endret. Bruk den neste gang du logger inn."))
                return redirect("me")
    return form_page(
        request,
        form,
        heading=_("Endre e-postadresse"),
        action=_("Lagre adressen"),
        back_url=reverse("me"),
        back=_("Mine opplysninger"),
    )


@require_http_methods(FORM)
@login_required
def own_absence_new(request: HttpRequest) -> HttpResponse:
    """Enter one's own absence."""
    return absence_page(
        request,
        person_uid=person_uid(request),
        heading=_("Legg inn fravær"),
        back_url=reverse("me"),
        back=_("Mine opplysninger"),
        with_kind=True,
    )


@require_http_methods(FORM)
@login_required
def own_weekly_new(request: HttpRequest) -> HttpResponse:
    """Enter hours of the week in which one cannot work."""
    return weekly_page(
        request,
        person_uid=person_uid(request),
        heading=_("Fast opptatt tid i uken"),
        back_url=reverse("me"),
        back=_("Mine opplysninger"),
    )


@require_http_methods(FORM)
@login_required
def own_wish_new(request: HttpRequest) -> HttpResponse:
    """Enter one's own wish."""
    return wish_page(
        request,
        person_uid=person_uid(request),
        heading=_("Legg inn ønske"),
        back_url=reverse("me"),
        back=_("Mine opplysninger"),
    )


@require_POST
@login_required
def own_availability_remove(request: HttpRequest, kind: str, item_uid: UUID) -> HttpResponse:
    """Remove one's own absence or wish."""
    remove(request, kind, person_uid(request), item_uid)
    return redirect("me")
