import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import WrongInput
from selvstyrt.core.pay import share_minutes

weights = st.lists(st.integers(0, 2000), min_size=1, max_size=8).filter(sum)


@given(st.integers(0, 5000), weights)
def test_shares_add_up_and_each_is_within_a_minute_of_its_exact_share(total, parts):
    shares = share_minutes(total, parts)
    assert sum(shares) == total
    for share, part in zip(shares, parts, strict=True):
        assert abs(share * sum(parts) - total * part) < sum(parts)


@given(weights)
def test_sharing_the_whole_gives_every_part_itself(parts):
    assert share_minutes(sum(parts), parts) == tuple(parts)


@pytest.mark.parametrize(("total", "parts"), [(10, []), (10, [0, 0]), (-1, [5]), (10, [20, -5])])
def test_what_cannot_be_shared_is_refused(total, parts):
    with pytest.raises(WrongInput) as refused:
        share_minutes(total, parts)
    assert refused.value.code == "nothing_to_share_over"
