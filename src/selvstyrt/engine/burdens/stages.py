"""Burdens in order of time, cut into stages (etapper): a weekend, a holiday; what one assistant can have of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt

from selvstyrt.core.roster import NeedShift
from selvstyrt.core.roster.kinds import CALENDAR_KINDS, ShareKind
from selvstyrt.core.roster.terms import WEEKEND_BEGUN_POINTS, meets, share_points, weight_of
from selvstyrt.engine.burdens.implied import Implied, OfOne
from selvstyrt.engine.model import Model

Numbers = npt.NDArray[np.int64]

SCALE = 64
"""Prices are whole 64ths of a point, so that bounds are exact."""

NEVER = 1 << 50
"""What cannot be had costs so much; a plan of possible parts never comes near."""

NEAR = timedelta(hours=48)
MOST_IN_STAGE = 8
"""So many shifts are looked at together at most: what an assistant can have of them is listed in full."""

MOST_STATES = 20_000

Parts = tuple[int, int, int]
"""Weekend shifts, nights and red days."""


@dataclass(frozen=True)
class Move:
    """Choices of one stage that count alike: how many burdens, and whether they touch the stages before and after."""

    count: Parts
    enters: bool
    """True when it excludes what the stage before `leaves`, for the assistants for whom that holds."""
    leaves: bool
    choices: Numbers
    """Their places among the stage's choices."""


@dataclass(frozen=True)
class Stage:
    """Shifts near each other, and what each assistant can have of them."""

    shifts: tuple[int, ...]
    holds: Numbers
    """Per choice and shift: 1 when it holds the shift."""
    costs: Numbers
    """Per assistant and choice, in 64ths of a point."""
    moves: tuple[Move, ...]
    barred: Numbers
    """Per assistant: what it costs to enter after the stage before was left (0 or NEVER)."""


