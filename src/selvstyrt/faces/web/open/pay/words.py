"""What groups, figures and units of pay are called, in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.datasets.wages import WageGroup
from selvstyrt.apps.directory.figures import Figure, FigureStatus
from selvstyrt.apps.directory.queries.pay import Choice
from selvstyrt.faces.web.amounts import NBSP, number_text


def kroner_text(amount: int) -> str:
    """Whole kroner: "29 270 kr", in English "NOK 29,270"."""
    number = number_text(amount)
    return f"NOK{NBSP}{number}" if get_language() == "en" else f"{number}{NBSP}kr"


def figure_text(figure: Figure, unit: str = "month") -> str:
    """The figure as the source shows it: an hour is "ca.", a hidden figure says so."""
    if figure.status is FigureStatus.SUPPRESSED:
        return _("skjult")
    if figure.value is None:
        return _("finnes ikke")
    if unit == "persons":
        return number_text(figure.value)
    text = kroner_text(figure.value)
    return _("ca. %(amount)s") % {"amount": text} if unit == "hour" else text


def sector_text(sector: str) -> str:
    """The sector as words in a list."""
    return {
        "all": _("alle sektorer"),
        "municipal": _("kommunen"),
        "private": _("privat sektor"),
        "state": _("staten"),
    }[sector]


def working_time_text(working_time: str) -> str:
    """Working time as words in a list."""
    return {"all": _("deltid og heltid"), "part_time": _("deltid"), "full_time": _("heltid")}[working_time]


def group_text(group: WageGroup) -> str:
    """ "Privat sektor, deltid"."""
    text = f"{sector_text(group.sector)}, {working_time_text(group.working_time)}"
    return text[0].upper() + text[1:]


def short_group_text(group: WageGroup) -> str:
    """ "Privat, deltid": short enough for a picture on a phone; working time only where it is one of them."""
    sector = {"all": _("Alle"), "municipal": _("Kommunen"), "private": _("Privat"), "state": _("Staten")}[group.sector]
    return sector if group.working_time == "all" else f"{sector}, {working_time_text(group.working_time)}"


def gender_text(gender: str) -> str:
    """Whom a column is about."""
    return {"total": _("Alle"), "women": _("Kvinner"), "men": _("Menn")}[gender]


def unit_text(unit: str) -> str:
    """What an amount is for."""
    return {"hour": _("i timen"), "month": _("i måneden"), "year": _("i året")}[unit]


def statistic_text(statistic: str) -> str:
    """What kind of middle, or quarter, a figure is."""
    return {
        "median": _("Median"),
        "mean": _("Gjennomsnitt"),
        "lower_quartile": _("Nedre kvartil"),
        "upper_quartile": _("Øvre kvartil"),
    }[statistic]


def statistic_meaning(statistic: str) -> str:
    """The kind of figure in one sentence."""
    return {
        "median": _("Halvparten tjener mer, halvparten mindre."),
        "mean": _("Alt lagt sammen, og delt på antallet."),
        "lower_quartile": _("En av fire tjener mindre."),
        "upper_quartile": _("En av fire tjener mer."),
    }[statistic]


def overtime_text(overtime: str) -> str:
    """With or without overtime."""
    return {"excl_overtime": _("uten overtid"), "incl_overtime": _("med overtid")}[overtime]


def what_text(choice: Choice) -> str:
    """ "Median i måneden, uten overtid": what the figures of a table are."""
    return f"{statistic_text(choice.statistic)} {unit_text(choice.unit)}, {overtime_text(choice.overtime)}"
