"""Profiles, the directory they make with public facts, and the list of municipalities as a file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.apps.directory.coverage import read_coverage
from selvstyrt.apps.directory.datasets import suppliers as dataset
from selvstyrt.apps.directory.offers import SERVICE_GROUPS, TERM_GROUPS, Service, Term
from selvstyrt.apps.directory.profiles import ProfileDraft, replace_coverage, save_profile
from selvstyrt.apps.directory.queries.suppliers import own_profile, supplier, suppliers, suppliers_in
from selvstyrt.apps.directory.shelf import UnsoundContent, shipped
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.people.models import Organisation
from selvstyrt.core.base import NotAllowed, WrongInput
from tests.cast import NOW, Cast
from tests.faces.web.supplier.building import DRAFT, LIST, cover, publish

DAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parent / "supplier_coverage.constructed.csv"


def numbers_today(number: str) -> tuple[str, ...]:
    """Two numbers that changed and one that was split, else the number itself; 99xx is nobody's."""
    return {"3005": ("3301",), "1507": ("1508", "1580")}.get(number, () if number.startswith("99") else (number,))


def test_every_service_and_term_stands_in_one_group() -> None:
    assert sorted(each for group in SERVICE_GROUPS.values() for each in group) == sorted(Service)
    assert sorted(each for group in TERM_GROUPS.values() for each in group) == sorted(Term)


@pytest.mark.django_db
def test_the_shipped_supplier_states_what_its_page_states_and_no_more() -> None:
    (abcent,) = suppliers()

    assert set(abcent.services) == set(Service)
    assert set(abcent.terms) == set(Term)
    assert (abcent.languages, abcent.coverage, abcent.organisation_number) == ((), None, "")
    assert not abcent.can_be_written_to and not abcent.is_own


def test_the_shipped_facts_name_no_person() -> None:
    text = json.dumps(shipped(dataset.SUPPLIERS).provenance.__class__.__name__)  # type: ignore[union-attr]
    path = Path(dataset.__file__).parents[1] / "shipped" / "suppliers.json"
    text += path.read_text(encoding="utf-8")
    assert "Linn" not in text and "Kallåk" not in text and "@" not in text


@pytest.mark.django_db
def test_a_published_profile_stands_in_the_directory_and_a_draft_does_not(cast: Cast) -> None:
    slug = publish(cast, is_published=False)
    assert supplier(slug) is None
    publish(cast)
    shown = supplier(slug)
    assert shown is not None and shown.is_own
    assert set(shown.services) == DRAFT.services
    assert "raadgiver@example.test" not in str(shown)


@pytest.mark.django_db
def test_a_profile_takes_the_place_of_the_facts_from_the_suppliers_page(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.supplier.pk).update(name="ABCENT")
    assert publish(cast) == "abcent"
    (only,) = suppliers()
    assert only.is_own and only.name == "ABCENT"


@pytest.mark.django_db
def test_the_address_stays_when_the_name_changes_and_no_two_share_one(cast: Cast) -> None:
    slug = publish(cast)
    Organisation.objects.filter(pk=cast.supplier.pk).update(name="Nytt navn")
    assert publish(cast) == slug == "assistansen-sa"
    assert own_profile(cast.supplier.uid).name == "Nytt navn"  # type: ignore[union-attr]


@pytest.mark.django_db
def test_only_a_coordinator_of_the_supplier_writes_and_each_act_is_in_the_journal(cast: Cast) -> None:
    for stranger in (cast.kari, cast.amal, cast.nina):
        with pytest.raises(NotAllowed):
            save_profile(supplier_uid=cast.supplier.uid, draft=DRAFT, by=cast.actor(stranger), now=NOW)
        with pytest.raises(NotAllowed):
            replace_coverage(supplier_uid=cast.supplier.uid, places=(), by=cast.actor(stranger), now=NOW)
    assert own_profile(cast.supplier.uid).draft is None  # type: ignore[union-attr]
    publish(cast)
    cover(cast)
    acts = Event.objects.filter(subject=cast.supplier.uid).order_by("pk")
    assert [each.act for each in acts] == ["save_supplier_profile", "replace_supplier_coverage"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"website": "javascript:alert(1)"}, "website_not_web"),
        ({"website": "www.navn.no"}, "website_not_web"),
        ({"website": 'https://a.no/"><script>'}, "website_not_web"),
        ({"about": "x" * 801}, "text_too_long"),
        ({"about": "", "services": frozenset()}, "profile_empty"),
        ({"contact_email": "ikke adresse"}, "email_malformed"),
        ({"about_language": "xx"}, "language_unknown"),
    ],
)
@pytest.mark.django_db
def test_a_profile_that_cannot_be_shown_is_refused(cast: Cast, changes: dict[str, object], code: str) -> None:
    draft: ProfileDraft = replace(DRAFT, **changes)
    with pytest.raises(WrongInput) as refused:
        save_profile(supplier_uid=cast.supplier.uid, draft=draft, by=cast.actor(cast.liv), now=NOW)
    assert refused.value.code == code
    assert supplier("assistansen-sa") is None


