"""A national union agreement without compensatory rest on record carries no work (tariffavtale)."""

from __future__ import annotations

from selvstyrt.engine.model import Model

MIRRORS = ("AML-10-12-4",)


def add(model: Model) -> None:
    """No shift for an assistant whose agreement lacks its condition."""
    for member in model.members.values():
        runs = member.judging.runs(lambda bounds: (bounds.union, bounds.union_compensation))
        if any(run.bounds.union and not run.bounds.union_compensation for run in runs):
            for item in member.items:
                if item.literal is not None:
                    model.cp.add(item.literal == 0)
