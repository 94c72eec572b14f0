from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import WrongInput
from selvstyrt.core.hours import PASSIVE_POT, CarryOver, HoursPolicy, LedgerKind, charge_use, settle

DAY = date(2025, 6, 1)
ALL = frozenset(kind for kind in LedgerKind if kind.is_use)


def charged(kind, active, resting, **policy):
    made = charge_use(DAY, kind, active, resting, HoursPolicy(**policy), ref="e")
    return [(entry.kind, entry.minutes, entry.pot) for entry in made.entries]


@pytest.mark.parametrize(
    ("factor", "posted"),
    [
        (Fraction(1), [("use_active", -25, "main"), ("use_passive", -455, "main")]),
        (Fraction(1, 3), [("use_active", -25, "main"), ("use_passive", -152, "main")]),
        (None, [("use_active", -25, "main"), ("use_passive", -455, PASSIVE_POT)]),
        (Fraction(0), [("use_active", -25, "main")]),
    ],
)
def test_a_resting_night_is_charged_by_the_policy(factor, posted):
    assert charged(LedgerKind.USE_ACTIVE, 25, 455, passive_factor=factor) == posted


@pytest.mark.parametrize("kind", [LedgerKind.TRAINING, LedgerKind.MEETING, LedgerKind.OVERLAP, LedgerKind.SICK_PAID])
def test_other_kinds_draw_on_the_frame_only_when_the_policy_says_so(kind):
    assert charged(kind, 120, 0) == []
    assert charged(kind, 120, 0, from_frame=ALL) == [(kind, -120, "main")]


def test_resting_time_outside_the_frame_is_not_charged():
    policy = HoursPolicy(from_frame=frozenset({LedgerKind.USE_ACTIVE}))
    made = charge_use(DAY, LedgerKind.USE_ACTIVE, 0, 480, policy)
    assert made.entries == ()
    assert [step.result for step in made.steps] == [0]


@given(st.sampled_from(sorted(ALL)), st.integers(0, 2000), st.integers(0, 2000))
def test_what_is_posted_is_what_the_steps_say(kind, active, resting):
    made = charge_use(DAY, kind, active, resting, HoursPolicy(passive_factor=Fraction(1, 3), from_frame=ALL))
    assert -sum(entry.minutes for entry in made.entries) == sum(step.result for step in made.steps)
    assert all(entry.day == DAY for entry in made.entries)


@pytest.mark.parametrize(
    ("kind", "active", "code"), [(LedgerKind.GRANT, 1, "not_a_use"), (LedgerKind.USE_ACTIVE, -1, "negative_minutes")]
)
def test_what_is_not_use_is_refused(kind, active, code):
    with pytest.raises(WrongInput) as refused:
        charge_use(DAY, kind, active, 0, HoursPolicy())
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("left", "carry_over", "carried", "returned"),
    [
        (2070, CarryOver.NONE, 0, 2070),
        (2070, CarryOver.CAP, 600, 1470),
        (500, CarryOver.CAP, 500, 0),
        (2070, CarryOver.ALL, 2070, 0),
        (-120, CarryOver.NONE, -120, 0),
        (0, CarryOver.CAP, 0, 0),
    ],
)
def test_hours_left_at_the_end_of_the_year(left, carry_over, carried, returned):
    end = settle(left, HoursPolicy(carry_over=carry_over, carry_cap_minutes=600))
    assert (end.carried, end.returned) == (carried, returned)
    assert end.steps[0].inputs["balance"] == left
