"""Is the process alive, and can it do its work? For start scripts and watchers."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from selvstyrt.apps.plans.batch_queries import under_way, workers_alive


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database and migrations are in order, else 503 with the reasons. Tells of workers and what waits."""
    reasons = _reasons_not_ready()
    answer: dict[str, object] = {"ready": not reasons, "reasons": reasons}
    if not reasons:
        answer |= _rosters()
    return JsonResponse(answer, status=503 if reasons else 200)


def _rosters() -> dict[str, object]:
    """Workers that are alive, runs that wait and go on; a warning when nobody is there to take them.

    The site works without workers, so that their absence does not make it unready.
    """
    workers, work = workers_alive(now=timezone.now()), under_way()
    warnings = []
    if settings.SELVSTYRT_RUNNER == "queue" and not workers.alive:
        warnings.append("No worker has told of itself for 30 seconds; start: selvstyrt worker")
    told = {"runner": settings.SELVSTYRT_RUNNER, "workers": workers.alive, "machines": workers.machines, **work}
    return {"rosters": told, "warnings": warnings}


def _reasons_not_ready() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"The database does not answer: {type(error).__name__}."]
    if missing:
        return [f"{len(missing)} migrations are not applied; run: selvstyrt migrate"]
    return []
