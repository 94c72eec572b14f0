"""Fees of municipalities: what is shipped, which table serves on a day, and a municipality's own correction."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from selvstyrt.apps.directory.datasets.fees import FEES
from selvstyrt.apps.directory.fee_corrections import correct_fee_table
from selvstyrt.apps.directory.fee_tables import EXAMPLE, YearIs, read_tables, shipped_tables
from selvstyrt.apps.directory.models import FeeTariffCorrection
from selvstyrt.apps.directory.queries.fees import (
    example_table,
    fees_provenance,
    known_table,
    numbers_with_tables,
    table_on,
    tables_of,
)
from selvstyrt.apps.directory.queries.municipalities import municipality
from selvstyrt.apps.directory.shelf import UnsoundContent
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.journal.models import Event
from selvstyrt.core.base import WrongInput
from selvstyrt.core.fees import GBasis, g_amount, state_ceiling

FROSTA = "5036"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TABLES = {table.id: table for table in shipped_tables()}
OURS = {
    "format": "selvstyrt-fee-table/1",
    "municipality": FROSTA,
    "valid_from": "2026-01-01",
    "valid_to": "2026-12-31",
    "help": "practical_help",
    "tariff": {
        "name": "Frosta 2026",
        "g": {"basis": "may_before"},
        "brackets": [
            {"from_g": "0", "charging": "state_ceiling"},
            {"from_g": "2", "charging": "hourly", "hourly": "450", "cap": "1010"},
        ],
        "source": {"text": "Kommunestyret 11.12.2025", "url": "https://example.org/fees-2026"},
    },
}


def correct(data=OURS, by="Liv Berg, konsulent i Frosta kommune", now=NOW):
    return correct_fee_table(data=data, entered_by=by, by=SYSTEM, now=now)


def amounts(table):
    return [int(bracket.monthly if bracket.monthly is not None else bracket.cap) for bracket in table.tariff.brackets]


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_shipped_table_belongs_to_a_municipality_of_today_and_says_where_it_is_from(table):
    if table.id == EXAMPLE:
        assert table.municipality is None
    else:
        assert municipality(table.municipality).name in table.tariff.name
        assert table.tariff.citation.url.startswith("http")
    assert (table.year is None) is (table.year_is is YearIs.UNDATED) is (table.valid_from is None)
    assert table.checked_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (EXAMPLE, [220, 868, 1400, 1900, 2495]),
        ("frosta_2024", [230, 957, 2051, 3214, 4102]),
        ("hustadvika_2024", [230, 1484, 2136, 3228, 4038]),
        ("hjelmeland_2024", [230, 1095, 1770, 2560, 3200]),
        ("grane_2023", [220, 1131, 1823, 2667, 3562]),
        ("eidfjord_2023", [220, 783, 1492, 2066, 2582, 3224]),
        ("lesja_2022", [210, 660, 1204, 1794, 2393]),
        ("vefsn_2022", [210, 1169, 1901, 2819, 3793]),
        ("stange_2022", [215, 770, 1217, 1685, 2155]),
        ("vestretoten_2017", [190, 550, 980, 1400, 1800]),
    ],
)
def test_the_amounts_are_those_of_the_sources(name, wanted):
    assert amounts(TABLES[name]) == wanted


def test_the_example_has_the_g_of_may_2023_and_the_months_of_loten_lack_july():
    assert TABLES[EXAMPLE].tariff.fixed_g == 118620
    assert 7 not in TABLES["loten"].tariff.billing_months
    assert [bracket.cap_minutes for bracket in TABLES["asker_430"].tariff.brackets][1:] == [120, 180, 240, 360, 480]


def test_where_a_source_prints_its_g_the_basis_gives_the_same():
    printed = {"hustadvika_2024": 118620, "vefsn_2022": 106399, "stange_2022": 106399, "grane_2023": 111477}
    for name, amount in printed.items():
        table = TABLES[name]
        assert g_amount(table.tariff.g_basis, table.valid_from).amount == amount


def test_no_dated_table_asks_for_more_under_two_g_than_the_state_allows():
    for table in TABLES.values():
        first = table.tariff.brackets[0]
        if table.valid_from is not None and first.charging != "state_ceiling":
            asked = first.cap if first.monthly is None else first.monthly
            assert asked <= state_ceiling(table.valid_to)[0], table.id


@pytest.mark.django_db
def test_a_table_serves_on_its_days_and_is_not_passed_off_on_others():
    assert table_on(FROSTA, date(2024, 6, 1)).id == "frosta_2024"
    assert table_on(FROSTA, date(2026, 6, 1)) is None
    known = known_table(FROSTA, date(2026, 6, 1))
    assert (known.table.id, known.holds, known.day) == ("frosta_2024", False, date(2024, 12, 31))
    before = known_table(FROSTA, date(2020, 6, 1))
    assert (before.holds, before.day) == (False, date(2024, 1, 1))
    undated = known_table("3203", date(2026, 6, 1))
    assert (undated.table.id, undated.holds, undated.day) == ("asker_430", False, date(2026, 6, 1))
    assert known_table("0301", date(2026, 6, 1)) is None


@pytest.mark.django_db
def test_the_municipalities_with_tables_and_the_example_are_told_apart():
    numbers = numbers_with_tables()
    assert len(numbers) == 20
    assert numbers["5022"].id == "rennebu_2018"
    assert example_table().id == EXAMPLE
    assert fees_provenance().shipped


@pytest.mark.django_db
def test_a_corrected_table_goes_before_the_others_and_the_latest_correction_counts():
    correct()
    assert table_on(FROSTA, date(2026, 6, 1)).tariff.brackets[1].hourly == 450
    assert table_on(FROSTA, date(2024, 6, 1)).id == "frosta_2024"
    dearer = json.loads(json.dumps(OURS))
    dearer["tariff"]["brackets"][1]["hourly"] = "460"
    correct(dearer, now=NOW.replace(hour=13))
    found = table_on(FROSTA, date(2026, 6, 1))
    assert (found.tariff.brackets[1].hourly, found.corrected, len(tables_of(FROSTA))) == (Decimal(460), True, 2)
    assert found.tariff.g_basis is GBasis.MAY_BEFORE
    assert FeeTariffCorrection.objects.count() == 2


@pytest.mark.django_db
def test_a_correction_of_a_shipped_year_hides_what_was_shipped_and_a_new_municipality_appears():
    correct(OURS | {"valid_from": "2024-01-01", "valid_to": None})
    assert [table.corrected for table in tables_of(FROSTA)] == [True]
    assert table_on(FROSTA, date(2030, 6, 1)).corrected
    correct(OURS | {"municipality": "0301"})
    assert "0301" in numbers_with_tables()


@pytest.mark.django_db
def test_a_correction_leaves_a_line_in_the_journal():
    correct()
    line = Event.objects.get(act="fee_table_corrected")
    assert line.facts == {"municipality": FROSTA, "valid_from": "2026-01-01"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"municipality": "9999"}, "9999"),
        ({"municipality": "3005"}, "3301"),
        ({"municipality": "36"}, "four digits"),
        ({"format": "selvstyrt-fee-table/9"}, "format"),
        ({"valid_to": "2025-12-31"}, "valid_to"),
        ({"help": "gardening"}, "help"),
        ({"tariff": OURS["tariff"] | {"source": {}}}, "source"),
        ({"tariff": OURS["tariff"] | {"brackets": []}}, "no brackets"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_wrong_correction_is_refused_and_nothing_is_kept(change, told):
    with pytest.raises(WrongInput, match=told):
        correct(OURS | change)
    assert not FeeTariffCorrection.objects.exists()


@pytest.mark.django_db
def test_somebody_must_answer_for_a_correction():
    for nobody in ("", "  ", "x" * 201):
        with pytest.raises(WrongInput):
            correct(by=nobody)


def test_content_that_is_no_list_of_tables_is_unsound():
    row = json.loads(json.dumps(OURS["tariff"]))
    for content in ({}, [1], [{"id": "x"}], [{"id": "x", "year_is": "guessed", "tariff": row}]):
        with pytest.raises(UnsoundContent):
            FEES.read(content)


def test_the_same_id_twice_and_half_a_note_are_refused():
    row = {"id": "a", "year_is": "undated", "help": "bpa", "checked_on": "2026-11-22", "tariff": OURS["tariff"]}
    assert len(read_tables([row])) == 1
    assert FEES.rows_of([row]) == {"a": row}
    with pytest.raises(WrongInput, match="more than once"):
        read_tables([row, row])
    with pytest.raises(WrongInput, match="language"):
        read_tables([row | {"note": {"nb": "bare bokmål"}}])
