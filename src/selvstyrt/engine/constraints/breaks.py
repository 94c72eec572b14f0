"""A planned break that is too short for its own shift (pauser): nobody gets that shift."""

from __future__ import annotations

from selvstyrt.engine.model import Model

MIRRORS = ("AML-10-9-1", "HOME-13-3", "AML-11-5-1")


def add(model: Model) -> None:
    """No assistant has a shift whose break breaks their rules."""
    for (person_id, shift_id), literal in model.has.items():
        problem = model.problem
        if model.evaluator.break_findings(problem.person_by_id[person_id], problem.shift_by_id[shift_id]):
            model.cp.add(literal == 0)
