"""A hard frame: the period stays within the hours of the decision (timeramme)."""

from __future__ import annotations

from selvstyrt.core.roster.own_rules import frame_minutes
from selvstyrt.engine.model import Model

MIRRORS = ("FRAME",)


def add(model: Model) -> None:
    """Minutes of all filled shifts within the frame, where the frame is hard."""
    problem = model.problem
    limit = frame_minutes(problem)
    if limit is None or problem.frame is None or not problem.frame.hard:
        return
    planned = sum(shift.minutes for shift in problem.shifts)
    if planned > limit:
        left_out = sum(shift.minutes * model.empty[shift.id] for shift in problem.shifts)
        model.cp.add(left_out >= planned - limit)
