"""Empty shifts told together: those that are empty for the same reasons are one group, the largest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.core.roster.own_rules import CONTRACT_MAX, FIXED, SKILL, UNAVAILABLE
from selvstyrt.faces.web.amounts import days_text
from selvstyrt.faces.web.plans.rota import Address
from selvstyrt.faces.web.plans.summary import shift_text
from selvstyrt.faces.web.plans.texts import listed, reason_text

MOST_GROUPS = 5
"""More groups than this wait until they are asked for."""
MOST_OPEN = 3
"""More shifts in one group than this wait until they are asked for."""
_PLAINEST = (FIXED, UNAVAILABLE, SKILL, "OVERLAP", CONTRACT_MAX)
"""One of these is reason enough, and the first is the simplest to understand."""

Reason = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EmptyLine:
    """An empty shift; without an address where the reader may not open it."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class EmptyGroup:
    """Shifts that are empty for the same reasons, with one line for each reason."""

    when: str
    shifts: tuple[EmptyLine, ...]
    reasons: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """True when the shifts are too many to be read at once."""
        return len(self.shifts) > MOST_OPEN


@dataclass(frozen=True, slots=True)
class EmptyShifts:
    """All empty shifts of a plan in groups; `is_old` when the reasons are from before a change."""

    groups: tuple[EmptyGroup, ...]
    is_old: bool = False

    @property
    def first(self) -> tuple[EmptyGroup, ...]:
        """The groups that are shown at once."""
        return self.groups[:MOST_GROUPS]

    @property
    def rest(self) -> tuple[EmptyGroup, ...]:
        """The groups that wait."""
        return self.groups[MOST_GROUPS:]

    @property
    def rest_count(self) -> int:
        """How many shifts wait."""
        return sum(len(group.shifts) for group in self.rest)

    @property
    def old_reasons(self) -> bool:
        """True when something is told that may not hold any more."""
        return self.is_old and any(group.reasons for group in self.groups)


def empty_shifts(judged: Judged, address: Address, notes: Iterable[Reason], *, is_old: bool = False) -> EmptyShifts:
    """The empty shifts of the plan, with why as the run said it, the plainest reason of each person."""
    names = {member.id: member.terms.person.name for member in judged.team.members}
    alone = {note["shifts"][0]: note["facts"] for note in notes if is_about_one(note)}
    rows = [shift for shift in judged.shifts if shift.assignment is None]
    views = queries.views_of(judged.plan, rows)
    found: dict[frozenset[tuple[str, ...]], list[tuple[queries.ShiftView, list[Reason]]]] = {}
    for row, view in zip(rows, views, strict=True):
        reasons = _one_for_each(alone.get(row.key) or row.explanation.get("reasons", ()))
        found.setdefault(frozenset(map(_kind, reasons)), []).append((view, reasons))
    groups = sorted(found.values(), key=lambda group: -len(group))
    return EmptyShifts(tuple(_group(group, address, names) for group in groups), is_old)


def is_about_one(note: Reason) -> bool:
    """True for a note on one shift that nobody can have, whatever the rest of the plan."""
    return note["code"] == "conflict" and len(note["shifts"]) == 1


def reason_lines(reasons: Iterable[Reason], names: Mapping[str, str], *, exact: bool) -> tuple[str, ...]:
    """Each reason once, with everybody it keeps away; `exact` tells how much against which limit."""
    whose: dict[str, list[str]] = {}
    for reason in reasons:
        text = reason_text(dict(reason) if exact else {**reason, "limit": 0})
        whose.setdefault(text, []).append(reason["assistant"])
    ordered = sorted(whose.items(), key=lambda each: -len(each[1]))
    return tuple(line for text, ids in ordered if (line := _line(text, ids, names)))


def _line(text: str, ids: list[str], names: Mapping[str, str]) -> str:
    known = [names[each] for each in dict.fromkeys(ids) if each in names]
    if not known:
        return f"{text[:1].upper()}{text[1:]}." if "" in ids else ""
    if 1 < len(known) == len(names):
        away = text == reason_text({"rule": UNAVAILABLE})
        return _("Alle i teamet er borte da.") if away else _("Alle i teamet: %(why)s.") % {"why": text}
    return f"{listed(known)}: {text}."


def _group(
    group: list[tuple[queries.ShiftView, list[Reason]]], address: Address, names: Mapping[str, str]
) -> EmptyGroup:
    views = [view for view, _reasons in group]
    return EmptyGroup(
        when=days_text(min(view.day for view in views), max(view.day for view in views)),
        shifts=tuple(EmptyLine(shift_text(view), address(view)) for view in views),
        reasons=reason_lines(group[0][1], names, exact=len(group) == 1),
    )


def _one_for_each(reasons: Iterable[Reason]) -> list[Reason]:
    """The plainest reason of each person; rules of law as they come."""
    found: dict[str, Reason] = {}
    for reason in sorted(reasons, key=lambda each: _plainness(each["rule"])):
        found.setdefault(reason["assistant"], reason)
    return list(found.values())


def _plainness(rule: str) -> int:
    return _PLAINEST.index(rule) if rule in _PLAINEST else len(_PLAINEST)


def _kind(reason: Reason) -> tuple[str, ...]:
    """What makes two reasons the same to the reader; amounts do not."""
    skills = tuple(reason.get("other", ())) if reason["rule"] == SKILL else ()
    return (reason["assistant"], reason["rule"], *skills)
