"""What a plan weighed and what it costs (vekting): the preset of its run, what came of it, other drafts beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.models import PlanVersion, Run, Shift
from selvstyrt.core.roster import Evaluator, Preset, RosterCost, read_problem
from selvstyrt.core.roster.evaluation import Figures
from selvstyrt.core.roster.kinds import ShareKind
from selvstyrt.core.roster.problem import Assignments

MOST_COMPARED = 3


@dataclass(frozen=True, slots=True)
class Weighed:
    """One version of the plan in figures a person can count (utfall).

    `off_contract` are people whose hours differ by more than half a common shift; `uneven` are people who have more or
    fewer of a kind than a fair share, earlier periods counted in. `cost` is None when some wage is not known.
    """

    number: int
    made_at: datetime
    preset: Preset
    empty: int
    wishes_unmet: int
    off_contract: int
    uneven: Mapping[ShareKind, int]
    weekends: int
    moved: int
    cost: RosterCost

    @property
    def uneven_people(self) -> int:
        """How often somebody has more or less of a kind than a fair share."""
        return sum(self.uneven.values())

    @property
    def total(self) -> Decimal | None:
        """Gross pay of the plan, or None when some wage is not known."""
        return None if self.cost.unpriced else self.cost.total


def weighed(judged: Judged) -> Weighed | None:
    """What came of the plan as it stands now, by the preset and ledger of its last run; None without one."""
    run = _last_runs(PlanVersion.objects.filter(pk=judged.plan.pk)).first()
    return _weighed(run, judged.assignments) if run is not None else None


def beside(plan: PlanVersion) -> list[Weighed]:
    """The newest drafts of the same days with other presets, at most three, to compare with."""
    drafts = PlanVersion.objects.filter(
        scheme=plan.scheme_id, first_day=plan.first_day, last_day=plan.last_day, state=PlanVersion.State.DRAFT
    ).exclude(pk=plan.pk)
    found: dict[int, Run] = {}
    for run in _last_runs(drafts)[: 2 * MOST_COMPARED]:
        found.setdefault(run.plan_id, run)
    runs = list(found.values())[:MOST_COMPARED]
    holders: dict[int, dict[str, str | None]] = {run.plan_id: {} for run in runs}
    rows = Shift.objects.filter(plan__in=holders, assignment__isnull=False)
    for plan_id, key, person in rows.values_list("plan_id", "key", "assignment__person__uid"):
        holders[plan_id][key] = str(person)
    return [_weighed(run, holders[run.plan_id]) for run in runs]


def _last_runs(plans: QuerySet[PlanVersion]) -> QuerySet[Run]:
    return (
        Run.objects.filter(plan__in=plans, state=Run.State.DONE, roster__isnull=False)
        .select_related("plan")
        .defer("roster", "progress")
        .order_by("-queued_at", "-pk")
    )


def _weighed(run: Run, holders: Assignments) -> Weighed:
    problem = read_problem(run.problem)
    known = problem.person_by_id
    held = {each.id: holders.get(each.id) for each in problem.shifts}
    assignments = {key: None if who not in known else who for key, who in held.items()}
    evaluator = Evaluator.of(problem)
    figures = evaluator.figures(assignments)
    tolerance = evaluator.targets.tolerance
    current = problem.current or {}
    return Weighed(
        number=run.plan.number,
        made_at=run.plan.made_at,
        preset=Preset(run.problem.get("weights", {}).get("preset", Preset.BALANCED.value)),
        empty=sum(who is None for who in assignments.values()),
        wishes_unmet=sum(each.wishes_unmet for each in figures),
        off_contract=sum(abs(each.minutes - each.contract_minutes) > tolerance for each in figures),
        uneven={kind: sum(_is_uneven(evaluator, each, assignments, kind) for each in figures) for kind in ShareKind},
        weekends=sum(each.weekends for each in figures),
        moved=sum(who is not None and assignments.get(key) != who for key, who in current.items()),
        cost=evaluator.cost(assignments),
    )


def _is_uneven(evaluator: Evaluator, figures: Figures, assignments: Assignments, kind: ShareKind) -> bool:
    share = figures.shares.get(kind)
    if share is None:
        return False
    targets, person = evaluator.targets, evaluator.problem.person_by_id[figures.assistant]
    own = [each for each in targets.of_kind[kind] if assignments.get(each.id) == person.id]
    count = share.carried + sum(targets.counts(person, each, kind) for each in own)
    return not share.lowest <= count <= share.highest
