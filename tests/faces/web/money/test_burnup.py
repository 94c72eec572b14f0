from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from selvstyrt.apps.hours.queries import Account, MonthFigures
from selvstyrt.apps.hours.services import post_grants
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.payroll.services import lock_month
from selvstyrt.faces.web.money.burnup import NARROW, WIDE, Frame, burn_up, months_shown
from tests.cast import Cast
from tests.faces.web.money.test_money import approved, days_since, last_month
from tests.faces.web.time.pages import address, logged_in, past, text_of

NAMES = {"granted": "Tildelt", "used": "Brukt", "planned": "Planlagt", "expected": "Ventet"}


def year(first: int, *, used: int, expected: int = 0) -> Account:
    """Granted 100 h a month from month `first` on; `used` minutes each month until 20 November."""
    months = tuple(
        MonthFigures(
            date(2026, number, 1),
            granted=6000 * (number >= first),
            used=used * (first <= number <= 11),
            waiting=0,
            planned=600 * (number == 12),
            expected=expected * (number == 12),
            left_after=0,
        )
        for number in range(1, 13)
    )
    granted = sum(month.granted for month in months)
    spent = sum(month.used for month in months)
    return Account(
        year=2026,
        on=date(2026, 11, 20),
        granted_year=granted,
        granted_so_far=granted,
        other=0,
        used=spent,
        waiting=0,
        planned=600,
        balance=granted - spent,
        left=granted - spent - 600,
        pace_percent=Decimal(100),
        planned_until=date(2026, 12, 13),
        expected=expected,
        forecast_left=granted - spent - 600 - expected,
        months=months,
        alerts=(),
        steps=(),
    )


def picture(account: Account, frame: Frame):
    months = months_shown(account)
    return burn_up(account, months, [f"{month.month:%B}" for month in months], NAMES, frame)


def test_the_year_is_shown_from_the_first_month_with_a_grant() -> None:
    account = year(9, used=5000)
    assert [month.month.month for month in months_shown(account)] == [9, 10, 11, 12]
    drawn = picture(account, WIDE)
    assert drawn.granted.startswith(f"{WIDE.left},{WIDE.bottom} ")
    assert drawn.months[0].x == WIDE.left
    assert len(drawn.months) == 4


def test_a_year_granted_from_january_is_shown_whole() -> None:
    drawn = picture(year(1, used=0), WIDE)
    assert [tick.text for tick in drawn.months][::11] == ["Jan", "Dec"]
    assert drawn.granted.split()[-1] == f"{WIDE.right},{WIDE.top}"


@pytest.mark.parametrize("frame", [WIDE, NARROW])
@pytest.mark.parametrize(
    ("first", "used", "expected"), [(9, 5000, 900), (9, 5990, 20), (1, 6000, 0), (12, 0, 900), (1, 0, 60)]
)
def test_every_line_has_its_name_beside_its_end_and_none_covers_another(
    frame: Frame, first: int, used: int, expected: int
) -> None:
    drawn = picture(year(first, used=used, expected=expected), frame)
    assert {name.text for name in drawn.names} == set(NAMES.values()) - (set() if expected else {"Ventet"})
    for name in drawn.names:
        assert frame.left < name.x
        assert name.x + 8 * len(name.text) <= frame.width
        assert 0 < name.y <= frame.bottom
    for one in drawn.names:
        for other in drawn.names:
            if one is not other and abs(one.y - other.y) < 16:
                assert one.x + 8 * len(one.text) <= other.x or other.x + 8 * len(other.text) <= one.x


def test_the_page_begins_with_the_first_grant_and_says_the_forecast_once(cast: Cast) -> None:
    today = timezone.localdate()
    post_grants(
        scheme_uid=cast.scheme.uid, through=date(today.year, 12, 31), by=cast.actor(cast.liv), now=timezone.now()
    )
    page = logged_in(cast.kari).get(address(cast, "hours"))
    text = text_of(page)
    assert text.count("ved nyttår") == 1
    assert page.content.decode().count("<svg") == 2
    assert re.findall(r'class="sv-name"[^>]*>(\w+)<', page.content.decode()).count("Tildelt") == 2


def test_a_rate_that_is_not_confirmed_says_so_with_its_source(cast: Cast) -> None:
    month = last_month()
    approved(cast, past(days_since(month) - 1))
    client = logged_in(cast.amal)
    url = address(cast, "pay_month", month=month)
    before = text_of(client.get(url))
    assert "Noen satser er ikke bekreftet." in before
    lock_month(scheme_uid=cast.scheme.uid, month=month, by=cast.actor(cast.liv), now=timezone.now())
    assert set(PayLine.objects.values_list("certainty", flat=True)) == {"low"}
    page = client.get(url)
    assert "Satsen er ikke bekreftet. Den er utledet, ikke lest i avtalen. Kilde: Landsoverenskomst for BPA" in text_of(
        page
    )
    assert 'href="https://www.2carebpa.no/lonn-og-betingelser"' in page.content.decode()


def test_a_confirmed_rate_says_nothing_of_it(cast: Cast) -> None:
    month = last_month()
    entry = approved(cast, past(days_since(month) - 1))
    lock_month(scheme_uid=cast.scheme.uid, month=month, by=cast.actor(cast.liv), now=timezone.now())
    line = PayLine.objects.get(entry=entry, kind="base")
    PayLine.objects.bulk_create(
        [
            PayLine(
                period=line.period, entry=entry, number=9, kind="weekend", day=line.day, minutes=60,
                rate=line.rate, amount=line.rate, tariff=line.tariff, certainty="high", steps=[],
                created_at=line.created_at,
            )
        ]
    )  # fmt: skip
    text = text_of(logged_in(cast.amal).get(address(cast, "pay_month", month=month)))
    assert text.count("Satsen er ikke bekreftet.") == PayLine.objects.exclude(certainty="high").count()


def test_paid_lines_still_cannot_be_changed_past_django(cast: Cast) -> None:
    from django.db import DatabaseError, connection, transaction

    month = last_month()
    approved(cast, past(days_since(month) - 1))
    lock_month(scheme_uid=cast.scheme.uid, month=month, by=cast.actor(cast.liv), now=timezone.now())
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE payroll_payline SET amount = 0")
