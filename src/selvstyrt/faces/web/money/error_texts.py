"""What refusals about money and reports say; those that stop pay stand with worked time."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXTS: dict[str, str | Promise] = {
    "year_out_of_plan": _("En årsplan kan lages for %(first)s og %(last)s."),
    "special_weeks_too_many": _("%(weeks)s uker på en gang er for mange. Legg inn høyst %(limit)s."),
    "special_week_has_passed": _("Uken er over. Velg en uke som kommer."),
    "special_week_unknown": _("Uken er allerede fjernet."),
    "special_week_out_of_range": _("Skriv 0 til 400 prosent, eller timer med hele kvarter."),
    "reserve_too_large": _("Så mye er det ikke igjen. Hold av høyst %(limit_minutes)s."),
    "special_weeks_over_account": _("Det er %(over_minutes)s mer enn det er igjen i %(year)s. Skriv færre timer."),
    "negative_minutes": _("Reserven kan ikke være mindre enn 0."),
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
