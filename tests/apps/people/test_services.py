"""Persons and logins."""

from __future__ import annotations

from datetime import date

import pytest

from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.people.models import Person, User
from selvstyrt.apps.people.queries import coordinates_for, organisations, person_card
from selvstyrt.apps.people.services import (
    change_language,
    change_own_address,
    change_own_details,
    invite_person,
    make_coordinator,
)
from selvstyrt.core.base import SelvstyrtError
from tests.cast import NOW, Cast


def test_an_invited_person_cannot_log_in_with_a_password_before_one_is_set(cast: Cast) -> None:
    uid = invite_person(name="Siv", email="siv@example.test", by=cast.actor(cast.kari), now=NOW)

    card = person_card(uid)
    assert (card.has_login, card.has_password) == (True, False)


def test_inviting_a_known_address_gives_the_known_person_and_changes_nothing(cast: Cast) -> None:
    uid = invite_person(name="Somebody", email=" AMAL@example.test ", by=cast.actor(cast.kari), now=NOW)

    assert uid == cast.amal.uid
    assert person_card(uid).name == "Amal"


def test_a_login_for_operation_is_not_invited(cast: Cast) -> None:
    User.objects.create_user("drift@example.test")
    with pytest.raises(SelvstyrtError) as refusal:
        invite_person(name="Drift", email="drift@example.test", by=cast.actor(cast.kari), now=NOW)
    assert refusal.value.code == "login_without_person"


def test_own_details_change_only_for_the_one_who_asks(cast: Cast) -> None:
    change_own_details(name="Amal Ali", phone="900 00 000", language="nn", by=cast.actor(cast.amal), now=NOW)

    card = person_card(cast.amal.uid)
    assert (card.name, card.phone, card.language) == ("Amal Ali", "900 00 000", "nn")
    assert Person.objects.filter(language="nn").count() == 1


@pytest.mark.parametrize("language", ["", "se", "nb\x00"])
def test_an_unknown_language_is_refused(cast: Cast, language: str) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        change_language(language=language, by=cast.actor(cast.amal), now=NOW)
    assert refusal.value.code == "language_unknown"


def test_the_system_has_no_language(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        change_language(language="nb", by=SYSTEM, now=NOW)
    assert refusal.value.code == "system_has_no_details"


def test_the_address_of_another_login_cannot_be_taken(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        change_own_address(email="Kari@example.test", by=cast.actor(cast.amal), now=NOW)
    assert refusal.value.code == "email_taken"
    assert person_card(cast.amal.uid).email == "amal@example.test"


def test_a_new_address_is_the_one_that_logs_in(cast: Cast) -> None:
    change_own_address(email="Amal.Ali@example.test", by=cast.actor(cast.amal), now=NOW)

    assert User.objects.get(person=cast.amal).email == "amal.ali@example.test"


def test_only_a_supplier_has_coordinators(cast: Cast) -> None:
    act = {"person_uid": cast.per.uid, "first_day": date(2026, 1, 1), "by": cast.actor(cast.liv), "now": NOW}
    with pytest.raises(SelvstyrtError) as refusal:
        make_coordinator(organisation_uid=cast.municipality.uid, **act)
    assert refusal.value.code == "coordinator_needs_supplier"

    make_coordinator(organisation_uid=cast.other_supplier.uid, **act)
    assert [name.name for name in coordinates_for(person_uid=cast.per.uid, on=NOW.date())] == ["Nabohjelp AS"]


def test_suppliers_and_municipalities_are_listed_apart(cast: Cast) -> None:
    assert [each.name for each in organisations("supplier")] == ["Assistansen SA", "Nabohjelp AS"]
    assert [each.name for each in organisations("municipality")] == ["Havnes kommune"]
