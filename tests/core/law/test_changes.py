"""Each change of the law, the day before and the day of it: not only the number but the answer is another.

A value that gets a second entry must get a line here too. What it was before and after is read from the source that the
value file names.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from selvstyrt.core import employment as work
from selvstyrt.core import law
from selvstyrt.core.base import OSLO, NoAnswer, Span
from selvstyrt.core.eligibility import Help, HelpNeed, Outcome, RightFacts, RightTerms, assess
from selvstyrt.core.pay import tariff_at
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Assessed,
    Contract,
    Limits,
    Regime,
    WorkShift,
    check,
    duties,
)

DAY = timedelta(days=1)
NONE = "no answer"


def shifts_on(day, *hours, regime=Regime.AML, agreements=()):
    """The rules broken by shifts from `start` to `end` o'clock, with the limits of the day."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=OSLO)
    worked = tuple(
        WorkShift(
            str(start), Span(midnight + timedelta(hours=start), midnight + timedelta(hours=end)), break_minutes=30
        )
        for start, end in hours
    )
    found = check(Assessed("amal", worked, Contract(regime=regime), tuple(agreements)), Limits.at(day))
    return [each.rule for each in found]


def contract_due(day):
    return work.contract_deadline(day, 365, work.ContractTerms.at(day)) - day


def change_a_day_late(day):
    return work.change_recorded(day, day + DAY, work.ContractTerms.at(day)).compliant


def letters_missing(day):
    return work.contract_content("", {}, work.ContractTerms.at(day)).missing


def general_ground(day):
    return work.temporary_ground("f", work.TemporaryTerms.at(day)).compliant


def home_letters_missing(day):
    return work.home_contract_content("abcdefgh", {}, work.HomeTerms.at(day)).missing


def right_at_seventy(day):
    needs = (HelpNeed(Help.ASSISTANCE, 40 * 60),)
    facts = RightFacts(age=70, duration_months=36, needs=needs, granted_before_limit=True)
    return assess(facts, RightTerms.at(day)).outcome


def any_right(day):
    facts = RightFacts(age=45, duration_months=36, needs=(HelpNeed(Help.ASSISTANCE, 40 * 60),))
    return assess(facts, RightTerms.at(day)).outcome


def hourly(tariff, week=2130, years=0):
    return lambda day: str(tariff_at(tariff, day).minimum_wage(years, week).hourly)


def first_step_of_ks(day):
    """The yearly wage: the supplements of this agreement are not known so early."""
    return law.rows("tariff_ks.wages", day)[0]["annual"]


def virke_evening(day):
    found = {item.code: item.amount for item in tariff_at("tariff_virke", day, wages_of=date(2022, 7, 31)).supplements}
    return found["evening_night"], found["weekend"]


def trip_without_plan(day):
    flags = dict.fromkeys(("shows_active", "shows_passive", "shows_free", "rest_kept"), True)
    return [breach.severity.value for breach in work.trip_planned(day, None, **flags).breaches]


def weekend_hour_after_300(day):
    return [row["amount"] for row in law.rows("tariff_ks.weekend_ladder", day) if row["from_hour"] <= 300][-1]


def respite_stretch(day):
    agreement = Agreement(AgreementType.RESPITE_INDIVIDUAL)
    return shifts_on(day, (16, 16 + 57), regime=Regime.AVL, agreements=[agreement])


def plan_at_home(day):
    return duties.plan_discussed(day, day + 10 * DAY, day, home=True).compliant


def half_of_a_temporary_post(day):
    terms = work.EndingTerms.at(day)
    return work.probation_length(Decimal(6), terms, temporary=True, duration_months=Decimal(8)).compliant


def limited_to_a_small_unit(day):
    found = work.extra_shift_priority(
        work.PartTimeTerms.at(day),
        qualified=True,
        significant_disadvantage=False,
        given_to_other=True,
        in_unit=False,
        unit_employees=12,
    )
    return found.compliant


