"""Rosters for many schemes at once: who comes when, what counts, who takes over, what is given up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from selvstyrt.apps.plans import batch_queries
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.models import Batch, BatchScheme, NeedPattern, PlanVersion, Run, Shift, Worker
from selvstyrt.apps.plans.services import batches, leases, runs, workers
from selvstyrt.apps.plans.services.working import carry_out, carry_out_scheme
from selvstyrt.apps.schemes.models import Scheme, SupplierPeriod
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput
from tests.apps.plans.conftest import Plans, make_pattern
from tests.cast import Cast, make_assignment, make_person, make_scheme

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate()
FIRST = TODAY + timedelta(days=28 - TODAY.weekday())
LAST = FIRST + timedelta(days=13)


@pytest.fixture(autouse=True)
def own_workers(settings: object) -> Iterator[None]:
    """The tests start the workers themselves."""
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]
    yield
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def add_scheme(cast: Cast, name: str, *people: str, **pattern: object) -> Scheme:
    """A scheme of Liv's supplier with a need on weekdays and assistants of its own."""
    scheme, _decision = make_scheme(name, make_person(f"Eier{name}"), cast.municipality, cast.supplier, 2280)
    for person in people:
        make_assignment(scheme, make_person(person), 1065)
    make_pattern(scheme, **pattern)
    return scheme


def start(cast: Cast, *schemes: Scheme, seconds: int = 10, last: date = LAST) -> Batch:
    uid = batches.start_batch(
        organisation_uid=cast.supplier.uid,
        scheme_uids=[scheme.uid for scheme in schemes] or None,
        first_day=FIRST,
        last_day=last,
        time_limit_seconds=seconds,
        by=cast.actor(cast.liv),
        now=timezone.now(),
    )
    return Batch.objects.get(uid=uid)


def states(batch: Batch) -> dict[str, str]:
    return {row.scheme_name: row.state for row in batch_queries.batch_rows(batch.uid)}


def row_of(batch: Batch, scheme: Scheme) -> BatchScheme:
    return batch.schemes.get(scheme=scheme)


def drain() -> None:
    while workers.take_next():
        pass


def test_every_scheme_that_is_ready_gets_a_draft_and_nobody_but_the_leader_publishes(plans: Plans, cast: Cast) -> None:
    other = add_scheme(cast, "Bakken", "Berit", "Bo")
    empty = add_scheme(cast, "Tomt", "Tor")
    NeedPattern.objects.filter(scheme=empty).delete()
    batch = start(cast)
    assert {row.scheme.name for row in batch.schemes.all()} == {"Solbakken", "Bakken"}
    assert PlanVersion.objects.count() == 0, "the act only notes which schemes; workers make the drafts"
    drain()
    assert states(batch) == {"Solbakken": "covered", "Bakken": "covered"}
    for scheme in (cast.scheme, other):
        plan = PlanVersion.objects.get(scheme=scheme)
        assert (plan.state, plan.first_day, plan.last_day) == ("draft", FIRST, LAST)
        assert not plan.shifts.filter(assignment=None).exists()
    view = batch_queries.batch([cast.supplier.uid], batch.uid)
    assert view is not None
    assert (view.is_over, view.total, view.counts) == (True, 2, {"covered": 2})
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"kari@example.test", "ola@example.test", "eierbakken@example.test"}
    assert told["kari@example.test"].subject == "Et utkast til turnus venter på deg"
    assert "Amal" not in told["kari@example.test"].body
    assert plans.publish(PlanVersion.objects.get(scheme=cast.scheme), now=timezone.now()).state == "published"


