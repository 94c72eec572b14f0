"""The written contract, temporary work and how employment ends."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core import employment as work
from selvstyrt.core.base import NoAnswer, Severity, WrongInput, months_after

BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)
NOW = date(2026, 6, 1)
ALL = "abcdefghijklmnopq"


def broken(ruling):
    return [(breach.rule, breach.severity) for breach in ruling.breaches]


def test_the_contract_is_due_seven_days_after_the_start_from_july_2024_and_after_a_month_before():
    assert work.contract_deadline(AFTER, 365, work.ContractTerms.at(AFTER)) == date(2024, 7, 8)
    assert work.contract_deadline(BEFORE, 365, work.ContractTerms.at(BEFORE)) == date(2024, 7, 30)


@pytest.mark.parametrize(("days", "deadline"), [(None, 8), (31, 8), (30, 1), (10, 1)])
def test_work_of_a_month_or_less_needs_its_contract_at_once(days, deadline):
    assert work.contract_deadline(NOW, days, work.ContractTerms.at(NOW)) == date(2026, 6, deadline)


def test_hired_out_work_needs_its_contract_at_once():
    assert work.contract_deadline(NOW, 365, work.ContractTerms.at(NOW), hire_out=True) == NOW


def test_without_any_known_deadline_there_is_no_answer():
    unknown = work.ContractTerms(None, None, 1, 0, None)
    with pytest.raises(NoAnswer) as told:
        work.contract_deadline(NOW, None, unknown)
    assert told.value.code == "no_contract_deadline"
    with pytest.raises(NoAnswer) as told:
        work.contract_content("a", {}, unknown)
    assert told.value.code == "contract_items_unknown"


def test_a_contract_on_the_last_day_is_in_time_and_a_day_later_is_not():
    last = date(2026, 6, 8)
    assert broken(work.contract_in_time(NOW, last, last, NOW)) == []
    late = work.contract_in_time(NOW, last + timedelta(days=1), last, NOW)
    assert broken(late) == [("AML-14-5", Severity.ILLEGAL)]
    assert late.figures == {"deadline": last}
    assert late.steps[0].citation.text == "aml. § 14-5"


def test_an_unsigned_contract_is_late_only_after_the_deadline():
    last = date(2026, 6, 8)
    assert broken(work.contract_in_time(NOW, None, last, last)) == []
    assert broken(work.contract_in_time(NOW, None, last, last + timedelta(days=1)))


def content(present, holds=None, **more):
    return work.contract_content(present, holds or {}, work.ContractTerms.at(NOW), **more)


def test_a_contract_with_all_letters_lacks_nothing():
    holds = dict.fromkeys(
        ("temporary", "agency", "probation", "special_arrangement", "tariff", "training", "social_benefits"), True
    )
    found = content(ALL, holds)
    assert (found.missing, found.not_applicable, found.only_by_reference) == ((), (), ())
    assert not found.presumed_permanent and not found.claimed_size_counts


@pytest.mark.parametrize("letter", "abcdghijkm")
def test_each_letter_that_every_contract_needs_is_missed(letter):
    assert content(set(ALL) - {letter}).missing == (letter,)


@pytest.mark.parametrize(
    ("letter", "condition"),
    [
        ("e", "temporary"),
        ("f", "probation"),
        ("l", "special_arrangement"),
        ("n", "tariff"),
        ("o", "agency"),
        ("p", "training"),
        ("q", "social_benefits"),
    ],
)
def test_a_letter_on_condition_is_missed_only_when_the_condition_holds(letter, condition):
    assert content(set(ALL) - {letter}).missing == ()
    assert content(set(ALL) - {letter}, {condition: True}).missing == (letter,)


def test_the_act_asks_for_temporary_and_hirer_only_in_such_employment():
    assert content(ALL).not_applicable == ("e", "o")
    assert content(ALL, {"temporary": True}).not_applicable == ("o",)


def test_who_was_not_told_that_the_work_is_temporary_is_taken_to_be_permanent():
    found = content(set(ALL) - {"e"}, {"temporary": True})
    assert found.presumed_permanent
    assert [step.rule for step in found.steps] == ["AML-14-6", "AML-14-6-3"]


def test_without_a_size_of_the_post_the_employees_claim_counts():
    found = content(set(ALL) - {"j"})
    assert found.claimed_size_counts
    assert [step.rule for step in found.steps] == ["AML-14-6", "AML-14-6-4"]


def test_breaks_may_be_given_by_reference_but_the_work_may_not():
    assert content(set(ALL) - {"k"}, by_reference="k").missing == ()
    found = content(set(ALL) - {"c"}, by_reference="c")
    assert found.missing == ("c",) and found.only_by_reference == ("c",)
    assert found.steps[1].rule == "AML-14-6-2"


def test_a_letter_that_the_act_does_not_have_is_refused():
    with pytest.raises(WrongInput) as told:
        content("az")
    assert told.value.facts["letters"] == ["z"]


def test_the_list_of_contents_is_known_from_july_2024():
    assert work.ContractTerms.at(BEFORE).contract_items is None
    assert len(work.ContractTerms.at(AFTER).contract_items) == 17


@pytest.mark.parametrize(
    ("stated", "likely", "percent"), [(None, None, 60), (40, None, 40), (None, 50, 50), (40, 50, 40)]
)
def test_a_size_that_is_not_stated_is_the_one_the_employee_claims(stated, likely, percent):
    given_ = [None if each is None else Decimal(each) for each in (stated, likely)]
    for home, rule in [(False, "AML-14-6-4"), (True, "HOME-2")]:
        found = work.size_of_post(given_[0], Decimal(60), clearly_likely=given_[1], home=home)
        assert (found.figures, found.steps[0].rule) == ({"percent": percent}, rule)


def test_a_change_stands_in_the_contract_the_day_it_takes_effect():
    terms = work.ContractTerms.at(NOW)
    assert broken(work.change_recorded(NOW, NOW, terms)) == []
    assert broken(work.change_recorded(NOW, NOW + timedelta(days=1), terms)) == [("AML-14-8", Severity.ILLEGAL)]
    assert broken(work.change_recorded(NOW, NOW + timedelta(days=1), terms, by_law=True)) == []
    assert work.change_recorded(BEFORE, NOW, work.ContractTerms.at(BEFORE)).figures["deadline"] == date(2024, 7, 30)


@pytest.mark.parametrize(
    ("size", "without_end", "rules", "permanent"),
    [("15", True, True, True), ("0", True, True, False), ("50", False, True, False), ("50", True, False, False)],
)
def test_a_permanent_post_has_a_real_size_and_no_end(size, without_end, rules, permanent):
    found = work.permanent_post(Decimal(size), without_end=without_end, dismissal_rules=rules)
    assert found.figures == {"permanent": permanent}


def test_the_general_ground_for_temporary_work_ended_with_june_2022():
    assert broken(work.temporary_ground("f", work.TemporaryTerms.at(date(2022, 6, 30)))) == []
    after = work.temporary_ground("f", work.TemporaryTerms.at(date(2022, 7, 1)))
    assert broken(after) == [("AML-14-9-2", Severity.ILLEGAL)]
    assert after.figures == {"lawful": False}


@pytest.mark.parametrize(("basis", "lawful"), [("b", True), ("ab", True), ("", False), ("x", False)])
def test_a_temporary_contract_needs_a_ground_of_the_act(basis, lawful):
    assert work.temporary_ground(basis, work.TemporaryTerms.at(NOW)).figures == {"lawful": lawful}


def test_more_than_a_year_gives_a_months_warning():
    terms, end = work.TemporaryTerms.at(NOW), date(2026, 6, 30)
    assert broken(work.leaving_warning(Decimal(13), date(2026, 5, 30), end, terms)) == []
    late = work.leaving_warning(Decimal(13), date(2026, 5, 31), end, terms)
    assert broken(late) == [("AML-14-9-5", Severity.ILLEGAL)]
    assert late.figures == {"earliest_end": date(2026, 6, 30)}
    assert work.leaving_warning(Decimal(13), date(2026, 6, 16), end, terms).figures["earliest_end"] == date(2026, 7, 16)
    never = work.leaving_warning(Decimal(13), None, end, terms)
    assert broken(never) and never.figures == {"latest_warning": date(2026, 5, 30)}


def test_a_year_or_less_gives_no_warning():
    found = work.leaving_warning(Decimal(12), None, NOW, work.TemporaryTerms.at(NOW))
    assert broken(found) == [] and found.figures["warning_required"] is False


@pytest.mark.parametrize(
    ("start", "on", "basis", "permanent"),
    [
        (date(2023, 6, 1), date(2026, 6, 1), "b", False),
        (date(2023, 6, 1), date(2026, 6, 2), "b", True),
        (date(2023, 6, 1), date(2026, 6, 2), "af", True),
        (date(2023, 6, 1), date(2026, 6, 2), "c", False),
        (date(2023, 6, 1), date(2026, 6, 2), "", False),
        (date(2024, 2, 29), date(2027, 2, 28), "a", False),
        (date(2024, 2, 29), date(2027, 3, 1), "a", True),
    ],
)
def test_more_than_three_years_of_temporary_work_is_permanent(start, on, basis, permanent):
    found = work.permanent_after_years(start, on, basis, work.TemporaryTerms.at(on))
    assert found.figures == {"permanent": permanent}


TERMS = work.EndingTerms.at(NOW)


@pytest.mark.parametrize(
    ("years", "age", "by_employer", "months"),
    [
        (0, 30, True, 1),
        (4, 30, True, 1),
        (5, 30, True, 2),
        (9, 62, True, 2),
        (10, 49, True, 3),
        (10, 50, True, 4),
        (10, 54, True, 4),
        (10, 55, True, 5),
        (10, 60, True, 6),
        (10, 60, False, 3),
    ],
)
def test_notice_follows_service_and_age_when_the_employer_dismisses(years, age, by_employer, months):
    found = work.notice_period(date(2026, 3, 10), TERMS, service_years=years, age=age, by_employer=by_employer)
    assert (found.months, found.runs_from) == (months, date(2026, 4, 1))
    assert found.last_day == months_after(date(2026, 4, 1), months) - timedelta(days=1)


def test_notice_on_the_last_of_december_runs_from_new_year():
    found = work.notice_period(date(2025, 12, 31), TERMS)
    assert (found.runs_from, found.last_day) == (date(2026, 1, 1), date(2026, 1, 31))


def test_a_longer_agreed_notice_holds_and_a_shorter_does_not():
    assert work.notice_period(NOW, TERMS, agreed_months=3).months == 3
    assert work.notice_period(NOW, TERMS, service_years=5, agreed_months=1).months == 2


@given(st.dates(date(2016, 1, 1), date(2100, 12, 31)), st.integers(0, 45), st.integers(15, 72))
def test_notice_always_ends_a_month_or_more_after_it_came(received, years, age):
    found = work.notice_period(received, TERMS, service_years=years, age=age, by_employer=True)
    assert found.runs_from.day == 1 and found.runs_from > received
    assert (found.last_day + timedelta(days=1)).day == 1
    mine = work.notice_period(received, TERMS, service_years=years, age=age)
    assert mine.last_day <= found.last_day


def test_notice_in_probation_is_fourteen_days_unless_agreed():
    assert work.probation_notice(date(2026, 3, 10), TERMS).last_day == date(2026, 3, 24)
    assert work.probation_notice(date(2026, 3, 10), TERMS, agreed_days=30).last_day == date(2026, 4, 9)


def test_probation_in_a_temporary_post_is_half_of_it_from_july_2024():
    def longest(day):
        terms = work.EndingTerms.at(day)
        return work.probation_length(Decimal(4), terms, temporary=True, duration_months=Decimal(6))

    assert broken(longest(BEFORE)) == []
    assert longest(AFTER).figures == {"max_months": 3}
    assert broken(longest(AFTER)) == [("AML-15-6", Severity.ILLEGAL)]


@pytest.mark.parametrize(("months", "bad"), [(6, False), (7, True)])
def test_probation_is_at_most_six_months(months, bad):
    assert bool(broken(work.probation_length(Decimal(months), TERMS))) is bad
    assert bool(broken(work.probation_length(Decimal(months), TERMS, temporary=True))) is bad


@pytest.mark.parametrize(
    ("hiring", "before", "own_doing", "wanted", "may", "bad"),
    [
        (True, True, False, 20, True, False),
        (True, True, False, 21, True, True),
        (False, True, False, 20, False, True),
        (True, False, False, 20, False, True),
        (True, True, True, 20, False, True),
        (False, False, False, 0, False, False),
    ],
)
def test_probation_grows_by_absence_when_told_twice(hiring, before, own_doing, wanted, may, bad):
    found = work.probation_extended(
        NOW, 20, wanted, told_at_hiring=hiring, told_before_end=before, caused_by_employer=own_doing
    )
    assert found.figures["may_extend"] is may
    assert found.figures["latest_end"] == (date(2026, 6, 21) if may else NOW)
    assert bool(broken(found)) is bad


def test_an_extension_can_be_asked_about_without_an_end():
    found = work.probation_extended(None, 20, 0, told_at_hiring=True, told_before_end=True)
    assert found.figures == {"may_extend": True, "max_days": 20, "latest_end": None}


@pytest.mark.parametrize(
    ("earlier", "like", "permanent", "longest"),
    [(4, True, True, 2), (8, True, True, 0), (4, True, False, 0), (4, False, True, 6), (4, False, False, 6)],
)
def test_a_new_probation_in_a_like_post_only_fills_up_to_six_months(earlier, like, permanent, longest):
    found = work.new_probation(Decimal(earlier), Decimal(6), TERMS, like_post=like, permanent=permanent)
    assert found.figures == {"max_months": longest}
    assert bool(broken(found)) is (longest < 6)


@pytest.mark.parametrize(
    ("given_on", "presumed"),
    [(date(2026, 5, 31), False), (NOW, True), (date(2027, 5, 31), True), (date(2027, 6, 1), False)],
)
def test_a_dismissal_in_the_first_twelve_months_of_sickness_is_taken_to_be_for_it(given_on, presumed):
    found = work.sick_protection(NOW, given_on, TERMS)
    assert found.figures["presumed_unlawful"] is presumed
    assert broken(found) == ([("AML-15-8", Severity.ILLEGAL)] if presumed else [])
    assert broken(work.sick_protection(NOW, given_on, TERMS, other_reason_likely=True)) == []


def test_a_dismissal_is_written_delivered_and_complete():
    good = work.dismissal_form(written=True, delivered=True, contents=work.NOTICE_CONTENTS)
    assert broken(good) == [] and good.figures == {"valid": True, "missing": ()}
    assert broken(work.dismissal_form(written=False, delivered=True, contents=work.NOTICE_CONTENTS))
    assert broken(work.dismissal_form(written=True, delivered=False, contents=work.NOTICE_CONTENTS))
    lacking = work.dismissal_form(written=True, delivered=True, contents=work.NOTICE_CONTENTS[1:])
    assert lacking.figures["missing"] == work.NOTICE_CONTENTS[:1]
