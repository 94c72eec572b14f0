"""Template tags of the pages about municipalities and suppliers: codes and figures in words, messages that wait."""

from __future__ import annotations

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.datasets.suppliers import CoveredPlace
from selvstyrt.apps.directory.figures import Figure, FigureStatus
from selvstyrt.apps.directory.queries.suppliers import unanswered_to
from selvstyrt.apps.people.queries import coordinates_for
from selvstyrt.faces.web.access import person_uid
from selvstyrt.faces.web.amounts import day_text, number_text
from selvstyrt.faces.web.open.suppliers.words import AGREEMENTS, OCCUPATIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def unanswered_messages(context: template.Context) -> int:
    """How many messages wait for an answer at the suppliers that the reader coordinates for."""
    suppliers = coordinates_for(person_uid=person_uid(context["request"]), on=timezone.localdate())
    return unanswered_to(each.uid for each in suppliers)


@register.filter
def coverage_line(place: CoveredPlace) -> str:
    """What a supplier says of one municipality: agreement, dates, whether there is room, and when it was said."""
    parts = [str(AGREEMENTS[place.agreement_kind])]
    if place.first_day:
        parts.append(_("fra %(day)s") % {"day": day_text(place.first_day, "date")})
    if place.last_day:
        parts.append(_("til %(day)s") % {"day": day_text(place.last_day, "date")})
    line = " ".join(parts) + "."
    if place.takes_new is not None:
        line += " " + (_("Tar imot nye.") if place.takes_new else _("Tar ikke imot nye nå."))
    return line + " " + _("Sjekket %(day)s.") % {"day": day_text(place.checked_on, "date")}


@register.filter
def occupation_name(code: str) -> str:
    """What an occupation is called; the code itself when it is a new one."""
    return str(OCCUPATIONS.get(code, code))


@register.filter
def figure(value: Figure) -> str:
    """A figure of a source in words: the number, or why there is none."""
    if value.shown and value.value is not None:
        return number_text(value.value)
    return {
        FigureStatus.MASKED: _("færre enn 5"),
        FigureStatus.SUPPRESSED: _("skjult av kilden"),
    }.get(value.status, _("ikke oppgitt"))