@pytest.mark.django_db
def test_a_municipality_has_those_with_agreement_those_without_and_those_whose_list_is_unknown(cast: Cast) -> None:
    publish(cast)
    cover(cast)

    bergen, karasjok, oslo = (suppliers_in(number, on=DAY) for number in ("4601", "5610", "0301"))
    assert [each.slug for each, _place in bergen.with_agreement] == ["assistansen-sa"]
    assert [each.slug for each, _place in karasjok.others] == ["assistansen-sa"]
    assert (oslo.with_agreement, oslo.others) == ((), ()), "the agreement with Oslo ended in 2025"
    assert [each.slug for each in oslo.without_list] == ["abcent"]


def test_the_constructed_sample_is_read_line_by_line() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    found = read_coverage(text, organisation_number="", numbers_today=numbers_today)

    assert [each.municipality_number for each in found.places] == ["5501", "5601", "0301"]
    assert found.places[0].agreement_kind == "service_concession"
    assert found.places[1].last_day is None and found.places[2].takes_new is False
    own = read_coverage(text, organisation_number="310000019", numbers_today=numbers_today)
    assert [(each.line, each.code) for each in own.problems] == [(4, "other_supplier")]
    assert own.places == (), "a list is taken whole or not at all"


def test_semicolons_a_mark_of_order_and_old_numbers_are_read() -> None:
    text = "\ufeffkommunenummer;checked_on;accepts_new_users\r\n3005;2026-01-15;ja\r\n\r\n0301;2026-01-15;\r\n"
    found = read_coverage(text, organisation_number="", numbers_today=numbers_today)

    assert [(each.municipality_number, each.takes_new) for each in found.places] == [("3301", True), ("0301", None)]
    assert found.renumbered == (("3005", "3301"),)


HEAD = "kommunenummer,agreement_kind,valid_from,valid_to,accepts_new_users,source_url,checked_on\n"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("", [(1, "columns_missing")]),
        ("<html><body>404</body></html>", [(1, "columns_missing")]),
        (HEAD, [(1, "no_lines")]),
        (HEAD + "9999,,,,,,2026-01-15\n", [(2, "municipality_unknown")]),
        (HEAD + "301,,,,,,2026-01-15\n", [(2, "municipality_unknown")]),
        (HEAD + "1507,,,,,,2026-01-15\n", [(2, "municipality_split")]),
        (HEAD + "0301,avtale,,,,,2026-01-15\n", [(2, "kind_unknown")]),
        (HEAD + "0301,,2026-02-30,,,,2026-01-15\n", [(2, "day_not_iso")]),
        (HEAD + "0301,,,,,,\n", [(2, "day_not_iso")]),
        (HEAD + "0301,,2026-02-01,2026-01-01,,,2026-01-15\n", [(2, "ends_before_start")]),
        (HEAD + "0301,,,,kanskje,,2026-01-15\n", [(2, "yes_no_unknown")]),
        (HEAD + "0301,,,,,javascript:1,2026-01-15\n", [(2, "source_not_web")]),
        (HEAD + "0301,,,,,,2026-01-15\n0301,,,,,,2026-01-16\n", [(3, "stands_twice")]),
        (
            HEAD + "0301,,,,,,2026-01-15\n9998,,,,x,,\n",
            [(3, "municipality_unknown"), (3, "day_not_iso"), (3, "yes_no_unknown")],
        ),
        (HEAD + "0301,,,,,,2026-01-15\n" * 2100, [(2002, "file_too_large")]),
        ("x" * 400_001, [(1, "file_too_large")]),
        (HEAD + "03\x0001,,,,,,\n", [(1, "text_has_nul")]),
    ],
)
def test_each_fault_of_a_file_is_told_with_its_line(text: str, problems: list[tuple[int, str]]) -> None:
    found = read_coverage(text, organisation_number="", numbers_today=numbers_today)
    assert [(each.line, each.code) for each in found.problems] == problems
    assert found.places == ()


@given(st.text(max_size=300) | st.text(alphabet='0123456789,;"\n\r-', max_size=300).map(HEAD.__add__))
def test_no_text_brings_the_reader_down(text: str) -> None:
    found = read_coverage(text, organisation_number="", numbers_today=numbers_today)
    assert found.problems or found.places


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"slug": "Abc Ent"}, "slug"),
        ({"services": ["flying"]}, "unknown codes: flying"),
        ({"organisation_number": "123456789"}, "organisation number"),
        ({"checked_on": "i går"}, "YYYY-MM-DD"),
        ({"name": ""}, "name"),
    ],
)
def test_unsound_facts_about_a_supplier_are_refused_with_the_place(changes: dict[str, object], told: str) -> None:
    path = Path(dataset.__file__).parents[1] / "shipped" / "suppliers.json"
    row = json.loads(path.read_text(encoding="utf-8"))["content"][0]
    with pytest.raises(UnsoundContent, match=told):
        dataset.read([{**row, **changes}])
    with pytest.raises(UnsoundContent, match="share a slug"):
        dataset.read([row, row])


@pytest.mark.django_db
def test_the_list_is_read_back_as_it_was_stored(cast: Cast) -> None:
    publish(cast)
    cover(cast)
    stored = own_profile(cast.supplier.uid)
    assert stored is not None
    again = read_coverage(LIST, organisation_number="", numbers_today=numbers_today)
    assert sorted(stored.coverage, key=str) == sorted(again.places, key=str)
