"""The rules of the model (regler), one file each; this list is the table of contents.

Each file says in `MIRRORS` which findings of the evaluator it keeps out. Absence (UNAVAILABLE), skills
(SKILL) and other assistants' fixed shifts need no rule: `core.roster.targets.may_have` allows no variable for them.
"""

from types import ModuleType

from selvstyrt.engine.constraints import (
    breaks,
    contract_max,
    daily_hours,
    daily_rest,
    fixed,
    frame,
    overlap,
    special,
    sundays,
    union,
    weekly_hours,
    weekly_rest,
)

CONSTRAINTS: tuple[ModuleType, ...] = (
    fixed,
    overlap,
    contract_max,
    frame,
    daily_hours,
    weekly_hours,
    daily_rest,
    weekly_rest,
    sundays,
    breaks,
    union,
    special,
)
