"""Roster problems and rosters as data, and the one evaluator that judges any roster (turnus)."""

from selvstyrt.core.roster.costs import RosterCost
from selvstyrt.core.roster.evaluation import Evaluation, Evaluator, Figures, evaluate
from selvstyrt.core.roster.moving import NewTime, OwnPlan
from selvstyrt.core.roster.problem import Assignments, Frame, NeedShift, Person, Problem, Wish
from selvstyrt.core.roster.reading import PROBLEM_FORMAT, PROBLEM_FORMAT_2, read_problem, refuse_unknown_names
from selvstyrt.core.roster.roster import (
    ROSTER_FORMAT,
    Note,
    Reason,
    Roster,
    Status,
    read_roster,
    write_finding,
    write_roster,
)
from selvstyrt.core.roster.sharing import neighbours_of, rounds_of, with_work_beside, work_given
from selvstyrt.core.roster.weights import PRESETS, Preset, Weights

__all__ = [
    "PRESETS",
    "PROBLEM_FORMAT",
    "PROBLEM_FORMAT_2",
    "ROSTER_FORMAT",
    "Assignments",
    "Evaluation",
    "Evaluator",
    "Figures",
    "Frame",
    "NeedShift",
    "NewTime",
    "Note",
    "OwnPlan",
    "Person",
    "Preset",
    "Problem",
    "Reason",
    "Roster",
    "RosterCost",
    "Status",
    "Weights",
    "Wish",
    "evaluate",
    "neighbours_of",
    "read_problem",
    "read_roster",
    "refuse_unknown_names",
    "rounds_of",
    "with_work_beside",
    "work_given",
    "write_finding",
    "write_roster",
]
