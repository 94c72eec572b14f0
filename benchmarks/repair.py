"""How fast a cover is found for a shift, and how fast a longer absence is mended.

Run: .venv/bin/python benchmarks/repair.py [--web]
On benchmarks/problems/demo.json with a first draft as the published plan. With --web: the page "Finn vikar" and the
proposals of a demo scheme in a folder of its own, each in a process that has just started and then again.
Targets: the covers of one shift under 300 ms, a longer absence under 3 s.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from selvstyrt.core.base import Span
from selvstyrt.core.pay import Employment, tariff_source
from selvstyrt.core.roster import Evaluator, Problem, read_problem
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.repair import Circumstances, PayTerms, SplitRule, fallen_open, find_covers, propose_changes

DEMO = Path(__file__).with_name("problems") / "demo.json"
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the lines of docs/benchmarks.md."""
    options = argparse.ArgumentParser()
    options.add_argument("--web", action="store_true")
    if options.parse_args().web:
        with tempfile.TemporaryDirectory(prefix="selvstyrt-repair-") as folder:
            _web(Path(folder))
    else:
        _covers()
        _absences()
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load}")


def _problem() -> Problem:
    problem = read_problem(json.loads(DEMO.read_text(encoding="utf-8")))
    return replace(problem, shifts=tuple(replace(shift, fixed=None) for shift in problem.shifts))


def _covers() -> None:
    """Every shift of the plan once, read and judged from the file each time."""
    problem = _problem()
    holders = first_draft(Evaluator.of(problem))
    terms = PayTerms(Employment(3, 2130), tariff_source("tariff_virke", date(2026, 11, 22)))
    facts = Circumstances(
        datetime(2020, 1, 1, tzinfo=UTC), pay=dict.fromkeys(problem.person_by_id, terms), split=SplitRule(180)
    )
    told = {"one step": [0.0], "chains and shares sought": [0.0]}
    for each in problem.shifts:
        clock, processor = time.perf_counter(), time.process_time()
        found = find_covers(Evaluator.of(_problem()), holders, each.id, facts)
        kind = "one step" if any(cover.priority < 2 for cover in found.can) else "chains and shares sought"
        told[kind].append(1000 * (time.process_time() - processor))
        told.setdefault(f"{kind}, clock", [0.0]).append(1000 * (time.perf_counter() - clock))
    for kind, times in told.items():
        spent = times[1:]
        if spent:
            median = statistics.median(spent)
            print(f"covers, {kind}: {len(spent)} shifts, median {median:.0f} ms, most {max(spent):.0f} ms")


def _absences() -> None:
    """Each assistant away for two and four weeks from the second week, with the solvers loaded."""
    problem = _problem()
    holders = first_draft(Evaluator.of(problem))
    now = problem.period.start + timedelta(days=7)
    for days in (14, 28):
        clocks, processors, ways, smallest = [], [], [], 0
        for who in problem.person_by_id:
            people = tuple(
                replace(each, unavailable=(*each.unavailable, Span(now, now + timedelta(days=days))))
                if each.id == who
                else each
                for each in problem.people
            )
            evaluator = Evaluator.of(replace(problem, people=people))
            absent = fallen_open(evaluator.problem, holders, who, now)
            if not absent.shifts:
                continue
            propose_changes(evaluator, holders, absent, now=now, notice_until=now, time_limit_s=0.1, alternatives=1)
            clock, processor = time.perf_counter(), time.process_time()
            found = propose_changes(evaluator, holders, absent, now=now, notice_until=now + timedelta(days=14))
            clocks.append(time.perf_counter() - clock)
            processors.append(time.process_time() - processor)
            ways.append(len(found))
            smallest += found[0].is_smallest
        print(
            f"absence of {days} days: {len(clocks)} assistants, clock median {statistics.median(clocks):.2f} s, most "
            f"{max(clocks):.2f} s; processor median {statistics.median(processors):.2f} s; proposals {min(ways)} to "
            f"{max(ways)}; first one proven smallest for {smallest}"
        )


WEB = """
import json, os, sys, time
import django
django.setup()
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from datetime import timedelta
from selvstyrt.apps.people.models import User
from selvstyrt.apps.plans.models import Absence, Shift
client = Client(HTTP_HOST="127.0.0.1")
shift = Shift.objects.in_effect().filter(start__gt=timezone.now(), assignment__isnull=False).order_by("start")[0]
scheme = shift.plan.scheme.uid
leads = {"person__scheme_roles__scheme": shift.plan.scheme, "person__scheme_roles__role": "work_leader"}
client.force_login(User.objects.filter(**leads)[0])
def timed(act):
    begun, processor = time.perf_counter(), time.process_time()
    answer = act()
    assert answer.status_code == 200, answer.status_code
    return [round(1000 * (time.perf_counter() - begun)), round(1000 * (time.process_time() - processor))]
cover = reverse("cover", kwargs={"scheme_uid": scheme, "shift_uid": shift.uid})
if sys.argv[1] == "cover":
    print(json.dumps([timed(lambda: client.get(cover)) for _ in range(6)]))
else:
    person = shift.assignment.person
    start = timezone.now()
    if not Absence.objects.filter(person=person, start__lte=start, end__gt=start + timedelta(days=20)).exists():
        Absence.objects.filter(person=person, end__gt=start).delete()
        Absence.objects.create(person=person, kind="sick", start=start, end=start + timedelta(days=21))
    changes = reverse("absence_changes", kwargs={"scheme_uid": scheme, "assignment_uid": shift.assignment.uid})
    print(json.dumps([timed(lambda: client.post(changes)) for _ in range(3)]))
"""


def _web(folder: Path) -> None:
    """The two pages of the demo scheme: the first answer of a process, then the later ones."""
    environment = {**os.environ, "SELVSTYRT_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "selvstyrt.config.settings"}
    command = Path(sys.executable).with_name("selvstyrt")
    run: Callable[..., subprocess.CompletedProcess[str]] = lambda *words: subprocess.run(  # noqa: E731
        words, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    run(str(command), "migrate")
    run(str(command), "demo")
    for page in ("cover", "changes"):
        for what, times in _answers(page, run).items():
            clock, processor = (round(statistics.median(each[n] for each in times)) for n in (0, 1))
            print(f"page {page}, {what}: clock median {clock} ms, processor median {processor} ms of {len(times)}")


def _answers(page: str, run: Callable[..., subprocess.CompletedProcess[str]]) -> dict[str, list[list[int]]]:
    """Clock and processor milliseconds of the first answers of three processes, and of their later ones."""
    told: dict[str, list[list[int]]] = {"first answer of a process": [], "later answers": []}
    for _ in range(3):
        first, *later = json.loads(run(sys.executable, "-c", WEB, page).stdout)
        told["first answer of a process"].append(first)
        told["later answers"] += later
    return told


if __name__ == "__main__":
    main()
