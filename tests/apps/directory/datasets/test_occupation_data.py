"""Occupations, codes, pay and employers: what is shipped, and what content is refused."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from selvstyrt.apps.directory.datasets import apprenticeships, employers, occupations, ssb, styrk, wages
from selvstyrt.apps.directory.figures import Figure, FigureStatus
from selvstyrt.apps.directory.shelf import SHIPPED, UnsoundContent, shipped
from tests.apps.directory import wage_csv


def content(name: str) -> Any:
    return json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))["content"]


def shipped_wages() -> wages.Wages:
    found = shipped(wages.WAGES)
    assert found is not None
    return found.content


def test_all_702_cells_of_the_shipped_pay_table_equal_the_published_ones() -> None:
    table = shipped_wages()
    source = dict(wage_csv.cells())

    assert len(source) == len(table.cells) == 702
    assert {cell: figure.value for cell, figure in table.cells.items()} == source
    hidden = {cell for cell, value in source.items() if value is None}
    assert len(hidden) == 91
    assert {cell for cell, figure in table.cells.items() if figure.status is FigureStatus.SUPPRESSED} == hidden


def test_an_hour_is_a_month_without_overtime_divided_by_162_and_a_year_is_twelve_months() -> None:
    table = shipped_wages()
    checked = 0
    for cell, figure in table.cells.items():
        if cell.unit != "month" or figure.value is None:
            continue
        asked = {"gender": cell.gender, "statistic": cell.statistic}
        ordinary = table.figure(cell.group, **asked, overtime="excl_overtime", unit="month").value
        assert ordinary is not None
        hour = (Decimal(ordinary) / table.hourly_divisor).quantize(Decimal(1), ROUND_HALF_UP)
        assert table.figure(cell.group, **asked, overtime=cell.overtime, unit="hour").value == hour
        assert table.figure(cell.group, **asked, overtime=cell.overtime, unit="year").value == 12 * figure.value
        checked += 1
    assert checked == 188


def test_women_are_hidden_where_only_all_and_men_are_shown() -> None:
    table = shipped_wages()
    group = wages.WageGroup("personlig_assistent", "all", "full_time")

    assert [table.persons(group, gender).value for gender in wages.GENDERS] == [505, None, 316]
    median = [
        table.figure(group, gender=gender, statistic="median", overtime="excl_overtime", unit="month")
        for gender in wages.GENDERS
    ]
    assert [figure.value for figure in median] == [42050, None, 43240]
    assert median[1].status is FigureStatus.SUPPRESSED


def test_a_group_that_the_source_does_not_have_is_missing_and_not_hidden() -> None:
    group = wages.WageGroup("personlig_assistent", "municipal", "full_time")
    figure = shipped_wages().figure(group, gender="total", statistic="mean", overtime="excl_overtime", unit="year")

    assert figure.status is FigureStatus.MISSING


def test_the_pay_table_states_no_year() -> None:
    found = shipped(wages.WAGES)

    assert found is not None
    assert found.provenance.period is None
    assert found.provenance.licence == "NLOD"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"sector": "county"}, "'sector' is 'county'"),
        ({"unit": "week"}, "'unit' is 'week'"),
        ({"value": "29150"}, "'value' must be a whole number"),
        ({"value": None}, "'value' is None and 'status' is 'published'"),
        ({"status": "guessed"}, "'status' is 'guessed'"),
    ],
)
def test_a_pay_cell_that_cannot_be_is_refused_with_its_place(change: dict[str, Any], told: str) -> None:
    cells = content("wages")["cells"]
    place = next(place for place, cell in enumerate(cells) if cell["status"] == "published")
    cells[place] = {**cells[place], **change}

    with pytest.raises(UnsoundContent, match=rf"wages, cell {place + 1}: .*{told}"):
        wages.read({"hourly_divisor": "162", "cells": cells})


def test_a_pay_cell_that_stands_twice_is_refused() -> None:
    cells = content("wages")["cells"]

    with pytest.raises(UnsoundContent, match="stands twice"):
        wages.read({"hourly_divisor": "162", "cells": [*cells, cells[0]]})


@pytest.mark.parametrize("divisor", ["", "0", "-162", "a month"])
def test_a_divisor_that_cannot_divide_is_refused(divisor: str) -> None:
    with pytest.raises(UnsoundContent, match="hourly_divisor"):
        wages.read({"hourly_divisor": divisor, "cells": []})


def test_ssb_pay_of_home_helpers_in_2025() -> None:
    found = shipped(ssb.SSB_11418)

    assert found is not None
    figures = [found.content.figure("2025", "5322", statistic).value for statistic in ssb.STATISTICS]
    assert figures == [34800, 37440, 38460, 41180]
    assert found.content.figure("2025", "5322", "median", "women").value == 37700
    assert found.content.figure("2025", "5322", "median", "men").value == 36600


def test_the_codes_hang_together_many_to_many() -> None:
    found = shipped(styrk.STYRK)
    assert found is not None
    codes = found.content

    home_help = codes.titles_of("heimehjelp")
    assert [title.code for title in home_help] == [
        "1228112",
        "5133101",
        "5133102",
        "5133103",
        "5133104",
        "5133106",
        "5133107",
    ]
    assert {title.group for title in home_help} == {"5322", "1343"}
    assert {title.code for title in codes.titles_of("personlig_assistent")} == {"5133108", "5139112"}
    assert "5133108" in {title.code for title in codes.sharing("heimehjelp")}


@pytest.mark.parametrize("code", ["513310", "51331011", "51331O1", ""])
def test_a_job_title_code_is_seven_digits_as_text(code: str) -> None:
    raw = content("styrk")
    raw["titles"][0]["code"] = code

    with pytest.raises(UnsoundContent):
        styrk.read(raw)


def test_a_duplicate_code_is_refused() -> None:
    raw = content("styrk")
    raw["titles"].append(raw["titles"][0])

    with pytest.raises(UnsoundContent, match="stands twice"):
        styrk.read(raw)


def test_every_related_occupation_has_a_place_of_its_own() -> None:
    found = shipped(occupations.OCCUPATIONS)
    assert found is not None
    known = found.content

    assert [each.id for each in known.by_id.values() if each.described] == [
        "personlig_assistent",
        "heimehjelp",
        "stottekontakt",
    ]
    assert len(known.by_id) == 21
    assert known.with_slug("heimehjelp") == known.with_slug("hjemmehjelp") == known.by_id["heimehjelp"]
    assert known.with_slug("kaptein") is None


def test_a_relative_that_is_not_there_is_refused() -> None:
    raw = content("occupations")
    raw["occupations"][0]["related"].append({"occupation": "kaptein", "closeness": "close"})

    with pytest.raises(UnsoundContent, match="'kaptein' is not listed"):
        occupations.read(raw)


def test_a_masked_count_keeps_its_number_but_is_not_shown_as_one() -> None:
    row = {"organisation_number": "310000027", "name": "X", "occupation": "heimehjelp", "municipality": "5601"}
    (employer,) = employers.read([{**row, "positions": 2, "status": "masked"}])

    assert employer.positions == Figure(2, FigureStatus.MASKED)
    assert not employer.positions.shown


def test_a_county_without_a_single_row_has_not_delivered() -> None:
    place = {"occupation": "helsefagarbeider", "county": "55", "municipality": "5501"}
    counts = dict.fromkeys(apprenticeships.COUNTS, 9)
    statuses = dict.fromkeys(apprenticeships.COUNTS, "published")
    read = apprenticeships.read({"places": [{**place, **counts, "statuses": statuses}], "companies": []})

    assert read.delivering_counties == {"55"}


def test_a_hidden_figure_cannot_have_a_number() -> None:
    with pytest.raises(ValueError, match="suppressed"):
        Figure(3, FigureStatus.SUPPRESSED)
