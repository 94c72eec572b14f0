"""How long the server takes to say what a shift's new time breaks, as the page asks while the time is typed.

Run: .venv/bin/python benchmarks/new_time.py FOLDER
FOLDER holds a demo, as `SELVSTYRT_VAR=FOLDER .venv/bin/selvstyrt demo --weeks 52` makes it; a draft is made in it.
Target: an answer before the next key, 100 ms.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

ROUNDS = 30


def main() -> None:
    """Make a draft of the plan with the most shifts, and try times for one of its shifts."""
    folder = Path(sys.argv[1]).resolve()
    os.environ["SELVSTYRT_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "selvstyrt.config.settings"
    import django

    django.setup()
    _measure(json.loads((folder / "demo-logins.json").read_text(encoding="utf-8"))["arbeidsleder"])


def _measure(email: str) -> None:
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from selvstyrt.apps.plans.checking import Judged

    client = Client(HTTP_HOST="127.0.0.1", HTTP_HX_REQUEST="true")
    user = get_user_model().objects.get(email=email)
    client.force_login(user)
    plan = _draft(user)
    judged = Judged.of(plan)
    shift = next(each for each in reversed(judged.shifts) if each.assignment is not None)
    ways = {"scheme_uid": plan.scheme.uid, "plan_uid": plan.uid, "shift_uid": shift.uid}
    address, start = reverse("try_times", kwargs=ways), judged.problem.shift_by_id[shift.key].span.local_start()
    times, work = [], []
    for round_ in range(ROUNDS):
        typed = {"day": f"{start:%d.%m.%Y}", "starts_at": "07:00", "ends_at": f"{12 + round_ % 10}:30"}
        begun, used = time.perf_counter(), time.process_time()
        answer = client.get(address, typed)
        times.append((time.perf_counter() - begun) * 1000)
        work.append((time.process_time() - used) * 1000)
        assert b"Ikke lagret" in answer.content, answer.status_code
    with CaptureQueriesContext(connection) as asked:
        client.get(address, typed)
    reading = []
    for _ in range(ROUNDS):
        used = time.process_time()
        Judged.of(plan)
        reading.append((time.process_time() - used) * 1000)
    print(f"{len(judged.shifts)} shifts, {len(judged.problem.people)} assistants, {len(asked)} queries")
    for name, found in (("seconds on the clock", times), ("processor time", work), ("of it reading the plan", reading)):
        print(f"{name}: fastest {min(found):.0f} ms, median {statistics.median(found):.0f} ms")


def _draft(user):  # type: ignore[no-untyped-def]
    """A draft of the published plan with the most shifts among those that are not over."""
    from django.db.models import Count
    from django.utils import timezone

    from selvstyrt.apps.journal.actor import Actor
    from selvstyrt.apps.plans.models import PlanVersion
    from selvstyrt.apps.plans.services import drafting

    today = timezone.localdate()
    plans = PlanVersion.objects.annotate(size=Count("shifts")).filter(last_day__gt=today, size__gt=0)
    found = plans.filter(state="draft").order_by("-size").first()
    if found is None:
        published = plans.filter(state="published").order_by("-last_day", "-size")[0]
        uid = drafting.revise_plan(plan_uid=published.uid, by=Actor(person_uid=user.person.uid), now=timezone.now())
        found = PlanVersion.objects.get(uid=uid)
    return PlanVersion.objects.select_related("scheme__case").get(pk=found.pk)


if __name__ == "__main__":
    main()
