"""One run of an importer (innhenting): ask, check, compare, and switch every dataset at once, or none.

What goes wrong leaves everything as it was, and the reason with the run. Content that has lost more than the importer
allows, or that is for an older period than the one in use, is held back for the operator to look at.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from selvstyrt.apps.directory.differences import Differences, differences
from selvstyrt.apps.directory.importing import Answer, Found, Importer, SourceFailed
from selvstyrt.apps.directory.models import Edition, EditionState, ImportRun, Reply
from selvstyrt.apps.directory.network import Network, checked_via
from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, shipped_json
from selvstyrt.apps.directory.visits import BaseVisit, FileVisit, NetworkVisit
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.core.base import OSLO, Conflict, SelvstyrtError

Outcome = ImportRun.Outcome
LOST_AFTER = timedelta(hours=2)
"""A run that has not ended after so long is dead; the longest, one question for each occupation, takes minutes."""


@dataclass(frozen=True, slots=True)
class DatasetReport:
    """What a run found in one dataset: its facts against those in use, and why it is held back, if it is."""

    dataset: str
    differences: Differences
    period: str | None
    held_because: str


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a run went (rapport): `outcome` switched, unchanged or held; `remarks` are the importer's own lines."""

    source: str
    outcome: ImportRun.Outcome
    datasets: tuple[DatasetReport, ...]
    remarks: tuple[str, ...]
    skipped: tuple[str, ...]
    asked: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class _Judged:
    """A dataset found, with its text as it is stored, and the report of it."""

    found: Found
    text: str
    digest: str
    report: DatasetReport
    is_same: bool


def run_import(
    importer: Importer,
    *,
    by: Actor,
    now: datetime,
    file: Path | None = None,
    accept_shrinkage: bool = False,
    network: Network | None = None,
) -> RunReport:
    """Run an importer once: from its source, or from the operator's file or folder.

    Raises: SourceFailed (nothing came, or in the source's quiet time), UnsoundContent (what came is not sound),
    WrongInput `import_needs_folder`, Conflict `import_under_way`. Every one leaves what is in use as it was.
    """
    run = _begin(importer, now)
    try:
        visit = _visit(importer, now, file, network)
        judged = _judge(importer, list(importer.gather(visit)), visit, accept_shrinkage=accept_shrinkage)
        report = _report(importer, judged, visit)
        _finish(run, importer, judged, visit, report, by=by)
    except SelvstyrtError as error:
        _end(run, Outcome.FAILED, {"code": error.code, "message": str(error)})
        raise
    except BaseException as error:
        _end(run, Outcome.FAILED, {"code": "crashed", "message": f"{type(error).__name__}: {error}"})
        raise
    return report


def _begin(importer: Importer, now: datetime) -> ImportRun:
    of_source = ImportRun.objects.filter(source=importer.name, outcome=Outcome.RUNNING)
    of_source.filter(started_at__lte=now - LOST_AFTER).update(
        outcome=Outcome.FAILED, report={"code": "lost", "message": "The process ended before the run."}
    )
    try:
        with transaction.atomic():
            return ImportRun.objects.create(source=importer.name, started_at=now)
    except IntegrityError as error:  # the database lets one run of a source go on at a time
        raise Conflict(
            "import_under_way", f"{importer.name} is being imported already. Wait for it to end, then try again."
        ) from error


def _visit(importer: Importer, now: datetime, file: Path | None, network: Network | None) -> BaseVisit:
    if file is not None:
        if not file.exists():
            raise SourceFailed("there is no such file or folder", address=str(file))
        return FileVisit(importer, now, path=file)
    if importer.quiet is not None and importer.quiet[0] <= now.astimezone(OSLO).time() < importer.quiet[1]:
        start, end = importer.quiet
        raise SourceFailed(
            f"the source wants no calls between {start:%H:%M} and {end:%H:%M}; try again after {end:%H:%M}",
            address=importer.address,
        )
    if network is None:
        via = checked_via(settings.SELVSTYRT_IMPORT_VIA)
        waits = settings.SELVSTYRT_IMPORT_WAITS
        network = Network(importer.hosts, importer.calls_a_minute, importer.most_bytes, waits, via)
    return NetworkVisit(importer, now, network=network)


def _judge(
    importer: Importer, found: Sequence[Found], visit: BaseVisit, *, accept_shrinkage: bool
) -> tuple[_Judged, ...]:
    by_name = {each.dataset.name: each for each in found}
    missing = [dataset.name for dataset in importer.datasets if dataset.name not in by_name]
    if not found and visit.answers and all(answer.unchanged for answer in visit.answers):
        return ()
    if missing or len(by_name) != len(found) or len(by_name) != len(importer.datasets):
        raise UnsoundContent(
            f"the importer gave {sorted(by_name)} and declares {[dataset.name for dataset in importer.datasets]}",
            where=importer.name,
        )
    return tuple(_judge_one(importer, each, accept_shrinkage) for each in found)


