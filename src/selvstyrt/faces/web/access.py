"""The gate of every page in a scheme: who is asking, and may they."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.queries import coordinates_for
from selvstyrt.apps.schemes.access import Access, Right, access_to

View = Callable[..., HttpResponseBase]


def person_uid(request: HttpRequest) -> UUID:
    """The uid of the person who is logged in; 403 for a login that belongs to nobody."""
    person = getattr(request.user, "person", None)
    if person is None:
        raise PermissionDenied
    uid: UUID = person.uid
    return uid


def actor(request: HttpRequest) -> Actor:
    """The person who is logged in, as services want it."""
    return Actor(person_uid(request))


def in_scheme(*rights: Right) -> Callable[[View], View]:
    """Let in whoever holds at least one of the rights in the scheme of the address.

    The view gets `(request, access, **kwargs)`, without `scheme_uid`. No role in the scheme: 404,
    so that a forged id tells nothing. A role without the right: 403.
    """

    def gate(view: View) -> View:
        @wraps(view)
        @login_required
        def gated(request: HttpRequest, scheme_uid: UUID, **kwargs: Any) -> HttpResponseBase:
            access = access_to(person_uid=person_uid(request), scheme_uid=scheme_uid, on=timezone.localdate())
            if access is None:
                raise Http404
            if not any(access.may(right) for right in rights):
                raise PermissionDenied
            request.access = access  # type: ignore[attr-defined]  # for templates and the log
            return view(request, access, **kwargs)

        return gated

    return gate


def coordinators(view: View) -> View:
    """Let in whoever coordinates for a supplier today; the view gets `(request, suppliers, **kwargs)`. Others: 403."""

    @wraps(view)
    @login_required
    def gated(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        suppliers = coordinates_for(person_uid=person_uid(request), on=timezone.localdate())
        if not suppliers:
            raise PermissionDenied
        return view(request, suppliers, **kwargs)

    return gated


__all__ = ["Access", "HttpResponse", "Right", "actor", "coordinators", "in_scheme", "person_uid"]
