from datetime import date

import pytest

from selvstyrt.core.base import Certainty, NoAnswer, WrongInput
from selvstyrt.core.law import dated
from selvstyrt.core.pay import tariff_at, tariff_ids, tariff_source


@pytest.mark.parametrize(
    ("day", "week", "years", "hourly"),
    [
        (date(2020, 4, 1), 2250, 0, "174.05"),
        (date(2020, 4, 1), 2130, 0, "183.86"),
        (date(2021, 4, 1), 2250, 0, "176.30"),
        (date(2021, 4, 1), 2130, 0, "186.23"),
        (date(2022, 4, 1), 2250, 0, "184.38"),
        (date(2022, 4, 1), 2130, 0, "194.77"),
        (date(2023, 4, 1), 2250, 0, "194.88"),
        (date(2023, 4, 1), 2130, 0, "205.86"),
        (date(2024, 4, 1), 2250, 0, "206.38"),
        (date(2024, 8, 31), 2130, 9, "218.01"),
        (date(2024, 9, 1), 2250, 3, "211.51"),
        (date(2024, 9, 1), 2250, 6, "219.20"),
        (date(2024, 9, 1), 2250, 9, "226.89"),
        (date(2024, 9, 1), 2130, 3, "223.42"),
        (date(2024, 9, 1), 2130, 6, "231.55"),
        (date(2024, 9, 1), 2130, 9, "239.68"),
        (date(2025, 3, 31), 2130, 0, "218.01"),
        (date(2025, 4, 1), 2250, 0, "213.38"),
        (date(2025, 4, 1), 2130, 0, "225.40"),
        (date(2025, 4, 1), 2130, 3, "230.82"),
        (date(2025, 4, 1), 2130, 6, "238.94"),
        (date(2026, 11, 22), 2130, 9, "247.07"),
    ],
)
def test_every_printed_wage_of_the_agreement_comes_out_to_the_ore(day, week, years, hourly):
    try:
        tariff = tariff_at("tariff_virke", day)
    except NoAnswer:
        tariff = tariff_at("tariff_virke", date(2021, 4, 1), wages_of=day)
    assert str(tariff.minimum_wage(years, week).hourly) == hourly


def test_a_day_before_the_first_known_value_has_no_answer():
    with pytest.raises(NoAnswer) as missing:
        tariff_at("tariff_virke", date(2019, 1, 1))
    assert missing.value.code == "no_value_for_day"


def test_what_was_not_known_yet_is_not_used():
    known_early = tariff_source("tariff_virke", date(2025, 3, 31))
    assert str(known_early(date(2025, 6, 1)).minimum_wage(0, 2130).hourly) == "218.01"


def test_an_unknown_agreement_is_named_with_those_that_exist():
    with pytest.raises(WrongInput) as refused:
        tariff_at("tariff_nowhere", date(2025, 1, 1))
    assert refused.value.code == "unknown_tariff"
    assert "tariff_virke" in str(refused.value)


@pytest.mark.parametrize("tariff", tariff_ids())
def test_every_agreement_on_file_reads_at_each_of_its_changes(tariff):
    for entry in dated(f"{tariff}.supplements").entries:
        numbers = tariff_at(tariff, max(entry.valid_from, dated(f"{tariff}.wages").entries[0].valid_from))
        assert numbers.supplements
        assert all(item.windows and item.citation.text and item.citation.url for item in numbers.supplements)
        codes = {item.code for item in numbers.supplements}
        assert numbers.gives_way.keys() <= codes
        assert len(codes) == len(numbers.supplements)


def test_an_inferred_wage_says_so():
    assert tariff_at("tariff_virke", date(2024, 9, 1)).wages_certainty is Certainty.HIGH
    assert tariff_at("tariff_virke", date(2025, 9, 1)).wages_certainty is Certainty.LOW


def test_the_citation_leads_to_the_page_where_the_value_was_read():
    assert tariff_at("tariff_virke", date(2025, 9, 1)).wages_citation.url == (
        "https://www.2carebpa.no/lonn-og-betingelser"
    )


def test_a_resting_rule_is_missing_only_where_it_is_unknown():
    assert tariff_at("tariff_uloba", date(2024, 1, 1)).resting is None
    with pytest.raises(NoAnswer):
        tariff_at("tariff_2care", date(2024, 12, 31))
    assert tariff_at("tariff_2care", date(2025, 1, 1)).resting is not None