def test_what_stands_against_a_scheme_is_said_before_it_is_ordered(plans: Plans, cast: Cast) -> None:
    add_scheme(cast, "Uten-folk")
    NeedPattern.objects.filter(scheme=add_scheme(cast, "Uten-behov", "Una")).delete()
    leaving = add_scheme(cast, "Bytter", "Britt")
    SupplierPeriod.objects.filter(scheme=leaving).update(last_day=LAST - timedelta(days=1))
    gone = add_scheme(cast, "Borte", "Bent")
    SupplierPeriod.objects.filter(scheme=gone).update(last_day=TODAY - timedelta(days=1))
    ended = add_scheme(cast, "Slutt", "Siv")
    Scheme.objects.filter(pk=ended.pk).update(state="ended")
    Plans(cast, add_scheme(cast, "Utkast", "Unn"), cast.kari).draft(FIRST, LAST, now=timezone.now())
    found = {
        each.name: each.obstacle
        for each in batch_queries.schemes_for_batch(cast.supplier.uid, FIRST, LAST, now=timezone.now())
    }
    assert found == {
        "Solbakken": "",
        "Uten-folk": "no_team",
        "Uten-behov": "no_needs",
        "Bytter": "other_supplier",
        "Utkast": "has_draft",
    }
    plans.published(cast.amal, cast.jonas, first=FIRST, last=LAST, now=timezone.now())
    again = batch_queries.schemes_for_batch(cast.supplier.uid, FIRST, LAST, now=timezone.now())
    assert {each.obstacle for each in again if each.name == "Solbakken"} == {"has_plan"}


def test_a_batch_that_cannot_be_ordered_is_refused_and_nothing_is_noted(plans: Plans, cast: Cast) -> None:
    elsewhere = cast.other_scheme
    make_pattern(elsewhere)
    for refused, code, ask in (
        (Conflict, "schemes_not_ready", lambda: start(cast, cast.scheme, elsewhere)),
        (WrongInput, "time_limit_out_of_range", lambda: start(cast, seconds=0)),
        (WrongInput, "plan_ends_before_start", lambda: start(cast, last=FIRST - timedelta(days=1))),
    ):
        with pytest.raises(refused) as told:
            ask()
        assert told.value.code == code
    NeedPattern.objects.all().delete()
    with pytest.raises(WrongInput) as nothing:
        start(cast)
    assert nothing.value.code == "no_schemes_chosen"
    assert not Batch.objects.exists()


def shared_evening_and_morning(cast: Cast) -> tuple[Scheme, Scheme]:
    """Two schemes with one assistant each: the same person. One needs evenings to 23, the other mornings from 06."""
    evening = add_scheme(cast, "Kveld", weekdays="0123456", starts_at=clock(17), ends_at=clock(23))
    morning = add_scheme(cast, "Morgen", weekdays="0123456", starts_at=clock(6), ends_at=clock(12))
    sam = make_person("Sam")
    for scheme in (evening, morning):
        make_assignment(scheme, sam, 1065)
    return evening, morning


def rest_breaks(cast: Cast, one: PlanVersion, other: PlanVersion) -> list[str]:
    """What publishing both as they stand would break: the second judged with the first in effect."""
    PlanVersion.objects.filter(pk=one.pk).update(state="published", published_at=timezone.now())
    try:
        return [finding.rule for finding in Judged.of(other).breaches]
    finally:
        PlanVersion.objects.filter(pk=one.pk).update(state="draft", published_at=None)


def test_schemes_that_share_an_assistant_are_made_in_turn_so_that_the_law_holds_over_both(cast: Cast) -> None:
    evening, morning = shared_evening_and_morning(cast)
    alone = []
    for scheme in (evening, morning):
        plan_uid, run_uid = runs.make_roster(
            scheme_uid=scheme.uid, first_day=FIRST, last_day=LAST, by=cast.actor(cast.kari), now=timezone.now(),
            time_limit_seconds=5,
        )  # fmt: skip
        assert carry_out(run_uid)
        alone.append(PlanVersion.objects.select_related("scheme__case").get(uid=plan_uid))
    assert "AML-10-8-1" in rest_breaks(cast, *alone), "each draft is lawful alone, but not both"
    for plan in alone:
        plan.delete()

    batch = start(cast, evening, morning, seconds=5)
    first, second = batch.schemes.order_by("round")
    assert list(second.after.all()) == [first]
    assert not carry_out_scheme(second.uid), "it waits for the one before it"
    drain()
    drafts = [PlanVersion.objects.select_related("scheme__case").get(scheme=row.scheme) for row in (first, second)]
    given = Shift.objects.filter(plan__in=drafts, assignment__isnull=False)
    assert given.filter(plan=drafts[0]).exists()
    assert given.filter(plan=drafts[1]).exists(), "what is left of the person's time is used"
    assert rest_breaks(cast, *drafts) == []
    assert rest_breaks(cast, *reversed(drafts)) == []


