from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import WrongInput
from selvstyrt.core.pay import ladder_sum, over_contract

LADDER = [(1, Decimal(53)), (290, Decimal(100)), (350, Decimal(150))]


@given(st.integers(0, 400), st.integers(0, 100), st.integers(0, 100))
def test_a_ladder_gives_the_same_sum_in_one_go_and_in_two(before, first, second):
    whole = ladder_sum(LADDER, before, first + second)
    assert whole == ladder_sum(LADDER, before, first) + ladder_sum(LADDER, before + first, second)


@pytest.mark.parametrize("steps", [[], [(2, Decimal(1))]])
def test_a_ladder_that_begins_too_late_is_refused(steps):
    with pytest.raises(WrongInput) as refused:
        ladder_sum(steps, 0, 1)
    assert refused.value.code == "ladder_without_start"


@given(st.integers(0, 6000), st.integers(0, 2500), st.integers(0, 2500))
def test_contract_extra_and_overtime_add_up_to_what_was_worked(worked, contract, full_time):
    week = over_contract(worked, contract, full_time)
    assert week.contracted + week.extra + week.overtime == worked
    assert min(week.contracted, week.extra, week.overtime) >= 0
    assert (week.overtime > 0) == (worked > max(contract, full_time))
