"""Law cases about rights and doors in the working-time rules, and about respite (fritak, unntak, avlastning)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core.base import NoAnswer, Ruling
from selvstyrt.core.worktime import Limits, RespiteLimits, exemptions, respite
from selvstyrt.faces.cli.cases_law_reading import (
    Facts,
    Handler,
    Rows,
    find,
    flag_of,
    has,
    maybe_flag,
    number_of,
    whole_of,
)

_DISADVANTAGE = ("significant_disadvantage", "disadvantage")
_WRITTEN = ("written_agreement", "written", "agreed")


def _respite(day: date) -> RespiteLimits:
    found = Limits.at(day).respite
    if found is None:
        raise NoAnswer("no_respite_rules", "The respite regulation has no values for this day. Ask from 1 July 2017.")
    return found


def _reason(facts: Facts) -> str:
    return str(find(facts, "reason", "ground") or "")


def _nights(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.night_exemption(
        flag_of(facts, "regular_night_worker", "regular_nights", otherwise=True),
        _reason(facts),
        flag_of(facts, *_DISADVANTAGE, otherwise=False),
        maybe_flag(facts, "granted"),
    )


def _flexible(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.flexible_hours(flag_of(facts, *_DISADVANTAGE), maybe_flag(facts, "granted"))


def _reduced(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.reduced_hours(
        whole_of(facts, "age") if has(facts, "age") else 0,
        _reason(facts),
        flag_of(facts, *_DISADVANTAGE, otherwise=False),
        day,
        maybe_flag(facts, "granted"),
    )


def _permitted_overtime(facts: Facts, rows: Rows, day: date) -> Ruling:
    hours = number_of(facts, "overtime_h_week", "overtime_h")
    return exemptions.permitted_overtime(hours, flag_of(facts, "decision", "permission", "permitted"), Limits.at(day))


def _sundays(facts: Facts, rows: Rows, day: date) -> Ruling:
    necessary = flag_of(facts, "necessary", "sunday_work_justified", "nature_of_work_requires")
    return exemptions.sunday_work(necessary, flag_of(facts, "discussed", otherwise=True))


def _extra_sundays(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.extra_sunday_work(
        flag_of(facts, "tariff_bound"),
        flag_of(facts, *_WRITTEN, otherwise=True),
        flag_of(facts, "time_limited", "special_time_limited_need"),
    )


def _night_work(facts: Facts, rows: Rows, day: date) -> Ruling:
    necessary = flag_of(facts, "necessary", "night_work_justified", "nature_of_work_requires")
    return exemptions.night_work(necessary, flag_of(facts, "discussed", otherwise=True))


def _minute_of_day(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _evening(facts: Facts, rows: Rows, day: date) -> Ruling:
    start, end = str(find(facts, "window", "time") or "21:00-23:00").split("-")
    return exemptions.evening_by_own_wish(
        _minute_of_day(start),
        _minute_of_day(end),
        flag_of(facts, "own_initiative", "own_wish"),
        flag_of(facts, *_WRITTEN),
        Limits.at(day),
        day,
    )


def _exempt(facts: Facts, rows: Rows, day: date) -> Ruling:
    leading = flag_of(facts, "leading_position", "leading", otherwise=False)
    return exemptions.chapter_applies(leading, flag_of(facts, "especially_independent", otherwise=False))


def _distant(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.distant_site(
        flag_of(facts, "long_distance", "long_distance_home_work"),
        flag_of(facts, "safe", "safety_reason", otherwise=True),
        flag_of(facts, "decision", "permission", otherwise=False),
    )


def _care_permit(facts: Facts, rows: Rows, day: date) -> Ruling:
    return exemptions.care_work_permit(
        flag_of(facts, "care_work", otherwise=True),
        flag_of(facts, "passive", "passive_work"),
        flag_of(facts, "decision", "permission"),
        flag_of(facts, "compensatory_rest", otherwise=True),
    )


def _beyond_the_post(facts: Facts, rows: Rows, day: date) -> Ruling:
    if has(facts, "respite_h", "respite_h_week"):
        more, as_respite = number_of(facts, "respite_h", "respite_h_week"), True
    else:
        more, as_respite = number_of(facts, "extra_h", "extra_post_h"), flag_of(facts, "as_respite", otherwise=False)
    post = number_of(facts, "post_h", "post_h_week", "other_post_h")
    return respite.beyond_the_post(post, more, as_respite, Limits.at(day).ordinary_weekly)


def _shorter_rest(facts: Facts, rows: Rows, day: date) -> Ruling:
    agreed = flag_of(facts, *_WRITTEN)
    compensated = flag_of(facts, "compensatory_rest", otherwise=agreed)
    stretch, rest = number_of(facts, "continuous_h", "stretch_h"), number_of(facts, "rest_h", "rest_after_h")
    longest = _respite(day).free_one_side_over
    return respite.shorter_rest(stretch, rest, agreed, compensated, Limits.at(day).daily_rest, longest)


def _combined(facts: Facts, rows: Rows, day: date) -> Ruling:
    stretch, other = number_of(facts, "continuous_h", "stretch_h"), number_of(facts, "other_work_h", "other_h")
    return respite.combined(stretch, other, _respite(day))


def _weekly_rest(facts: Facts, rows: Rows, day: date) -> Ruling:
    hours: Decimal = number_of(facts, "weekly_rest_h", "longest_rest_h_in_7d", "rest_h")
    return respite.weekly_rest(hours, flag_of(facts, *_WRITTEN), Limits.at(day).weekly_rest, _respite(day))


def _long_stretch(facts: Facts, rows: Rows, day: date) -> Ruling:
    days = has(facts, "days", "continuous_days")
    stretch = number_of(facts, "days", "continuous_days") * 24 if days else number_of(facts, "continuous_h")
    return respite.long_stretch(
        stretch,
        flag_of(facts, "demanding", "very_demanding", otherwise=False),
        flag_of(facts, "other_work", otherwise=False),
        flag_of(facts, *_WRITTEN),
        _respite(day),
    )


WORKTIME: dict[str, Handler] = {
    "REG-EXEMPT": _exempt,
    "AML-10-2-2": _nights,
    "AML-10-2-3": _flexible,
    "AML-10-2-4": _reduced,
    "AML-10-6-6": _permitted_overtime,
    "AML-10-10-2": _sundays,
    "AML-10-10-4": _extra_sundays,
    "AML-10-11-2": _night_work,
    "AML-10-11-3": _evening,
    "AML-10-12-6": _distant,
    "AML-10-12-7": _care_permit,
    "AVL-5": _beyond_the_post,
    "AVL-7": _shorter_rest,
    "AVL-10": _combined,
    "AVL-11": _weekly_rest,
    "AVL-12": _long_stretch,
}
