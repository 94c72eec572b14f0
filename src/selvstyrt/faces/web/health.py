"""Is the process alive, and can it do its work? For start scripts and watchers."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers; asks nothing of anybody."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """200 when database and migrations are in order, else 503 with the reasons."""
    reasons = _reasons_not_ready()
    return JsonResponse({"ready": not reasons, "reasons": reasons}, status=503 if reasons else 200)


def _reasons_not_ready() -> list[str]:
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        return [f"The database does not answer: {type(error).__name__}."]
    if missing:
        return [f"{len(missing)} migrations are not applied; run: selvstyrt migrate"]
    return []
