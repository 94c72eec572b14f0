"""Rosters for many schemes from the coordinator's pages."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.people.models import Membership
from selvstyrt.apps.plans.models import Absence, Batch, NeedPattern, PlanVersion
from selvstyrt.apps.plans.services import batches
from selvstyrt.apps.schemes.models import SupplierPeriod
from selvstyrt.faces.web.amounts import day_text
from tests.apps.plans.conftest import at, make_pattern
from tests.cast import FROM, Cast
from tests.faces.web.many import building
from tests.faces.web.plans.building import logged_in, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_workers(settings: object) -> None:
    """The tests carry out the runs themselves."""
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]


@pytest.fixture
def liv(cast: Cast) -> Client:
    return logged_in(cast.liv)


def text_of(client: Client, name: str, status: int = 200, **kwargs: object) -> str:
    response = client.get(reverse(name, kwargs=kwargs))
    assert response.status_code == status
    return response.content.decode()


def test_the_coordinator_finds_the_page_and_orders_for_all(cast: Cast, liv: Client) -> None:
    building.add_scheme(cast, "Bakken", "Berit")
    NeedPattern.objects.filter(scheme=building.add_scheme(cast, "Tomt", "Tor")).delete()
    assert reverse("all_rosters") in liv.get("/").content.decode()
    typed = building.all_typed(cast)
    days = {name: typed[name] for name in ("first_day", "last_day")}
    page = liv.get(reverse("all_rosters"), days).content.decode()
    assert "2 ordninger er klare" in page
    assert "Har ikke lagt inn behov for disse dagene." in page
    assert "Fjordgløtt" not in page, "that is another supplier's"
    assert "Solbakken. Ingen plan er publisert framover." in page
    response = liv.post(reverse("all_rosters"), typed)
    batch = Batch.objects.get()
    assert response["Location"] == reverse("batch", kwargs={"batch_uid": batch.uid})
    assert {row.scheme.name for row in batch.schemes.all()} == {"Bakken", "Solbakken"}
    assert batch.time_limit_seconds == 10
    building.carried_out(batch)
    page = text_of(liv, "batch", batch_uid=batch.uid)
    assert "2 av 2 ferdige" in page
    assert "Utkastene venter på arbeidslederne" in page
    assert "every 2s" not in page
    assert set(PlanVersion.objects.values_list("state", flat=True)) == {"draft"}
    assert "Plan 1:" in logged_in(cast.kari).get(reverse("plans", args=[cast.scheme.uid])).content.decode()


def test_only_the_schemes_that_are_ticked_get_a_roster(cast: Cast, liv: Client) -> None:
    bakken = building.add_scheme(cast, "Bakken", "Berit")
    typed = building.all_typed(cast)
    del typed["all"]
    nothing = liv.post(reverse("all_rosters"), typed)
    assert nothing.status_code == 422
    assert "Velg minst én ordning." in nothing.content.decode()
    liv.post(reverse("all_rosters"), {**typed, "schemes": [str(bakken.uid)]})
    assert [row.scheme for row in Batch.objects.get().schemes.all()] == [bakken]


def test_a_scheme_of_another_supplier_cannot_be_ordered(cast: Cast, liv: Client) -> None:
    make_pattern(cast.other_scheme)
    typed = building.all_typed(cast)
    del typed["all"]
    refused = liv.post(reverse("all_rosters"), {**typed, "schemes": [str(cast.other_scheme.uid)]})
    assert refused.status_code == 422
    assert "ikke klar lenger" in refused.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("changes", "text"),
    [({"last_day": "01.12.2026"}, "Siste dag er før første dag"), ({"first_day": "tull"}, "dd.mm.åååå"),
     ({"first_day": "01.01.2020", "last_day": "02.01.2020"}, "Perioden er over"),
     ({"first_day": "01.01.2040", "last_day": "01.12.2040"}, "Perioden er for lang")],
)  # fmt: skip
def test_a_period_that_makes_no_sense_is_told_at_the_field(
    cast: Cast, liv: Client, changes: dict[str, str], text: str
) -> None:
    typed = building.all_typed(cast) | changes
    asked = liv.get(reverse("all_rosters"), {name: typed[name] for name in ("first_day", "last_day")})
    for response in (asked, liv.post(reverse("all_rosters"), typed)):
        page = response.content.decode()
        assert response.status_code == 422
        assert text in page
        assert "klar" not in page
        assert "Lag turnus for alle" not in page
    assert not Batch.objects.exists()


def test_another_suppliers_coordinator_does_not_learn_that_the_batch_exists(cast: Cast, liv: Client) -> None:
    batch = building.a_batch(cast)
    row = batch.schemes.get(scheme=cast.scheme)
    Membership.objects.create(person=cast.per, organisation=cast.other_supplier, role="coordinator", first_day=FROM)
    per = logged_in(cast.per)
    text_of(per, "batch", 404, batch_uid=batch.uid)
    text_of(per, "batch_scheme", 404, batch_uid=batch.uid, row_uid=row.uid)
    for name, kwargs in (("stop_batch", {}), ("batch_scheme_again", {"row_uid": row.uid})):
        assert per.post(reverse(name, kwargs={"batch_uid": batch.uid, **kwargs})).status_code == 404
    assert not batch.schemes.exclude(state="waiting").exists()
    SupplierPeriod.objects.filter(scheme=cast.scheme).update(organisation=cast.other_supplier)
    text_of(liv, "batch_scheme", 404, batch_uid=batch.uid, row_uid=row.uid)


def test_the_page_follows_each_scheme_and_shows_what_stands_empty(cast: Cast, liv: Client) -> None:
    bakken = building.add_scheme(cast, "Bakken", "Berit")
    for person in (cast.amal, cast.jonas):
        Absence.objects.create(person=person, kind="holiday", start=at(building.FIRST, 0), end=at(building.FIRST, 20))
    batch = building.a_batch(cast)
    page = text_of(liv, "batch", batch_uid=batch.uid)
    assert "0 av 2 ferdige" in page
    assert "0 lages nå, 2 venter" in page
    assert page.count("Venter") >= 2
    run_uid = batches.prepare_scheme(row_uid=batch.schemes.get(scheme=bakken).uid, now=timezone.now())
    assert run_uid is not None
    part = liv.get(reverse("batch", kwargs={"batch_uid": batch.uid}), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1 lages nå, 1 venter" in part
    outcome = {"status": "feasible", "shifts": 10, "empty": 2}
    batch.schemes.filter(scheme=cast.scheme).update(state="over", outcome=outcome, plan=PlanVersion.objects.first())
    part = liv.get(reverse("batch", kwargs={"batch_uid": batch.uid}), headers={"HX-Request": "true"}).content.decode()
    assert "1 av 2 ferdige" in part
    assert part.index("Bakken") < part.index("Solbakken"), "each stays in its place while they are made"
    batch.schemes.filter(scheme=cast.scheme).update(state="waiting", outcome=None, plan=None)
    building.carried_out(batch)
    page = text_of(liv, "batch", batch_uid=batch.uid)
    assert "1 har ledige vakter." in page
    assert "9 av 10" in page
    assert page.index("Solbakken") < page.index("Bakken</a>"), "what needs somebody stands first"
    row = batch.schemes.get(scheme=cast.scheme)
    shown = text_of(liv, "batch_scheme", batch_uid=batch.uid, row_uid=row.uid)
    assert "9 av 10 vakter er dekket." in shown
    assert "Amal" in shown
    assert "Arbeidslederen ser over det og publiserer." in shown


def test_a_stopped_batch_can_be_taken_up_again_scheme_by_scheme(cast: Cast, liv: Client) -> None:
    batch = building.a_batch(cast)
    row = batch.schemes.get(scheme=cast.scheme)
    liv.post(reverse("stop_batch", kwargs={"batch_uid": batch.uid}))
    page = text_of(liv, "batch", batch_uid=batch.uid)
    assert "Jobben ble stanset før turen kom til denne ordningen." in page
    assert "1 fikk ingen turnus." in page
    again = liv.post(reverse("batch_scheme_again", kwargs={"batch_uid": batch.uid, "row_uid": row.uid}), follow=True)
    assert "Turnusen lages en gang til." in again.content.decode()
    building.carried_out(batch)
    assert "1 av 1 ferdige" in text_of(liv, "batch", batch_uid=batch.uid)
    again = liv.post(reverse("batch_scheme_again", kwargs={"batch_uid": batch.uid, "row_uid": row.uid}), follow=True)
    assert "Ordningen har fått turnus" in again.content.decode()


def test_a_batch_of_many_schemes_is_shown_in_pages_with_few_questions(
    cast: Cast, liv: Client, django_assert_max_num_queries: object
) -> None:
    world(cast)
    for number in range(60):
        building.add_scheme(cast, f"Ordning{number:02}", f"Person{number:02}")
    batch = building.a_batch(cast)
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        page = text_of(liv, "batch", batch_uid=batch.uid)
    assert page.count('<th scope="row">') == 50
    url = reverse("batch", kwargs={"batch_uid": batch.uid})
    assert liv.get(url, {"side": "2"}).content.count(b'<th scope="row">') == 11
    for odd in ("0", "9999999", "-1", "x", "٣"):
        assert liv.get(url, {"side": odd}).status_code == 200


def test_a_coordinator_of_two_suppliers_chooses_which(cast: Cast, liv: Client) -> None:
    Membership.objects.create(person=cast.liv, organisation=cast.other_supplier, role="coordinator", first_day=FROM)
    make_pattern(cast.other_scheme)
    typed = building.all_typed(cast) | {"supplier": str(cast.other_supplier.uid)}
    assert "Leverandør" in liv.get(reverse("all_rosters")).content.decode()
    liv.post(reverse("all_rosters"), typed)
    batch = Batch.objects.get()
    assert batch.organisation == cast.other_supplier
    assert [row.scheme for row in batch.schemes.all()] == [cast.other_scheme]


def test_each_scheme_tells_until_when_its_plan_is_published(cast: Cast, liv: Client) -> None:
    building.add_scheme(cast, "Bakken", "Berit")
    plan = world(cast).published(cast.amal, cast.jonas, first=building.monday(1), last=building.monday(2))
    typed = building.all_typed(cast)
    page = liv.get(reverse("all_rosters"), {name: typed[name] for name in ("first_day", "last_day")}).content.decode()
    until = day_text(plan.last_day, "date")
    assert f"Solbakken. Plan publisert til og med {until}." in page
    assert "Bakken. Ingen plan er publisert framover." in page
    assert f"Planen som først tar slutt, er den til Solbakken, {until}." in page
