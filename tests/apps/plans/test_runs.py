"""Optimiser runs: a process solves, tells how far it is, is stopped, dies and is started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.convert import problem_of
from selvstyrt.apps.plans.models import Absence, NeedPattern, PlanVersion, Run
from selvstyrt.apps.plans.services import adjusting, ending, leases, publishing, runs
from selvstyrt.apps.plans.services.working import carry_out
from selvstyrt.core.base import Conflict, WrongInput
from tests.apps.plans.conftest import MONDAY, Plans, at, make_pattern
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 180
"""Seconds to wait for a process: a busy machine is slow, and none of these tests is about speed."""


@pytest.fixture(autouse=True)
def own_workers(settings: object) -> None:
    """The tests start the processes themselves."""
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]


def start(plans: Plans, plan: PlanVersion, seconds: int = 10) -> Run:
    uid = runs.start_run(
        plan_uid=plan.uid, time_limit_seconds=seconds, by=plans.cast.actor(plans.leader), now=timezone.now()
    )
    return Run.objects.get(uid=uid)


def test_a_run_gives_every_shift_to_somebody_and_says_why(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    run = start(plans, plan)
    carry_out(run.uid)
    run.refresh_from_db()
    assert (run.state, run.roster["status"], run.attempts, run.error) == ("done", "optimal", 1, None)
    shifts = plans.shifts(plan)
    assert {shift.assignment.person.name for shift in shifts if shift.assignment} == {"Amal", "Jonas"}
    assert all(shift.assignment is not None for shift in shifts)
    assert {shift.explanation["code"] for shift in shifts} == {"chosen"}
    assert shifts[0].explanation["because"]
    assert plans.publish(plan).state == "published"


def test_a_shift_that_nobody_can_have_stays_empty_with_the_reasons(plans: Plans, cast: Cast) -> None:
    for person in (cast.amal, cast.jonas):
        Absence.objects.create(person=person, kind="holiday", start=at(MONDAY, 0), end=at(MONDAY, 20))
    plan = plans.draft()
    carry_out(start(plans, plan).uid)
    first = plans.shifts(plan)[0]
    assert first.assignment is None
    assert first.explanation["code"] == "empty"
    assert {reason["rule"] for reason in first.explanation["reasons"]} == {"UNAVAILABLE"}


def test_an_impossible_roster_changes_nothing_and_is_explained(plans: Plans, cast: Cast) -> None:
    make_pattern(plans.scheme, name="Samtidig")
    plan = plans.draft()
    revision = 0
    for shift in plans.shifts(plan)[:2]:
        plans.give(plan, shift, cast.amal)
        revision += 1
        adjusting.pin_shift(
            plan_uid=plan.uid, shift_uid=shift.uid, pinned=True, revision=revision, by=cast.actor(cast.kari), now=NOW
        )
        revision += 1
    run = start(plans, plan)
    carry_out(run.uid)
    found = queries.run(plans.scheme.uid, run.uid, now=timezone.now())
    assert found is not None
    assert (found.state, found.status) == ("done", "infeasible")
    assert {note["code"] for note in found.notes} == {"fixed_conflict"}
    assert sum(shift.assignment is not None for shift in plans.shifts(plan)) == 2


def test_a_run_is_carried_out_once_only(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    run = start(plans, plan)
    carry_out(run.uid)
    plans.give(plan, plans.shifts(plan)[0], None)
    carry_out(run.uid)
    run.refresh_from_db()
    assert run.attempts == 1
    assert plans.shifts(plan)[0].assignment is None


def test_while_a_run_is_under_way_the_draft_cannot_be_changed_or_published(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    start(plans, plan)
    with pytest.raises(Conflict) as refused:
        plans.give(plan, plans.shifts(plan)[0], cast.amal)
    assert refused.value.code == "run_in_progress"
    with pytest.raises(Conflict):
        publishing.publish_plan(plan_uid=plan.uid, revision=0, by=cast.actor(cast.kari), now=NOW)
    with pytest.raises(Conflict):
        start(plans, plan)


def test_the_time_limit_has_bounds(plans: Plans) -> None:
    with pytest.raises(WrongInput) as refused:
        start(plans, plans.draft(), 100_000)
    assert refused.value.code == "time_limit_out_of_range"


def test_a_process_that_came_back_from_the_dead_cannot_hand_in_its_roster(plans: Plans, cast: Cast) -> None:
    run = start(plans, plans.draft())
    first = leases.claim_run(run_uid=run.uid, now=timezone.now())
    assert first is not None
    assert leases.claim_run(run_uid=run.uid, now=timezone.now()) is None
    later = timezone.now() + timedelta(minutes=2)
    second = leases.claim_run(run_uid=run.uid, now=later)
    assert second is not None
    assert (first.attempts, second.attempts) == (1, 2)
    assert first.lease is not None
    assert second.lease is not None
    roster = {
        "status": "unknown",
        "assignments": {},
        "explanation": [],
        "findings": [],
        "objective": None,
        "bound": None,
    }
    ended = {"run_uid": run.uid, "roster": roster, "explanations": {}, "now": later}
    assert leases.beat(run_uid=run.uid, lease=first.lease, progress={}, now=later) is None
    assert not leases.stumble(run_uid=run.uid, lease=first.lease, error={}, now=later)
    assert not leases.hand_back(run_uid=run.uid, lease=first.lease, now=later)
    ending.fail_run(run_uid=run.uid, lease=first.lease, error={}, now=later)
    assert not ending.finish_run(**ended, lease=first.lease)
    assert ending.finish_run(**ended, lease=second.lease)
    assert not ending.finish_run(**ended, lease=second.lease)


def test_after_three_deaths_a_run_is_given_up(plans: Plans) -> None:
    run = start(plans, plans.draft())
    now = timezone.now()
    for _ in range(3):
        now += timedelta(minutes=1)
        runs.resume_run(run_uid=run.uid, now=now)
        assert leases.claim_run(run_uid=run.uid, now=now) is not None
    runs.resume_run(run_uid=run.uid, now=now + timedelta(minutes=1))
    run.refresh_from_db()
    assert (run.state, run.error["code"]) == ("failed", "worker_died")


def heavy(plans: Plans) -> PlanVersion:
    """A plan that is not solved to proof in a few seconds."""
    NeedPattern.objects.all().delete()
    for number in range(4):
        make_pattern(plans.scheme, name=f"Vakt {number}", weekdays="0123456", assistants=2)
    return plans.draft(MONDAY, MONDAY + timedelta(days=83))


def worker(run_uid: UUID, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "selvstyrt.faces.cli.main", "work", str(run_uid)], env=environment)


def wait_until(claim: Callable[[], bool], seconds: int = PATIENCE) -> None:
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.2)


def test_a_killed_process_is_noticed_and_another_finishes_the_run(
    plans: Plans, worker_environment: dict[str, str]
) -> None:
    plan = plans.draft()
    run = start(plans, plan, 20)
    Run.objects.filter(pk=run.pk).update(problem=problem_of(heavy(plans)))
    process = worker(run.uid, worker_environment)
    wait_until(lambda: Run.objects.get(pk=run.pk).state == "running")
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    run.refresh_from_db()
    assert run.state == "running"
    silent = timezone.now() + timedelta(seconds=31)
    found = queries.run(plans.scheme.uid, run.uid, now=silent)
    assert found is not None
    assert found.heartbeat_is_old
    runs.resume_run(run_uid=run.uid, now=silent)
    Run.objects.filter(pk=run.pk).update(problem=problem_of(plan))
    again = worker(run.uid, worker_environment)
    assert again.wait(PATIENCE) == 0
    run.refresh_from_db()
    assert (run.state, run.attempts) == ("done", 2)
    assert all(shift.assignment is not None for shift in plans.shifts(plan))


def test_a_run_can_be_stopped_and_keeps_the_best_so_far(plans: Plans, worker_environment: dict[str, str]) -> None:
    plan = heavy(plans)
    run = start(plans, plan, 600)
    process = worker(run.uid, worker_environment)
    wait_until(lambda: Run.objects.get(pk=run.pk).progress.get("covered") is not None)
    runs.request_stop(run_uid=run.uid, by=plans.cast.actor(plans.leader), now=timezone.now())
    assert process.wait(PATIENCE) == 0
    found = queries.run(plans.scheme.uid, run.uid, now=timezone.now())
    assert found is not None
    assert (found.state, found.stop_requested) == ("done", True)
    assert found.status in ("feasible", "optimal")
    assert found.elapsed_seconds < 600
    assert any(shift.assignment is not None for shift in plans.shifts(plan))
