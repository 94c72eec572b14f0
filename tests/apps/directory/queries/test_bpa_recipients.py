"""How many have BPA in the country."""

from __future__ import annotations

import pytest

from selvstyrt.apps.directory.queries.bpa_recipients import recipients_by_age, recipients_by_year

pytestmark = pytest.mark.django_db


def test_the_years_are_whole_and_in_order() -> None:
    found = recipients_by_year()
    assert found is not None
    assert [row.year for row in found.content] == list(range(2012, 2023))
    assert [(row.persons, row.at_home) for row in found.content][-2:] == [(3969, 264_621), (4114, 270_614)]
    assert found.provenance.shipped
    assert found.provenance.publisher == "Helsedirektoratet"


@pytest.mark.parametrize(("year", "total"), [(2021, 3969), (2022, 4114)])
def test_the_age_groups_add_up_to_the_year(year: int, total: int) -> None:
    found = recipients_by_age(year)
    assert found is not None
    assert sum(row.persons for row in found.content) == total


def test_a_denominator_that_the_source_repeats_from_the_year_before_is_left_out() -> None:
    found = recipients_by_age(2022)
    assert found is not None
    assert {row.at_home for row in found.content} == {None}


def test_a_year_without_age_groups_gives_none_of_them() -> None:
    found = recipients_by_age(2015)
    assert found is not None
    assert found.content == ()
