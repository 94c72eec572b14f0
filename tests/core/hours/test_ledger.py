from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import DateRange, WrongInput
from selvstyrt.core.hours import PASSIVE_POT, LedgerEntry, LedgerKind, balance, other_minutes, used_minutes

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)
YEAR = DateRange(FIRST, LAST + timedelta(days=1))


@st.composite
def postings(draw):
    kind = draw(st.sampled_from(LedgerKind))
    size = draw(st.integers(0, 2000))
    minutes = size * kind.sign if kind.sign else draw(st.sampled_from([size, -size]))
    corrects = draw(st.sampled_from([None, LedgerKind.USE_ACTIVE, LedgerKind.GRANT, LedgerKind.OPENING]))
    return LedgerEntry(
        draw(st.dates(FIRST, LAST)), kind, minutes, corrects=corrects if kind is LedgerKind.CORRECTION else None
    )


ledgers = st.lists(postings(), max_size=30)


@given(ledgers, st.randoms(), st.dates(FIRST, LAST))
def test_the_balance_does_not_depend_on_the_order_of_postings(entries, random, on):
    shuffled = list(entries)
    random.shuffle(shuffled)
    assert balance(shuffled, on) == balance(entries, on)
    assert used_minutes(shuffled, YEAR) == used_minutes(entries, YEAR)


@given(ledgers)
def test_every_posting_is_a_grant_of_the_decisions_a_use_or_another(entries):
    from_decisions = sum(
        entry.minutes for entry in entries if (entry.corrects or entry.kind) in {LedgerKind.GRANT, LedgerKind.ADJUST}
    )
    assert balance(entries, LAST) == from_decisions + other_minutes(entries, YEAR) - used_minutes(entries, YEAR)


@given(ledgers, st.dates(FIRST, LAST))
def test_days_after_the_day_asked_about_do_not_count(entries, on):
    until = [entry for entry in entries if entry.day <= on]
    assert balance(entries, on) == balance(until, LAST)


def test_a_correction_of_use_gives_hours_back():
    entries = [
        LedgerEntry(FIRST, LedgerKind.USE_ACTIVE, -480),
        LedgerEntry(FIRST, LedgerKind.CORRECTION, 60, corrects=LedgerKind.USE_ACTIVE),
    ]
    assert used_minutes(entries, YEAR) == 420
    assert balance(entries, FIRST) == -420


def test_the_pots_are_apart():
    entries = [LedgerEntry(FIRST, LedgerKind.USE_PASSIVE, -480, pot=PASSIVE_POT)]
    assert (balance(entries, LAST), balance(entries, LAST, pot=PASSIVE_POT)) == (0, -480)
    assert (used_minutes(entries, YEAR), used_minutes(entries, YEAR, pot=PASSIVE_POT)) == (0, 480)
    assert other_minutes(entries, YEAR, pot=PASSIVE_POT) == 0


@pytest.mark.parametrize("kind", LedgerKind)
def test_each_kind_has_its_sign(kind):
    signs = {1: {"grant", "temp_grant", "carry_in"}, 0: {"adjust", "opening", "correction"}}
    wanted = next((sign for sign, kinds in signs.items() if kind in kinds), -1)
    assert kind.sign == wanted
    for sign in (1, -1):
        if sign * wanted < 0:
            with pytest.raises(WrongInput) as refused:
                LedgerEntry(FIRST, kind, sign)
            assert refused.value.code == "ledger_sign_wrong"
        else:
            assert LedgerEntry(FIRST, kind, sign).minutes == sign
