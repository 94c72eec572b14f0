"""Who acts, as a row."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.schemes.access import may_enter_until
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
    """Let through the assistant, until some days after the last one, and whoever leads the scheme on the day.

    Raises: NotAllowed `not_your_assignment`, `assignment_long_over`.
    """
    until = may_enter_until(assignment.last_day)
    if assignment.person_id == person.pk and (until is None or on <= until):
        return
    leads = SchemeRole.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on), scheme_id=assignment.scheme_id, person=person, first_day__lte=on
    )
    if leads.exists():
        return
    if assignment.person_id == person.pk:
        raise NotAllowed(
            "assignment_long_over",
            f"Own time could be entered until {until}; ask the work leader to enter it.",
            until=until,
        )
    raise NotAllowed("not_your_assignment", "Time can be entered by the assistant or by who leads the scheme.")
