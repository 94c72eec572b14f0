"""The ledger from published plans: what each person had beyond their share, and that it reaches the run."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.burdens import balances_before
from selvstyrt.apps.plans.models import Absence, PlanVersion, Run, Shift, Wish
from selvstyrt.apps.plans.services import runs
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.core.base import OSLO
from selvstyrt.core.roster import Preset
from selvstyrt.core.roster.ledger import Balance
from tests.apps.plans.conftest import MONDAY, Plans, at
from tests.cast import NOW, Cast

LAST_WEEK = MONDAY - timedelta(days=7)
LONG_AGO = datetime(2026, 11, 1, 12, tzinfo=OSLO)


def published(plans: Plans, told: datetime = LONG_AGO, number: int = 90) -> PlanVersion:
    return PlanVersion.objects.create(
        scheme=plans.scheme, number=number, first_day=LAST_WEEK, last_day=MONDAY - timedelta(days=1),
        state="published", made_at=told, published_at=told,
    )  # fmt: skip


def shift(plan: PlanVersion, day: date, who: Person, start: int = 8, hours: int = 4, key: str = "") -> None:
    Shift.objects.create(
        plan=plan, key=key or f"{day}-{start}-{who.pk}", name="x", type="day", start=at(day, start),
        end=at(day, start) + timedelta(hours=hours), assignment=Assignment.objects.get(scheme=plan.scheme, person=who),
    )  # fmt: skip


def before(plans: Plans, person: Person) -> Balance:
    return balances_before(plans.scheme, MONDAY)[str(person.uid)]


def with_equal_hours(plans: Plans) -> None:
    plans.scheme.assignments.update(weekly_minutes=1200)


def test_nights_and_weekends_of_the_published_plan_are_shared_by_contract_hours(plans: Plans, cast: Cast) -> None:
    with_equal_hours(plans)
    plan = published(plans)
    shift(plan, LAST_WEEK, cast.amal, start=22, hours=8)
    shift(plan, LAST_WEEK + timedelta(days=5), cast.jonas)
    assert before(plans, cast.amal) == Balance(nights=50, weekends=-50)
    assert before(plans, cast.jonas) == Balance(nights=-50, weekends=50)


def test_a_draft_counts_for_nothing(plans: Plans, cast: Cast) -> None:
    plan = published(plans)
    shift(plan, LAST_WEEK, cast.amal, start=22, hours=8)
    PlanVersion.objects.filter(pk=plan.pk).update(state="draft", published_at=None)
    assert balances_before(plans.scheme, MONDAY) == {}


def test_who_was_away_the_whole_week_owes_nothing(plans: Plans, cast: Cast) -> None:
    plan = published(plans)
    shift(plan, LAST_WEEK, cast.amal, start=22, hours=8)
    Absence.objects.create(person=cast.jonas, kind="holiday", start=at(LAST_WEEK, 0), end=at(MONDAY, 0))
    assert before(plans, cast.amal) == Balance()
    assert before(plans, cast.jonas) == Balance()


def test_a_shift_got_by_a_late_plan_was_at_short_notice_one_kept_was_not(plans: Plans, cast: Cast) -> None:
    with_equal_hours(plans)
    early = published(plans)
    shift(early, LAST_WEEK, cast.amal, key="kept")
    shift(early, LAST_WEEK + timedelta(days=1), cast.amal, key="moved")
    late = published(plans, at(LAST_WEEK - timedelta(days=3), 12), number=91)
    shift(late, LAST_WEEK, cast.amal, key="kept")
    shift(late, LAST_WEEK + timedelta(days=1), cast.jonas, key="moved")
    assert before(plans, cast.jonas).short_notice == 50
    assert before(plans, cast.amal).short_notice == -50


def test_wishes_that_were_met_are_counted_by_person(plans: Plans, cast: Cast) -> None:
    with_equal_hours(plans)
    plan = published(plans)
    shift(plan, LAST_WEEK, cast.amal)
    for person in (cast.amal, cast.jonas):
        Wish.objects.create(person=person, start=at(LAST_WEEK, 0), end=at(LAST_WEEK, 23), weight=-2)
    assert before(plans, cast.jonas).wishes == 50, "Jonas was free, Amal was not"
    assert before(plans, cast.amal).wishes == -50


def test_the_ledger_takes_five_queries(plans: Plans, cast: Cast, django_assert_max_num_queries: Any) -> None:
    plan = published(plans)
    for day in range(7):
        shift(plan, LAST_WEEK + timedelta(days=day), cast.amal)
    with django_assert_max_num_queries(5):
        balances_before(plans.scheme, MONDAY)


def test_a_run_has_the_ledger_the_preset_and_the_terms_of_pay(plans: Plans, cast: Cast) -> None:
    with_equal_hours(plans)
    shift(published(plans), LAST_WEEK, cast.amal, start=22, hours=8)
    draft = plans.draft()
    draft = PlanVersion.objects.select_related("scheme__case").get(pk=draft.pk)
    run = runs.queue_run(draft, time_limit_seconds=1, by=cast.actor(cast.kari), now=NOW, preset=Preset.FAIR_FIRST)
    amal = next(each for each in run.problem["assistants"] if each["id"] == str(cast.amal.uid))
    assert amal["ledger"] == {"nights": "0.5"}
    assert (amal["pay"]["tariff"], amal["pay"]["full_week_minutes"]) == ("tariff_virke", 2130)
    assert run.problem["weights"] == {"preset": "fair_first"}
    assert run.problem["notice_until"] > NOW.date().isoformat()
    Run.objects.filter(pk=run.pk).update(state="done")
    again = runs.queue_run(draft, time_limit_seconds=1, by=cast.actor(cast.kari), now=NOW)
    assert again.problem["weights"] == {"preset": "fair_first"}, "made again, it weighs as before"
