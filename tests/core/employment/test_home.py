"""Work in a private home, young assistants, when pay comes, and pay for 1 and 17 May."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from selvstyrt.core import employment as work
from selvstyrt.core.base import NoAnswer, Severity, WrongInput

NOW = date(2026, 6, 1)
DAY = timedelta(days=1)
HOME = work.HomeTerms.at(NOW)
YOUTH = work.YouthTerms.at(NOW)
MAY = work.MayDayTerms.at(NOW)
THIRTEEN = "abcdefghijklm"
ILLEGAL = Severity.ILLEGAL


def broken(ruling):
    return [(breach.rule, breach.severity) for breach in ruling.breaches]


def test_in_a_private_home_the_contract_is_there_when_the_work_starts():
    assert broken(work.home_contract_in_time(NOW, NOW, NOW)) == []
    assert broken(work.home_contract_in_time(NOW, None, NOW)) == []
    assert broken(work.home_contract_in_time(NOW, NOW + 2 * DAY, NOW)) == [("HOME-2", ILLEGAL)]


def test_the_contract_in_a_private_home_has_thirteen_items_from_2025_and_eight_before():
    before = work.HomeTerms.at(date(2024, 12, 31))
    assert "".join(row["letter"] for row in before.contract_items) == "abcdefgh"
    assert "".join(row["letter"] for row in HOME.contract_items) == THIRTEEN
    assert work.home_contract_content("abcdefgh", {}, before).missing == ()
    with pytest.raises(NoAnswer):
        work.HomeTerms.at(date(2022, 6, 30))


@pytest.mark.parametrize("letter", "abcdeghij")
def test_each_item_that_every_contract_in_a_home_needs_is_missed(letter):
    found = work.home_contract_content(set(THIRTEEN) - {letter}, {}, HOME)
    assert found.missing == (letter,)
    assert found.steps[0].citation.text == "forskrift om arbeid i arbeidsgivers hjem § 2"


@pytest.mark.parametrize(
    ("letter", "condition"),
    [("f", "special_arrangement"), ("k", "training"), ("l", "social_benefits"), ("m", "tariff")],
)
def test_an_item_on_condition_is_missed_only_when_there_is_something_to_tell(letter, condition):
    rest = set(THIRTEEN) - {letter}
    assert work.home_contract_content(rest, {condition: True}, HOME).missing == (letter,)
    assert work.home_contract_content(rest, {}, HOME).missing == ()


def test_what_is_missing_in_a_home_contract_is_read_for_the_employee():
    lacking_length = work.home_contract_content(set(THIRTEEN) - {"b"}, {"temporary": True}, HOME)
    assert lacking_length.presumed_permanent
    assert not work.home_contract_content(set(THIRTEEN) - {"b"}, {}, HOME).presumed_permanent
    assert work.home_contract_content(set(THIRTEEN) - {"e"}, {}, HOME).claimed_size_counts
    with pytest.raises(WrongInput, match="§ 2 has no letter n"):
        work.home_contract_content("n", {}, HOME)


def test_a_change_in_a_home_contract_stands_there_the_day_it_takes_effect():
    assert broken(work.home_change_recorded(NOW, NOW)) == []
    assert broken(work.home_change_recorded(NOW, NOW + DAY)) == [("HOME-2", ILLEGAL)]


def test_temporary_work_in_a_home_needs_a_ground_and_ends_as_permanent_after_three_years():
    substitute = [work.HomeGround.SUBSTITUTE]
    start = date(2023, 6, 1)
    assert work.home_temporary(substitute, start, date(2026, 6, 1), HOME).figures == {
        "lawful": True,
        "permanent": False,
    }
    assert work.home_temporary(substitute, start, date(2026, 6, 2), HOME).figures == {"lawful": True, "permanent": True}
    none = work.home_temporary([], start, date(2023, 7, 1), HOME)
    assert broken(none) == [("HOME-3", ILLEGAL)] and none.figures["permanent"]


def test_pay_in_a_home_comes_at_least_once_a_month():
    assert broken(work.home_paid(date(2026, 1, 1), date(2026, 2, 1), HOME)) == []
    assert broken(work.home_paid(date(2026, 1, 1), date(2026, 2, 2), HOME)) == [("HOME-5", ILLEGAL)]


def test_the_hours_worked_in_a_home_are_recorded():
    assert broken(work.home_hours_recorded(record_exists=True)) == []
    assert broken(work.home_hours_recorded(record_exists=False)) == [("HOME-16", ILLEGAL)]


@pytest.mark.parametrize(
    ("provision", "applies", "rule"),
    [("12", True, "HOME-18"), ("11", True, "HOME-19"), ("14-3", False, "HOME-1"), ("15-3", False, "HOME-20")],
)
def test_some_chapters_of_the_act_hold_in_a_home_and_others_do_not(provision, applies, rule):
    found = work.act_applies_in_home(provision, HOME)
    assert (found.figures, found.steps[0].rule) == ({"applies": applies}, rule)


def test_a_chapter_whose_reference_is_not_known_gets_no_answer():
    with pytest.raises(NoAnswer) as told:
        work.act_applies_in_home("14-9", HOME)
    assert told.value.code == "provision_not_listed"


def test_notice_in_a_private_home_counts_the_day_it_arrives():
    assert work.home_notice(date(2026, 6, 10), HOME).figures["last_day"] == date(2026, 6, 23)


@pytest.mark.parametrize(
    ("last", "written", "reason", "bad"),
    [(23, True, True, False), (22, True, True, True), (23, False, True, True), (23, True, False, True)],
)
def test_a_dismissal_in_a_home_is_written_reasoned_and_fourteen_days_ahead(last, written, reason, bad):
    received = date(2026, 6, 10)
    found = work.home_dismissal(received, date(2026, 6, last), HOME, written=written, fair_reason=reason)
    assert broken(found) == ([("HOME-20", ILLEGAL)] if bad else [])
    assert (found.figures["notice_days"], found.figures["minimum_days"]) == (last - 9, 14)


@pytest.mark.parametrize(
    ("age", "more", "allowed"),
    [
        (14, {}, False),
        (14, {"light_work": True}, True),
        (12, {"light_work": True}, False),
        (15, {"compulsory_school": True}, False),
        (15, {}, True),
        (17, {}, True),
        (17, {"harmful": True}, False),
        (18, {"harmful": True}, True),
    ],
)
def test_the_young_have_light_or_suitable_work_only(age, more, allowed):
    found = work.may_be_employed(age, YOUTH, **more)
    assert found.figures == {"allowed": allowed, "only_suitable_tasks": age < 18}
    assert broken(found) == ([] if allowed else [("AML-11-1", ILLEGAL)])


def test_guardians_are_told_and_the_safety_representative_heard_before_a_young_person_starts():
    def found(age, guardians, rep):
        return broken(work.young_person_prepared(age, YOUTH, guardians_told=guardians, safety_rep_heard=rep))

    assert found(17, True, True) == found(18, False, False) == []
    assert found(17, True, False) == found(17, False, True) == [("OLM-12-10", ILLEGAL)]


@pytest.mark.parametrize(
    ("employees", "kept", "bad"), [(25, False, True), (20, False, True), (19, False, False), (20, True, False)]
)
def test_twenty_employees_give_a_list_of_those_under_eighteen(employees, kept, bad):
    found = work.young_people_listed(employees, kept, work.YouthListTerms.at(NOW))
    assert broken(found) == ([("OLM-12-12", ILLEGAL)] if bad else [])


PAY = work.PayDayTerms.at(NOW)


@pytest.mark.parametrize(
    ("times", "more", "bad"),
    [
        (2, {}, False),
        (1, {}, True),
        (1, {"agreed_times": 1}, False),
        (2, {"to_account": False}, True),
        (2, {"to_account": False, "account_impossible": True}, False),
        (2, {"payslip": False}, True),
    ],
)
def test_pay_comes_twice_a_month_or_as_agreed_to_an_account_with_a_payslip(times, more, bad):
    assert broken(work.pay_given(times, PAY, **more)) == ([("AML-14-15", ILLEGAL)] if bad else [])


@pytest.mark.parametrize(
    ("day", "employed", "hired", "paid"),
    [
        (date(2028, 5, 17), 30, None, True),
        (date(2028, 5, 17), 29, None, False),
        (date(2028, 5, 17), 1, 30, True),
        (date(2028, 5, 17), None, None, False),
        (date(2026, 5, 17), 400, None, False),
        (date(2027, 5, 17), 400, None, False),
        (date(2026, 5, 1), 400, None, True),
        (date(2026, 5, 2), 400, None, False),
        (date(2026, 5, 14), 400, None, False),
    ],
)
def test_a_may_day_off_is_paid_after_thirty_days_unless_it_is_a_sunday_or_another_holiday(day, employed, hired, paid):
    found = work.may_day_off_paid(day, MAY, employed_days=employed, hired_days=hired)
    assert found.figures == {"full_pay": paid}


def test_work_on_a_may_day_gives_what_is_agreed_or_half_as_much_again():
    found = work.may_day_supplement(Decimal(220), Decimal(8), None, MAY)
    assert found.figures == {"minimum_supplement_pct": 50, "minimum_extra": Decimal("880.00")}
    agreed = work.may_day_supplement(Decimal(220), Decimal(8), Decimal(100), MAY)
    assert agreed.figures["minimum_extra"] == Decimal("1760.00")
