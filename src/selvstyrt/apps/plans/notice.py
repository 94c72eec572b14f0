"""How long ahead a plan must be known (varsel): what starts sooner is at short notice."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from selvstyrt.apps.plans.team import midnight
from selvstyrt.core.base import OSLO
from selvstyrt.core.law import number

NOTICE = "aml.plan_discussed_days"


def notice_days(day: date) -> int:
    """Days between discussing a plan and its start by aml. § 10-3."""
    return int(number(NOTICE, day))


def notice_until(now: datetime) -> datetime:
    """The moment from which a plan may be changed without asking (aml. § 10-3)."""
    today = now.astimezone(OSLO).date()
    return midnight(today + timedelta(days=notice_days(today)))
