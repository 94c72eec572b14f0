"""Companies of suppliers from the Brønnøysund register, with the constructed samples."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from selvstyrt.apps.directory.importers import brreg
from selvstyrt.apps.directory.importing import SourceFailed, UnsoundReply
from selvstyrt.apps.directory.models import Reply
from selvstyrt.apps.directory.queries.companies import company, numbers_to_follow
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.people.models import Organisation, OrganisationKind
from selvstyrt.core.base import WrongInput
from tests.apps.directory.source import Source, sample

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
REGISTER = "data.brreg.no/enhetsregisteret/api"
COMPANY, WORKPLACE, GONE = "310000019", "310000051", "958935420"


def run() -> RunReport:
    return run_import(brreg.COMPANIES_IMPORTER, by=SYSTEM, now=NOW)


@pytest.fixture(autouse=True)
def suppliers() -> None:
    for number in (COMPANY, WORKPLACE):
        Organisation.objects.create(name="Leverandør", kind=OrganisationKind.SUPPLIER, organisation_number=number)
    Organisation.objects.create(name="Kommune", kind=OrganisationKind.MUNICIPALITY, organisation_number=GONE)


@pytest.fixture
def answering(source: Source) -> Source:
    source.says(f"{REGISTER}/enheter/{COMPANY}", sample("brreg_enhet.constructed.json"), etag='"1"')
    source.says(f"{REGISTER}/underenheter/{WORKPLACE}", sample("brreg_underenhet.constructed.json"), etag='"2"')
    return source


def test_only_suppliers_are_followed() -> None:
    followed = numbers_to_follow()
    assert {COMPANY, WORKPLACE} <= set(followed)
    assert GONE not in followed


def test_a_company_and_a_place_of_work_are_read_by_number(answering: Source) -> None:
    report = run()
    assert report.outcome == "switched"
    found = company("310 000 019")
    assert found is not None
    assert (found.content.name, found.content.form, found.content.employees) == ("KONSTRUERT ASSISTANSE AS", "AS", 112)
    assert [(each.code, each.name) for each in found.content.industries] == [("88.101", "Hjemmehjelp")]
    assert (found.content.municipality, found.content.post_town) == ("5501", "TROMSØ")
    assert found.provenance.licence == "NLOD 2.0"
    workplace = company(WORKPLACE)
    assert workplace is not None
    assert workplace.content.parent == COMPANY
    assert f"https://{REGISTER}/enheter/{WORKPLACE}: 404" in report.skipped


def test_asked_again_the_register_only_says_unchanged(answering: Source) -> None:
    run()
    report = run()
    assert (report.outcome, report.unchanged) == ("unchanged", 2)


def test_a_number_that_the_register_does_not_know_is_told_and_the_others_stay(source: Source) -> None:
    source.says(f"{REGISTER}/enheter/{COMPANY}", sample("brreg_enhet.constructed.json"))
    report = run()
    assert f"The register does not know {WORKPLACE}; look at the organisation's number" in report.remarks
    assert company(COMPANY) is not None
    assert company(WORKPLACE) is None


def test_a_deleted_and_bankrupt_company_says_so(answering: Source) -> None:
    said = json.loads(sample("brreg_enhet.constructed.json")) | {"konkurs": True, "slettedato": "2026-10-01"}
    answering.says(f"{REGISTER}/enheter/{COMPANY}", said)
    run()
    found = company(COMPANY)
    assert found is not None
    assert found.content.bankrupt
    assert str(found.content.deleted_on) == "2026-10-01"


def test_the_address_of_a_sole_trader_is_not_shown(answering: Source) -> None:
    said = json.loads(sample("brreg_enhet.constructed.json"))
    said["organisasjonsform"] = {"kode": "ENK", "beskrivelse": "Enkeltpersonforetak"}
    answering.says(f"{REGISTER}/enheter/{COMPANY}", said)
    run()
    found = company(COMPANY)
    assert found is not None
    assert (found.content.address, found.content.postcode, found.content.post_town) == ((), "", "TROMSØ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"organisasjonsnummer": WORKPLACE}, f"expected the company {COMPANY}"),
        ({"navn": ""}, "'navn' is empty"),
        ({"antallAnsatte": "mange"}, "'antallAnsatte' must be a whole number"),
        ({"organisasjonsform": "AS"}, "'organisasjonsform' must be an object"),
        ({"naeringskode1": "88.101"}, "'naeringskode1' must be an object"),
        ({"slettedato": "i går"}, "'i går', which is no date"),
    ],
)
def test_a_reply_of_another_shape_is_refused(answering: Source, change: dict[str, Any], said: str) -> None:
    answering.says(f"{REGISTER}/enheter/{COMPANY}", json.loads(sample("brreg_enhet.constructed.json")) | change)
    with pytest.raises(WrongInput, match=said):
        run()
    assert company(COMPANY) is None


def test_a_search_page_in_place_of_a_company_is_refused(answering: Source) -> None:
    answering.says(f"{REGISTER}/enheter/{COMPANY}", sample("brreg_enheter_page.constructed.json"))
    with pytest.raises(UnsoundReply, match="expected the company"):
        run()


def test_a_register_that_is_down_changes_nothing(answering: Source) -> None:
    run()
    answering.says(f"{REGISTER}/enheter/{COMPANY}", b"", status=503)
    with pytest.raises(SourceFailed, match="answered 503"):
        run()
    assert company(COMPANY) is not None
    assert {json.loads(zlib.decompress(reply.body))["organisasjonsnummer"] for reply in Reply.objects.all()} == {
        COMPANY,
        WORKPLACE,
    }


@pytest.mark.parametrize("number", ["310000018", "31000001", "abcdefghi", "3100000190", "٣١٠٠٠٠٠١٩"])
def test_what_is_no_organisation_number_is_said_to_be_none(number: str) -> None:
    with pytest.raises(WrongInput, match="nine digits"):
        company(number)