def part_time_without_reasons(day):
    found = work.part_time_reasons(Decimal(50), work.PartTimeTerms.at(day), documented=False, discussed=False)
    return found.compliant


def predictable_unanswered(day):
    found = work.predictable_terms(day, None, day + 60 * DAY, work.PartTimeTerms.at(day), service_months=Decimal(12))
    return found.compliant


def old_certificate(day):
    return work.certificate_fresh(day - 200 * DAY, day, work.CertificateTerms.at(day)).compliant


@dataclass(frozen=True)
class Change:
    """One change: which value, from which day, and the answers before and after."""

    values: str
    day: str
    asked: Callable[[date], Any]
    before: Any
    after: Any


# fmt: off
CHANGES = [
    # aml. § 14-5: one month, then seven days; § 14-8: a month, then the same day; § 14-6: letters a to q
    Change("aml_employment.contract_months aml_employment.contract_days", "2024-07-01", contract_due,
           30 * DAY, 7 * DAY),
    Change("aml_employment.contract_change_months", "2024-07-01", change_a_day_late, True, False),
    Change("aml_employment.contract_items", "2024-07-01", letters_missing, NONE, tuple("abcdghijkm")),
    Change("aml_employment.probation_temporary_divisor", "2024-07-01", half_of_a_temporary_post, True, False),
    Change("aml_employment.predictable_answer_months", "2024-07-01", predictable_unanswered, True, False),
    # aml. § 14-9 (2) f: the general ground fell away
    Change("aml_employment.temporary_grounds", "2022-07-01", general_ground, True, False),
    # aml. §§ 14-1 b, 14-3 (2)
    Change("aml_employment.part_time_documented", "2023-01-01", part_time_without_reasons, True, False),
    Change("aml_employment.extra_shift_unit", "2023-01-01", limited_to_a_small_unit, True, False),
    # forskrift om arbeid i arbeidsgivers hjem: in force, then §§ 2 and 17 a
    Change("home.ordinary_daily", "2022-07-01", lambda day: shifts_on(day, (8, 18), regime=Regime.HOME),
           NONE, ["HOME-9-D"]),
    Change("home.contract_items", "2025-01-01", home_letters_missing, (), ("i", "j")),
    Change("home.plan_discussed_days", "2025-01-01", plan_at_home, True, False),
    # avlasterforskriften § 6
    Change("avl.stretch", "2017-07-01", respite_stretch,
           ["AML-10-4-1-D", "AML-10-4-1-W", "AML-10-6-8-D", "AML-10-8-1-SPAN"], ["AVL-6"]),
    # pbrl. § 2-1 d: the right, and the right past 67
    Change("pbrl.right_hours", "2015-01-01", any_right, NONE, Outcome.RIGHT),
    Change("pbrl.right_kept_past_age", "2020-07-01", right_at_seventy, Outcome.DISCRETIONARY, Outcome.RIGHT),
    # hol. § 5-4: three months
    Change("hol.certificate_months", "2017-01-01", old_certificate, True, False),
    # aml. §§ 10-4, 10-6, 10-8 as they stand since July 2015
    Change("aml.ordinary_daily", "2015-07-01", lambda day: shifts_on(day, (8, 18)), NONE, ["AML-10-4-1-D"]),
    # agreements
    Change("tariff_ks.wages", "2022-05-01", first_step_of_ks, "312900", "324900"),
    Change("tariff_ks.wages", "2024-05-01", hourly("tariff_ks", 2130), "176.00", "207.20"),
    Change("tariff_ks.trip_plan", "2025-01-01", trip_without_plan, ["illegal"], ["warning"]),
    Change("tariff_ks.weekend_ladder", "2023-01-01", weekend_hour_after_300, "100.00", NONE),
    Change("tariff_stendi.wages", "2021-01-01", hourly("tariff_stendi", years=10), "198.06", "205.80"),
    Change("tariff_virke.supplements", "2022-08-01", virke_evening,
           (Decimal("56.00"), Decimal("53.00")), (Decimal("60.00"), Decimal("57.00"))),
    Change("tariff_virke.wages", "2022-04-01", hourly("tariff_virke", 2250), "176.30", "184.38"),
    Change("tariff_virke.wages", "2023-04-01", hourly("tariff_virke"), "194.77", "205.86"),
    Change("tariff_virke.wages", "2024-04-01", hourly("tariff_virke"), "205.86", "218.01"),
    Change("tariff_virke.wages", "2024-09-01", hourly("tariff_virke", years=6), "218.01", "231.55"),
    Change("tariff_virke.wages", "2025-04-01", hourly("tariff_virke"), "218.01", "225.40"),
]
# fmt: on
G = {  # folketrygdens grunnbeløp from 1 May, as the yearly regulations print it
    2015: 90068,
    2016: 92576,
    2017: 93634,
    2018: 96883,
    2019: 99858,
    2020: 101351,
    2021: 106399,
    2022: 111477,
    2023: 118620,
    2024: 124028,
    2025: 130160,
    2026: 136549,
}  # fmt: skip


