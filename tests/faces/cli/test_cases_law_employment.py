"""Questions of fact about the right, employment and the tariff, asked as the case files ask them."""

import pytest

from selvstyrt.faces.cli.cases_law import answer


def ask(rule, facts, day="2026-06-01", **more):
    found = answer({"id": "X", "rule": rule, "valid_on": day, "input": {"facts": facts, **more}})
    if "unsupported" in found:
        return found["unsupported"]
    return [(item["rule"], item["severity"]) for item in found["violations"]], found["result"]


def shift(start, end):
    return {"start": start, "end": end, "break_min": 30, "break_counts_as_work": True}


ANSWERS = [
    ("HOME-2", {"start": "2026-06-01", "contract_signed": "2026-06-03"},
     [("HOME-2", "illegal")], {"deadline": "2026-06-01"}),
    ("AML-14-5", {"start": "2026-06-01", "contract_signed": "2026-06-03", "expected_duration_days": 14},
     [("AML-14-5", "illegal")], {"deadline": "2026-06-01"}),
    ("AML-14-5", {"start": "2024-05-01", "contract_signed": "2024-06-02", "expected_duration_days": 365},
     [("AML-14-5", "illegal")], {"compliant_under_old_rule": False}),
    ("AML-14-8", {"effective": "2026-06-01", "recorded": "2026-06-04", "change_by_law": True},
     [], {"deadline": "2026-06-01"}),
    ("AML-15-6", {"type": "permanent", "probation_months": 6, "previous_months": 4},
     [("AML-15-6", "illegal")], {"max_months": 2}),
    ("AML-15-6", {"type": "temporary", "duration_months": 9, "probation_months": 4}, [], {"max_months": 4.5}),
    ("AML-15-6", {"probation_end": "2026-06-30", "absence_days": 20, "extension_days": 20, "told_at_hiring": True,
                  "told_before_expiry": True}, [], {"may_extend": True, "max_days": 20, "latest_end": "2026-07-20"}),
    ("AML-15-6", {"absence_days": 20, "extension_days": 20, "told_at_hiring": False},
     [("AML-15-6", "illegal")], {"may_extend": False, "max_days": 0}),
    ("AML-15-3", {"service_years": 2, "given_by": "employee", "received": "2026-03-10"},
     [], {"months": 1, "runs_from": "2026-04-01", "last_day": "2026-04-30"}),
    ("AML-14-4A", {"agreed_pct": 50, "extra_h_12m": 546, "full_time_h_12m": 1950}, [], {"pct": 78}),
    ("AML-14-4A", {"agreed_pct": 50, "extra_from": "extra shifts"}, [], {"counts_as_extra": True}),
    ("AML-14-3", {"part_timer_qualified": True, "significant_disadvantage": False, "new_hire_or_agency": True,
                  "unit_employees": 12}, [("AML-14-3-2", "illegal")], {"priority": "part_timer"}),
    ("AML-14-3-1", {"part_timer_qualified": False, "significant_disadvantage": False, "new_hire_or_agency": True},
     [], {"priority": "none"}),
    ("AML-14-9-5", {"employed_months": 14, "end": "2026-06-30"},
     [("AML-14-9-5", "illegal")], {"latest_warning": "2026-05-30"}),
    ("HOL-5-4", {"certificate_date": "2026-02-21", "offer_date": "2026-06-01"},
     [("HOL-5-4", "illegal")], {"valid": False}),
    ("HOL-12-1", {"information": "anonymous statistics"}, [], {"secret": False}),
    ("FTRL-8-24", {"employed_months": 1, "absent": ["2026-06-01"]},
     [], {"self_cert_days": 0, "doctor_required_from": "2026-06-01"}),
    ("FTRL-8-24", {"employed_months": 5, "absent": ["2026-06-01", "2026-06-02"]}, [], {"self_cert_days": 2}),
    ("FTRL-8-24", {"employed_months": 1}, [], {"self_cert_allowed": False}),
    ("FTRL-8-19", {"first": ["2026-06-01", "2026-06-07"], "second_start": "2026-06-15"}, [], {"days_left": 9}),
    ("FTRL-8-27", {"self_cert_absences_12m": 3}, [], {"employer_may_withdraw": False}),
    ("FER-5-1", {"from": "2026-05-11", "to": "2026-05-17"}, [], {"virkedager": 5}),
    ("FER-5-3", {"start": "2026-10-01"}, [], {"holiday_days": 6}),
    ("FER-7-3", {"advance_days": 12, "written": True}, [], {"max_days": 12}),
    ("TAR-FER-12", {"basis": 300000, "age_in_holiday_year": 60, "fifth_week_agreed": True},
     [], {"pct": 14.3, "amount": 42900.0}),
    ("AML-12-9", {"children": 3, "alone": True}, [], {"days_per_year": 30}),
    ("AML-12-10", {"relation": "parent"}, [], {"days_per_year": 10}),
    ("PBRL-2-1D", {"age": 45, "hours_week": 32, "duration_months": 36}, [], {"right": True}),
    ("PBRL-2-1D", {"age": 45, "hours_week": 28, "duration_months": 36, "cost_documented": False},
     [], {"right": True}),
    ("PBRL-2-1D", {"age": 68, "hours_week": 40, "duration_months": 36, "granted_before_67": False},
     [], {"right": False, "municipality_must_still_assess": True}),
    ("PBRL-2-1D", {"age": 30, "hours_week": 40, "duration_months": 36, "multi_carer": True, "need_continuous": False},
     [], {"multi_carer_hours_included": False}),
    ("PBRL-2-1D", {"age": 30, "hours_week": 40, "duration_months": 36, "night_services": True,
                   "need_continuous": True}, [], {"night_hours_included": True}),
    ("PBRL-2-1D", {"child_age": 18, "lives_at_home": True, "service": "avlastning"}, [], {"respite_in_right": False}),
    ("PBRL-7-5", {"received": "2026-06-06", "matter": "right under pbrl ch. 2"},
     [], {"complaint_deadline": "2026-07-06", "weeks": 4, "sent_to": "the municipality",
          "decided_by": "statsforvalteren"}),
    ("FVL-29", {"received": "2026-06-06"}, [], {"complaint_deadline": "2026-06-29", "weeks": 3}),
    ("FVL-24", {"received": "2026-06-01", "matter": "services"}, [], {"reasons_request_by": "2026-06-29"}),
    ("TAR-VIRKE", {"tariff": "Virke-BPA", "passive_h": 9, "active_min": 20}, [], {"paid_h": 3.5}),
    ("TAR-VIRKE", {"tariff": "Virke-BPA", "passive_h": 9}, [], {"paid_h": 3.0}),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "facts", "broken", "result"), ANSWERS)
def test_a_question_of_fact_is_answered(rule, facts, broken, result):
    assert ask(rule, facts) == (broken, result)


def test_two_night_shifts_are_two_days_and_the_second_may_be_the_last():
    nights = [shift("2026-06-01T22:00", "2026-06-02T07:00"), shift("2026-06-02T22:00", "2026-06-03T07:00")]
    assert ask("FTRL-8-24", {"employed_months": 5}, shifts=nights) == ([], {"self_cert_days": 2})


def test_a_contract_of_before_july_2024_has_no_known_list_of_contents():
    assert "1 July 2024" in ask("AML-14-6", {"present": ["a"]}, day="2024-06-30")


@pytest.mark.parametrize(
    ("rule", "facts"),
    [
        ("AML-14-4A", {"agreed_pct": 50}),
        ("PBRL-2-1D", {"age": 45}),
        ("TAR-VIRKE", {"tariff": "unknown"}),
        ("NO-SUCH-RULE", {}),
    ],
)
def test_facts_that_decide_nothing_are_told_as_unsupported(rule, facts):
    assert rule in ask(rule, facts)
