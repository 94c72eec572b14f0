"""One cast of people for all tests: a small scheme that anybody can keep in their head.

Kari owns and leads the scheme "Solbakken"; Ola is co-leader; Amal and Jonas are assistants, Jonas
also in Nina's scheme "Fjordgløtt"; Liv coordinates for the supplier of Solbakken; Per is a caseworker
of the municipality with no login role yet; Nina is an outsider who leads Fjordgløtt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from selvstyrt.apps.decisions.models import Case, Decision, DecisionLine
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.models import Membership, Organisation, OrganisationKind, Person, User
from selvstyrt.apps.schemes.models import Assignment, HoursPolicy, Scheme, SchemeRole, SupplierPeriod, WorkTimeAgreement

PASSWORD = "en-lang-setning-om-fjellet"
FROM = date(2026, 1, 1)
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@dataclass
class Cast:
    """The people and rows of the small world; `actor(person)` for services."""

    kari: Person
    ola: Person
    amal: Person
    jonas: Person
    liv: Person
    per: Person
    nina: Person
    municipality: Organisation
    supplier: Organisation
    other_supplier: Organisation
    scheme: Scheme
    other_scheme: Scheme
    amal_assignment: Assignment
    jonas_assignment: Assignment
    jonas_other_assignment: Assignment
    decision: Decision

    @staticmethod
    def actor(person: Person) -> Actor:
        return Actor(person.uid)


def make_person(name: str) -> Person:
    email = f"{name.lower()}@example.test"
    person = Person.objects.create(name=name, email=email, birth_date=date(1990, 5, 4))
    User.objects.create_user(email, PASSWORD, person=person)
    return person


def make_scheme(
    name: str, owner: Person, municipality: Organisation, supplier: Organisation, weekly_minutes: int
) -> tuple[Scheme, Decision]:
    case = Case.objects.create(reference=f"2026/{name}", owner=owner, municipality=municipality)
    decision = Decision.objects.create(case=case, issued_on=FROM, first_day=FROM, registered_at=NOW)
    DecisionLine.objects.create(decision=decision, service="practical", weekly_minutes=weekly_minutes)
    scheme = Scheme.objects.create(name=name, case=case, started_on=FROM)
    SupplierPeriod.objects.create(scheme=scheme, organisation=supplier, first_day=FROM)
    SchemeRole.objects.create(scheme=scheme, person=owner, role="work_leader", first_day=FROM)
    HoursPolicy.objects.create(scheme=scheme, first_day=FROM)
    return scheme, decision


def make_assignment(scheme: Scheme, person: Person, weekly_minutes: int) -> Assignment:
    assignment = Assignment.objects.create(
        scheme=scheme,
        person=person,
        first_day=FROM,
        weekly_minutes=weekly_minutes,
        max_weekly_minutes=2130,
        seniority_from=FROM,
    )
    WorkTimeAgreement.objects.create(
        assignment=assignment, type="averaging_individual", signed_on=FROM, first_day=FROM, period_weeks=26
    )
    WorkTimeAgreement.objects.create(
        assignment=assignment, type="sunday_averaging_individual", signed_on=FROM, first_day=FROM, period_weeks=26
    )
    return assignment


@pytest.fixture
def cast(db: None) -> Cast:
    people = {name: make_person(name) for name in ("Kari", "Ola", "Amal", "Jonas", "Liv", "Per", "Nina")}
    municipality = Organisation.objects.create(
        name="Havnes kommune", kind=OrganisationKind.MUNICIPALITY, municipality_number=""
    )
    supplier = Organisation.objects.create(name="Assistansen SA", kind=OrganisationKind.SUPPLIER)
    other_supplier = Organisation.objects.create(name="Nabohjelp AS", kind=OrganisationKind.SUPPLIER)
    scheme, decision = make_scheme("Solbakken", people["Kari"], municipality, supplier, 2280)
    other_scheme, _ = make_scheme("Fjordgløtt", people["Nina"], municipality, other_supplier, 1500)
    SchemeRole.objects.create(scheme=scheme, person=people["Ola"], role="co_leader", first_day=FROM)
    Membership.objects.create(
        person=people["Liv"], organisation=supplier, role=Membership.Role.COORDINATOR, first_day=FROM
    )
    return Cast(
        kari=people["Kari"],
        ola=people["Ola"],
        amal=people["Amal"],
        jonas=people["Jonas"],
        liv=people["Liv"],
        per=people["Per"],
        nina=people["Nina"],
        municipality=municipality,
        supplier=supplier,
        other_supplier=other_supplier,
        scheme=scheme,
        other_scheme=other_scheme,
        amal_assignment=make_assignment(scheme, people["Amal"], 1065),
        jonas_assignment=make_assignment(scheme, people["Jonas"], 710),
        jonas_other_assignment=make_assignment(other_scheme, people["Jonas"], 426),
        decision=decision,
    )
