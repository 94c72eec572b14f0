"""The gate of a supplier's own pages: its coordinators; another supplier's look as if they were not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.queries.suppliers import OwnProfile, own_profile
from selvstyrt.apps.people.queries import OrganisationName
from selvstyrt.faces.web.access import View, coordinators

ProfileView = Callable[..., HttpResponse]


def of_own_supplier(view: ProfileView) -> View:
    """Let in a coordinator of the supplier in the address; the view gets `(request, own, **kwargs)`."""

    @wraps(view)
    @coordinators
    def gated(
        request: HttpRequest, suppliers: list[OrganisationName], supplier_uid: UUID, **kwargs: Any
    ) -> HttpResponse:
        if supplier_uid not in {each.uid for each in suppliers}:
            raise Http404
        own = own_profile(supplier_uid)
        if own is None:
            raise Http404
        return view(request, own, **kwargs)

    return gated


def sections(own: OwnProfile, current: str) -> list[dict[str, Any]]:
    """The pages of the supplier, for the component `sections`."""
    messages = _("Meldinger (%(count)d ubesvarte)") % {"count": own.unanswered} if own.unanswered else _("Meldinger")
    pages = (("supplier_profile", _("Profil")), ("supplier_coverage", _("Kommuner")), ("supplier_messages", messages))
    return [
        {"label": label, "url": reverse(name, kwargs={"supplier_uid": own.supplier_uid}), "current": name == current}
        for name, label in pages
    ]
