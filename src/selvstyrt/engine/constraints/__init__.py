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

_OVERTIME = "A roster plans no overtime and earlier work is ordinary hours: nothing here adds to overtime."
_OTHER_WORK = "Shifts of a roster are the respite itself; other work for the same employer has no field in a problem."
_WARNING = "Only ever a warning: the work leader decides."

NOT_MIRRORED: dict[str, str] = {
    **dict.fromkeys((f"AML-10-6-4-{window}" for window in ("7D", "4W", "52W")), _OVERTIME),
    **dict.fromkeys((f"AML-10-6-5-{window}" for window in ("7D", "4W", "52W")), _OVERTIME),
    **dict.fromkeys(("AML-10-6-6", "AML-10-6-6-7D", "AML-10-6-6-26W"), _OVERTIME),
    **dict.fromkeys((f"HOME-11-{window}" for window in ("7D", "4W", "26W", "52W")), _OVERTIME),
    **dict.fromkeys(("AML-10-9-2", "HOME-13-4"), _OVERTIME),
    **dict.fromkeys(("AVL-5", "AVL-10"), _OTHER_WORK),
    **dict.fromkeys(("AML-10-10-2", "AML-10-11-2"), _WARNING),
    "AML-10-4-2": "Passive time lifts the ceilings of daily_hours and weekly_hours; by itself it breaks nothing.",
    "AML-10-4-3": "A roster plans no standby at home.",
    "AML-10-5-1": "Whether the agreement can be used is asked in core.worktime.bounds; its limits are mirrored.",
}
"""Rules of core.worktime that need no constraint, each with the reason."""
