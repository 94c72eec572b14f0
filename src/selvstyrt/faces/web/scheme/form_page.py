"""A page with one form: what every "new" and "change" page here has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

Text = str | Promise


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    heading: Text,
    action: Text,
    back_url: str,
    back: Text,
    intro: Text = "",
    danger: bool = False,
    template: str = "pages/scheme/form.html",
    extra: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The form with its heading, its one main button and the way back; 422 when it was sent and refused."""
    context = {
        "form": form,
        "heading": heading,
        "action": action,
        "back_url": back_url,
        "back": back,
        "intro": intro,
        "danger": danger,
        **(extra or {}),
    }
    return render(request, template, context, status=422 if form.errors else 200)
