"""Nobody works in two places at once, other schemes included (dobbeltvakt)."""

from __future__ import annotations

from selvstyrt.engine.model import Item, Member, Model

MIRRORS = ("OVERLAP",)


def add(model: Model) -> None:
    """Of shifts that are under way at the same moment, at most one; none beside earlier work."""
    for member in model.members.values():
        for group in moments(member):
            literals = [item.literal for item in group if item.literal is not None]
            if len(literals) < len(group):
                for literal in literals:
                    model.cp.add(literal == 0)
            else:
                model.cp.add_at_most_one(literals)
                model.note_clashes(member, group)


def moments(member: Member) -> list[list[Item]]:
    """Groups of two or more items that are under way at the start of one of them."""
    groups: list[list[Item]] = []
    under_way: list[Item] = []
    for item in member.items:
        under_way = [*(other for other in under_way if other.span.end > item.span.start), item]
        if len(under_way) > 1:
            groups.append(under_way)
    return groups