def test_two_runs_with_a_shared_assistant_are_never_taken_at_the_same_time(cast: Cast) -> None:
    evening, morning = shared_evening_and_morning(cast)
    stranger = add_scheme(cast, "Bakken", "Berit")
    uids = [
        runs.make_roster(
            scheme_uid=scheme.uid, first_day=FIRST, last_day=LAST, by=cast.actor(cast.kari), now=timezone.now()
        )[1]
        for scheme in (evening, morning, stranger)
    ]
    now = timezone.now()
    first = leases.claim_run(run_uid=uids[0], now=now)
    assert first is not None
    assert leases.claim_run(run_uid=uids[1], now=now) is None
    assert leases.claim_run(run_uid=uids[2], now=now) is not None, "nobody works in both"
    silent = now + timedelta(seconds=31)
    assert leases.claim_run(run_uid=uids[1], now=silent) is not None
    assert first.lease is not None
    assert leases.beat(run_uid=uids[0], lease=first.lease, progress={}, now=silent) is None, "the silent one cannot end"


def test_a_scheme_whose_draft_cannot_be_made_says_why_and_the_others_go_on(plans: Plans, cast: Cast) -> None:
    other = add_scheme(cast, "Bakken", "Berit")
    batch = start(cast)
    NeedPattern.objects.filter(scheme=cast.scheme).update(weekdays="")
    plan = Plans(cast, other, cast.kari).draft(FIRST, LAST, now=timezone.now())
    drain()
    assert states(batch) == {"Solbakken": "refused", "Bakken": "refused"}
    assert row_of(batch, cast.scheme).error == {
        "code": "no_needs",
        "facts": {"first_day": str(FIRST), "last_day": str(LAST)},
    }
    assert row_of(batch, other).error["code"] == "scheme_has_plan"
    plan.delete()
    batches.try_again(
        batch_uid=batch.uid, row_uid=row_of(batch, other).uid, by=cast.actor(cast.liv), now=timezone.now()
    )
    drain()
    assert states(batch)["Bakken"] == "covered"
    with pytest.raises(NotAllowed):
        batches.try_again(
            batch_uid=batch.uid, row_uid=row_of(batch, other).uid, by=cast.actor(cast.liv), now=timezone.now()
        )


def test_a_poison_problem_is_tried_three_times_and_the_reason_is_kept(plans: Plans, cast: Cast) -> None:
    batch = start(cast, cast.scheme)
    run_uid = batches.prepare_scheme(row_uid=row_of(batch, cast.scheme).uid, now=timezone.now())
    assert run_uid is not None
    for attempt in (1, 2, 3):
        assert leases.claim_run(run_uid=run_uid, now=timezone.now()) is not None
        lease = Run.objects.get(uid=run_uid).lease
        assert lease is not None
        again = leases.stumble(run_uid=run_uid, lease=lease, error={"code": "run_failed"}, now=timezone.now())
        assert again == (attempt < 3)
    assert leases.claim_run(run_uid=run_uid, now=timezone.now()) is None
    assert (states(batch), row_of(batch, cast.scheme).error) == ({"Solbakken": "refused"}, {"code": "run_failed"})
    batches.try_again(
        batch_uid=batch.uid, row_uid=row_of(batch, cast.scheme).uid, by=cast.actor(cast.liv), now=timezone.now()
    )
    drain()
    assert states(batch) == {"Solbakken": "covered"}


