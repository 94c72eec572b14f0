"""The examples of the rules on employment, absence, homes, trust, agreements and the case, asked one by one."""

import pytest

from selvstyrt.faces.cli.cases_law import answer


def ask(rule, facts, day="2026-06-01", **more):
    found = answer({"id": "X", "rule": rule, "valid_on": day, "input": {"facts": facts, **more}})
    if "unsupported" in found:
        return found["unsupported"]
    return sorted({item["rule"] for item in found["violations"]}), found["result"]


def shift(start, end):
    return {"start": start, "end": end, "break_min": 30, "break_counts_as_work": True}


ALL_HOME = list("abcdefghijklm")
PASSED = {"part_timer_qualified": True, "significant_disadvantage": False, "new_hire_or_agency": True}
LAID_OFF = {"service_months": 13, "qualified": True, "notice_ends": "2026-03-31"}
VIRKE = {"tariff": "Virke-BPA"}

ROWS = [
    # private home
    ("HOME-1", {"avg_weekly_h_4w": 3}, [], {"applies": False}),
    ("REG-HOME-SCOPE", {"avg_weekly_h_4w": 2.5}, [], {"applies": False}),
    ("REG-HOME-SCOPE", {"agreed_weekly_h": 2, "actual_weekly_h": 3.5}, [], {"applies": True}),
    ("HOME-2", {"start": "2026-06-01", "contract_signed": "2026-06-01"}, [], {"deadline": "2026-06-01"}),
    ("HOME-2", {"start": "2026-06-01", "signed_on_day": 3}, ["HOME-2"], {"deadline": "2026-06-01"}),
    ("HOME-2", {"present": ALL_HOME}, [], {"missing_mandatory": [], "conditional_not_applicable": []}),
    ("HOME-2", {"missing": ["g"]}, ["HOME-2"], {"missing_mandatory": ["g"], "conditional_not_applicable": []}),
    ("HOME-2", {"effective": "2026-06-01", "recorded": "2026-06-02"}, ["HOME-2"], {"deadline": "2026-06-01"}),
    ("HOME-3", {"basis": ["b"], "start": "2024-06-01"}, [], {"lawful": True, "permanent": False}),
    ("HOME-3", {"basis": "substitute", "start": "2023-05-31"}, [], {"lawful": True, "permanent": True}),
    ("HOME-3", {"basis": [], "start": "2026-01-01"}, ["HOME-3"], {"lawful": False, "permanent": True}),
    ("HOME-5", {"interval": "monthly"}, [], {"latest": "2026-07-01"}),
    ("HOME-5", {"interval_weeks": 6}, ["HOME-5"], {"latest": "2026-07-01"}),
    ("HOME-5", {"previous": "2026-01-01", "paid": "2026-02-01"}, [], {"latest": "2026-02-01"}),
    ("HOME-16", {"record_exists": True}, [], {"required": True}),
    ("HOME-16", {"record_exists": False}, ["HOME-16"], {"required": True}),
    ("HOME-18", {"chapter": 12}, [], {"applies": True}),
    ("HOME-19", {"provision": "14-4 a"}, [], {"applies": False}),
    ("HOME-20", {"notice_received": "2026-06-10"},
     [], {"notice_days": 14, "first_day_counted": "2026-06-10", "last_day": "2026-06-23"}),
    ("HOME-20", {"notice_days": 13},
     ["HOME-20"], {"notice_days": 13, "minimum_days": 14, "earliest_last_day": "2026-06-14"}),
    ("HOME-20", {"received": "2026-06-10", "last_day": "2026-06-23", "written": False},
     ["HOME-20"], {"notice_days": 14, "minimum_days": 14, "earliest_last_day": "2026-06-23"}),
    ("REG", {"employer": "private_provider", "place": "user_home"}, [], {"regime": "AML"}),
    ("REG", {"employer": "uloba"}, [], {"regime": "AML"}),
    ("REG", {"employer": "municipality"}, [], {"regime": "AML"}),
    ("REG", {"employer": "non_profit"}, [], {"regime": "AML"}),
    ("REG", {"employer": "user_company"}, [], {"regime": "AML"}),
    ("REG", {"employer": "private_person", "avg_weekly_h_4w": 20}, [], {"regime": "HOME"}),
    ("REG", {"employer": "municipality", "service": "avlastning"}, [], {"regime": "AVL"}),
    ("REG", {"employer": "user_private_person", "avg_weekly_h_4w": 2.5}, [], {"regime": "none"}),
    ("REG", {"users": 2, "same_employer": True}, [], {"added_up": True}),
    ("REG", {"same_employer": False, "age": 17}, [], {"added_up": True}),
    # young assistants
    ("AML-11-1", {"age": 14}, ["AML-11-1"], {"allowed": False, "only_suitable_tasks": True}),
    ("AML-11-1", {"age": 17}, [], {"allowed": True, "only_suitable_tasks": True}),
    ("AML-11-1", {"age": 17, "suitable_tasks": False}, ["AML-11-1"], {"allowed": False, "only_suitable_tasks": True}),
    ("OLM-12-12", {"employees": 25, "list_exists": False}, ["OLM-12-12"], {"required": True}),
    ("OLM-12-12", {"employees": 10, "list_exists": False}, [], {"required": False}),
    ("OLM-12-10", {"age": 17, "guardians_informed": True, "safety_rep_consulted": False},
     ["OLM-12-10"], {"required": True}),
    # tariff
    ("TAR-VIRKE-35.5", VIRKE | {"weekly_h": 37.5, "works_20_06": True}, ["TAR-VIRKE-35.5"], {"weekly_limit_h": 35.5}),
    ("TAR-VIRKE", VIRKE | {"average_h": 37.5, "night_work_20_06": True}, ["TAR-VIRKE-35.5"], {"weekly_limit_h": 35.5}),
    ("TAR-VIRKE", VIRKE | {"every_third_sunday": True}, [], {"weekly_limit_h": 35.5}),
    ("TAR-VIRKE", VIRKE | {"avg_weekly_h": 35.5, "every_third_sunday": True}, [], {"weekly_limit_h": 35.5}),
    ("TAR-VIRKE", VIRKE | {"avg_weekly_h": 37.5, "every_third_sunday": False}, [], {"weekly_limit_h": 37.5}),
    ("TAR-VIRKE", VIRKE | {"avg_weekly_h": 37.5, "sundays_total": 26, "sundays_worked": 9},
     ["TAR-VIRKE-35.5"], {"weekly_limit_h": 35.5}),
    ("TAR-VIRKE-33.6", VIRKE | {"avg_weekly_h": 35.5, "continuous": True},
     ["TAR-VIRKE-33.6"], {"weekly_limit_h": 33.6}),
    ("TAR-VIRKE", VIRKE | {"passive_h": 9, "callouts": 2, "callout_min": 20}, [], {"paid_h": 4.0}),
    ("TAR-VIRKE", VIRKE | {"passive_h": 9, "callouts_min": [20, 45]}, [], {"paid_h": 4.5}),
    ("TAR-NHO", {"avg_weekly_h": 37.5, "night_work": True}, ["TAR-NHO"], {"weekly_limit_h": 35.5}),
    ("TAR-KS", {"hours_total": 100, "hours_sunday_holiday": 20, "hours_night": 30}, [], {"weekly_limit_h": 33.83}),
    ("TAR-ULOBA", {"avg_weekly_h": 35.5, "every_third_sunday": True}, [], {"weekly_limit_h": 35.5}),
    ("TAR-ULOBA", {"holder_dies": True, "received": "2026-03-10"},
     [], {"months": 2, "runs_from": "2026-04-01", "last_day": "2026-05-31"}),
    ("TAR-SGS1010", {"trip_start": "2024-06-01", "planned": "2024-05-01", "shows_all": True, "rest_kept": True},
     [], {"plan_in_time": True, "plan_complete": True}),
    ("TAR-SGS1010", {"trip_start": "2024-06-01", "plan_complete": False, "rest_kept": True},
     ["TAR-SGS1010"], {"plan_in_time": False, "plan_complete": False}),
    ("TAR-WELFARE", {"purpose": "doctor"}, [], {"statutory": False, "right": False}),
    ("TAR-WELFARE", {"tariff": "Uloba"}, [], {"statutory": False, "right": True}),
    # part-time
    ("AML-14-1B", {"pct": 40, "documented": True, "discussed": True}, [], {"required": True}),
    ("AML-14-2", LAID_OFF, [], {"priority": True, "until": "2027-03-31"}),
    ("AML-14-2", LAID_OFF | {"substitute": True}, [], {"priority": False, "until": "2027-03-31"}),
    ("AML-14-3-1", PASSED, ["AML-14-3-1"], {"priority": "part_timer"}),
    ("AML-14-3-2", PASSED | {"unit_employees": 30, "in_unit": False}, [], {"priority": "none"}),
    ("AML-14-3-3", {"reason": "rest_broken"},
     [], {"may_pass_over": True, "must_be_assessed": False, "discuss_first": True}),
    ("AML-14-4A", {"agreed_pct": 50, "extra_hours_12m": 517, "full_time_hours_year": 1846}, [], {"pct": 78}),
    ("AML-14-4A", {"agreed_pct": 50, "worked_h_12m": 1440, "full_time_h_12m": 1846}, [], {"pct": 78}),
    ("AML-14-4A", {"agreed_pct": 50, "avg_weekly_h": 27.69, "full_time_weekly_h": 35.5}, [], {"pct": 78}),
    ("AML-14-4A", {"agreed_pct": 50, "actual_pct": 78}, [], {"pct": 78}),
    ("AML-14-4A", {"agreed_pct": 50, "extra_h_by_month": [43] * 12, "full_time_h_12m": 1846}, [], {"pct": 78}),
    ("AML-14-8A", {"service_months": 2, "asked": "2026-03-02"}, [], {"right": False}),
    ("AML-14-14A", {"last_discussed": "2026-01-10"}, [], {"required": True}),
    ("AML-14-14A", {"discussed_yearly": False}, ["AML-14-14A"], {"required": True}),
    # contract, probation, notice, temporary work
    ("AML-14-5", {"start": "2026-06-01", "contract_signed": "2026-06-08", "expected_duration_days": 365},
     [], {"deadline": "2026-06-08"}),
    ("AML-14-6", {"missing": ["m"]}, ["AML-14-6"],
     {"missing_mandatory": ["m"], "conditional_not_applicable": ["e", "o"]}),
    ("AML-14-6-2", {"by_reference": ["k"]}, [], {"lawful": True}),
    ("AML-14-6-2", {"letter": "c"}, ["AML-14-6-2"], {"lawful": False}),
    ("AML-14-6-3", {"missing": ["e"]}, [], {"permanent": True}),
    ("AML-14-6-3", {"temporary_stated": True}, [], {"permanent": False}),
    ("AML-14-6-4", {"claimed_pct": 60}, [], {"pct": 60}),
    ("AML-14-6-3/4", {"claimed_pct": 60}, [], {"pct": 60}),
    ("AML-14-6-3/4", {"missing": ["e"]}, [], {"permanent": True}),
    ("AML-14-9-1", {"size_pct": 0}, [], {"permanent": False}),
    ("AML-14-9-1", {"size_pct": 15}, [], {"permanent": True}),
    ("AML-14-9-2", {"basis": ["b"]}, [], {"lawful": True}),
    ("AML-14-9-5", {"employed_months": 14, "warning": "2026-05-26", "end": "2026-06-30"},
     [], {"earliest_end": "2026-06-30"}),
    ("AML-14-9-7", {"basis": ["b"], "start": "2023-07-01"}, [], {"permanent": False}),
    ("AML-15-6", {"absence_days": 28, "informed_at_hiring": True, "informed_before_expiry": True,
                  "probation_end": "2026-06-30"}, [],
     {"may_extend": True, "max_days": 28, "latest_end": "2026-07-28"}),
    ("AML-15-6", {"absence_days": 28, "told_in_writing": True}, [], {"may_extend": True, "max_days": 28}),
    ("AML-15-6", {"type": "temporary", "probation_months": 2, "similar_post": True}, ["AML-15-6"], {"max_months": 0}),
    ("AML-15-6", {"type": "permanent", "probation_months": 2, "temporary_months": 4}, [], {"max_months": 2}),
    ("AML-15-3", {"service_years": 6, "given_by": "employee", "received": "2026-03-10"},
     [], {"months": 2, "runs_from": "2026-04-01", "last_day": "2026-05-31"}),
    ("AML-15-4", {"form": "SMS"}, ["AML-15-4"], {"valid": False}),
    ("AML-15-4", {"form": "letter", "delivered": True, "with_all": True}, [], {"valid": True}),
    ("AML-14-15", {"interval": "monthly", "agreed": True}, [], {"lawful": True}),
    ("AML-14-15", {"interval": "monthly"}, ["AML-14-15"], {"lawful": False}),
    ("AML-14-15", {"method": "cash"}, ["AML-14-15"], {"lawful": False}),
    ("AML-15-8", {"month": 8}, ["AML-15-8"], {"presumed_unlawful": True, "protected_until": "2026-11-01"}),
    ("AML-15-8", {"month": 13}, [], {"presumed_unlawful": False, "protected_until": "2026-06-01"}),
    ("AML-15-8", {"sick_months": 8}, ["AML-15-8"], {"presumed_unlawful": True, "protected_until": "2026-10-01"}),
    ("AML-15-8", {"sick_from": "2026-01-01", "dismissed": "2026-05-01", "other_reason_likely": True},
     [], {"presumed_unlawful": False, "protected_until": "2027-01-01"}),
    # certificate and secrets
    ("HOL-5-4", {"certificate_age_days": 100}, ["HOL-5-4"], {"valid": False}),
    ("HOL-5-4", {"offer_date": "2016-06-01", "certificate_date": "2010-01-01"}, [], {"certificate_required": False}),
    ("HOL-5-4", {"first_shift": "2026-06-10", "shown": "2026-06-12"}, ["HOL-5-4"], {"may_start_from": "2026-06-12"}),
    ("HOL-5-4A", {"listed_conviction": True, "child_user": True}, [], {"barred": True, "employer_assesses": False}),
    ("HOL-5-4A", {"listed_conviction": False, "child_user": True}, [], {"barred": False, "employer_assesses": True}),
    ("HOL-5-4-HOME", {"contract_requires": True, "certificate_shown": False},
     ["HOL-5-4-HOME"], {"certificate_required": True, "settled": False}),
    ("HOL-12-1", {"information": "anonymous statistics"}, [], {"secret": False}),
    ("FVL-13C", {"first_shift": "2026-06-10", "signed_at_hiring": True}, [], {"latest": "2026-06-10"}),
    ("FVL-13C", {"first_shift": "2026-06-10"}, ["FVL-13C"], {"latest": "2026-06-10"}),
    ("FVL-13C", {"open_wall": True, "user_name": True}, ["FVL-13C"], {"kept_safe": False}),
    # sickness and leave
    ("FTRL-8-18", {"employed_weeks": 5}, [], {"employer_pays": True}),
    ("FTRL-8-18", {"employments": [["2026-04-01", "2026-04-20"], ["2026-05-05", "2026-05-31"]],
                   "sick_from": "2026-06-01"}, [], {"employer_pays": True}),
    ("FTRL-8-19", {"days_used": 7}, [], {"days_left": 9}),
    ("FTRL-8-19", {"earlier": [["2026-06-01", "2026-06-04"], ["2026-06-10", "2026-06-12"]], "start": "2026-06-20"},
     [], {"days_left": 9}),
    ("FTRL-8-24", {"employed_weeks": 6}, [], {"self_cert_allowed": False}),
    ("FTRL-8-24", {"employed_from": "2026-04-01"}, [], {"self_cert_allowed": True}),
    ("FTRL-8-24", {"employed_from": "2026-04-02"}, [], {"self_cert_allowed": False}),
    ("FTRL-8-25", {"long_trips": True, "written_notice": True}, [], {"employer_may_refuse": True}),
    ("FTRL-8-25", {"long_trips": False, "written_notice": True}, [], {"employer_may_refuse": False}),
    ("FTRL-8-27", {"reasonable_doubt": True},
     [], {"employer_may_withdraw": True, "hear_first": True, "review_after_months": 6}),
    ("FTRL-8-10", {"from": "2026-06-01", "to": "2026-06-20", "employed_days": 400, "lost_pay": {"2026-06-01": 1500}},
     [], {"employer_days": 16, "employer_amount": 1500.0, "nav_from": "2026-06-17"}),
    ("FTRL-9", {"children": 2, "alone": False, "chronic_children": 1}, [], {"days_per_year": 20}),
    ("FTRL-9", {"days": 12, "employed_days": 100},
     [], {"employer_pays": True, "employer_days": 10, "refunded_days": 2}),
    ("FTRL-9", {"days": 4}, [], {"self_cert_days": 3, "doctor_required": True}),
    ("AML-12-8", {"day_h": 7.5}, [], {"leave": True, "paid_h": 1.0}),
    ("AML-12-8", {"day_h": 5}, [], {"leave": True, "paid_h": 0.0}),
    ("AML-12-8", {"day_h": 7.5, "child_age_months": 12}, [], {"leave": True, "paid_h": 0.0}),
    ("AML-12-9", {"children": 1, "alone": False, "chronically_ill": True}, [], {"days_per_year": 20}),
    ("AML-12-10", {"relation": "parents"}, [], {"days_per_year": 10}),
    ("AML-12-10", {"relation": "parent", "end_of_life": True}, [], {"days": 60}),
    ("AML-12-12", {"military_service": True}, [], {"leave": True}),
    ("AML-12-13", {"office": "jury"}, [], {"leave": True}),
    ("AML-12-13", {"office": "party_meeting"}, [], {"leave": False}),
    ("AML-12-14", {}, [], {"decided_by": "tvisteløsningsnemnda"}),
    ("TRS-18", {"asked": "2026-02-28", "day": "2026-03-20"},
     [], {"notice_days": 20, "minimum": 14, "max_days_per_year": 2}),
    # holiday
    ("FER-5-1", {"period": ["2026-07-06", "2026-07-26"]}, [], {"virkedager": 18}),
    ("FER-5-2", {"age": 59}, [], {"extra_days": 0}),
    ("FER-5-2", {"birth_date": "1966-12-31", "holiday_year": 2026, "workdays_a_week": 5}, [], {"extra_days": 5}),
    ("FER-5-4", {"from": "2026-07-06", "to": "2026-07-25", "last_shift_end": "2026-07-05T22:00",
                 "next_shift_start": "2026-07-27T08:00"}, [], {"needed_h": 496.0, "free_h": 514.0}),
    ("FER-5-4", {"from": "2026-07-06", "to": "2026-07-25", "last_shift_end": "2026-07-05T22:00",
                 "next_shift_start": "2026-07-26T08:00"}, ["FER-5-4"], {"needed_h": 496.0, "free_h": 490.0}),
    ("FER-6-2", {"told": "2026-05-01", "start": "2026-07-06"}, [], {"latest": "2026-05-06"}),
    ("FER-6-2", {"told": "2026-06-20", "start": "2026-07-06", "extra_week": True}, [], {"latest": "2026-06-22"}),
    ("FER-6-2", {"unforeseen": True, "major_problems": True, "stand_in": True}, ["FER-6-3"], {"may_change": False}),
    ("FER-7", {"carry_days": 12, "written": True}, [], {"max_days": 12}),
    ("FER-7", {"period": ["2026-06-01", "2026-09-30"], "days": 18, "started": "2026-08-16"}, [], {"right": False}),
    ("FER-7-2", {"days": 7}, [], {"right": True}),
    ("FER-8", {"notice_months": 1, "consents": False}, [], {"may_be_placed": False}),
    ("FER-8", {"notice_months": 3}, [], {"may_be_placed": True}),
    ("FER-9", {"sick_days": 3, "doctors_note": True}, [], {"days_back": 3}),
    ("FER-9", {"sick": ["2026-07-06", "2026-07-08"], "doctors_note": False}, [], {"days_back": 0}),
    ("FER-9", {"claimed": "2026-07-03", "last_workday": "2026-07-03", "doctors_note": True},
     [], {"postponed": True, "claim_by": "2026-07-03"}),
    ("FER-10", {"basis": 300000, "birth_date": "1966-12-31", "holiday_year": 2026},
     [], {"pct": 12.5, "amount": 37500.0}),
    ("FER-11", {"paid": "2026-06-29", "holiday_start": "2026-07-06"}, [], {"latest": "2026-06-29"}),
    ("FER-11", {"paid": "2026-07-10", "last_pay": "2026-06-30"}, ["FER-11"], {"latest": "2026-06-30"}),
    # holidays
    ("HEL-2", {"date": "2026-05-14"}, [], {"public_holiday": True}),
    ("HEL-2", {"date": "2026-12-24"}, [], {"public_holiday": False}),
    ("MAI-2", {"date": "2026-05-01"},
     [], {"equal_to_sunday": True, "from": "2026-04-30 22:00", "to": "2026-05-01 22:00"}),
    ("MAI-3", {"day_off": True, "date": "2026-05-17", "employed_days": 400}, [], {"full_pay": False}),
    ("MAI-3", {"works": False, "employed_months": 12, "date": "2028-05-17"}, [], {"full_pay": True}),
    ("MAI-3", {"hourly": 220, "hours": 8, "employed_weeks": 3, "date": "2028-05-17"}, [], {"full_pay": False}),
    ("MAI-3", {"hourly": 220, "hours": 8, "employed_weeks": 3, "works": True},
     [], {"minimum_supplement_pct": 50.0, "minimum_extra": 880.0}),
    ("MAI-3", {"employed_days": 20, "date": "2028-05-17"}, [], {"full_pay": False}),
    ("MAI-3", {"hourly": 220, "hours": 8, "supplement_agreed": 100},
     [], {"minimum_supplement_pct": 100, "minimum_extra": 1760.0}),
    # the right and the case
    ("PBRL-2-1D", {"age": 45, "weekly_hours": 40, "duration_years": 3}, [], {"right": True}),
    ("PBRL-2-1D-2", {"night_services": True, "need_continuous": False}, [], {"night_hours_included": False}),
    ("PBRL-2-1D-2", {"two_carers": True}, [], {"multi_carer_hours_included": False}),
    ("HOL-3-8", {"right": False}, [], {"municipality_must_offer": True, "municipality_must_still_assess": True}),
    ("HOL-3-8", {"age": 70, "hours_week": 40, "duration_months": 60},
     [], {"right": False, "municipality_must_still_assess": True}),
    ("HOL-2-2", {}, [], {"forvaltningsloven_applies": True}),
    ("PBRL-7-7", {"discretion": True}, [], {"tried": True, "great_weight_to_self_government": True}),
    ("PBRL-7-4", {}, [],
     {"sent_to": "statsforvalteren", "is_complaint": False, "complaint_deadline_runs": True}),
    ("FVL-11A", {"received": "2026-03-02", "decided": "2026-03-05"}, [], {"preliminary_answer_required": False}),
    ("FVL-11A", {"received": "2026-03-02", "answered": "2026-04-03"},
     ["FVL-11A"], {"preliminary_answer_by": "2026-04-02"}),
    ("FVL-29", {"received": "2026-06-01", "matter": "access to documents"},
     [], {"complaint_deadline": "2026-06-22", "weeks": 3}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "facts", "broken", "result"), ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)]
)
def test_the_example_of_a_rule_is_answered(rule, facts, broken, result):
    assert ask(rule, facts) == (broken, result)


