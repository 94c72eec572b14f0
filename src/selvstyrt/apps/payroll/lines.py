"""Which pay lines a month gives (lønnslinjene i en måned): the same for the preview and for the lock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from selvstyrt.apps.payroll.convert import steps_as_json, worked_time
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.schemes.convert import employment_of
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.core.base import NoAnswer, WrongInput
from selvstyrt.core.pay import pay_lines, tariff_source

REVERSAL_STEP = "pay.reversal"


def lines_of_month(period: Period, *, known_on: date, now: datetime, person_pk: int | None = None) -> list[PayLine]:
    """Unsaved pay lines for the approved entries that are booked in the month.

    First come the lines of earlier, locked months that a correction takes back. Rates are those known on
    `known_on`. With `person_pk` only one assistant's.

    Raises: NoAnswer `pay_not_known`.
    """
    entries = _approved(period, person_pk)
    reversals = _reversals(period, _replaced_by(entries), now)
    return reversals + [line for entry in entries for line in lines_of_entry(entry, period, known_on=known_on, now=now)]


def lines_of_entry(entry: TimeEntry, period: Period, *, known_on: date, now: datetime) -> list[PayLine]:
    """Unsaved pay lines of one entry.

    Raises: NoAnswer `pay_not_known` with the assistant, the day and the `cause`.
    """
    tariff = entry.assignment.tariff
    try:
        lines = pay_lines(worked_time(entry), employment_of(entry.assignment), tariff_source(tariff, known_on))
    except (NoAnswer, WrongInput) as error:
        raise NoAnswer(
            "pay_not_known",
            f"{entry.assignment.person.name}'s work from {entry.start:%Y-%m-%d %H:%M} cannot be paid: {error}",
            entry=entry.uid,
            assistant=entry.assignment.person.name,
            start=entry.start,
            cause=error.code,
            tariff=tariff,
        ) from error
    return [
        PayLine(
            period=period,
            entry=entry,
            number=number,
            kind=line.kind,
            day=line.day,
            minutes=line.minutes,
            rate=line.rate,
            amount=line.amount,
            tariff=tariff,
            certainty=line.certainty.value,
            steps=steps_as_json(line.steps),
            created_at=now,
        )
        for number, line in enumerate(lines, start=1)
    ]


def _approved(period: Period, person_pk: int | None) -> Sequence[TimeEntry]:
    found = TimeEntry.objects.filter(period=period, state=TimeEntry.State.APPROVED)
    if person_pk is not None:
        found = found.filter(assignment__person_id=person_pk)
    return list(
        found.select_related("assignment__person", "replaces__replaces")
        .prefetch_related("calls")
        .order_by("start", "pk")
    )


def _replaced_by(entries: Sequence[TimeEntry]) -> list[TimeEntry]:
    """All that the entries replace, down the chain of corrections."""
    replaced = []
    link: TimeEntry | None
    for entry in entries:
        link = entry.replaces
        while link is not None:
            replaced.append(link)
            link = link.replaces
    return replaced


def _reversals(period: Period, replaced: Sequence[TimeEntry], now: datetime) -> list[PayLine]:
    """Lines that take back what was paid for entries that count no more."""
    if not replaced:
        return []
    paid = list(
        PayLine.objects.filter(entry__in=replaced)
        .select_related("entry__assignment__person")
        .order_by("entry__start", "entry__pk", "number")
    )
    taken_back = {line.reverses_id for line in paid}
    last = {}
    for line in paid:
        last[line.entry_id] = line.number
    reversals = []
    for line in paid:
        if line.reverses_id is not None or line.pk in taken_back:
            continue
        last[line.entry_id] += 1
        step = {"rule": REVERSAL_STEP, "citation": "", "url": "", "inputs": {"line": str(line.uid)}, "result": ""}
        reversals.append(
            PayLine(
                period=period,
                entry=line.entry,
                number=last[line.entry_id],
                kind=line.kind,
                day=line.day,
                minutes=-line.minutes,
                rate=line.rate,
                amount=-line.amount,
                tariff=line.tariff,
                certainty=line.certainty,
                steps=[step | {"result": str(-line.amount)}, *line.steps],
                reverses=line,
                created_at=now,
            )
        )
    return reversals