def test_a_draft_that_kills_its_process_is_given_up_after_three_tries(plans: Plans, cast: Cast) -> None:
    batch = start(cast, cast.scheme)
    row = row_of(batch, cast.scheme)
    moment = timezone.now()
    BatchScheme.objects.filter(pk=row.pk).update(attempts=3, taken_at=moment)
    assert batches.prepare_scheme(row_uid=row.uid, now=moment) is None
    assert row_of(batch, cast.scheme).state == "waiting", "somebody may be at it"
    assert batches.prepare_scheme(row_uid=row.uid, now=moment + timedelta(seconds=61)) is None
    assert row_of(batch, cast.scheme).error == {"code": "worker_died"}


def test_a_batch_that_is_stopped_begins_nothing_more(plans: Plans, cast: Cast) -> None:
    add_scheme(cast, "Bakken", "Berit")
    batch = start(cast)
    run_uid = batches.prepare_scheme(row_uid=row_of(batch, cast.scheme).uid, now=timezone.now())
    batches.stop_batch(batch_uid=batch.uid, by=cast.actor(cast.liv), now=timezone.now())
    assert Run.objects.get(uid=run_uid).stop_requested
    drain()
    assert states(batch)["Bakken"] == "refused"
    assert states(batch)["Solbakken"] in ("covered", "gaps")
    assert PlanVersion.objects.count() == 1


def spawn(environment: dict[str, str], *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "worker", *words]
    return subprocess.Popen(command, env=environment, start_new_session=True)


def wait_until(claim: Callable[[], bool], seconds: int = 240) -> None:
    end = time.monotonic() + seconds
    while not claim():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.2)


@contextmanager
def ended(*processes: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        for process in processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def heavy(scheme: Scheme) -> None:
    """A need that is not solved to proof in a few seconds."""
    for number in range(4):
        make_pattern(scheme, name=f"Vakt {number}", weekdays="0123456", assistants=2)


def run_now(batch: Batch) -> Run | None:
    return Run.objects.filter(batch_scheme__batch=batch, state="running").first()


def test_a_worker_that_is_killed_is_replaced_and_every_scheme_gets_one_roster(
    plans: Plans, cast: Cast, worker_environment: dict[str, str]
) -> None:
    heavy(cast.scheme)
    add_scheme(cast, "Bakken", "Berit", "Bo")
    batch = start(cast, seconds=8, last=FIRST + timedelta(days=27))
    on_queue = connection.vendor == "postgresql"
    words = ("--single",) if on_queue else ("--until-idle",)
    environment = {**worker_environment, "SELVSTYRT_RUNNER": "queue"}
    first = spawn(environment, *words)
    with ended(first):
        wait_until(lambda: run_now(batch) is not None and row_of(batch, cast.scheme).state == "started")
        wait_until(lambda: Run.objects.filter(batch_scheme__scheme=cast.scheme, state="running").exists())
        os.kill(first.pid, signal.SIGKILL)
        first.wait(10)
    dead = Run.objects.get(batch_scheme__scheme=cast.scheme)
    assert (dead.state, dead.attempts) == ("running", 1)
    long_ago = timezone.now() - timedelta(seconds=40)  # in place of waiting for the silence to be long enough
    Run.objects.filter(pk=dead.pk).update(heartbeat_at=long_ago)
    if on_queue:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '40 seconds'")
    second = spawn(environment, *words)
    with ended(second):
        wait_until(lambda: set(states(batch).values()) <= {"covered", "gaps"})
        if on_queue:
            second.terminate()
        assert second.wait(240) == 0
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.error) == ("done", 2, None)
    assert PlanVersion.objects.count() == 2
    assert Run.objects.count() == 2
    assert set(PlanVersion.objects.values_list("revision", flat=True)) == {1}, "each roster took effect once"