def answer(asked, day):
    try:
        return asked(day)
    except NoAnswer as told:
        assert told.code in {"no_value_for_day", "value_repealed", "no_home_rules", "contract_items_unknown"}
        return NONE


@pytest.mark.parametrize("change", CHANGES, ids=[f"{each.values.split()[0]}-{each.day}" for each in CHANGES])
def test_the_answer_is_the_old_one_the_day_before_and_the_new_one_on_the_day(change):
    day = date.fromisoformat(change.day)
    for value_id in change.values.split():
        assert day in {entry.valid_from for entry in law.dated(value_id).entries}
    assert answer(change.asked, day - DAY) == change.before
    assert answer(change.asked, day) == change.after


@pytest.mark.parametrize("year", sorted(G)[1:])
def test_the_highest_sick_pay_follows_the_basic_amount_from_the_first_of_may(year):
    """Six times G over 260 days (ftrl. § 8-10)."""
    first = date(year, 5, 1)
    assert work.SickPayTerms.at(first - DAY).highest_daily == Decimal(6 * G[year - 1]) / 260
    assert work.SickPayTerms.at(first).highest_daily == Decimal(6 * G[year]) / 260


def test_every_value_that_has_changed_has_its_pair_here():
    shown = {(value_id, change.day) for change in CHANGES for value_id in change.values.split()}
    changed = {
        (value_id, entry.valid_from.isoformat())
        for value_id in law.all_ids()
        for entry in law.dated(value_id).entries[1:]
        if value_id != "ftrl.grunnbelop" and not law.dated(value_id).each_year  # these change by their nature
    }
    assert changed - shown == {("tariff_virke.wages", "2021-04-01")}, (
        "its supplements begin on that day: nothing before"
    )
    assert {entry.valid_from for entry in law.dated("ftrl.grunnbelop").entries[1:]} == {date(year, 5, 1) for year in G}


ANNOUNCED = [(value_id, number) for value_id in law.all_ids() for number, _ in enumerate(law.dated(value_id).entries)]


@pytest.mark.parametrize(("value_id", "number"), ANNOUNCED, ids=[f"{name}-{number}" for name, number in ANNOUNCED])
def test_a_value_is_known_from_the_day_it_was_announced_and_not_before(value_id, number):
    found = law.dated(value_id)
    entry = found.entries[number]
    day = max(entry.valid_from, entry.announced_on)
    known = [other for other in found.entries if other.announced_on < entry.announced_on and other.valid_from <= day]

    def asked(known_on):
        try:
            return found.at(day, known_on)
        except NoAnswer as told:
            return told.code

    newest = [other for other in found.entries if other.announced_on <= entry.announced_on and other.valid_from <= day][
        -1
    ]
    assert asked(entry.announced_on) is newest or asked(entry.announced_on) == "value_repealed"
    before = asked(entry.announced_on - DAY)
    if not known:
        assert before == "no_value_for_day"
    elif found.each_year:
        assert before == "no_value_for_year"
    else:
        assert before is known[-1]
