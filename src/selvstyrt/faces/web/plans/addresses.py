"""Addresses of pages about plans, made in one place."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from selvstyrt.faces.web.access import Access
from selvstyrt.faces.web.plans.rota import Address


def here(access: Access, name: str, **kwargs: object) -> str:
    """The address of a page in the scheme."""
    return reverse(name, kwargs={"scheme_uid": access.scheme_uid, **kwargs})


def published_shift(access: Access) -> Address:
    """Where a published shift is read."""
    return lambda shift: here(access, "shift", shift_uid=shift.uid)


def draft_shift(access: Access, plan_uid: UUID) -> Address:
    """Where a shift of a draft is changed."""
    return lambda shift: here(access, "plan_shift", plan_uid=plan_uid, shift_uid=shift.uid)
