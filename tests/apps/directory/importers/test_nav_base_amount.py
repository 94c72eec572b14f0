"""G from NAV against the law values: what differs is told, and the law values stay as they are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets.base_amounts import BASE_AMOUNTS
from selvstyrt.apps.directory.importers import nav_base_amount
from selvstyrt.apps.directory.running import RunReport, run_import
from selvstyrt.apps.directory.shelf import UnsoundContent, current
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.core.law import dated
from tests.apps.directory.source import Source, sample

pytestmark = pytest.mark.django_db

AT = "g.nav.no/api/v1/historikk"
RECORDED = "nav_g_historikk.realvalues.json"


def run() -> RunReport:
    return run_import(nav_base_amount.IMPORTER, by=SYSTEM, now=datetime(2027, 5, 25, 4, tzinfo=UTC))


def recorded() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(sample(RECORDED))
    return rows


def test_when_nav_and_the_law_values_agree_there_is_nothing_to_say(source: Source) -> None:
    source.says(AT, sample(RECORDED))
    report = run()
    assert (report.outcome, report.remarks) == ("switched", ())
    found = current(BASE_AMOUNTS)
    assert found is not None
    assert (found.content[-1].valid_from, found.content[-1].amount) == (date(2026, 5, 1), 136_549)


def test_a_new_g_is_proposed_and_not_written(source: Source) -> None:
    before = dated("ftrl.grunnbelop").entries
    source.says(AT, [{"dato": "2027-05-01", "grunnbeløp": 142_000, "grunnbeløpPerMåned": 11_833}, *recorded()])
    (remark,) = run().remarks
    assert remark.startswith("NAV has G 142000 from 2027-05-01, which ftrl.grunnbelop lacks.")
    assert "[[value]] valid_from = 2027-05-01" in remark
    assert "value = 142000" in remark
    assert dated("ftrl.grunnbelop").entries == before


def test_another_amount_for_a_known_day_is_told(source: Source) -> None:
    rows = recorded()
    rows[0]["grunnbeløp"] += 10
    source.says(AT, rows)
    assert run().remarks == (
        "NAV has G 136559 from 2026-05-01; ftrl.grunnbelop has 136549. Find out which one is right",
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"grunnbeløp": 11_379}, "11379 a year and 11379 a month do not agree"),
        ({"grunnbeløp": 11_379, "grunnbeløpPerMåned": None}, "G never falls; is it a year's amount"),
        ({"grunnbeløp": "136549"}, "must be a whole number"),
        ({"dato": "1. mai 2026"}, "'1. mai 2026', which is no date"),
    ],
)
def test_an_amount_in_another_unit_is_refused(source: Source, change: dict[str, Any], said: str) -> None:
    rows = recorded()
    rows[0] |= change
    source.says(AT, rows)
    with pytest.raises(UnsoundContent, match=said):
        run()
    assert current(BASE_AMOUNTS) is None


def test_an_amount_of_the_past_that_is_gone_is_held_back(source: Source) -> None:
    source.says(AT, sample(RECORDED))
    run()
    source.says(AT, recorded()[:-1])
    assert run().outcome == "held"
