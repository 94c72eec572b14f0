"""Who acts, as a row."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.models import Assignment, SchemeRole
from selvstyrt.core.base import NotAllowed


def acting_person(by: Actor) -> Person:
    """The person behind the act.

    Raises: NotAllowed `nobody_acts`.
    """
    person = Person.objects.filter(uid=by.person_uid).first() if by.person_uid else None
    if person is None:
        raise NotAllowed("nobody_acts", "Worked time is entered and approved by a person; log in.")
    return person


def check_may_enter(person: Person, assignment: Assignment, *, on: date) -> None:
    """Let through the assistant, and whoever leads the scheme on the day.

    Raises: NotAllowed `not_your_assignment`.
    """
    if assignment.person_id == person.pk:
        return
    leads = SchemeRole.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), scheme_id=assignment.scheme_id, person=person, first_day__lte=on
    )
    if not leads.exists():
        raise NotAllowed("not_your_assignment", "Time can be entered by the assistant or by who leads the scheme.")
