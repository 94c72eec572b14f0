"""Needs as curves (behovskurver): how many are needed in each quarter of an hour, and the rules for their shifts."""

from selvstyrt.core.needs.curve import (
    DAY_QUARTERS,
    QUARTER,
    WEEK_QUARTERS,
    Curve,
    DayNeeds,
    Duty,
    NeedLine,
    RestStretch,
    WeeklyNeed,
    curve_minutes,
    dated_curve,
    lines_on,
    week_curve,
)
from selvstyrt.core.needs.judging import DesignJudgement, TeamFit, judge_design
from selvstyrt.core.needs.problem import (
    CoveringShift,
    Design,
    DesignWeights,
    Needs,
    ShiftRules,
    ShiftShape,
)
from selvstyrt.core.needs.reading import NEEDS_FORMAT, read_needs
from selvstyrt.core.needs.writing import is_skipped, problem_from_design

__all__ = [
    "DAY_QUARTERS",
    "NEEDS_FORMAT",
    "QUARTER",
    "WEEK_QUARTERS",
    "CoveringShift",
    "Curve",
    "DayNeeds",
    "Design",
    "DesignJudgement",
    "DesignWeights",
    "Duty",
    "NeedLine",
    "Needs",
    "RestStretch",
    "ShiftRules",
    "ShiftShape",
    "TeamFit",
    "WeeklyNeed",
    "curve_minutes",
    "dated_curve",
    "is_skipped",
    "judge_design",
    "lines_on",
    "problem_from_design",
    "read_needs",
    "week_curve",
]
