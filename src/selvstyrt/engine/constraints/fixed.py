"""A fixed shift is never empty: it goes to the assistant it is fixed to (faste vakter)."""

from __future__ import annotations

from selvstyrt.engine.model import Model

MIRRORS = ("FIXED",)


def add(model: Model) -> None:
    """Fixed shifts are filled; only their assistant has a variable for them."""
    for shift in model.problem.shifts:
        if shift.fixed is not None:
            model.cp.add(model.empty[shift.id] == 0)
