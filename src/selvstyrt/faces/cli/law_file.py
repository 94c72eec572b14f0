"""Reading `selvstyrt-shifts/1` strictly: shifts, contracts and agreements of one assistant or of many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from selvstyrt.core.base import Span
from selvstyrt.core.base.fields import Node, refuse
from selvstyrt.core.roster.employment import read_agreement, read_contract
from selvstyrt.core.roster.reading import WEEKDAYS
from selvstyrt.core.worktime import Assessed, CountingMode, HoursBasis, Settings, ShiftKind, WorkShift

SHIFTS_FORMAT = "selvstyrt-shifts/1"
MOST_SHIFTS = 100_000
LONGEST_SHIFT_MINUTES = 7 * 24 * 60
LONGEST_PERIOD_DAYS = 3660

_ONE = ("contract", "agreements", "shifts", "history", "elsewhere")
_PERSON = ("id", "employer", *_ONE)
_MANY = ("format", "timezone", "settings", "period", "assistants")
_SINGLE = ("format", "timezone", "settings", "period", "who", *_ONE)
_SETTINGS = ("h24_mode", "day_boundary", "week_start", "timezone", "hours_basis")
_SHIFT = (
    *("id", "scheme", "start", "end", "kind", "break_min", "break_counts_as_work", "passive_min"),
    *("overtime_break_min", "callouts", "other_post"),
)


UNNAMED = "assistant"
"""Who the answer is about when the file does not say."""


@dataclass(frozen=True, slots=True)
class Employed:
    """One assistant with one employer: what is judged together, and which scheme each shift is in."""

    employer: str
    assessed: Assessed
    schemes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShiftsFile:
    """A whole file: everybody in it, and the day that it says it is judged on."""

    employed: tuple[Employed, ...]
    valid_on: date | None
    zone: ZoneInfo
    notes: tuple[str, ...]


def read_shifts(data: Any) -> ShiftsFile:
    """The parsed file: one assistant, several under `assistants`, or a law case around one assistant.

    Raises: WrongInput with `where`, `what` and `how` for the first thing that cannot be understood.
    """
    if isinstance(data, dict) and "input" in data:
        valid_on = Node(data, "", tuple(map(str, data))).day("valid_on", None)
        return _read(data["input"], "input", valid_on)
    return _read(data, "", None)


def _read(data: Any, path: str, valid_on: date | None) -> ShiftsFile:
    many = isinstance(data, dict) and "assistants" in data
    if isinstance(data, dict) and "facts" in data:
        raise refuse(
            "wrong_format",
            f"{path}.facts" if path else "facts",
            "This is a question of fact, not a list of shifts.",
            "Ask `selvstyrt cases`.",
        )
    node = Node(data, path, _MANY if many else _SINGLE)
    if node.has("format") and node.raw("format") != SHIFTS_FORMAT:
        raise refuse(
            "wrong_format", node.at("format"), f"{node.raw('format')!r} is not known.", f"Use “{SHIFTS_FORMAT}”."
        )
    settings = read_settings(node)
    zone = ZoneInfo(settings.timezone)
    period = _read_period(node, zone)
    people = (
        [Node(each, f"{node.at('assistants')}[{n}]", _PERSON) for n, each in enumerate(node.items("assistants"))]
        if many
        else [node]
    )
    employed = tuple(_read_person(each, many, settings, period, zone) for each in people)
    _refuse_twice([(each.assessed.who, each.employer) for each in employed], people)
    _refuse_too_many(employed, node)
    return ShiftsFile(employed, valid_on, zone, tuple(_notes(employed, period, settings, zone)))


def read_settings(node: Node) -> Settings:
    """The ways of counting; `timezone` may stand at the top or among them."""
    settings = Node(node.raw("settings", {}), node.at("settings"), _SETTINGS)
    place = settings if settings.has("timezone") else node
    name: str = place.text("timezone", "Europe/Oslo")
    if name not in available_timezones():
        raise refuse("not_in_list", place.at("timezone"), f"{name!r} is not a time zone.", "Use one as Europe/Oslo.")
    return Settings(
        h24_mode=CountingMode(settings.one_of("h24_mode", tuple(CountingMode), "start_day")),
        day_boundary_minutes=settings.minute_of_day("day_boundary", "00:00"),
        week_start=WEEKDAYS.index(settings.one_of("week_start", WEEKDAYS, "MON")),
        timezone=name,
        hours_basis=HoursBasis(settings.one_of("hours_basis", tuple(HoursBasis), "elapsed")),
    )


def _read_period(node: Node, zone: ZoneInfo) -> Span | None:
    if not node.has("period"):
        return None
    period = Node(node.raw("period"), node.at("period"), ("from", "to"))
    start, end = period.instant("from", zone), period.instant("to", zone)
    if end <= start:
        raise refuse(
            "ends_before_start",
            period.at("to"),
            f"The end {period.data['to']} is not after the start {period.data['from']}.",
            "Give a later end, or swap the two.",
        )
    if end - start > timedelta(days=LONGEST_PERIOD_DAYS):
        raise refuse("horizon_too_long", period.at("to"), "The period is longer than ten years.", "Ask in parts.")
    return Span(start, end)


def _read_person(node: Node, many: bool, settings: Settings, period: Span | None, zone: ZoneInfo) -> Employed:
    who = node.text("id") if many else node.text("who", UNNAMED)
    if node.raw("shifts") is None:
        raise refuse("wrong_type", node.at("shifts"), "is null, not a list.", "Write a list: [ ... ].")
    shifts, history, elsewhere = (
        [Node(each, f"{node.at(key)}[{n}]", _SHIFT) for n, each in enumerate(node.items(key))]
        for key in ("shifts", "history", "elsewhere")
    )
    seen: dict[str, str] = {}

    def read(nodes: list[Node], prefix: str) -> tuple[WorkShift, ...]:
        return tuple(_read_shift(each, f"{prefix}{n}", zone, seen) for n, each in enumerate(nodes, start=1))

    assessed = Assessed(
        who=who,
        shifts=read(shifts, ""),
        contract=read_contract(node.raw("contract", {}), node.at("contract")),
        agreements=tuple(
            read_agreement(each, f"{node.at('agreements')}[{n}]") for n, each in enumerate(node.items("agreements"))
        ),
        settings=settings,
        period=period,
        history=read(history, "history-"),
        elsewhere=read(elsewhere, "elsewhere-"),
    )
    if period is not None and assessed.shifts:
        _refuse_all_outside(assessed, period, shifts[0])
    schemes = {
        str(shift.id): each.text("scheme")
        for shift, each in zip((*assessed.shifts, *assessed.history), (*shifts, *history), strict=True)
        if each.has("scheme")
    }
    return Employed(node.text("employer", "") if many else "", assessed, schemes)


def _read_shift(node: Node, default_id: str, zone: ZoneInfo, seen: dict[str, str]) -> WorkShift:
    shift_id = str(node.raw("id")) if isinstance(node.data.get("id"), int) else node.text("id", default_id)
    if shift_id in seen:
        raise refuse("id_twice", node.at("id"), f"{shift_id!r} is also {seen[shift_id]}.", "Give each shift its own.")
    seen[shift_id] = node.path
    span = node.span(zone)
    if span.minutes > LONGEST_SHIFT_MINUTES:
        raise refuse("out_of_range", node.at("end"), "The shift is longer than a week.", "Split it into shifts.")
    kind = ShiftKind(node.one_of("kind", tuple(ShiftKind), "ordinary"))
    return WorkShift(
        id=shift_id,
        span=span,
        kind=kind,
        break_minutes=_part(node, "break_min", span.minutes - 1, "The break is as long as the shift or longer."),
        break_counts_as_work=node.flag("break_counts_as_work", True),
        passive_minutes=_part(node, "passive_min", span.minutes, "The passive time is longer than the shift."),
        overtime_break_minutes=_part(
            node, "overtime_break_min", span.minutes - 1, "The break is as long as the shift or longer."
        ),
        callouts=_read_callouts(node, kind, span, zone),
        other_post=node.flag("other_post", False),
    )


def _part(node: Node, key: str, most: int, said: str) -> int:
    """Minutes inside a shift: never below zero, never more than the shift has room for."""
    value = node.raw(key, 0)
    if isinstance(value, int) and not isinstance(value, bool) and value > most:
        raise refuse("out_of_range", node.at(key), said, f"Use 0 to {most} minutes.", value=value, highest=most)
    minutes: int = node.whole(key, 0, most, 0)
    return minutes


def _read_callouts(node: Node, kind: ShiftKind, span: Span, zone: ZoneInfo) -> tuple[Span, ...]:
    where = node.at("callouts")
    calls = [Node(each, f"{where}[{n}]", ("start", "end")) for n, each in enumerate(node.items("callouts"))]
    if calls and kind is not ShiftKind.STANDBY:
        raise refuse(
            "callout_without_standby",
            where,
            f"Only standby at home has calls; this shift is {kind.value}.",
            "Write “kind”: “standby”, or take the calls away.",
        )
    found = [(each, each.span(zone)) for each in calls]
    for each, call in found:
        if not span.contains(call):
            raise refuse(
                "callout_outside", each.path, "The call is outside the standby.", "Move it, or make the standby longer."
            )
    ordered = sorted(found, key=lambda item: item[1])
    for (_, before), (each, after) in pairwise(ordered):
        if before.overlaps(after):
            raise refuse("callouts_overlap", each.path, "The call overlaps another one.", "Join them into one.")
    return tuple(call for _, call in found)


def _refuse_all_outside(assessed: Assessed, period: Span, first: Node) -> None:
    if not any(period.start <= shift.span.start < period.end for shift in assessed.shifts):
        raise refuse(
            "period_without_shifts",
            first.at("start"),
            "No shift begins inside the period, so nothing would be judged.",
            "Change the period, or move the shifts to `history`.",
        )


def _refuse_twice(keys: list[tuple[str, str]], people: list[Node]) -> None:
    first: dict[tuple[str, str], Node] = {}
    for key, node in zip(keys, people, strict=True):
        if key in first:
            raise refuse(
                "id_twice",
                node.at("id"),
                f"{key[0]!r} with the same employer is also {first[key].path}.",
                "Put all the shifts with one employer in one list: they are added up.",
            )
        first[key] = node


def _refuse_too_many(employed: tuple[Employed, ...], node: Node) -> None:
    every = [each.assessed for each in employed]
    count = sum(len(each.shifts) + len(each.history) + len(each.elsewhere) for each in every)
    if count > MOST_SHIFTS:
        raise refuse(
            "too_many_shifts", node.path or "the file", f"There are {count} shifts.", f"Use at most {MOST_SHIFTS}."
        )


def _notes(employed: tuple[Employed, ...], period: Span | None, settings: Settings, zone: ZoneInfo) -> list[str]:
    """What the reader should know about what was not judged: codes, for `words.notes` of the texts."""
    if not any(each.assessed.shifts for each in employed):
        return ["no_shifts"]
    if period is None:
        return ["no_period"]
    found: list[str] = []
    start, end = period.local_start(zone), period.local_end(zone)
    if any(edge.weekday() != settings.week_start or edge.hour or edge.minute for edge in (start, end)):
        found.append("part_weeks")
    outside = [
        shift
        for each in employed
        for shift in each.assessed.shifts
        if not period.start <= shift.span.start < period.end
    ]
    return [*found, "outside_period"] if outside else found
