"""Acts on worked time: enter, confirm, correct, approve, return; months are locked by payroll."""

from selvstyrt.apps.timesheets.services.approving import Approved, mark_approved, return_entry
from selvstyrt.apps.timesheets.services.entering import confirm_shift, correct_entry, submit_entry
from selvstyrt.apps.timesheets.services.months import lock_period, open_period
from selvstyrt.apps.timesheets.services.withdrawing import withdraw_entry

__all__ = [
    "Approved",
    "confirm_shift",
    "correct_entry",
    "lock_period",
    "mark_approved",
    "open_period",
    "return_entry",
    "submit_entry",
    "withdraw_entry",
]
