"""What the agreements say of hours, trips and leave."""

from datetime import date
from decimal import Decimal

import pytest

from selvstyrt.core import employment as work
from selvstyrt.core.base import NoAnswer, Severity

NOW = date(2026, 6, 1)
VIRKE, KS = work.TariffHours.at("tariff_virke", NOW), work.TariffHours.at("tariff_ks", NOW)
DAYTIME, SHORTER, CONTINUOUS = work.RotaKind.DAY, work.RotaKind.NIGHT_OR_SUNDAY, work.RotaKind.CONTINUOUS


def broken(ruling):
    return [(breach.rule, breach.severity) for breach in ruling.breaches]


@pytest.mark.parametrize(
    ("night", "sunday", "continuous", "kind"),
    [
        (False, False, False, DAYTIME),
        (True, False, False, SHORTER),
        (False, True, False, SHORTER),
        (False, False, True, CONTINUOUS),
        (True, True, True, CONTINUOUS),
    ],
)
def test_nights_sundays_and_continuous_rotas_shorten_the_week(night, sunday, continuous, kind):
    assert work.rota_kind(night=night, every_third_sunday=sunday, continuous=continuous) is kind


@pytest.mark.parametrize(
    ("hours", "kind", "rule"),
    [
        ("37.5", DAYTIME, None),
        ("37.6", DAYTIME, "TAR-VIRKE-37.5"),
        ("37.5", SHORTER, "TAR-VIRKE-35.5"),
        ("35.5", SHORTER, None),
        ("33.7", CONTINUOUS, "TAR-VIRKE-33.6"),
        ("33.6", CONTINUOUS, None),
    ],
)
def test_the_virke_week_is_held_to_the_limit_of_its_kind_of_rota(hours, kind, rule):
    found = work.tariff_week(Decimal(hours) * 60, kind, VIRKE)
    assert broken(found) == ([(rule, Severity.ILLEGAL)] if rule else [])
    assert found.steps[0].citation.text == "Landsoverenskomst for BPA (Virke)"


def test_other_agreements_have_their_own_week_and_a_gap_is_no_guess():
    assert broken(work.tariff_week(Decimal(2250), SHORTER, KS)) == [("TAR-KS", Severity.ILLEGAL)]
    nho = work.TariffHours.at("tariff_nho", NOW)
    assert work.tariff_week(Decimal(2130), SHORTER, nho).figures == {"weekly_limit_minutes": 2130}
    with pytest.raises(NoAnswer) as told:
        work.tariff_week(Decimal(2130), CONTINUOUS, nho)
    assert told.value.code == "tariff_week_unknown"
    assert work.TariffHours.at("tariff_uloba", NOW).week_of(DAYTIME) == 2130


@pytest.mark.parametrize(
    ("sunday", "night", "limit"),
    [(0, 0, "2130.00"), (20, 30, "2030.08"), (100, 100, "2016.00")],
)
def test_the_three_part_rota_of_ks_lies_between_33_6_and_35_5(sunday, night, limit):
    found = work.ks_three_part_week(100 * 60, sunday * 60, night * 60, KS, NOW)
    assert found.figures == {"weekly_limit_minutes": Decimal(limit)}


@pytest.mark.parametrize(
    ("planned", "more", "bad"),
    [
        (date(2024, 5, 1), {}, False),
        (date(2024, 6, 1), {}, True),
        (None, {}, True),
        (date(2024, 5, 1), {"shows_free": False}, True),
        (date(2024, 5, 1), {"rest_kept": False}, True),
    ],
)
def test_a_trip_has_a_plan_of_its_time_and_keeps_the_rest(planned, more, bad):
    facts = {"shows_active": True, "shows_passive": True, "shows_free": True, "rest_kept": True} | more
    found = work.trip_planned(date(2024, 6, 1), planned, **facts)
    assert broken(found) == ([("TAR-SGS1010", Severity.ILLEGAL)] if bad else [])


def test_after_its_term_the_trip_agreement_only_warns_and_before_it_there_was_none():
    facts = {"shows_active": True, "shows_passive": True, "shows_free": True, "rest_kept": True}
    assert broken(work.trip_planned(date(2025, 1, 1), None, **facts)) == [("TAR-SGS1010", Severity.WARNING)]
    with pytest.raises(NoAnswer):
        work.trip_planned(date(2022, 12, 31), None, **facts)


@pytest.mark.parametrize(
    ("tariff", "by_act", "months", "rule"),
    [(None, 1, 1, "AML-15-3"), ("tariff_uloba", 1, 2, "TAR-ULOBA"), ("tariff_uloba", 3, 3, "AML-15-3")],
)
def test_a_holders_death_gives_ordinary_notice_or_ulobas_two_months(tariff, by_act, months, rule):
    found = work.notice_when_holder_dies(date(2026, 3, 10), months_by_act=by_act, tariff=tariff)
    assert (found.figures["months"], found.steps[0].rule) == (months, rule)
    assert found.figures["runs_from"] == date(2026, 4, 1)
    assert found.figures["last_day"] == {1: date(2026, 4, 30), 2: date(2026, 5, 31), 3: date(2026, 6, 30)}[months]


def test_short_welfare_leave_is_a_matter_of_agreement():
    assert work.welfare_leave(agreed=False).figures == {"statutory": False, "right": False}
    assert work.welfare_leave(agreed=True).figures == {"statutory": False, "right": True}
