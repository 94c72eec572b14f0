"""A peer: the model that a competent user of OR-Tools CP-SAT writes first, with that solver's own settings.

python benchmarks/peers/plain_cpsat.py INSTANCE --time-limit 60 --workers 2
"""

from __future__ import annotations

import time
from typing import Any

from ortools.sat.python import cp_model

from benchmarks.peers.peer import Result, main, weekends
from selvstyrt.engine.staffing.instance import Instance, Person


def build(instance: Instance) -> tuple[cp_model.CpModel, dict[tuple[str, int, str], Any]]:
    """The model and its yes-or-no choices."""
    model = cp_model.CpModel()
    has: dict[tuple[str, int, str], Any] = {}
    for person in instance.people:
        works = []
        for day in range(instance.days):
            able = [] if day in person.days_off else [each for each in instance.shifts if person.most_of.get(each.id)]
            for shift in able:
                has[person.id, day, shift.id] = model.new_bool_var("")
            works.append(model.new_bool_var(""))
            model.add(sum(has[person.id, day, shift.id] for shift in able) == works[day])
        _person(model, instance, person, works, has)
    costs: list[Any] = [wish.weight for wish in instance.wanted]
    for wishes, sign in ((instance.wanted, -1), (instance.unwanted, 1)):
        keys = ((wish, (wish.person, wish.day, wish.shift)) for wish in wishes)
        costs += [sign * wish.weight * has[key] for wish, key in keys if key in has]
    for need in instance.needs:
        under = model.new_int_var(0, need.people, "")
        over = model.new_int_var(0, len(instance.people), "")
        keys = [(person.id, need.day, need.shift) for person in instance.people]
        model.add(sum(has[key] for key in keys if key in has) + under - over == need.people)
        costs += [need.under * under, need.over * over]
    model.minimize(sum(costs))
    return model, has


def _person(model: cp_model.CpModel, instance: Instance, person: Person, works: list[Any], has: dict[Any, Any]) -> None:
    mine = {(day, shift): has[name, day, shift] for name, day, shift in has if name == person.id}
    for (day, shift_id), here in mine.items():
        shift = next(each for each in instance.shifts if each.id == shift_id)
        for other in shift.not_before:
            if (day + 1, other) in mine:
                model.add_bool_or([~here, ~mine[day + 1, other]])
    for shift in instance.shifts:
        model.add(sum(here for (_, each), here in mine.items() if each == shift.id) <= person.most_of.get(shift.id, 0))
    length = {shift.id: shift.minutes for shift in instance.shifts}
    minutes = sum(length[shift] * here for (_, shift), here in mine.items())
    model.add(minutes <= person.most_minutes)
    model.add(minutes >= person.least_minutes)
    _runs(model, person, works)


def _runs(model: cp_model.CpModel, person: Person, works: list[Any]) -> None:
    days = len(works)
    for first in range(days - person.most_in_row):
        model.add_bool_or([~work for work in works[first : first + person.most_in_row + 1]])
    for short in range(1, person.least_in_row):
        for first in range(days - short - 1):
            inside = works[first + 1 : first + short + 1]
            model.add_bool_or([works[first], *[~work for work in inside], works[first + short + 1]])
    for short in range(1, person.least_off):
        for first in range(days - short - 1):
            model.add_bool_or([~works[first], *works[first + 1 : first + short + 1], ~works[first + short + 1]])
    worked = []
    for weekend in weekends(days):
        worked.append(model.new_bool_var(""))
        for day in weekend:
            model.add_implication(works[day], worked[-1])
    model.add(sum(worked) <= person.most_weekends)


def solve(instance: Instance, seconds: float, workers: int) -> Result:
    """Build and solve; the clock runs from before the building."""
    start = time.monotonic()
    model, has = build(instance)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    status = solver.solve(model)
    spent = time.monotonic() - start
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Result(None, 0, spent, False)
    roster = {person.id: [""] * instance.days for person in instance.people}
    for (person_id, day, shift), here in has.items():
        if solver.boolean_value(here):
            roster[person_id][day] = shift
    return Result(roster, solver.best_objective_bound, spent, status == cp_model.OPTIMAL)


if __name__ == "__main__":
    main("cp-sat", solve)
