"""What kinds of shifts are called (vakttyper)."""

from __future__ import annotations

from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _

SHIFT_TYPES: dict[str, str | Promise] = {
    "day": _("dagvakt"),
    "evening": _("kveldsvakt"),
    "night": _("nattevakt"),
    "resting_night": _("hvilende nattevakt"),
    "long": _("langvakt"),
    "travel": _("reise"),
    "training": _("opplæring"),
    "meeting": _("personalmøte"),
}


def shift_type_text(code: str) -> str:
    """The kind of shift in a word."""
    return str(SHIFT_TYPES[code])


def shift_type_name(code: str) -> str:
    """The kind of shift as it stands alone, in a list or a choice."""
    return capital(shift_type_text(code))


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


SHIFT_TYPE_CHOICES: list[tuple[str, str | Promise]] = [(code, lazy(shift_type_name, str)(code)) for code in SHIFT_TYPES]
