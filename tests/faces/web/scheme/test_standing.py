"""Opening a scheme, changing its supplier and its hours policy: the coordinator's pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.decisions.models import Case
from selvstyrt.apps.people.models import Membership, Organisation, Person
from selvstyrt.apps.schemes.access import access_to
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme
from tests.cast import FROM, Cast
from tests.faces.web.scheme.building import in_scheme, opening_typed, policy_typed, supplier_typed


def log_in(client: Client, person: Person) -> Client:
    client.force_login(person.user)
    return client


def url(cast: Cast, name: str) -> str:
    return reverse(name, kwargs=in_scheme(cast))


def test_a_newcomer_opens_the_first_scheme_from_the_start_page(cast: Cast, client: Client) -> None:
    log_in(client, cast.liv)
    assert reverse("scheme_new") in client.get("/").content.decode()

    response = client.post(reverse("scheme_new"), opening_typed(cast))

    scheme = Scheme.objects.get(name="Bakkekroken")
    assert response["Location"] == reverse("decision_new", kwargs={"scheme_uid": scheme.uid})
    assert (scheme.case.reference, scheme.case.owner.name, scheme.started_on) == ("2026/77", "Eva", date(2027, 1, 1))
    assert [message.to for message in mail.outbox] == [["eva@example.test"]]
    assert client.get(response["Location"]).status_code == 200
    eva = Person.objects.get(name="Eva")
    before_start = access_to(person_uid=eva.uid, scheme_uid=scheme.uid, on=timezone.localdate())
    assert before_start is not None, "the work leader prepares the scheme before it starts"


def test_another_person_leads_for_an_owner_without_a_login(cast: Cast, client: Client) -> None:
    typed = opening_typed(cast) | {"owner_name": "Mia", "municipality": "new", "municipality_name": "Vik kommune"}
    typed["municipality_number"] = "9999"
    log_in(client, cast.liv).post(reverse("scheme_new"), typed)

    scheme = Scheme.objects.get(name="Bakkekroken")
    assert scheme.case.owner.name == "Mia"
    assert not hasattr(scheme.case.owner, "user")
    assert scheme.roles.get().person.name == "Eva"
    assert (scheme.case.municipality.name, scheme.case.municipality.municipality_number) == ("Vik kommune", "9999")


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("name", {"name": ""}, "Fyll ut"),
        ("email", {"email": "eva"}, "navn@sted.no"),
        ("reference", {"reference": "2026/Solbakken"}, "har saken 2026/Solbakken fra før"),
        ("started_on", {"started_on": "31.2.2027"}, "finnes ikke"),
        ("municipality_name", {"municipality": "new"}, "Fyll ut"),
        ("municipality_name", {"municipality": "new", "municipality_name": "havnes KOMMUNE"}, "står i listen fra før"),
        ("municipality_number", {"municipality": "new", "municipality_name": "V", "municipality_number": "1"}, "fire"),
        ("municipality", {"municipality": ""}, "Fyll ut"),
        ("supplier", {"supplier": "00000000-0000-4000-8000-000000000000"}, "Velg en av mulighetene"),
        ("leader_name", {"leader_name": "E\x00va"}, "tegn som ikke kan lagres"),
        ("owner_name", {"owner_name": "x" * 201}, "for lang"),
    ],
)  # fmt: skip
def test_a_wrong_opening_is_told_at_the_field_and_nothing_is_made(
    cast: Cast, client: Client, field: str, changes: dict[str, str], text: str
) -> None:
    before = (Person.objects.count(), Case.objects.count(), Organisation.objects.count())
    response = log_in(client, cast.liv).post(reverse("scheme_new"), opening_typed(cast) | changes)

    assert response.status_code == 422
    assert text in " ".join(response.context["form"].errors[field])
    assert response.context["form"]["email"].value() == changes.get("email", "eva@example.test")
    assert (Person.objects.count(), Case.objects.count(), Organisation.objects.count()) == before
    assert mail.outbox == []


def test_nobody_opens_a_scheme_for_a_supplier_they_do_not_coordinate_for(cast: Cast, client: Client) -> None:
    typed = opening_typed(cast) | {"supplier": str(cast.other_supplier.uid)}
    assert log_in(client, cast.liv).post(reverse("scheme_new"), typed).status_code == 422
    Membership.objects.filter(person=cast.liv).update(last_day=timezone.localdate() - timedelta(days=1))
    assert client.post(reverse("scheme_new"), opening_typed(cast)).status_code == 403
    assert not Scheme.objects.filter(name="Bakkekroken").exists()


def test_a_change_of_supplier_moves_the_coordinators_access_on_the_day(cast: Cast, client: Client) -> None:
    Membership.objects.create(person=cast.per, organisation=cast.other_supplier, role="coordinator", first_day=FROM)
    day = timezone.localdate() + timedelta(days=10)

    response = log_in(client, cast.liv).post(
        url(cast, "supplier_change"), supplier_typed(cast) | {"first_day": f"{day:%d.%m.%Y}"}
    )

    assert response["Location"] == url(cast, "scheme_about")
    seen = {
        (person.name, on): access_to(person_uid=person.uid, scheme_uid=cast.scheme.uid, on=on) is not None
        for person in (cast.liv, cast.per)
        for on in (day - timedelta(days=1), day)
    }
    assert seen == {
        ("Liv", day - timedelta(days=1)): True,
        ("Liv", day): False,
        ("Per", day - timedelta(days=1)): False,
        ("Per", day): True,
    }
    about = client.get(url(cast, "scheme_about")).content.decode()
    assert "Nabohjelp AS" in about
    assert "Assistansen SA" in about


def test_a_change_from_today_shuts_the_old_coordinator_out_at_once(cast: Cast, client: Client) -> None:
    typed = supplier_typed(cast) | {"first_day": f"{timezone.localdate():%d.%m.%Y}"}
    response = log_in(client, cast.liv).post(url(cast, "supplier_change"), typed)

    assert response["Location"] == "/"
    for name in ("scheme", "team", "pay", "scheme_about"):
        assert client.get(url(cast, name)).status_code == 404


def test_a_new_supplier_comes_with_its_coordinator(cast: Cast, client: Client) -> None:
    typed = {
        "supplier": "new",
        "supplier_name": "Fjordassistanse SA",
        "organisation_number": "974 760 673",
        "coordinator_name": "Tor",
        "coordinator_email": "tor@example.test",
        "first_day": f"{timezone.localdate():%d.%m.%Y}",
    }
    assert log_in(client, cast.liv).post(url(cast, "supplier_change"), typed).status_code == 302

    tor = Person.objects.get(name="Tor")
    assert Organisation.objects.get(name="Fjordassistanse SA").organisation_number == "974760673"
    assert access_to(person_uid=tor.uid, scheme_uid=cast.scheme.uid, on=timezone.localdate()) is not None
    assert [message.to for message in mail.outbox] == [["tor@example.test"]]


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("first_day", {"first_day": "01.01.2026"}, "senere dag"),
        ("supplier_name", {"supplier": "new"}, "Fyll ut"),
        ("coordinator_email", {"supplier": "new", "supplier_name": "Ny", "coordinator_name": "Tor"}, "Fyll ut"),
        ("organisation_number", {"supplier": "new", "supplier_name": "Ny", "coordinator_name": "Tor",
                                 "coordinator_email": "tor@example.test", "organisation_number": "974760674"}, "ni"),
    ],
)  # fmt: skip
def test_a_wrong_change_of_supplier_is_told_and_changes_nothing(
    cast: Cast, client: Client, field: str, changes: dict[str, str], text: str
) -> None:
    response = log_in(client, cast.liv).post(url(cast, "supplier_change"), supplier_typed(cast) | changes)

    assert response.status_code == 422
    assert text in " ".join(response.context["form"].errors[field])
    assert cast.scheme.supplier_periods.get().organisation == cast.supplier
    assert Organisation.objects.count() == 3


def test_how_hours_count_is_said_from_a_day_and_shown(cast: Cast, client: Client) -> None:
    assert log_in(client, cast.liv).post(url(cast, "hours_policy_new"), policy_typed(cast)).status_code == 302

    row = HoursPolicy.objects.get(scheme=cast.scheme, first_day=date(2027, 1, 1))
    assert (row.passive_minutes_per_hour, row.training_from_frame, row.meeting_from_frame) == (20, True, False)
    assert (row.overspend, row.carry_over, row.carry_over_cap_minutes) == ("block_publish", "cap", 2400)
    shown = log_in(client, cast.kari).get(url(cast, "scheme_about")).content.decode()
    assert "trekker 20 minutter" in shown
    assert "Retningslinjer for BPA, punkt 4" in shown
    assert url(cast, "hours_policy_new") not in shown


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("passive_minutes", {"passive_minutes": "61"}, "0 til 60"),
        ("passive_minutes", {"passive_minutes": "en tredel"}, "0 til 60"),
        ("carry_over_cap", {"carry_over_cap": ""}, "hvor mange timer"),
        ("first_day", {"first_day": "01.01.2026"}, "allerede bestemt"),
        ("source", {"source": ""}, "Fyll ut"),
    ],
)
def test_a_wrong_policy_is_told_at_the_field(
    cast: Cast, client: Client, field: str, changes: dict[str, str], text: str
) -> None:
    response = log_in(client, cast.liv).post(url(cast, "hours_policy_new"), policy_typed(cast) | changes)

    assert response.status_code == 422
    assert text in " ".join(response.context["form"].errors[field])
    assert HoursPolicy.objects.filter(scheme=cast.scheme).count() == 1
