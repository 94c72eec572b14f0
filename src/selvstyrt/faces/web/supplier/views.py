"""A supplier's profile: write, preview, publish."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.directory.profiles import checked, save_profile
from selvstyrt.apps.directory.queries.suppliers import OwnProfile, previewed
from selvstyrt.apps.people.queries import OrganisationName
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import actor, coordinators
from selvstyrt.faces.web.open.suppliers.showing import offers_of
from selvstyrt.faces.web.supplier.forms import ProfileForm
from selvstyrt.faces.web.supplier.gate import of_own_supplier, sections

PLACES = {"profile_empty": "about", "email_malformed": "contact_email"}


@require_safe
@coordinators
def own_suppliers(request: HttpRequest, suppliers: list[OrganisationName]) -> HttpResponse:
    """The suppliers one coordinates for; the only one is opened at once."""
    if len(suppliers) == 1:
        return redirect("supplier_profile", supplier_uid=suppliers[0].uid)
    return render(request, "pages/supplier/own.html", {"suppliers": suppliers})


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_supplier
def profile(request: HttpRequest, own: OwnProfile) -> HttpResponse:
    """The profile as a form; "preview" shows it as the public page would, and stores nothing."""
    form = ProfileForm(request.POST) if request.method == "POST" else ProfileForm.of(own.draft)
    context = {"own": own, "form": form, "sections": sections(own, "supplier_profile")}
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" in request.POST:
                shown = previewed(own, checked(form.draft()), on=timezone.localdate())
                context |= {"supplier": shown, "offers": offers_of(shown)}
            else:
                save_profile(supplier_uid=own.supplier_uid, draft=form.draft(), by=actor(request), now=timezone.now())
                text = (
                    _("Profilen er lagret. Om noen minutter ser alle den nye.")
                    if form.draft().is_published
                    else _("Profilen er lagret. Den vises ikke for andre ennå.")
                )
                messages.success(request, text)
                return redirect("supplier_profile", supplier_uid=own.supplier_uid)
        except SelvstyrtError as error:
            form.refuse(error, PLACES)
    return render(request, "pages/supplier/profile.html", context, status=422 if form.errors else 200)