def test_a_worker_that_is_told_to_end_hands_its_run_back_untried(
    plans: Plans, cast: Cast, worker_environment: dict[str, str]
) -> None:
    heavy(cast.scheme)
    batch = start(cast, seconds=600, last=FIRST + timedelta(days=55))
    process = spawn({**worker_environment, "SELVSTYRT_RUNNER": "queue"}, "--processes", "1")
    with ended(process):
        wait_until(lambda: bool(Run.objects.filter(state="running").exclude(progress={})))
        assert Worker.objects.count() == 1
        process.terminate()
        assert process.wait(240) == 0
    run = Run.objects.get()
    assert (run.state, run.attempts, run.lease) == ("queued", 0, None)
    assert states(batch) == {"Solbakken": "running"}
    assert not Worker.objects.exists()


def own_workers_of_the_site() -> list[int]:
    """The worker processes that this process has started."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"--until-idle" in (path / "cmdline").read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for the processes")
def test_the_site_starts_workers_of_its_own_and_replaces_one_that_is_killed(
    plans: Plans,
    cast: Cast,
    worker_environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    settings: object,
) -> None:
    settings.SELVSTYRT_RUNNER = "process"  # type: ignore[attr-defined]
    settings.SELVSTYRT_WORKERS = 1  # type: ignore[attr-defined]
    monkeypatch.delenv("DATABASE_URL", raising=False)
    for name, value in {**worker_environment, "SELVSTYRT_RUNNER": "process", "SELVSTYRT_WORKERS": "1"}.items():
        monkeypatch.setenv(name, value)
    heavy(cast.scheme)
    add_scheme(cast, "Bakken", "Berit", "Bo")
    batch = start(cast, seconds=8, last=FIRST + timedelta(days=27))
    wait_until(lambda: Run.objects.filter(state="running").exists())
    killed = own_workers_of_the_site()
    assert len(killed) == 1, "one place, one worker"
    os.kill(killed[0], signal.SIGKILL)
    wait_until(lambda: killed[0] not in own_workers_of_the_site())
    Run.objects.filter(state="running").update(heartbeat_at=timezone.now() - timedelta(seconds=40))
    batches.resume_batch(batch_uid=batch.uid, now=timezone.now() + timedelta(seconds=31))
    wait_until(lambda: set(states(batch).values()) <= {"covered", "gaps"})
    wait_until(lambda: own_workers_of_the_site() == [])
    assert sorted(Run.objects.values_list("state", "attempts")) == [("done", 1), ("done", 2)]
    assert set(PlanVersion.objects.values_list("revision", flat=True)) == {1}


def solve_all(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "roster", "solve-all", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)


def test_the_command_line_makes_the_rosters_of_a_supplier(
    plans: Plans, cast: Cast, worker_environment: dict[str, str]
) -> None:
    add_scheme(cast, "Bakken", "Berit", "Bo")
    refused = add_scheme(cast, "Tomt", "Tor", weekdays="")
    environment = {**worker_environment, "SELVSTYRT_RUNNER": "process"}
    days = ("--from", f"{FIRST}", "--to", f"{LAST}", "--time-limit", "3", "--processes", "2")
    who = ("--supplier", "assistansen sa", "--coordinator", "LIV@example.test")
    told = solve_all(environment, *who, *days)
    assert told.returncode == 1, told.stderr
    assert "3 schemes: 2 covered, 0 with empty shifts, 1 without a roster." in told.stderr
    assert "Tomt: no_needs" in told.stderr
    assert {plan.state for plan in PlanVersion.objects.exclude(scheme=refused)} == {"draft"}
    assert not Worker.objects.exists(), "its workers are gone"
    stranger = solve_all(environment, "--supplier", "Assistansen SA", "--coordinator", "kari@example.test", *days)
    assert stranger.returncode == 2
    assert "does not coordinate" in stranger.stderr
    assert Batch.objects.count() == 1


def test_places_on_a_machine_are_as_many_as_the_setting_says(settings: object) -> None:
    settings.SELVSTYRT_WORKERS = 2  # type: ignore[attr-defined]
    with workers.free_place() as one, workers.free_place() as two, workers.free_place() as three:
        assert (one, two, three) == (True, True, False)
    with workers.free_place() as again:
        assert again
