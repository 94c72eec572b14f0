"""Pages and files about pay."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from selvstyrt.apps.directory.queries.pay import wages, yearly_pay
from selvstyrt.faces.web.open.pay import files
from selvstyrt.faces.web.open.pay.forms import asked_group, asked_pay
from selvstyrt.faces.web.open.pay.page import pay_context
from selvstyrt.faces.web.open.pay.ssb import ssb_context
from selvstyrt.faces.web.open.shell import open_page


@open_page
def pay_page(request: HttpRequest) -> HttpResponse:
    """The pay that was asked for, in a sentence, a table and a picture, beside the agreements' minimum."""
    context = pay_context(asked_pay(request.GET.dict()), wages(), timezone.localdate())
    context["address"] = request.build_absolute_uri()
    return render(request, "pages/open/pay/pay.html", context)


@open_page
def ssb_page(request: HttpRequest) -> HttpResponse:
    """SSB's figures for a group: quartiles, years, other groups, permanent jobs."""
    context = ssb_context(asked_group(request.GET.dict(), yearly_pay().content))
    context["address"] = request.build_absolute_uri()
    return render(request, "pages/open/pay/ssb.html", context)


@open_page
def chosen_csv(request: HttpRequest) -> HttpResponse:
    """The figures of the choice as CSV."""
    shelved, asked = wages(), asked_pay(request.GET.dict())
    if asked.form.errors:
        return _not_understood(asked.form)
    lines = files.wage_lines(shelved.content, asked.choice)
    return files.csv_answer(files.WAGE_COLUMNS, ((line, shelved.provenance) for line in lines), "lonn-utvalg")


@open_page
def chosen_json(request: HttpRequest) -> HttpResponse:
    """The figures of the choice as JSON."""
    shelved, asked = wages(), asked_pay(request.GET.dict())
    if asked.form.errors:
        return _not_understood(asked.form)
    return files.wage_json(shelved, files.wage_lines(shelved.content, asked.choice))


@open_page
def all_csv(request: HttpRequest) -> HttpResponse:
    """Every cell of the wage table as CSV."""
    shelved = wages()
    lines = ((line, shelved.provenance) for line in files.wage_lines(shelved.content))
    return files.csv_answer(files.WAGE_COLUMNS, lines, "lonn")


@open_page
def all_json(request: HttpRequest) -> HttpResponse:
    """Every cell of the wage table as JSON."""
    shelved = wages()
    return files.wage_json(shelved, files.wage_lines(shelved.content))


@open_page
def ssb_csv(request: HttpRequest) -> HttpResponse:
    """Every cell of SSB's three tables as CSV, or those of one group (`?gruppe=5322`)."""
    return files.csv_answer(files.SSB_COLUMNS, files.ssb_lines(request.GET.get("gruppe", "")), "lonn-ssb")


@open_page
def ssb_json(request: HttpRequest) -> HttpResponse:
    """The same as JSON."""
    lines = files.ssb_lines(request.GET.get("gruppe", ""))
    return files.json_answer({"cells": [{**line, **files.source_of(provenance)} for line, provenance in lines]})


def _not_understood(form: Form) -> HttpResponse:
    """400 with what is wrong: a file must never hold other figures than those that were asked for."""
    told = [f"{form[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
    return HttpResponse("\n".join(told) + "\n", status=400, content_type="text/plain; charset=utf-8")
