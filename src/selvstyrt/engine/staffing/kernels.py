"""The inner loops of pricing, compiled by numba (kjernene): the cheapest lawful row of one person.

Two phases. First the cheapest stint (a run of working days) for each first day, length and sum of minutes; then the
shortest path over stints and days off, with minutes, weekends and limited shift types as resources. The path never
looks at a single shift, so its size is days times resources, however many shift types there are.

Shift types that allow the same types on the next day are one class: only the class of the last shift is remembered.
Minutes of a stint of n days are counted from n times the shortest shift, `more`. A counter is one number for how many
shifts of the limited types there were; -1 in its tables says that a limit would be passed. Infinity marks what is not
possible.

Bundles: `kinds` is (shift type, its class, which types follow a class, minutes above the shortest, counter after one
more); `rules` is (weekends touched by first day and length, shortest shift, least days in a row, least days off, most
minutes that can still come, least minutes, counter after a stint); a `stint` is (first day, length, counter, more).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numpy as np
from numba import njit

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """The function as machine code, kept on disk for the next run.

    Numba keeps it where NUMBA_CACHE_DIR says, else beside this file, else in the user's folder for such things. Where
    none can be written, each run compiles anew.
    """
    try:
        fast: Any = njit(cache=True)(function)
    except RuntimeError:
        fast = njit(function)
    return cast(F, fast)


@compiled
def first_day(table: Any, day: int, price: Any, kinds: Any) -> bool:
    """The stints of one day in `table` (by class, counter, more); False when there is none."""
    kind, group, _, extra, add = kinds
    table[:] = np.inf
    is_open = False
    for index in range(len(kind)):
        cost = price[day, kind[index]]
        now = add[index, 0]
        if now >= 0 and cost < table[group[index], now, extra[index]]:
            table[group[index], now, extra[index]] = cost
            is_open = True
    return is_open


@compiled
def gather(before: Any, follows: Any, index: int, cheapest: Any) -> None:
    """The cheapest stint after which the type may come, by counter and more."""
    groups, counters, width = before.shape
    cheapest[:] = np.inf
    for last in range(groups):
        if follows[last, index]:
            for counter in range(counters):
                for more in range(width):
                    cheapest[counter, more] = min(cheapest[counter, more], before[last, counter, more])


@compiled
def extend(before: Any, after: Any, day: int, price: Any, kinds: Any) -> bool:
    """The stints in `before` with one more day of work; the result is in `after`, False when there is none."""
    kind, group, follows, extra, add = kinds
    _, counters, width = before.shape
    after[:] = np.inf
    is_open = False
    cheapest = np.empty((counters, width))
    for index in range(len(kind)):
        cost = price[day, kind[index]]
        if cost == np.inf:
            continue
        gather(before, follows, index, cheapest)
        for counter in range(counters):
            now = add[index, counter]
            if now >= 0:
                target = after[group[index], now]
                for more in range(width - extra[index]):
                    target[more + extra[index]] = min(target[more + extra[index]], cheapest[counter, more] + cost)
                is_open = True
    return is_open


@compiled
def stints(price: Any, kinds: Any, best: Any) -> None:
    """Fill best[day, days - 1, counter, more] with the cheapest stint."""
    days, longest, counters, width = best.shape
    groups = kinds[2].shape[0]
    even = np.empty((groups, counters, width))
    odd = np.empty((groups, counters, width))
    best[:] = np.inf
    for day in range(days):
        for length in range(min(longest, days - day)):
            here, before = (even, odd) if length % 2 == 0 else (odd, even)
            if length == 0:
                is_open = first_day(here, day, price, kinds)
            else:
                is_open = extend(before, here, day + length, price, kinds)
            if not is_open:
                break
            target = best[day, length]
            for last in range(groups):
                for counter in range(counters):
                    for more in range(width):
                        target[counter, more] = min(target[counter, more], here[last, counter, more])


@compiled
def shift_before(table: Any, step: int, state: Any, price: Any, kinds: Any) -> Any:
    """The last shift of a cheapest stint in `table` at this state (day, class, counter, more), and the state before."""
    kind, group, follows, extra, add = kinds
    day, last, counter, more = state
    value = table[step, last, counter, more]
    for index in range(len(kind)):
        cost = price[day, kind[index]]
        rest = more - extra[index]
        if group[index] != last or cost == np.inf or rest < 0:
            continue
        if step == 0:
            if add[index, 0] == counter and rest == 0 and cost == value:
                return kind[index], (day - 1, 0, 0, 0)
            continue
        for previous in range(table.shape[1]):
            if follows[previous, index]:
                for old in range(table.shape[2]):
                    if add[index, old] == counter and table[step - 1, previous, old, rest] + cost == value:
                        return kind[index], (day - 1, previous, old, rest)
    return -1, (day - 1, 0, 0, 0)


@compiled
def walk(stint: Any, price: Any, kinds: Any, width: int, row: Any) -> None:
    """Write the shifts of the cheapest such stint into the row."""
    day, length, counter, more = stint
    table = np.empty((length, kinds[2].shape[0], kinds[4].shape[1], width))
    first_day(table[0], day, price, kinds)
    for step in range(1, length):
        extend(table[step - 1], table[step], day + step, price, kinds)
    last = 0
    for each in range(table.shape[1]):
        if table[length - 1, each, counter, more] < table[length - 1, last, counter, more]:
            last = each
    state = (day + length - 1, last, counter, more)
    for step in range(length - 1, -1, -1):
        row[day + step], state = shift_before(table, step, state, price, kinds)


@compiled
def rest_after(end: int, days: int, least_off: int, off: Any) -> Any:
    """The day on which work may begin again after a stint that ended before `end`, and what the days off cost."""
    cost = 0.0
    again = min(end + least_off, days)
    for day in range(end, again):
        cost += off[day]
    return again, cost


@compiled
def spread(source: Any, target: Any, low: int, high: int, step: int, cost: float) -> None:
    """From each sum of minutes from low to high, one step further at this cost."""
    for minutes in range(low, high + 1):
        target[minutes + step] = min(target[minutes + step], source[minutes] + cost)


@compiled
def take_stints(source: Any, target: Any, choices: Any, tail: float, step: int, low: int, tops: Any, join: Any) -> None:
    """From `source` by each stint of one length to `target`, both by counter and minutes.

    `tops` are the most minutes reached by each counter, in the source and in the target; -1 where there is no way.
    """
    here, there = tops
    for added in range(choices.shape[0]):
        for more in range(choices.shape[1]):
            cost = choices[added, more]
            if cost == np.inf:
                continue
            most = target.shape[1] - 1 - step - more
            for counter in range(join.shape[0]):
                stop, total = min(here[counter], most), join[counter, added]
                if stop >= low and total >= 0:
                    there[total] = max(there[total], stop + step + more)
                    spread(source[counter], target[total], low, stop, step + more, cost + tail)


@compiled
def leave(day: int, weekend: int, low: int, top: Any, best: Any, off: Any, rules: Any, reach: Any) -> None:
    """From the states of one day and number of weekends by every stint that may begin there."""
    weekends, shortest, least_in_row, least_off, _, _, join = rules
    days, longest = best.shape[0], best.shape[1]
    for length in range(min(longest, days - day)):
        end = day + length + 1
        now = weekend + weekends[day, length]
        if now >= reach.shape[1]:
            break
        if length + 1 < least_in_row and day > 0 and end < days:
            continue
        again, tail = rest_after(end, days, least_off, off)
        if tail < np.inf:
            source, target, tops = reach[day, weekend], reach[again, now], (top[day, weekend], top[again, now])
            take_stints(source, target, best[day, length], tail, (length + 1) * shortest, low, tops, join)


@compiled
def path(best: Any, off: Any, rules: Any, reach: Any) -> None:
    """Fill reach[day, weekends, counter, minutes]: the cheapest way to be free to begin a stint on that day."""
    rest, least = rules[4], rules[5]
    days = best.shape[0]
    reach[:] = np.inf
    reach[0, 0, 0, 0] = 0.0
    top = np.full(reach.shape[:3], -1)
    top[0, 0, 0] = 0
    for day in range(days):
        for weekend in range(reach.shape[1]):
            low = max(0, least - rest[day, weekend])
            if top[day, weekend].max() < low:
                continue
            for counter in range(reach.shape[2]):
                high = top[day, weekend, counter]
                if off[day] < np.inf and high >= low:
                    top[day + 1, weekend, counter] = max(top[day + 1, weekend, counter], high)
                    spread(reach[day, weekend, counter], reach[day + 1, weekend, counter], low, high, 0, off[day])
            leave(day, weekend, low, top, best, off, rules, reach)


@compiled
def cheapest_end(reach: Any, least: int) -> Any:
    """The cheapest state on the last day with enough minutes: its cost, and (day, weekends, counter, minutes)."""
    days = reach.shape[0] - 1
    found, state = np.inf, (days, 0, 0, 0)
    for weekend in range(reach.shape[1]):
        for counter in range(reach.shape[2]):
            for minutes in range(least, reach.shape[3]):
                if reach[days, weekend, counter, minutes] < found:
                    found, state = reach[days, weekend, counter, minutes], (days, weekend, counter, minutes)
    return found, state


@compiled
def stint_to(
    state: Any, value: float, start: int, before: int, length: int, tail: float, best: Any, rules: Any, reach: Any
) -> Any:
    """Of the stints of one first day and length that one by which the state has this value; (-1, 0, 0) when none."""
    _, _, counter, minutes = state
    shortest, join = rules[1], rules[6]
    for added in range(best.shape[2]):
        for more in range(best.shape[3]):
            left = minutes - length * shortest - more
            cost = best[start, length - 1, added, more]
            if left < 0 or cost == np.inf:
                continue
            for old in range(join.shape[0]):
                if join[old, added] == counter and reach[start, before, old, left] + (cost + tail) == value:
                    return added, more, old
    return -1, 0, 0


@compiled
def step_back(state: Any, best: Any, off: Any, rules: Any, reach: Any) -> Any:
    """The stint by which the state was reached cheapest, and the state before it."""
    weekends, shortest, least_in_row, least_off, _, _, _ = rules
    day, weekend, counter, minutes = state
    days, longest = best.shape[0], best.shape[1]
    value = reach[day, weekend, counter, minutes]
    for end in range(max(day - least_off, 1), (day if day == days else day - least_off) + 1):
        again, tail = rest_after(end, days, least_off, off)
        if again != day or tail == np.inf:
            continue
        for length in range(1, min(longest, end) + 1):
            start = end - length
            before = weekend - weekends[start, length - 1]
            if before < 0 or (length < least_in_row and start > 0 and end < days):
                continue
            added, more, old = stint_to(state, value, start, before, length, tail, best, rules, reach)
            if added >= 0:
                return (start, length, added, more), (start, before, old, minutes - length * shortest - more)
    return (-1, 0, 0, 0), (0, 0, 0, 0)


@compiled
def cheapest_row(price: Any, off: Any, kinds: Any, rules: Any, best: Any, reach: Any, row: Any) -> Any:
    """The cheapest lawful row at these prices, written into `row`; its price, or infinity when there is none."""
    stints(price, kinds, best)
    path(best, off, rules, reach)
    value, state = cheapest_end(reach, rules[5])
    row[:] = -1
    if value == np.inf:
        return value
    while state[0] > 0:
        day, weekend, counter, minutes = state
        here = reach[day, weekend, counter, minutes]
        if reach[day - 1, weekend, counter, minutes] + off[day - 1] == here:
            state = (day - 1, weekend, counter, minutes)
        else:
            stint, state = step_back(state, best, off, rules, reach)
            walk(stint, price, kinds, best.shape[3], row)
    return value


@compiled
def most_minutes_after(longest_shift: Any, weekends: Any, most_weekends: int, least_in_row: int, least_off: int) -> Any:
    """rest[day, weekends used]: the most minutes that can still be worked by one who is free on that day."""
    days, longest = weekends.shape
    rest = np.zeros((days + 1, most_weekends + 1), dtype=np.int64)
    for day in range(days - 1, -1, -1):
        for weekend in range(most_weekends + 1):
            found, minutes = rest[day + 1, weekend], 0
            for length in range(min(longest, days - day)):
                minutes += longest_shift[day + length]
                end = day + length + 1
                now = weekend + weekends[day, length]
                if longest_shift[day + length] == 0 or now > most_weekends:
                    break
                if length + 1 >= least_in_row or day == 0 or end == days:
                    found = max(found, minutes + rest[min(end + least_off, days), now])
            rest[day, weekend] = found
    return rest


def was_compiled() -> bool:
    """True when this process had to compile the functions, and did not find them on disk."""
    dispatcher: Any = cheapest_row
    return bool(dispatcher.stats.cache_misses)