class Burdens:
    """The shifts of a problem that are shared fairly, as stages, with what they cost each assistant.

    Everything left out (hours, averages, other shifts) could only make a roster dearer or rule it out.
    """

    def __init__(self, model: Model) -> None:
        problem, targets = model.problem, model.targets
        self.model = model
        self.people = problem.people
        kinds = {kind: frozenset(shift.id for shift in targets.of_kind[kind]) for kind in CALENDAR_KINDS}
        wanted = frozenset[str]().union(*kinds.values())
        self.shifts: tuple[NeedShift, ...] = tuple(shift for shift in problem.shifts if shift.id in wanted)
        self.number = {shift.id: number for number, shift in enumerate(self.shifts)}
        self._kinds = [frozenset(self.number[shift] for shift in kinds[kind]) for kind in CALENDAR_KINDS]
        self._saturdays = [targets.sorting.weekends(shift.span) for shift in self.shifts]
        implied = Implied(model).of_all(wanted)
        self._implied = [implied.get(person.id, OfOne()) for person in self.people]
        self._linear = self._linear_costs()
        self.constant = self._constant()
        self._wishes = list(self._wishes_to_work())
        self.constant += sum(points for _, _, points in self._wishes)
        self.shares = self._shares()
        self.empty = np.array([targets.empty_points[shift.priority] * SCALE for shift in self.shifts], dtype=np.int64)
        groups = self._groups()
        self.is_small = all(len(group) <= MOST_IN_STAGE for group in groups) and (
            int(np.prod(self.size)) * len(self.people) <= MOST_STATES * 10
        )
        self.stages: list[Stage] = []
        if self.is_small:
            self.stages = self._make(groups)

    @cached_property
    def size(self) -> tuple[int, int, int]:
        """How many states each count has."""
        first, second, third = (share.shape[1] for share in self.shares)
        return first, second, third

    def _linear_costs(self) -> dict[tuple[str, str], int]:
        proto = self.model.cp.proto
        factors = dict(zip(proto.objective.vars, proto.objective.coeffs, strict=True))
        return {key: factors.get(literal.index, 0) for key, literal in self.model.has.items()}

    def _constant(self) -> int:
        """What is charged whatever the burdens: the objective's own constant, and each other shift at its cheapest."""
        total = round(self.model.cp.proto.objective.offset)
        cheapest: dict[str, int] = {}
        for (_, shift_id), points in self._linear.items():
            cheapest[shift_id] = min(points, cheapest.get(shift_id, points))
        for shift in self.model.problem.shifts:
            if shift.id not in self.number:
                empty = self.model.targets.empty_points[shift.priority]
                total += min(empty, cheapest.get(shift.id, empty))
        return total

    def _wishes_to_work(self) -> Iterator[tuple[int, frozenset[int], int]]:
        """Wishes that only burdens can meet: assistant, the shifts that meet it, its points."""
        weight = weight_of(self.model.problem.weights, "wishes")
        for place, person in enumerate(self.people):
            for wish in person.wishes:
                if wish.weight > 0:
                    wanted = [shift.id for shift in self.model.problem.shifts if meets(wish, shift)]
                    mine = [shift for shift in wanted if (person.id, shift) in self.model.has]
                    if all(shift in self.number for shift in mine):
                        points = weight * self.model.targets.wish_units(person, wish)
                        yield place, frozenset(self.number[shift] for shift in mine), points

    def _shares(self) -> list[Numbers]:
        """Per kind: what each number of shifts costs each assistant; the last number stands for all higher ones."""
        tables = []
        for kind in CALENDAR_KINDS:
            shares, weight = self.model.targets.shares[kind], weight_of(self.model.problem.weights, kind.value)
            most = 0
            if weight:
                most = max((share.highest - share.carried for share in shares.values()), default=-2) + 2
                most = min(most, len(self.model.targets.of_kind[kind]))
            table = np.zeros((len(self.people), max(most, 0) + 1), dtype=np.int64)
            for place, person in enumerate(self.people):
                share = shares.get(person.id)
                if share is not None and most:
                    costs = [share_points(share.carried + n, share.lowest, share.highest) for n in range(most + 1)]
                    table[place] = np.array(costs) * weight * SCALE
            table[:, -1] = np.minimum(table[:, -1], self._least_beyond(kind, weight, max(most, 0)))
            tables.append(table)
        return tables

    def _least_beyond(self, kind: ShareKind, weight: int, most: int) -> Numbers:
        """What the cheapest number from `most` up costs each assistant."""
        shares, total = self.model.targets.shares[kind], len(self.model.targets.of_kind[kind])
        least = np.zeros(len(self.people), dtype=np.int64)
        for place, person in enumerate(self.people):
            share = shares.get(person.id)
            if share is not None and weight:
                numbers = range(most, max(most, total) + 1)
                costs = (share_points(share.carried + n, share.lowest, share.highest) for n in numbers)
                least[place] = min(costs) * weight * SCALE
        return least

    def _groups(self) -> list[list[int]]:
        """Shifts of one weekend together, and what is near each other as far as it stays small."""
        whole: list[list[int]] = []
        for number, saturdays in enumerate(self._saturdays):
            last = whole[-1] if whole else []
            if any(saturdays & self._saturdays[other] for other in last):
                last.append(number)
            elif (first := self._of_weekend(whole, saturdays)) is not None:
                whole[first:] = [[*(each for group in whole[first:] for each in group), number]]
            else:
                whole.append([number])
        groups: list[list[int]] = []
        for group in whole:
            near = bool(groups) and self.shifts[group[0]].span.start - self.shifts[groups[-1][-1]].span.end < NEAR
            if near and len(groups[-1]) + len(group) <= MOST_IN_STAGE:
                groups[-1].extend(group)
            else:
                groups.append(list(group))
        return groups

    def _of_weekend(self, groups: list[list[int]], saturdays: frozenset[date]) -> int | None:
        found = (n for n, group in enumerate(groups) if any(saturdays & self._saturdays[each] for each in group))
        return next(found, None)

    def _make(self, groups: Sequence[Sequence[int]]) -> list[Stage]:
        stages: list[Stage] = []
        left: frozenset[int] = frozenset()
        for place, group in enumerate(groups):
            after = groups[place + 1] if place + 1 < len(groups) else ()
            entered = [self._excluded(person, left, group) for person in range(len(self.people))]
            enters = frozenset[int]().union(*(self._excluded_by_some(number, group) for number in left))
            leaves = frozenset(number for number in group if self._excluded_by_some(number, after))
            barred = np.array([NEVER if enters <= mine else 0 for mine in entered], dtype=np.int64)
            stages.append(self._stage(group, enters, leaves, barred))
            left = leaves
        return stages

    def _can_have(self, person: int, number: int) -> bool:
        shift = self.shifts[number].id
        return (self.people[person].id, shift) in self._linear and shift not in self._implied[person].barred

    def _excluded_by_some(self, number: int, others: Sequence[int]) -> frozenset[int]:
        """The shifts that somebody who has this one cannot have."""
        shift = self.shifts[number].id
        return frozenset(
            other for other in others for one in self._implied if (shift, self.shifts[other].id) in one.pairs
        )

    def _excluded(self, person: int, left: frozenset[int], group: Sequence[int]) -> frozenset[int]:
        """The shifts of a group that one assistant cannot have after any of those left before."""
        pairs, mine = self._implied[person].pairs, [each for each in left if self._can_have(person, each)]
        return frozenset(
            other
            for other in group
            if not self._can_have(person, other)
            or all((self.shifts[each].id, self.shifts[other].id) in pairs for each in mine)
        )

    def _stage(self, group: Sequence[int], enters: frozenset[int], leaves: frozenset[int], barred: Numbers) -> Stage:
        holds = self._choices(group)
        costs = np.stack([self._costs(place, group, holds) for place in range(len(self.people))])
        possible = (costs < NEVER).any(axis=0)
        holds, costs = holds[possible], costs[:, possible]
        alike: dict[tuple[Parts, bool, bool], list[int]] = defaultdict(list)
        for number, row in enumerate(holds):
            had = [each for each, held in zip(group, row, strict=True) if held]
            first, second, third = (sum(each in kind for each in had) for kind in self._kinds)
            key = (first, second, third), not enters.isdisjoint(had), not leaves.isdisjoint(had)
            alike[key].append(number)
        moves = tuple(Move(*key, np.array(choices)) for key, choices in alike.items())
        return Stage(tuple(group), holds.astype(np.int64), costs, moves, barred)

    def _choices(self, group: Sequence[int]) -> npt.NDArray[np.bool_]:
        """Every set of the shifts in which no two exclude each other for everybody."""
        never = [
            (i, j)
            for i, j in combinations(range(len(group)), 2)
            if all((self.shifts[group[i]].id, self.shifts[group[j]].id) in one.pairs for one in self._implied)
        ]
        rows = np.arange(1 << len(group))[:, None] >> np.arange(len(group)) & 1
        holds: npt.NDArray[np.bool_] = rows.astype(np.bool_)
        for i, j in never:
            holds = holds[~(holds[:, i] & holds[:, j])]
        return holds

    def _costs(self, place: int, group: Sequence[int], holds: npt.NDArray[np.bool_]) -> Numbers:
        """What each choice costs one assistant: weekends begun, wishes, price; NEVER when it cannot be had."""
        person, one, ids = self.people[place], self._implied[place], [self.shifts[number].id for number in group]
        where = {shift: at for at, shift in enumerate(ids)}
        linear = np.array([self._linear.get((person.id, shift), 0) for shift in ids], dtype=np.int64)
        costs: Numbers = holds @ linear
        begun = weight_of(self.model.problem.weights, "continuity") * WEEKEND_BEGUN_POINTS
        for saturday in frozenset[date]().union(*(self._saturdays[number] for number in group)):
            inside = [at for at, number in enumerate(group) if saturday in self._saturdays[number]]
            costs += begun * holds[:, inside].any(axis=1)
        for who, wanted, points in self._wishes:
            inside = [at for at, number in enumerate(group) if number in wanted]
            if who == place and inside:
                costs -= points * holds[:, inside].any(axis=1)
        closed = [at for at, number in enumerate(group) if not self._can_have(place, number)]
        never = holds[:, closed].any(axis=1)
        for shift, other in one.pairs:
            if shift < other and shift in where and other in where:
                never |= holds[:, where[shift]] & holds[:, where[other]]
        for shifts in one.lists:
            if shifts <= where.keys():
                never |= holds[:, [where[shift] for shift in shifts]].all(axis=1)
        for amounts, most in one.sums:
            inside = [at for at, shift in enumerate(ids) if shift in amounts]
            if inside:
                never |= holds[:, inside] @ np.array([amounts[ids[at]] for at in inside]) > most
        return np.where(never, NEVER, costs * SCALE)
