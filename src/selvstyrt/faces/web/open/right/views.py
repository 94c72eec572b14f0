"""The check: questions, answer, and the answer on paper. Answers tell of health: no cache, no referrer, no robots."""

from __future__ import annotations

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from selvstyrt.core.eligibility import RightTerms
from selvstyrt.faces.web.amounts import duration_text
from selvstyrt.faces.web.open.guide.onward import onward
from selvstyrt.faces.web.open.guide.views import service
from selvstyrt.faces.web.open.right.answer import Answer, answer
from selvstyrt.faces.web.open.right.forms import RightForm, WeekField
from selvstyrt.faces.web.open.right.paper import paper
from selvstyrt.faces.web.open.shell import open_address, open_page


@open_page
def questions(request: HttpRequest) -> HttpResponse:
    """The questions; with answers in the address they are filled in, so that one can go back and change them."""
    terms = RightTerms.at(timezone.localdate())
    form = RightForm(initial=request.GET.dict(), terms=terms)
    response = _shown(request, form)
    return _secret(response) if request.GET else response


@open_page
def the_answer(request: HttpRequest) -> HttpResponse:
    """The answer, or the questions again with what must be mended."""
    form = _form(request)
    if not form.is_valid():
        return _secret(_shown(request, form))
    query = form.query()
    context = {
        "answer": _answer(form),
        "change_url": f"{open_address('open_right')}?{query}",
        "paper_url": f"{open_address('open_right_paper')}?{query}",
        "onward": onward(["open_municipalities", "open_fees", "open_suppliers"]),
        "crumbs": [{"label": _("Har jeg rett til BPA?"), "url": open_address("open_right")}],
    }
    return _secret(render(request, "pages/open/right/answer.html", context))


@open_page
def on_paper(request: HttpRequest) -> HttpResponse:
    """The answer as PDF; where an answer is missing or wrong, the page that says so."""
    form = _form(request)
    if not form.is_valid():
        return _secret(_shown(request, form))
    response = HttpResponse(paper(_answer(form)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="rett-til-bpa.pdf"'
    return _secret(response)


def _form(request: HttpRequest) -> RightForm:
    """The form with what was answered; not yet filled in where nothing was."""
    return RightForm(request.GET or None, terms=RightTerms.at(timezone.localdate()))


def _answer(form: RightForm) -> Answer:
    given = tuple((str(field.label), _said(form, field)) for field in form if str(field.value() or "").strip())
    return answer(form.cleaned_data, given, timezone.localdate())


def _said(form: RightForm, field: BoundField) -> str:
    """What was answered, in words."""
    value = form.cleaned_data[field.name]
    if isinstance(field.field, WeekField):
        return duration_text(value)
    choices = dict(getattr(field.field, "choices", ()))
    return str(choices.get(value, value))


def _shown(request: HttpRequest, form: RightForm) -> HttpResponse:
    context = {"form": form, "answer_url": open_address("open_right_answer"), "service": service(request)}
    return render(request, "pages/open/right/questions.html", context)


def _secret(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
