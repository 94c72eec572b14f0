"""Reads about the importers for the operator: what is served, since when, and what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from selvstyrt.apps.directory.importers import IMPORTERS
from selvstyrt.apps.directory.importing import Importer
from selvstyrt.apps.directory.models import ImportRun
from selvstyrt.apps.directory.shelf import current
from selvstyrt.core.base import OSLO, WrongInput

AGAIN_AFTER = timedelta(hours=1)
"""A source that failed is asked again when it is due, but not more often than this."""

_Outcome = ImportRun.Outcome


@dataclass(frozen=True, slots=True)
class ImporterState:
    """Where one importer stands (status). `served_from` is the day of the oldest of its datasets in use; `shipped`
    says that one of them is the snapshot of the program; None and False where nothing has been collected.
    """

    importer: Importer
    served_from: date | None
    shipped: bool
    last_outcome: str
    last_at: datetime | None
    last_message: str
    is_due: bool


def importer_named(name: str) -> Importer:
    """The importer of that name.

    Raises: WrongInput `unknown_source`.
    """
    found = {each.name: each for each in IMPORTERS}
    if name not in found:
        raise WrongInput(
            "unknown_source", f"There is no source {name!r}. Known are {', '.join(sorted(found))}.", name=name
        )
    return found[name]


def importer_states(*, now: datetime) -> Sequence[ImporterState]:
    """Every importer by name."""
    return [_state(each, now) for each in sorted(IMPORTERS, key=lambda each: each.name)]


def due_importers(*, now: datetime) -> Sequence[Importer]:
    """The importers whose schedule says that there may be something new, and whose source may be asked now."""
    return [state.importer for state in importer_states(now=now) if state.is_due]


def _state(importer: Importer, now: datetime) -> ImporterState:
    runs = ImportRun.objects.filter(source=importer.name).order_by("-started_at", "-pk")
    last = runs.first()
    shelved = [found.provenance for dataset in importer.datasets if (found := current(dataset)) is not None]
    return ImporterState(
        importer=importer,
        served_from=min((provenance.retrieved_on for provenance in shelved), default=None),
        shipped=any(provenance.shipped for provenance in shelved),
        last_outcome=last.outcome if last else "",
        last_at=last.started_at if last else None,
        last_message=last.report.get("message", "") if last else "",
        is_due=_is_due(importer, last, now),
    )


def _is_due(importer: Importer, last: ImportRun | None, now: datetime) -> bool:
    due = importer.schedule.last_due(now)
    if due is None or (importer.quiet and importer.quiet[0] <= now.astimezone(OSLO).time() < importer.quiet[1]):
        return False
    if last is not None and last.outcome in {_Outcome.FAILED, _Outcome.RUNNING}:
        if now - last.started_at < AGAIN_AFTER:
            return False
        done = ImportRun.objects.filter(source=importer.name).exclude(outcome__in=[_Outcome.FAILED, _Outcome.RUNNING])
        last = done.order_by("-started_at", "-pk").first()
    return last is None or last.started_at < due
