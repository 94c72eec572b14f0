"""The year's hours in one line, the same wherever it stands."""

from __future__ import annotations

from django.utils.translation import gettext as _

from selvstyrt.apps.hours.queries import Account
from selvstyrt.faces.web.amounts import duration_text


def summary(status: Account) -> str:
    """Left of what the year grants when all that is worked is taken, and where it leads."""
    left = status.granted_year + status.other - status.used - status.waiting
    facts = {
        "left": duration_text(whole_hours(abs(left))),
        "granted": duration_text(whole_hours(status.granted_year)),
        "over": duration_text(whole_hours(abs(status.forecast_left))),
    }
    if left < 0:
        return _("%(left)s brukt for mye av %(granted)s · %(over)s mangler ved nyttår") % facts
    if status.forecast_left < 0:
        return _("%(left)s igjen av %(granted)s · du bruker for mye, %(over)s mangler ved nyttår") % facts
    if any(alert.code == "unused_expected" for alert in status.alerts):
        return (
            _("%(left)s igjen av %(granted)s · du bruker mindre enn du har, %(over)s blir til overs ved nyttår") % facts
        )
    return _("%(left)s igjen av %(granted)s · på kurs, %(over)s til overs ved nyttår") % facts


def whole_hours(minutes: int) -> int:
    """Minutes rounded towards zero to whole hours, for a line that is read at a glance."""
    return (abs(minutes) // 60 * 60) * (1 if minutes >= 0 else -1)
