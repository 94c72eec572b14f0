"""Sharing whole minutes in proportion (forholdsmessig fordeling), so that nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence

from selvstyrt.core.base import WrongInput


def share_minutes(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` minutes over parts in proportion to `weights`; the parts always add up to `total`.

    Each part first gets the whole minutes of its exact share. The minutes left go one by one to the
    parts with the largest fraction left over; of equal fractions the earliest part is first.

    >>> share_minutes(160, [60, 420])
    (20, 140)
    >>> share_minutes(30, [7, 18])
    (8, 22)
    >>> share_minutes(1, [1, 1])
    (1, 0)

    Raises: WrongInput `nothing_to_share_over`.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise WrongInput(
            "nothing_to_share_over",
            f"{total} minutes cannot be shared over {list(weights)}; give at least one part with time in it.",
            total=total,
            weights=tuple(weights),
        )
    shares = [total * weight // whole for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda part: (-(total * weights[part] % whole), part))
    for part in by_fraction[: total - sum(shares)]:
        shares[part] += 1
    return tuple(shares)
