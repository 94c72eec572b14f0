"""Part-time rights, leave, police certificate and confidentiality."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core import employment as work
from selvstyrt.core.base import NoAnswer, Severity

NOW = date(2026, 6, 1)
TERMS = work.PartTimeTerms.at(NOW)
ILLEGAL = Severity.ILLEGAL


def broken(ruling):
    return [(breach.rule, breach.severity) for breach in ruling.breaches]


@pytest.mark.parametrize(
    ("size", "documented", "discussed", "bad"),
    [("40", True, True, False), ("40", False, True, True), ("40", True, False, True), ("100", False, False, False)],
)
def test_a_part_time_post_is_reasoned_in_writing_and_discussed(size, documented, discussed, bad):
    found = work.part_time_reasons(Decimal(size), TERMS, documented=documented, discussed=discussed)
    assert broken(found) == ([("AML-14-1B", ILLEGAL)] if bad else [])


def test_the_duty_to_reason_part_time_began_in_2023():
    def found(day):
        return work.part_time_reasons(Decimal(40), work.PartTimeTerms.at(day), documented=False, discussed=False)

    assert broken(found(date(2022, 12, 31))) == []
    assert broken(found(date(2023, 1, 1))) == [("AML-14-1B", ILLEGAL)]


@pytest.mark.parametrize(
    ("qualified", "disadvantage", "other", "priority", "bad"),
    [
        (True, False, True, "part_timer", True),
        (True, False, False, "part_timer", False),
        (False, False, True, "none", False),
        (True, True, True, "none", False),
    ],
)
def test_a_qualified_part_timer_goes_before_others(qualified, disadvantage, other, priority, bad):
    facts = {"qualified": qualified, "significant_disadvantage": disadvantage, "given_to_other": other}
    shift = work.extra_shift_priority(TERMS, **facts)
    post = work.larger_post_priority(**facts)
    assert shift.figures == post.figures == {"priority": priority}
    assert broken(shift) == ([("AML-14-3-2", ILLEGAL)] if bad else [])
    assert broken(post) == ([("AML-14-3-1", ILLEGAL)] if bad else [])


@pytest.mark.parametrize(
    ("in_unit", "employees", "priority"),
    [(False, 30, "none"), (False, 29, "part_timer"), (False, None, "part_timer"), (True, 30, "part_timer")],
)
def test_only_a_unit_of_thirty_may_limit_the_right_to_extra_shifts(in_unit, employees, priority):
    found = work.extra_shift_priority(
        TERMS,
        qualified=True,
        significant_disadvantage=False,
        given_to_other=True,
        in_unit=in_unit,
        unit_employees=employees,
    )
    assert found.figures == {"priority": priority}


def test_the_right_to_extra_shifts_began_in_2023():
    def found(day):
        return work.extra_shift_priority(
            work.PartTimeTerms.at(day), qualified=True, significant_disadvantage=False, given_to_other=True
        )

    assert broken(found(date(2022, 12, 31))) == []
    assert broken(found(date(2023, 1, 1))) == [("AML-14-3-2", ILLEGAL)]


def test_actual_hours_are_those_of_the_twelve_months_before_the_claim():
    window = work.actual_hours_window(date(2018, 4, 18), TERMS)
    assert (window.start, window.end) == (date(2017, 4, 18), date(2018, 4, 18))


@given(st.dates(date(2015, 7, 1), date(2099, 12, 31)))
def test_the_window_of_actual_hours_is_a_year_also_over_a_leap_day(claimed):
    window = work.actual_hours_window(claimed, TERMS)
    assert window.end == claimed
    assert window.day_count in {365, 366}


def test_extra_shifts_count_and_an_agreed_substitute_contract_does_not():
    assert work.counts_as_extra(work.ExtraWork.EXTRA_SHIFTS).figures == {"counts_as_extra": True}
    assert work.counts_as_extra(work.ExtraWork.AGREED_TEMPORARY).figures == {"counts_as_extra": False}


@pytest.mark.parametrize(
    ("extra", "regular", "gone", "right", "percent"),
    [
        (28, True, False, True, "78.0"),
        (60, True, False, True, "100.0"),
        (28, False, False, False, "50"),
        (28, True, True, False, "50"),
        (0, True, False, False, "50"),
    ],
)
def test_the_post_grows_to_the_hours_worked_unless_the_need_is_gone(extra, regular, gone, right, percent):
    found = work.actual_post(Decimal(50), extra * 60, 100 * 60, regular=regular, need_gone=gone)
    assert found.figures == {"right": right, "percent": Decimal(percent)}


def predictable(asked=date(2026, 3, 2), answered=None, on=NOW, months="8", terms=TERMS, **more):
    return work.predictable_terms(asked, answered, on, terms, service_months=Decimal(months), **more)


def test_a_request_for_predictable_terms_is_answered_within_a_month():
    assert broken(predictable(answered=date(2026, 4, 2))) == []
    late = predictable(answered=date(2026, 4, 3))
    assert broken(late) == [("AML-14-8A", ILLEGAL)] and late.figures == {"deadline": date(2026, 4, 2)}
    assert broken(predictable(on=date(2026, 4, 2))) == []
    assert broken(predictable(on=date(2026, 4, 3)))


@pytest.mark.parametrize(
    "facts",
    [
        {"months": "6"},
        {"in_probation": True},
        {"asked_before": date(2025, 9, 3)},
        {"terms": work.PartTimeTerms.at(date(2024, 6, 30))},
    ],
)
def test_no_answer_can_be_asked_for_early_in_probation_too_often_or_before_july_2024(facts):
    found = predictable(**facts)
    assert broken(found) == [] and found.figures == {"right": False}


def test_half_a_year_after_the_last_request_a_new_one_is_answered():
    assert broken(predictable(asked_before=date(2025, 9, 2))) == [("AML-14-8A", ILLEGAL)]
    assert broken(predictable(months="6.1"))


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({}, True),
        ({"service_months": Decimal(11)}, False),
        ({"qualified": False}, False),
        ({"substitute": True}, False),
        ({"on": date(2027, 6, 1)}, True),
        ({"on": date(2027, 6, 2)}, False),
        ({"offered": date(2026, 6, 17)}, True),
        ({"offered": date(2026, 6, 16)}, False),
    ],
)
def test_who_lost_the_post_goes_first_for_a_year(facts, first):
    given_facts = {"on": date(2026, 7, 1), "service_months": Decimal(12), "qualified": True, **facts}
    on = given_facts.pop("on")
    assert work.rehire_priority(NOW, on, TERMS, **given_facts).figures["priority"] is first


LEAVE = work.LeaveTerms.at(NOW)


@pytest.mark.parametrize(
    ("children", "alone", "chronic", "days"),
    [
        (0, False, False, 0),
        (1, False, False, 10),
        (2, False, False, 10),
        (3, False, False, 15),
        (3, True, False, 30),
        (1, False, True, 20),
        (0, True, True, 40),
    ],
)
def test_days_for_sick_children(children, alone, chronic, days):
    found = work.child_sick_days(children, LEAVE, alone=alone, chronic=chronic)
    assert found.figures == {"days_per_year": days}


def test_a_child_counts_to_the_end_of_the_year_of_twelve_or_eighteen():
    born = date(2014, 12, 31)
    assert work.child_counts(born, 2026, LEAVE)
    assert not work.child_counts(born, 2027, LEAVE)
    assert work.child_counts(born, 2032, LEAVE, chronic=True)
    assert not work.child_counts(born, 2033, LEAVE, chronic=True)


def test_care_at_the_end_of_life_and_for_close_relatives():
    assert work.end_of_life_care(LEAVE).figures == {"days": 60}
    assert work.end_of_life_care(LEAVE, at_home=False).figures == {"days": 0}
    assert work.close_care(work.Relation.PARENT, LEAVE).figures == {"days_per_year": 10}
    assert work.close_care(work.Relation.ADULT_CHILD, LEAVE).figures == {"days_per_year": 10}
    grown = work.close_care(work.Relation.ADULT_CHILD, LEAVE, cared_for_as_child=False)
    assert grown.figures == {"days_per_year": 0}


def test_a_religious_day_is_asked_for_fourteen_days_before():
    day, terms = date(2026, 3, 20), work.ReligiousLeaveTerms.at(NOW)
    assert broken(work.religious_days(date(2026, 3, 6), day, terms)) == []
    late = work.religious_days(date(2026, 3, 7), day, terms)
    assert broken(late) == [("TRS-18", Severity.WARNING)] and late.compliant
    with pytest.raises(NoAnswer):
        work.ReligiousLeaveTerms.at(date(2020, 12, 31))


CERTIFICATE = work.CertificateTerms.at(NOW)


@pytest.mark.parametrize(
    ("issued", "valid"),
    [(date(2026, 3, 1), True), (date(2026, 2, 28), False), (date(2026, 6, 1), True), (date(2026, 6, 2), False)],
)
def test_a_certificate_is_at_most_three_months_old_at_the_offer(issued, valid):
    found = work.certificate_fresh(issued, NOW, CERTIFICATE)
    assert found.figures == {"valid": valid}
    assert broken(found) == ([] if valid else [("HOL-5-4", ILLEGAL)])


def test_the_certificate_rule_covers_all_services_from_2017():
    before, from_then = (work.CertificateTerms.at(date(2016, 12, 31)), work.CertificateTerms.at(date(2017, 1, 1)))
    assert (before.certificate_months, from_then.certificate_months) == (None, 3)
    stale = (date(2015, 1, 1), date(2016, 12, 31))
    assert work.certificate_fresh(*stale, before).figures == {"certificate_required": False}
    assert broken(work.certificate_fresh(*stale, from_then)) == [("HOL-5-4", ILLEGAL)]
    found = work.certificate_required(before, sporadic=False, alone_with_person=True)
    assert found.figures == {"certificate_required": False}


@pytest.mark.parametrize(("shown", "bad"), [(True, False), (False, True)])
def test_whether_a_private_employer_needs_the_certificate_is_not_settled_and_only_warned_about(shown, bad):
    found = work.certificate_in_home(asked_by_contract=True, shown=shown)
    assert broken(found) == ([("HOL-5-4-HOME", Severity.WARNING)] if bad else [])
    assert found.compliant and found.figures == {"certificate_required": True, "settled": False}


@pytest.mark.parametrize(
    ("sporadic", "alone", "required"),
    [(True, False, False), (True, True, True), (False, False, True), (False, True, True)],
)
def test_only_sporadic_help_that_is_never_alone_needs_no_certificate(sporadic, alone, required):
    found = work.certificate_required(CERTIFICATE, sporadic=sporadic, alone_with_person=alone)
    assert found.figures == {"certificate_required": required}


def test_nobody_starts_before_the_certificate_is_shown():
    assert broken(work.started_after_certificate(NOW, NOW)) == []
    assert broken(work.started_after_certificate(NOW, NOW + timedelta(days=1)))
    assert broken(work.started_after_certificate(NOW, None)) == [("HOL-5-4", ILLEGAL)]


@pytest.mark.parametrize(
    ("listed", "serves", "barred"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_listed_offences_bar_work_with_children(listed, serves, barred):
    found = work.barred(listed_offence=listed, serves_child_or_disabled=serves)
    assert found.figures == {"barred": barred, "employer_assesses": not barred}


def test_even_an_address_is_secret_unless_anonymous_or_agreed():
    assert broken(work.told_others("address")) == [("HOL-12-1", ILLEGAL)]
    assert broken(work.told_others("hours in the municipality", anonymous=True)) == []
    assert work.told_others("address", consent=True).figures == {"secret": False}


def test_the_declaration_is_signed_before_the_first_shift():
    assert broken(work.duty_made_known(NOW, NOW)) == []
    assert broken(work.duty_made_known(NOW, NOW + timedelta(days=1)))
    assert broken(work.duty_made_known(NOW, None)) == [("FVL-13C", ILLEGAL)]


@pytest.mark.parametrize(("named", "open_", "safe"), [(True, True, False), (True, False, True), (False, True, True)])
def test_a_rota_that_names_the_user_does_not_hang_on_an_open_wall(named, open_, safe):
    found = work.kept_safe(names_user=named, open_to_others=open_)
    assert broken(found) == ([] if safe else [("FVL-13C", ILLEGAL)])


@pytest.mark.parametrize(
    ("minutes", "months", "paid"), [(450, 0, 60), (420, 11, 60), (419, 0, 0), (300, 0, 0), (450, 12, 0)]
)
def test_nursing_is_paid_for_an_hour_on_days_of_seven_hours_in_the_first_year(minutes, months, paid):
    assert work.nursing_time(minutes, months, LEAVE).figures == {"leave": True, "paid_minutes": paid}


@pytest.mark.parametrize("due", [True, False])
def test_military_service_and_a_statutory_duty_to_attend_give_leave(due):
    assert work.military_leave(service=due).figures == {"leave": due}
    assert work.public_office_leave(duty_to_attend=due).figures == {"leave": due}


@pytest.mark.parametrize(
    ("rule", "body", "cited"),
    [
        ("AML-12-9", "tvisteløsningsnemnda", "AML-12-14"),
        ("AML-14-3-1", "tvisteløsningsnemnda", "AML-17-2"),
        ("AML-14-3-2", "courts", "AML-17-2"),
    ],
)
def test_disputes_on_the_list_go_to_the_board_and_extra_shifts_to_the_courts(rule, body, cited):
    found = work.dispute_goes_to(rule, work.DisputeTerms.at(NOW))
    assert (found.figures, found.steps[0].rule) == ({"decided_by": body}, cited)


def test_a_third_religious_day_in_a_year_is_more_than_the_act_gives():
    asked, day, terms = date(2026, 3, 1), date(2026, 3, 20), work.ReligiousLeaveTerms.at(NOW)
    assert broken(work.religious_days(asked, day, terms, days_taken=1)) == []
    assert broken(work.religious_days(asked, day, terms, days_taken=2)) == [("TRS-18", Severity.WARNING)]


@pytest.mark.parametrize(
    ("reason", "may"),
    [
        (work.PassingOver.NOT_QUALIFIED, True),
        (work.PassingOver.REST_BROKEN, True),
        (work.PassingOver.OVERTIME_FOLLOWS, True),
        (work.PassingOver.USER_OBJECTS, False),
        (work.PassingOver.OTHER, False),
    ],
)
def test_rest_and_overtime_let_a_part_timer_be_passed_over_and_dislike_must_be_assessed(reason, may):
    found = work.may_pass_over(reason)
    assert found.figures == {"may_pass_over": may, "must_be_assessed": not may, "discuss_first": True}


@pytest.mark.parametrize(
    ("last", "bad"), [(date(2025, 6, 1), False), (date(2025, 5, 31), True), (None, True), (NOW, False)]
)
def test_part_time_and_temporary_work_are_discussed_every_year_from_2024(last, bad):
    found = work.part_time_discussed(last, NOW, TERMS)
    assert broken(found) == ([("AML-14-14A", ILLEGAL)] if bad else [])
    before = work.part_time_discussed(None, date(2023, 12, 31), work.PartTimeTerms.at(date(2023, 12, 31)))
    assert before.figures == {"required": False}


def test_who_was_let_go_comes_before_the_one_who_was_hired_instead():
    facts = {"service_months": Decimal(13), "qualified": True, "given_to_other": True}
    assert broken(work.rehire_priority(NOW, NOW, TERMS, **facts)) == [("AML-14-2", ILLEGAL)]
    assert broken(work.rehire_priority(NOW, NOW, TERMS, **(facts | {"service_months": Decimal(11)}))) == []
