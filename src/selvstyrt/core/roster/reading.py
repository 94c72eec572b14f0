"""Reading the roster problem file, `selvstyrt-roster-problem/1` or `/2`, strictly (innlesing)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from selvstyrt.core.base.fields import Node, check_format, checked_text, refuse
from selvstyrt.core.roster.additions import read_balance, read_pay
from selvstyrt.core.roster.employment import read_agreement, read_contract
from selvstyrt.core.roster.problem import Assignments, Frame, NeedShift, Person, Problem, Wish
from selvstyrt.core.roster.weights import (
    HIGHEST_WEIGHT,
    LATER_WEIGHTS,
    PRESETS,
    WEIGHT_NAMES,
    Preset,
    Weights,
    weights_from,
)
from selvstyrt.core.worktime.values import CountingMode, Settings, WorkShift

PROBLEM_FORMAT = "selvstyrt-roster-problem/1"
PROBLEM_FORMAT_2 = "selvstyrt-roster-problem/2"
"""The first format and `ledger`, `pay`, `notice_until` and two more weights."""
LONGEST_HORIZON_DAYS = 400
MOST_SHIFTS = 5000
WEEK_MINUTES = 7 * 24 * 60
WEEKDAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")

_PROBLEM = (
    *("format", "timezone", "from", "to", "frame", "settings"),
    *("assistants", "shifts", "current", "weights"),
)
_PERSON = (
    *("id", "weekly_minutes", "min_weekly_minutes", "max_weekly_minutes", "contract", "agreements"),
    *("skills", "unavailable", "wishes", "history", "hourly_cost"),
)
_ADDED = ("notice_until",)
_ADDED_TO_PERSON = ("ledger", "pay")
_SHIFT = (
    *("id", "start", "end", "break_min", "break_counts_as_work", "passive_min"),
    *("skills", "priority", "fixed"),
)
_WEIGHTS = tuple(name for name in WEIGHT_NAMES if name not in LATER_WEIGHTS)
_HISTORY = ("id", "start", "end", "break_min", "break_counts_as_work", "passive_min")


def read_problem(data: Any) -> Problem:
    """The problem in a parsed JSON file.

    Raises: WrongInput with `where`, `what` and `how` for the first thing that cannot be understood.
    """
    check_format(data, (PROBLEM_FORMAT, PROBLEM_FORMAT_2), "a roster problem")
    is_second = isinstance(data, dict) and data.get("format") == PROBLEM_FORMAT_2
    node = Node(data, "", (*_PROBLEM, *_ADDED) if is_second else _PROBLEM, _in_second(_ADDED))
    node.raw("format")
    zone_name = read_timezone(node)
    zone = ZoneInfo(zone_name)
    first, last = node.day("from"), node.day("to")
    if last < first:
        raise refuse("ends_before_start", "to", f"{last} is before {first}.", "Give a later last day.")
    if last - first >= timedelta(days=LONGEST_HORIZON_DAYS):
        raise refuse(
            "horizon_too_long",
            "to",
            f"The period is {(last - first).days + 1} days.",
            f"Use at most {LONGEST_HORIZON_DAYS}; make the rest in a next roster.",
        )
    problem = Problem(
        first_day=first,
        last_day=last,
        people=read_people(
            node, zone, (*_PERSON, *_ADDED_TO_PERSON) if is_second else _PERSON, _in_second(_ADDED_TO_PERSON)
        ),
        shifts=_read_shifts(node, zone),
        settings=read_settings(node, zone_name),
        frame=read_frame(node),
        current=_read_current(node),
        weights=_read_weights(node, WEIGHT_NAMES if is_second else _WEIGHTS),
        notice_until=node.instant("notice_until", zone) if node.has("notice_until") else None,
    )
    _refuse_contradictions(problem)
    return problem


def _in_second(keys: Iterable[str]) -> dict[str, str]:
    """Keys that the second format added, with its name."""
    return dict.fromkeys(keys, PROBLEM_FORMAT_2)


def read_timezone(node: Node) -> str:
    """The time zone of the clock times in a file."""
    name: str = node.text("timezone", "Europe/Oslo")
    if name not in available_timezones():
        raise refuse("not_in_list", "timezone", f"{name!r} is not a time zone.", "Use one such as Europe/Oslo.")
    return name


def read_frame(node: Node) -> Frame | None:
    """The hours that the decision gives, as a file says them."""
    if not node.has("frame"):
        return None
    frame = Node(node.raw("frame"), "frame", ("minutes_per_week", "hard"))
    return Frame(frame.whole("minutes_per_week", 0, 20 * WEEK_MINUTES), frame.flag("hard", False))


def read_settings(node: Node, zone_name: str) -> Settings:
    """How days and weeks are counted, as a file says it."""
    settings = Node(
        node.raw("settings", {}),
        "settings",
        ("h24_mode", "day_boundary", "week_start", "hours_basis", "timezone"),
    )
    settings.one_of("hours_basis", ("elapsed",), "elapsed")
    settings.one_of("timezone", (zone_name,), zone_name)
    return Settings(
        h24_mode=CountingMode(settings.one_of("h24_mode", tuple(CountingMode), "start_day")),
        day_boundary_minutes=settings.minute_of_day("day_boundary", "00:00"),
        week_start=WEEKDAYS.index(settings.one_of("week_start", WEEKDAYS, "MON")),
        timezone=zone_name,
    )


def read_people(
    node: Node, zone: ZoneInfo, keys: tuple[str, ...] = _PERSON, later: Mapping[str, str] = MappingProxyType({})
) -> tuple[Person, ...]:
    """The team of a file, with the `keys` of its format; `later` are those of another format, with its name.

    Raises: WrongInput `duplicate_id` and those of each field.
    """
    people = tuple(
        _read_person(Node(each, f"assistants[{n}]", keys, later), zone)
        for n, each in enumerate(node.items("assistants"))
    )
    _refuse_twice("assistants", (person.id for person in people))
    return people


def _read_person(node: Node, zone: ZoneInfo) -> Person:
    person_id = node.text("id")
    lowest = node.whole("min_weekly_minutes", 0, WEEK_MINUTES, 0)
    highest = node.whole("max_weekly_minutes", 0, WEEK_MINUTES, None)
    if highest is not None and lowest > highest:
        raise refuse(
            "out_of_range",
            node.at("min_weekly_minutes"),
            f"The minimum {lowest} is above the maximum {highest}.",
            "Lower the one or raise the other.",
        )
    return Person(
        id=person_id,
        weekly_minutes=node.whole("weekly_minutes", 0, WEEK_MINUTES),
        contract=read_contract(node.raw("contract", {}), node.at("contract")),
        agreements=tuple(
            read_agreement(each, f"{node.at('agreements')}[{n}]") for n, each in enumerate(node.items("agreements"))
        ),
        min_weekly_minutes=lowest,
        max_weekly_minutes=highest,
        skills=frozenset(node.texts("skills")),
        unavailable=tuple(
            Node(each, f"{node.at('unavailable')}[{n}]", ("start", "end")).span(zone)
            for n, each in enumerate(node.items("unavailable"))
        ),
        wishes=tuple(
            _read_wish(Node(each, f"{node.at('wishes')}[{n}]", ("start", "end", "weight")), zone)
            for n, each in enumerate(node.items("wishes"))
        ),
        history=tuple(
            _read_history(Node(each, f"{node.at('history')}[{n}]", _HISTORY), zone, f"{person_id}-history-{n + 1}")
            for n, each in enumerate(node.items("history"))
        ),
        hourly_cost=node.amount("hourly_cost", None),
        balance=read_balance(node.raw("ledger"), node.at("ledger")) if node.has("ledger") else None,
        pay=read_pay(node.raw("pay"), node.at("pay")) if node.has("pay") else None,
    )


def _read_wish(node: Node, zone: ZoneInfo) -> Wish:
    return Wish(node.span(zone), node.whole("weight", -3, 3))


def _read_history(node: Node, zone: ZoneInfo, default_id: str) -> WorkShift:
    span = node.span(zone)
    return WorkShift(
        id=node.text("id", default_id),
        span=span,
        break_minutes=node.whole("break_min", 0, span.minutes - 1, 0),
        break_counts_as_work=node.flag("break_counts_as_work", True),
        passive_minutes=node.whole("passive_min", 0, span.minutes, 0),
    )


def _read_shifts(node: Node, zone: ZoneInfo) -> tuple[NeedShift, ...]:
    found = node.items("shifts")
    if len(found) > MOST_SHIFTS:
        raise refuse(
            "too_many_shifts", "shifts", f"There are {len(found)} shifts.", f"Use at most {MOST_SHIFTS} in one roster."
        )
    shifts = (_read_shift(Node(each, f"shifts[{n}]", _SHIFT), zone) for n, each in enumerate(found))
    return tuple(sorted(shifts, key=lambda shift: (shift.span, shift.id)))


def _read_shift(node: Node, zone: ZoneInfo) -> NeedShift:
    shift_id = node.text("id")
    span = node.span(zone)
    if span.minutes > WEEK_MINUTES:
        raise refuse("out_of_range", node.at("end"), "The shift is longer than a week.", "Split it into shifts.")
    return NeedShift(
        id=shift_id,
        span=span,
        break_minutes=node.whole("break_min", 0, span.minutes - 1, 0),
        break_counts_as_work=node.flag("break_counts_as_work", True),
        passive_minutes=node.whole("passive_min", 0, span.minutes, 0),
        skills=frozenset(node.texts("skills")),
        priority=node.whole("priority", 1, 3, 2),
        fixed=node.text("fixed", None),
    )


def _read_current(node: Node) -> Assignments | None:
    if not node.has("current"):
        return None
    current = node.raw("current")
    if not isinstance(current, dict):
        raise refuse("wrong_type", "current", "is not an object.", 'Write {"shift": "assistant"}.')
    return read_assignments(current, "current")


def read_assignments(data: dict[str, Any], path: str) -> dict[str, str | None]:
    """Who has which shift, as written in a file."""
    return {
        shift: None if person is None else checked_text(person, f"{path}.{shift}") for shift, person in data.items()
    }


def _read_weights(node: Node, names: tuple[str, ...]) -> Weights:
    weights = Node(node.raw("weights", {}), "weights", ("preset", *names), _in_second(LATER_WEIGHTS))
    preset = Preset(weights.one_of("preset", tuple(PRESETS), Preset.BALANCED.value))
    changes = {name: weights.whole(name, 0, HIGHEST_WEIGHT) for name in names if weights.has(name)}
    return weights_from(preset, changes)


def _refuse_contradictions(problem: Problem) -> None:
    _refuse_twice("shifts", (shift.id for shift in problem.shifts))
    for shift in problem.shifts:
        if not problem.period.start <= shift.span.start < problem.period.end:
            raise refuse(
                "shift_outside_period",
                f"shifts.{shift.id}.start",
                "The shift does not start within the period.",
                f"Use {problem.first_day} to {problem.last_day}, or leave the shift out.",
                shift=shift.id,
            )
        if shift.fixed is not None and shift.fixed not in problem.person_by_id:
            raise _unknown_assistant(f"shifts.{shift.id}.fixed", shift.fixed, problem)
    refuse_unknown_names(problem, problem.current or {}, "current")


def refuse_unknown_names(problem: Problem, assignments: Assignments, path: str) -> None:
    """Refuse assignments that name a shift or an assistant the problem does not have.

    Raises: WrongInput `unknown_shift`, `unknown_assistant`.
    """
    for shift_id, person_id in assignments.items():
        if shift_id not in problem.shift_by_id:
            raise refuse(
                "unknown_shift",
                f"{path}.{shift_id}",
                f"There is no shift “{shift_id}” in the problem.",
                "Correct the id, or remove the line.",
                shift=shift_id,
            )
        if person_id is not None and person_id not in problem.person_by_id:
            raise _unknown_assistant(f"{path}.{shift_id}", person_id, problem)


def _unknown_assistant(where: str, person_id: str, problem: Problem) -> Exception:
    known = ", ".join(problem.person_by_id) or "nobody"
    return refuse(
        "unknown_assistant",
        where,
        f"There is no assistant “{person_id}” in the team ({known}).",
        "Correct the id, or add the assistant.",
        assistant=person_id,
    )


def _refuse_twice(path: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise refuse("duplicate_id", path, f"The id “{each}” stands twice.", "Give each its own id.", id=each)
        seen.add(each)
