"""What the SSB page shows: quartiles, years and quarters, other groups, permanent and temporary jobs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from selvstyrt.apps.directory.datasets.ssb import ALL_OCCUPATIONS, Employment, MonthlyPay
from selvstyrt.apps.directory.figures import Figure
from selvstyrt.apps.directory.queries.pay import employment, quarterly_pay, yearly_pay
from selvstyrt.faces.web.bars import BarFigure
from selvstyrt.faces.web.open.pay.forms import HOME_HELP_GROUP, Asked, GroupChoice
from selvstyrt.faces.web.open.pay.picture import choice_bars, plain_bars
from selvstyrt.faces.web.open.pay.table import Table, table_of
from selvstyrt.faces.web.open.pay.words import figure_text, gender_text, statistic_meaning, statistic_text

_STATISTICS = ("lower_quartile", "median", "mean", "upper_quartile")
_GENDERS = ("total", "women", "men")
_CONTRACTS = ("all", "permanent", "temporary", "unknown")


def ssb_context(asked: Asked[GroupChoice]) -> dict[str, Any]:
    """Everything on the page for a group."""
    choice = asked.choice
    yearly, quarterly, employed = yearly_pay(), quarterly_pay(), employment()
    name = yearly.content.names[choice.styrk08]
    genders = [gender_text(gender) for gender in _GENDERS]
    return {
        "form": asked.form,
        "choice": choice,
        "name": name,
        "answer": _sentence(yearly.content, choice, name),
        "meanings": [(statistic_text(each), statistic_meaning(each)) for each in _STATISTICS],
        "statistics": table_of(
            _("Avtalt lønn i måneden, %(year)s") % {"year": choice.period},
            [_("Mål"), *genders],
            _statistic_rows(yearly.content, choice),
        ),
        "quartiles": _quartiles(yearly.content, choice, name),
        "groups": _groups(yearly.content, choice),
        "group_table": _group_table(yearly.content, choice),
        "years": _over_time(_("Median i måneden, hvert år (tabell 11418)"), yearly.content, choice, "median"),
        "quarters": _over_time(
            _("Median i måneden, kvartal for kvartal (tabell 11658)"), quarterly.content, choice, "median"
        ),
        "quarter_means": _over_time(
            _("Gjennomsnitt i måneden, kvartal for kvartal (tabell 11658)"), quarterly.content, choice, "mean"
        ),
        "contracts": table_of(
            _("Mennesker i jobb (tabell 14437)"),
            [_("År og alder"), _("Alle"), _("Fast"), _("Midlertidig"), _("Ikke oppgitt")],
            _contract_rows(employed.content, choice.styrk08),
        ),
        "is_mixed": choice.styrk08 == HOME_HELP_GROUP,
        "sources": [yearly.provenance, quarterly.provenance, employed.provenance],
        "provenance": yearly.provenance,
    }


def _sentence(table: MonthlyPay, choice: GroupChoice, name: str) -> str:
    words = {"group": f"{choice.styrk08} {name}", "year": choice.period, "who": gender_text(choice.gender).lower()}
    figures = {each: table.figure(choice.period, choice.styrk08, each, choice.gender) for each in _STATISTICS}
    words |= {each: figure_text(figure) for each, figure in figures.items()}
    if not all(figure.shown for figure in figures.values()):
        return _("Gruppen %(group)s, %(who)s, %(year)s: SSB viser ikke alle tallene.") % words
    return (
        _(
            "Gruppen %(group)s, %(who)s, %(year)s: %(median)s i måneden i midten. "
            "Halvparten tjener fra %(lower_quartile)s til %(upper_quartile)s."
        )
        % words
    )


def _statistic_rows(table: MonthlyPay, choice: GroupChoice) -> list[list[str]]:
    return [
        [
            statistic_text(each),
            *(figure_text(table.figure(choice.period, choice.styrk08, each, gender)) for gender in _GENDERS),
        ]
        for each in _STATISTICS
    ]


def _quartiles(table: MonthlyPay, choice: GroupChoice, name: str) -> BarFigure:
    bars = []
    for each in _STATISTICS:
        figure = table.figure(choice.period, choice.styrk08, each, choice.gender)
        bars.append((statistic_text(each), figure.value, figure_text(figure), each == "median"))
    words = {"name": name, "who": gender_text(choice.gender).lower(), "year": choice.period}
    return plain_bars(_("Avtalt månedslønn, %(name)s, %(who)s, %(year)s") % words, bars)


def _medians(table: MonthlyPay, choice: GroupChoice) -> list[tuple[str, Figure]]:
    return [(code, table.figure(choice.period, code, "median", choice.gender)) for code in table.names]


def _groups(table: MonthlyPay, choice: GroupChoice) -> BarFigure:
    bars = [
        (
            _("Alle yrker") if code == ALL_OCCUPATIONS else code,
            figure.value,
            figure_text(figure),
            code == choice.styrk08,
        )
        for code, figure in _medians(table, choice)
    ]
    words = {"who": gender_text(choice.gender).lower(), "year": choice.period}
    return choice_bars(_("Median i måneden, %(who)s, %(year)s") % words, bars)


def _group_table(table: MonthlyPay, choice: GroupChoice) -> Table:
    rows = [
        [table.names[code] if code == ALL_OCCUPATIONS else f"{code} {table.names[code]}", figure_text(figure)]
        for code, figure in _medians(table, choice)
    ]
    return table_of(_groups(table, choice).caption, [_("Gruppe"), _("Median i måneden")], rows)


def _over_time(caption: str, table: MonthlyPay, choice: GroupChoice, statistic: str) -> Table:
    headings = [_("Tid"), *(gender_text(gender) for gender in _GENDERS)]
    return table_of(caption, headings, _period_rows(table, choice, statistic))


def _period_rows(table: MonthlyPay, choice: GroupChoice, statistic: str) -> list[list[str]]:
    rows = []
    for period in table.periods:
        figures = [table.figure(period, choice.styrk08, statistic, gender) for gender in _GENDERS]
        if any(figure.shown for figure in figures):
            rows.append([_period_text(period), *(figure_text(figure) for figure in figures)])
    return rows


def _period_text(period: str) -> str:
    year, quarter = period[:4], period[5:]
    return _("%(quarter)s. kvartal %(year)s") % {"quarter": quarter, "year": year} if "K" in period else period


def _contract_rows(table: Employment, group: str) -> list[list[str]]:
    if group not in table.names:
        return []
    rows = []
    for period in table.periods:
        for ages in ("15-74", "20-66"):
            figures = [table.figure(period, group, contract, ages) for contract in _CONTRACTS]
            label = _("%(year)s, %(ages)s år") % {"year": period, "ages": ages.replace("-", "–")}
            rows.append([label, *(figure_text(figure, "persons") for figure in figures)])
    return rows
