"""What leaders are told when the coordinator has ordered a roster for them. Times and numbers only."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Message, PlanVersion
from selvstyrt.core.base import OSLO


def tell_leaders(plan: PlanVersion, *, empty: int, now: datetime) -> list[Message]:
    """A message in the outbox for each leader of the scheme: a draft waits. Written once for a draft."""
    today = now.astimezone(OSLO).date()
    leaders = Person.objects.filter(
        Q(scheme_roles__last_day=None) | Q(scheme_roles__last_day__gte=today),
        scheme_roles__scheme=plan.scheme_id,
        scheme_roles__first_day__lte=today,
    ).distinct()
    messages = []
    for person in leaders:
        subject, body = draft_waits(plan, empty, person.language)
        messages.append(
            Message(key=f"draft:{plan.uid}:{person.uid}", person=person, subject=subject, body=body, created_at=now)
        )
    known = set(Message.objects.filter(key__in=[each.key for each in messages]).values_list("key", flat=True))
    return Message.objects.bulk_create(each for each in messages if each.key not in known)


def draft_waits(plan: PlanVersion, empty: int, language: str) -> tuple[str, str]:
    """Subject and text about a draft that was ordered for a leader."""
    with translation.override(language):
        subject = _("Et utkast til turnus venter på deg")
        lines = [
            _("Koordinatoren har bestilt turnus for %(first)s til %(last)s. Utkastet er klart.")
            % {"first": _day(plan.first_day), "last": _day(plan.last_day)}
        ]
        if empty:
            lines.append(ngettext("%(count)d vakt er ledig.", "%(count)d vakter er ledige.", empty) % {"count": empty})
        lines += ["", _("Logg inn, se over det og publiser det når det passer for deg.")]
        return subject, "\n".join(lines) + "\n"


def _day(day: date) -> str:
    return date_format(day, pgettext("dato i melding", "l j. F Y"))
