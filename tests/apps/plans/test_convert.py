"""The roster problem of a plan: contract, agreements, absence, wishes, earlier and other work."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from selvstyrt.apps.plans.convert import granted_sevenths, problem_of
from selvstyrt.apps.plans.models import Absence, PlanVersion, WeeklyAbsence, Wish
from selvstyrt.apps.plans.services import adjusting
from selvstyrt.apps.schemes.models import HoursPolicy, Scheme, Skill
from selvstyrt.core.roster import read_problem
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, at, make_pattern
from tests.cast import NOW, Cast


def problem(plan: PlanVersion) -> dict[str, Any]:
    return problem_of(PlanVersion.objects.select_related("scheme__case").get(pk=plan.pk))


def assistant(found: dict[str, Any], person: Any) -> dict[str, Any]:
    return next(each for each in found["assistants"] if each["id"] == str(person.uid))


def test_a_plan_becomes_a_problem_that_the_strict_reader_accepts(plans: Plans, cast: Cast) -> None:
    found = problem(plans.draft())
    assert (found["format"], found["from"], found["to"]) == ("selvstyrt-roster-problem/2", "2027-01-04", "2027-01-17")
    assert found["frame"] == {"minutes_per_week": 2280, "hard": False}
    assert "current" not in found
    assert found["shifts"][0]["start"] == "2027-01-04T08:00+01:00"
    read = read_problem(found)
    assert (len(read.people), len(read.shifts)) == (2, 10)
    amal = assistant(found, cast.amal)
    assert (amal["weekly_minutes"], amal["max_weekly_minutes"]) == (1065, 2130)
    assert amal["contract"] == {
        "regime": "AML", "tariff_bound": True, "weekly_limit_h": "35.5", "birth_date": "1990-05-04",
    }  # fmt: skip
    assert amal["agreements"][0] == {
        "type": "averaging_individual", "written": True, "period_weeks": 26, "compensatory_rest": False,
        "individual_consent": False, "decision": False, "valid_from": "2026-01-01",
    }  # fmt: skip


def test_hours_that_are_no_round_decimals_come_through_exactly(plans: Plans, cast: Cast) -> None:
    plans.scheme.assignments.filter(person=cast.amal).update(weekly_limit_minutes=2203)
    people = read_problem(problem(plans.draft())).people
    assert {person.contract.weekly_limit_minutes for person in people} == {2203, 2130}


def test_absence_weekly_absence_and_days_without_employment_are_unavailable(plans: Plans, cast: Cast) -> None:
    Absence.objects.create(person=cast.amal, kind="sick", start=at(MONDAY, 9), end=at(MONDAY, 12))
    WeeklyAbsence.objects.create(
        person=cast.amal, weekday=1, starts_at=time(17), ends_at=time(9), first_day=date(2026, 1, 1)
    )
    plans.scheme.assignments.filter(person=cast.jonas).update(first_day=date(2027, 1, 6), last_day=date(2027, 1, 15))
    found = problem(plans.draft())
    assert assistant(found, cast.amal)["unavailable"] == [
        {"start": "2027-01-04T09:00+01:00", "end": "2027-01-04T12:00+01:00"},
        {"start": "2027-01-05T17:00+01:00", "end": "2027-01-06T09:00+01:00"},
        {"start": "2027-01-12T17:00+01:00", "end": "2027-01-13T09:00+01:00"},
    ]
    assert "sick" not in str(found)
    assert assistant(found, cast.jonas)["unavailable"] == [
        {"start": "2027-01-04T00:00+01:00", "end": "2027-01-06T00:00+01:00"},
        {"start": "2027-01-16T00:00+01:00", "end": "2027-01-19T00:00+01:00"},
    ]


def test_wishes_and_skills_come_along(plans: Plans, cast: Cast) -> None:
    Wish.objects.create(person=cast.amal, start=at(MONDAY, 0), end=at(MONDAY, 23), weight=-3)
    Wish.objects.create(
        person=cast.amal, start=at(SUNDAY + timedelta(days=9), 0), end=at(SUNDAY + timedelta(days=9), 5), weight=2
    )
    cast.amal_assignment.skills.add(Skill.objects.create(scheme=plans.scheme, name="løfteteknikk"))
    amal = assistant(problem(plans.draft()), cast.amal)
    assert amal["wishes"] == [{"start": "2027-01-04T00:00+01:00", "end": "2027-01-04T23:00+01:00", "weight": -3}]
    assert amal["skills"] == ["løfteteknikk"]


def test_earlier_work_is_history_and_work_in_another_scheme_is_absence_too(
    plans: Plans, other_plans: Plans, cast: Cast
) -> None:
    before = MONDAY - timedelta(days=7)
    plans.published(cast.amal, first=before, last=MONDAY - timedelta(days=1))
    other_plans.published(cast.jonas)
    found = problem(plans.draft())
    assert [work["start"] for work in assistant(found, cast.amal)["history"]] == [
        f"{before + timedelta(days=n)}T08:00+01:00" for n in range(5)
    ]
    jonas = assistant(found, cast.jonas)
    assert [work["start"] for work in jonas["history"]] == ["2027-01-09T10:00+01:00", "2027-01-16T10:00+01:00"]
    assert jonas["unavailable"] == [
        {"start": "2027-01-09T10:00+01:00", "end": "2027-01-09T16:00+01:00"},
        {"start": "2027-01-16T10:00+01:00", "end": "2027-01-16T16:00+01:00"},
    ]
    assert "Fjordgløtt" not in str(found)


def test_the_published_plan_is_the_current_roster_of_a_new_draft(plans: Plans, cast: Cast) -> None:
    published = plans.published(cast.amal, cast.jonas)
    found = problem(plans.draft())
    assert found["current"] == {
        shift.key: str(shift.assignment.person.uid) for shift in plans.shifts(published) if shift.assignment
    }
    assert assistant(found, cast.amal)["history"] == []


def test_a_pinned_shift_is_fixed_and_one_pinned_empty_is_left_out(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    first, second = plans.shifts(plan)[:2]
    plans.give(plan, first, cast.jonas)
    for revision, shift in ((1, first), (2, second)):
        adjusting.pin_shift(
            plan_uid=plan.uid, shift_uid=shift.uid, pinned=True, revision=revision, by=cast.actor(cast.kari), now=NOW
        )
    found = {shift["id"]: shift["fixed"] for shift in problem(plan)["shifts"]}
    assert found[first.key] == str(cast.jonas.uid)
    assert second.key not in found


def test_the_frame_follows_the_decision_day_by_day(plans: Plans) -> None:
    plan = plans.draft()
    scheme = Scheme.objects.select_related("case").get(pk=plan.scheme_id)
    assert granted_sevenths(scheme, MONDAY, SUNDAY) == 14 * 2280
    scheme.started_on = SUNDAY
    assert granted_sevenths(scheme, MONDAY, SUNDAY) == 2280


def test_resting_time_that_draws_a_third_leaves_room_in_the_frame(plans: Plans, cast: Cast) -> None:
    """Two weekends of a resting night each: 2 x 480 minutes in 14 days, of which 320 a night are not drawn."""
    make_pattern(
        cast.scheme, weekdays="4", name="Natt", type="resting_night", starts_at=time(23), ends_at=time(7),
        passive_minutes=480,
    )  # fmt: skip
    assert problem(plans.draft())["frame"]["minutes_per_week"] == 2280
    HoursPolicy.objects.filter(scheme=cast.scheme).update(passive_minutes_per_hour=20)
    assert problem(plans.draft())["frame"]["minutes_per_week"] == 2280 + 2 * 320 * 7 // 14
