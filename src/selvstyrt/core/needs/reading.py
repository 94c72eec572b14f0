"""Reading the needs file, `selvstyrt-needs/1`, strictly (innlesing av behov)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import WrongInput
from selvstyrt.core.base.fields import Node, check_format, day_of, refuse
from selvstyrt.core.needs.curve import (
    DAY_MINUTES,
    QUARTER,
    DayNeeds,
    Duty,
    NeedLine,
    WeeklyNeed,
    dated_curve,
    week_curve,
)
from selvstyrt.core.needs.problem import LONGEST_DAY, DesignWeights, Needs, ShiftRules
from selvstyrt.core.roster.reading import (
    LONGEST_HORIZON_DAYS,
    WEEKDAYS,
    read_frame,
    read_people,
    read_settings,
    read_timezone,
)

NEEDS_FORMAT = "selvstyrt-needs/1"
MOST_LINES = 200
MOST_WEIGHT = 1000

_NEEDS = ("format", "timezone", "from", "to", "frame", "settings", "assistants", "week", "dates", "rules", "weights")
_LINE = ("from", "to", "assistants", "duty", "skills", "priority", "name")
_RULES = (
    *("shortest_min", "longest_min", "longest_with_rest_min", "start_step_min", "start_times"),
    *("handovers_per_day", "overlap_min"),
)
_WEIGHTS = ("over", "shift", "kind", "weekend", "thin", "sole", "overlap")


def read_needs(data: Any) -> Needs:
    """The needs in a parsed JSON file.

    Raises: WrongInput with `where`, `what` and `how` for the first thing that cannot be understood.
    """
    check_format(data, (NEEDS_FORMAT,), "a file of needs")
    node = Node(data, "", _NEEDS)
    node.raw("format")
    zone_name = read_timezone(node)
    first, last = node.day("from"), node.day("to")
    if last < first:
        raise refuse("ends_before_start", "to", f"{last} is before {first}.", "Give a later last day.")
    if last - first >= timedelta(days=LONGEST_HORIZON_DAYS):
        raise refuse(
            "horizon_too_long",
            "to",
            f"The period is {(last - first).days + 1} days.",
            f"Use at most {LONGEST_HORIZON_DAYS}; design the rest in a next file.",
        )
    needs = Needs(
        first_day=first,
        last_day=last,
        week=_read_week(node),
        dates=_read_dates(node),
        rules=_read_rules(Node(node.raw("rules", {}), "rules", _RULES)),
        people=read_people(node, ZoneInfo(zone_name)),
        frame=read_frame(node),
        settings=read_settings(node, zone_name),
        weights=_read_weights(Node(node.raw("weights", {}), "weights", _WEIGHTS)),
    )
    _refuse_contradictions(needs)
    return needs


def _read_week(node: Node) -> tuple[WeeklyNeed, ...]:
    found = node.items("week")
    if len(found) > MOST_LINES:
        raise refuse("too_many_lines", "week", f"There are {len(found)} lines.", f"Use at most {MOST_LINES}.")
    return tuple(_read_weekly(Node(each, f"week[{n}]", ("days", *_LINE))) for n, each in enumerate(found))


def _read_weekly(node: Node) -> WeeklyNeed:
    days = node.texts("days")
    if not days:
        raise refuse("missing_key", node.at("days"), "No weekday is given.", f"Use {', '.join(WEEKDAYS)}.", key="days")
    for place, day in enumerate(days):
        if day not in WEEKDAYS:
            raise refuse(
                "not_in_list", f"{node.at('days')}[{place}]", f"{day!r} is not known.", f"Use {', '.join(WEEKDAYS)}."
            )
    return WeeklyNeed(frozenset(WEEKDAYS.index(day) for day in days), _read_line(node))


def _read_line(node: Node) -> NeedLine:
    skills = frozenset(node.texts("skills"))
    line = NeedLine(
        starts_at=_clock(node, "from"),
        ends_at=_clock(node, "to"),
        assistants=node.whole("assistants", 0, 10, 1),
        duty=Duty(node.one_of("duty", tuple(Duty), Duty.ACTIVE.value)),
        skills=skills,
        priority=node.whole("priority", 1, 3, 2),
        name=node.text("name", ""),
    )
    if line.duty is Duty.RESTING and line.minutes == DAY_MINUTES:
        raise refuse("out_of_range", node.at("to"), "A resting night of 24 hours.", "Give the hours of rest.")
    return line


def _clock(node: Node, key: str) -> int:
    node.raw(key)
    minutes = node.minute_of_day(key, "00:00")
    if minutes % QUARTER:
        raise refuse(
            "need_not_in_quarters", node.at(key), f"{node.raw(key)} is not a whole quarter.", "Use 00, 15, 30 or 45."
        )
    return minutes


def _read_dates(node: Node) -> tuple[DayNeeds, ...]:
    found = []
    for n, each in enumerate(node.items("dates")):
        inner = Node(each, f"dates[{n}]", ("day", "to", "needs"))
        first = inner.day("day")
        last = day_of(inner.raw("to"), inner.at("to")) if inner.has("to") else first
        if last < first:
            raise refuse("ends_before_start", inner.at("to"), f"{last} is before {first}.", "Give a later day.")
        inner.raw("needs")
        lines = tuple(
            _read_line(Node(line, f"{inner.at('needs')}[{m}]", _LINE)) for m, line in enumerate(inner.items("needs"))
        )
        found.append(DayNeeds(first, last, lines))
    return tuple(found)


def _read_rules(node: Node) -> ShiftRules:
    plain = ShiftRules()
    longest = _quarters(node, "longest_min", QUARTER, plain.longest)
    with_rest = _quarters(node, "longest_with_rest_min", QUARTER, max(longest, plain.longest_with_rest))
    shortest = _quarters(node, "shortest_min", QUARTER, min(plain.shortest, longest))
    step = node.whole("start_step_min", 15, 60, plain.start_step)
    if step not in (15, 30, 60):
        raise refuse("out_of_range", node.at("start_step_min"), f"{step} is out of range.", "Use 15, 30 or 60.")
    if not shortest <= longest <= with_rest:
        raise refuse(
            "out_of_range",
            node.at("shortest_min" if shortest > longest else "longest_with_rest_min"),
            f"Shortest {shortest}, longest {longest}, longest with rest {with_rest} are not in order.",
            "Lower the first or raise the last.",
        )
    overlap = _quarters(node, "overlap_min", 0, plain.overlap, 60)
    if overlap > shortest:
        raise refuse(
            "out_of_range", node.at("overlap_min"), "The overlap is longer than the shortest shift.", "Lower it."
        )
    return ShiftRules(
        shortest=shortest,
        longest=longest,
        longest_with_rest=with_rest,
        start_step=step,
        start_times=_start_times(node),
        handovers=node.whole("handovers_per_day", 0, 96, None),
        overlap=overlap,
    )


def _quarters(node: Node, key: str, lowest: int, default: int, highest: int = LONGEST_DAY) -> int:
    minutes: int = node.whole(key, lowest, highest, default)
    if minutes % QUARTER:
        raise refuse(
            "need_not_in_quarters", node.at(key), f"{minutes} is not whole quarters.", "Use 15, 30, 45, 60 ..."
        )
    return minutes


def _start_times(node: Node) -> tuple[int, ...]:
    texts = node.texts("start_times")
    times = set()
    for place, text in enumerate(texts):
        at = f"{node.at('start_times')}[{place}]"
        minutes = Node({"time": text}, at, ("time",)).minute_of_day("time", "00:00")
        if minutes % QUARTER:
            raise refuse("need_not_in_quarters", at, f"{text} is not a whole quarter.", "Use 00, 15, 30 or 45.")
        times.add(minutes)
    return tuple(sorted(times))


def _read_weights(node: Node) -> DesignWeights:
    return DesignWeights(**{key: node.whole(key, 0, MOST_WEIGHT) for key in _WEIGHTS if node.has(key)})


def _refuse_contradictions(needs: Needs) -> None:
    if not any(need.line.assistants for need in needs.week) and not any(
        line.assistants for day in needs.dates for line in day.lines
    ):
        raise refuse("no_needs", "week", "Nobody is needed at any time.", "Add a line with from, to and how many.")
    try:
        week_curve(needs.week)
        dated_curve(needs.week, needs.dates, needs.first_day, needs.last_day)
    except WrongInput as error:
        raise refuse(error.code, "week", str(error), "", **error.facts) from error