def _judge_one(importer: Importer, found: Found, accept_shrinkage: bool) -> _Judged:
    dataset = found.dataset
    text = json.dumps(found.content, ensure_ascii=False, separators=(",", ":"))
    content = json.loads(text)  # as it will be read again: names are texts, tuples are lists
    try:
        dataset.read(content)
    except UnsoundContent as error:
        raise UnsoundContent(str(error), where=f"{importer.name}, {dataset.name}") from error
    present = Edition.objects.filter(dataset=dataset.name, state=EditionState.CURRENT).first()
    digest = hashlib.sha256(text.encode()).hexdigest()
    told = differences(_rows_in_use(dataset, present), dataset.rows_of(content))
    held = ""
    if told.shrinks_over(importer.shrinking.percent) and not accept_shrinkage:
        held = (
            f"{told.before} facts became {told.after}, more than {importer.shrinking.percent} per cent fewer "
            f"({importer.shrinking.because}). Look at the source; if it is right, run again with --accept-shrinkage"
        )
    elif present is not None and _is_older(found.period, present.period):
        held = f"it is for {found.period}, and {present.period} is in use; the newer one keeps serving"
    report = DatasetReport(dataset.name, told, found.period, held)
    is_same = present is not None and (present.digest, present.period) == (digest, found.period)
    return _Judged(found, text, digest, report, is_same)


def _rows_in_use(dataset: Dataset[Any], present: Edition | None) -> Any:
    if present is not None:
        return dataset.rows_of(json.loads(present.content))
    found = shipped_json(dataset.name)
    return {} if found is None else dataset.rows_of(found["content"])


def _is_older(period: str | None, in_use: str | None) -> bool:
    """Periods that begin with a year compare as text; others are not compared."""
    return bool(period and in_use and period[:4].isdecimal() and in_use[:4].isdecimal() and period < in_use)


def _report(importer: Importer, judged: tuple[_Judged, ...], visit: BaseVisit) -> RunReport:
    if any(each.report.held_because for each in judged):
        outcome = Outcome.HELD
    else:
        outcome = Outcome.UNCHANGED if all(each.is_same for each in judged) else Outcome.SWITCHED
    return RunReport(
        source=importer.name,
        outcome=outcome,
        datasets=tuple(each.report for each in judged),
        remarks=tuple(visit.remarks),
        skipped=tuple(visit.skipped),
        asked=len(visit.answers),
        unchanged=sum(answer.unchanged for answer in visit.answers),
    )


def _finish(
    run: ImportRun, importer: Importer, judged: tuple[_Judged, ...], visit: BaseVisit, report: RunReport, *, by: Actor
) -> None:
    """Write everything that the run found, in one transaction."""
    with transaction.atomic():
        replies = _keep_replies(importer, visit.answers) if importer.keeps_replies else []
        held, gone = report.outcome == Outcome.HELD, {} if importer.keeps_superseded else {"content": ""}
        for each in judged:
            of_dataset = Edition.objects.filter(dataset=each.found.dataset.name)
            of_dataset.filter(state=EditionState.HELD).update(state=EditionState.REJECTED, **gone)
            present = of_dataset.filter(state=EditionState.CURRENT)
            if each.is_same:
                present.update(checked_at=visit.now)
                continue
            if not held:
                present.update(state=EditionState.SUPERSEDED, **gone)
            edition = _new_edition(importer, each, visit, EditionState.HELD if held else EditionState.CURRENT)
            edition.replies.set(replies)
            note(
                "public_facts_held" if held else "public_facts_switched",
                by=by,
                now=visit.now,
                subject_type="edition",
                dataset=edition.dataset,
                edition=edition.pk,
            )
        _end(run, report.outcome, as_json(report))


def _new_edition(importer: Importer, judged: _Judged, visit: BaseVisit, state: EditionState) -> Edition:
    found = judged.found
    return Edition.objects.create(
        dataset=found.dataset.name,
        source=importer.name,
        state=state,
        content=judged.text,
        digest=judged.digest,
        publisher=importer.publisher,
        title=found.title or importer.title,
        address=found.address or importer.address,
        licence=importer.licence,
        attribution=importer.attribution,
        period=found.period,
        note=found.note,
        retrieved_at=visit.now,
        checked_at=visit.now,
        report=judged.report.differences.as_json(),
    )


def _keep_replies(importer: Importer, answers: Sequence[Answer]) -> list[Reply]:
    kept = []
    for answer in answers:
        digest = hashlib.sha256(answer.body).hexdigest()
        reply, is_new = Reply.objects.get_or_create(
            source=importer.name,
            address=answer.address,
            digest=digest,
            defaults={
                "retrieved_at": answer.retrieved_at,
                "seen_at": answer.retrieved_at,
                "etag": answer.etag,
                "last_modified": answer.last_modified,
                "content_type": answer.content_type,
                "body": zlib.compress(answer.body),
            },
        )
        if not is_new:
            reply.seen_at, reply.etag, reply.last_modified = answer.retrieved_at, answer.etag, answer.last_modified
            reply.save(update_fields=["seen_at", "etag", "last_modified"])
        kept.append(reply)
    return kept


def _end(run: ImportRun, outcome: ImportRun.Outcome, report: dict[str, Any]) -> None:
    run.outcome, run.report = outcome, report
    run.save(update_fields=["outcome", "report"])


def as_json(report: RunReport) -> dict[str, Any]:
    """The report as it is kept with the run."""
    return {
        "datasets": {
            each.dataset: {**each.differences.as_json(), "period": each.period, "held_because": each.held_because}
            for each in report.datasets
        },
        "remarks": list(report.remarks),
        "skipped": list(report.skipped),
        "asked": report.asked,
        "unchanged": report.unchanged,
    }