def test_the_plan_rule_of_private_homes_is_not_in_force_in_2024():
    facts = {"regime": "HOME", "discussed": "2024-06-05", "plan_start": "2024-06-15"}
    assert ask("HOME-17A", facts, day="2024-06-01") == ([], {"in_force": False})


def test_a_year_without_a_shared_day_tells_all_its_moveable_holidays():
    broken, result = ask("HEL-2", {"year": 2026})
    assert (result["forste_paskedag"], result["kristi_himmelfartsdag"]) == ("2026-04-05", "2026-05-14")
    assert (broken, result["distinct_days"], len(result)) == ([], 12, 8)


def test_a_night_with_a_sick_child_is_one_day():
    night = [shift("2026-06-01T22:00", "2026-06-02T07:00")]
    assert ask("FTRL-9-7", {}, shifts=night) == ([], {"self_cert_days": 1, "doctor_required": False})


LACKING = [
    ("AML-15-3", {"received": "2026-03-10"}, "service_years"),
    ("AML-15-3", {"received": "2026-03-10", "service_years": 11, "given_by": "employer"}, "age"),
    ("AML-15-6", {"type": "temporary", "probation_months": 3}, "duration_months"),
    ("AML-15-6", {"absence_days": 10}, "told_at_hiring"),
    ("AML-15-6", {"probation_months": 6, "same_post": True}, "earlier_months"),
    ("AML-14-2", {"qualified": True, "notice_ends": "2026-03-31"}, "service_months"),
    ("AML-14-3-3", {"reason": "hair"}, "reason"),
    ("AML-14-4A", {"agreed_pct": 50, "full_time_h_12m": 1846}, "extra_h_12m"),
    ("AML-14-6", {}, "present"),
    ("AML-14-6-2", {}, "by_reference"),
    ("AML-14-8A", {"asked": "2026-03-02"}, "service_months"),
    ("AML-14-9-2", {"signed": "2026-02-01"}, "basis"),
    ("AML-14-9-5", {"end": "2026-06-30"}, "employed_months"),
    ("AML-14-15", {}, "times_per_month"),
    ("AML-12-10", {"relation": "neighbour"}, "relation"),
    ("AML-12-13", {"office": "choir"}, "duty_to_attend"),
    ("FTRL-8-24", {}, "employed_months"),
    ("FTRL-8-27", {}, "self_cert_absences_12m"),
    ("FER-5-4", {"from": "2026-07-06", "to": "2026-07-25", "last_shift_end": "2026-07-05T22:00"}, "next_shift_start"),
    ("FER-6-2", {"told": "2026-05-01"}, "start (or holiday_start, from)"),
    ("HOME-3", {"start": "2026-01-01"}, "basis"),
    ("HOME-18", {}, "provision"),
    ("HOME-20", {}, "notice_received"),
    ("REG-HOME-SCOPE", {}, "avg_weekly_h_4w"),
    ("HOL-5-4", {"offer_date": "2026-06-01"}, "certificate_date"),
    ("HOL-5-4A", {"listed_conviction": True}, "serves_child_or_disabled"),
    ("HOL-12-1", {}, "information"),
    ("MAI-3", {"day_off": True}, "employed_days"),
    ("TAR-VIRKE-35.5", {"weekly_h": 37.5}, "works_20_06"),
    ("TAR-VIRKE-35.5", {"length": 37.5, "works_20_06": True}, "avg_weekly_h"),
    ("PBRL-2-1D", {"age": 45, "hours_week": 40}, "duration_months"),
    ("PBRL-7-7", {}, "discretion"),
]


@pytest.mark.parametrize(("rule", "facts", "name"), LACKING, ids=[f"{row[0]}-{n}" for n, row in enumerate(LACKING)])
def test_what_the_rule_needs_and_the_case_lacks_is_named(rule, facts, name):
    assert ask(rule, facts).startswith(f"{rule}: The facts lack {name}")


def test_a_number_that_is_none_is_told():
    assert (
        ask("AML-14-1B", {"pct": "half", "documented": True, "discussed": True}) == "AML-14-1B: 'half' is not a number."
    )
