"""What refusals about money and reports say; those that stop pay stand with worked time."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "month_to_come": _("Måneden har ikke begynt ennå. Velg en tidligere måned."),
    "weekly_minutes_out_of_range": _(
        "Vedtaket har flere timer enn to assistenter kan arbeide på en uke. Timekontoen kan ikke regnes ut."
    ),
    "no_wage_step": _("Tariffavtalen har ingen lønn for denne ansienniteten. Spør koordinatoren."),
    "no_divisor": _("Tariffavtalen har ikke timetallet for denne arbeidsuken. Spør koordinatoren."),
    "wage_for_other_week": _("Tariffavtalen har ikke timelønn for denne arbeidsuken. Spør koordinatoren."),
    "no_resting_rule": _("Tariffavtalen sier ikke hvordan hviletid lønnes. Spør koordinatoren."),
    "no_value_for_day": _("En sats mangler for %(day)s. Spør koordinatoren."),
    "value_repealed": _("En sats gjelder ikke lenger %(day)s. Spør koordinatoren."),
}
