"""Who may write in the public directory (tilgang): a supplier's coordinators, and nobody else, about their supplier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.queries import coordinates_for
from selvstyrt.core.base import NotAllowed


def require_coordinator(*, by: Actor, supplier_uid: UUID, now: datetime) -> None:
    """Go on when the person coordinates for the supplier on the day.

    Raises: NotAllowed `not_your_supplier`.
    """
    known = coordinates_for(person_uid=by.person_uid, on=timezone.localdate(now)) if by.person_uid else []
    if supplier_uid not in {supplier.uid for supplier in known}:
        raise NotAllowed(
            "not_your_supplier", "Only a coordinator of the supplier writes its profile and reads its mail."
        )
