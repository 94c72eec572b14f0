"""Breaks (pauser): in the working day, and before long overtime."""

from __future__ import annotations

from collections.abc import Iterator

from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime.counting import ORDINARY, OVERTIME, Block
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.values import Regime


# aml. § 10-9 (1); forskrift om arbeid i arbeidsgivers hjem § 13
def daily(judging: Judging) -> Iterator[Finding]:
    """A break when the working day is longer than 5.5 hours, and half an hour in all from 8 hours."""
    limits = judging.limits
    rule = "HOME-13-3" if judging.bounds.regime is Regime.HOME else "AML-10-9-1"
    for block in judging.main_periods:
        if not block.judged:
            continue
        works = block.works
        worked = works[0].worked if len(works) == 1 else sum(work.worked for work in works)
        if worked <= limits.break_after:
            continue
        pause = _pause(block, worked)
        if worked >= limits.break_full_from:
            if pause < limits.break_minutes:
                yield judging.finding(
                    rule, Severity.ILLEGAL, block.start, pause, limits.break_minutes, works=block.works
                )
        elif pause == 0:
            yield judging.finding(rule, Severity.ILLEGAL, block.start, 0, 1, unit="breaks", works=block.works)


def _pause(block: Block, worked: int) -> int:
    """Minutes of break: those on the shifts, and the holes between them."""
    if len(block.works) == 1:
        return block.works[0].breaks
    breaks = sum(work.breaks for work in block.works)
    unpaid = sum(work.unpaid for work in block.works)
    return breaks + max(0, block.end - block.start - worked - unpaid)


# aml. § 10-9 (2); forskrift om arbeid i arbeidsgivers hjem § 13
def before_overtime(judging: Judging) -> Iterator[Finding]:
    """An extra half hour when more than two hours of overtime follow the ordinary day."""
    limits = judging.limits
    rule = "HOME-13-4" if judging.bounds.regime is Regime.HOME else "AML-10-9-2"
    if not any(work.kind == OVERTIME for work in judging.index.works):
        return
    for block in judging.main_periods:
        ordinary_seen, overtime, pause = False, 0, 0
        for work in block.works:
            if work.kind == ORDINARY:
                ordinary_seen = True
            elif work.kind == OVERTIME and ordinary_seen:
                overtime += work.worked
                pause += work.overtime_breaks
        if overtime > limits.overtime_break_after and pause < limits.overtime_break_minutes and block.judged:
            yield judging.finding(
                rule, Severity.ILLEGAL, block.start, pause, limits.overtime_break_minutes, works=block.works
            )
