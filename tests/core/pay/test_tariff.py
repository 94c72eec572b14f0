from decimal import Decimal
from fractions import Fraction

import pytest

from selvstyrt.core.base import Certainty, Citation, NoAnswer, WrongInput, least_certain
from selvstyrt.core.pay import Supplement, WageStep, Window, Work, rows
from tests.core.pay.terms import EVERY_DAY, MADE, SOURCE, made_tariff

SATURDAY = frozenset({"saturday", "every_day"})


@pytest.mark.parametrize(
    ("minute", "inside"), [(0, True), (359, True), (360, False), (1019, False), (1020, True), (1439, True)]
)
def test_a_window_over_midnight_is_open_in_the_evening_and_in_the_small_hours(minute, inside):
    assert Window(EVERY_DAY, 1020, 360).covers(SATURDAY, minute) is inside


def test_a_window_is_shut_on_days_that_it_does_not_name():
    assert not Window(frozenset({"sunday"}), 0, 1440).covers(SATURDAY, 600)


@pytest.mark.parametrize(
    ("supplement", "hourly", "rate"),
    [
        (Supplement("a", (), amount=Decimal("60")), "218.01", "60"),
        (Supplement("a", (), share=Fraction(4, 3)), "207.20", "276.27"),
        (Supplement("a", (), share=Fraction(22, 100), minimum=Decimal("70")), "207.20", "70"),
        (Supplement("a", (), share=Fraction(22, 100), minimum=Decimal("70")), "335.86", "73.89"),
        (Supplement("a", (), share=Fraction(45, 100)), "184.30", "82.94"),
        (Supplement("a", (), minimum=Decimal("5")), "184.30", "5"),
    ],
)
def test_a_rate_is_a_fixed_amount_or_a_rounded_share_with_a_minimum(supplement, hourly, rate):
    assert str(supplement.rate(Decimal(hourly))) == rate


def test_supplements_can_be_for_rota_only_or_for_other_work_only():
    window = (Window(EVERY_DAY, 0, 1440),)
    tariff = made_tariff(
        supplements=(Supplement("in_rota", window, rota=True), Supplement("not_in_rota", window, rota=False))
    )
    assert [item.code for item in tariff.earned(SATURDAY, 0, rota=True)] == ["in_rota"]
    assert [item.code for item in tariff.earned(SATURDAY, 0, rota=False)] == ["not_in_rota"]


def test_a_supplement_gives_way_only_while_the_other_is_earned():
    eve = SATURDAY | {"whitsun_eve"}
    assert [item.code for item in MADE.earned(eve, 719)] == ["weekend"]
    assert [item.code for item in MADE.earned(eve, 720)] == ["holiday"]
    assert [item.code for item in MADE.earned(eve, 1020)] == ["holiday", "evening_night"]
    assert [item.code for item in MADE.earned(eve, 1020, work=Work.OVERTIME)] == ["overtime"]


@pytest.mark.parametrize(("years", "week", "code"), [(5, 2000, "no_divisor"), (-1, 2130, "no_wage_step")])
def test_a_wage_that_is_not_in_the_agreement_is_not_guessed(years, week, code):
    with pytest.raises(NoAnswer) as missing:
        MADE.minimum_wage(years, week)
    assert missing.value.code == code


def test_an_hourly_wage_for_one_week_does_not_answer_for_another():
    tariff = made_tariff(wages=(WageStep(0, hourly=Decimal("225.40"), weekly_minutes=2130),))
    assert tariff.minimum_wage(4, 2130).hourly == Decimal("225.40")
    with pytest.raises(NoAnswer) as missing:
        tariff.minimum_wage(4, 2250)
    assert missing.value.code == "wage_for_other_week"


@pytest.mark.parametrize(("years", "hourly"), [(3, "214.09"), (9, "230.56"), (12, "238.80"), (15, "247.03")])
def test_a_step_in_per_cent_stands_on_the_first_step(years, hourly):
    steps = rows.wage_steps(
        [{"years": 0, "hourly": "205.86"}]
        + [{"years": y, "percent": p} for y, p in ((3, "4"), (9, "12"), (12, "16"), (15, "20"))]
    )
    assert str(made_tariff(wages=steps).minimum_wage(years, 2130).hourly) == hourly


def test_the_least_certain_of_several():
    assert least_certain(Certainty.HIGH, Certainty.LOW, Certainty.MEDIUM) is Certainty.LOW
    assert least_certain() is Certainty.HIGH


FULL = {"code": "night", "days": ["every_day"], "from": "21:00", "to": "06:00", "percent": "25", "minimum": "70.00"}


def test_rows_become_supplements_with_a_source_and_certainty_of_their_own():
    read = rows.supplements(
        [
            FULL,
            {"code": "night", "days": ["saturday"], "from": "00:00", "to": "24:00"},
            {
                "code": "x",
                "days": ["may_day"],
                "from": "12:30",
                "to": "13:00",
                "amount": "5",
                "certainty": "low",
                "law": "a law",
                "url": "https://example.org",
                "work": "overtime",
                "rota": False,
            },
        ],
        SOURCE,
        Certainty.HIGH,
    )
    assert read == (
        Supplement(
            "night",
            (Window(frozenset({"every_day"}), 1260, 360), Window(frozenset({"saturday"}), 0, 1440)),
            share=Fraction(1, 4),
            minimum=Decimal("70.00"),
            citation=SOURCE,
        ),
        Supplement(
            "x",
            (Window(frozenset({"may_day"}), 750, 780),),
            amount=Decimal(5),
            work=Work.OVERTIME,
            rota=False,
            citation=Citation("a law", "https://example.org"),
            certainty=Certainty.LOW,
        ),
    )


@pytest.mark.parametrize(
    "broken",
    [
        [FULL | {"amount": "60"}],
        [{key: value for key, value in FULL.items() if key != "percent"}],
        [FULL, FULL],
        [FULL | {"days": ["someday"]}],
    ],
)
def test_a_supplement_row_that_contradicts_itself_is_refused(broken):
    with pytest.raises(WrongInput) as refused:
        rows.supplements(broken, SOURCE, Certainty.HIGH)
    assert refused.value.code == "tariff_file_wrong"


@pytest.mark.parametrize("broken", [{"years": 0}, {"years": 0, "annual": "1", "hourly": "2"}])
def test_a_wage_row_says_one_wage(broken):
    with pytest.raises(WrongInput) as refused:
        rows.wage_steps([broken])
    assert refused.value.code == "tariff_file_wrong"
