"""Words that addresses may hold."""

from __future__ import annotations

from django.urls import register_converter


class LeadingRole:
    """The two leading roles of a scheme."""

    regex = "work_leader|co_leader"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AvailabilityKind(LeadingRole):
    """Absence, weekly absence or wish."""

    regex = "fravaer|fast|onske"


register_converter(LeadingRole, "leading_role")
register_converter(AvailabilityKind, "availability_kind")
