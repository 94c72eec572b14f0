"""Messages from the public contact form: read them, mark them as answered."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from selvstyrt.apps.directory.contact import mark_answered
from selvstyrt.apps.directory.queries.suppliers import OwnProfile, messages_to
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import actor
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.open.municipalities.addresses import municipality_link
from selvstyrt.faces.web.supplier.gate import of_own_supplier, sections


@require_safe
@of_own_supplier
def messages(request: HttpRequest, own: OwnProfile) -> HttpResponse:
    """All messages that are not deleted yet, those without an answer first."""
    found = messages_to(own.supplier_uid)
    context = {
        "own": own,
        "sections": sections(own, "supplier_messages"),
        "letters": [
            (each, municipality_link(each.municipality_number)[0] if each.municipality_number else "") for each in found
        ],
    }
    return render(request, "pages/supplier/messages.html", context)


@require_POST
@of_own_supplier
def answer(request: HttpRequest, own: OwnProfile, message_uid: UUID) -> HttpResponse:
    """Mark a message as answered, or as not answered after all."""
    answered = request.POST.get("answered") != "no"
    try:
        mark_answered(
            supplier_uid=own.supplier_uid,
            message_uid=message_uid,
            answered=answered,
            by=actor(request),
            now=timezone.now(),
        )
    except SelvstyrtError as error:
        notices.error(request, text_for(error))
    else:
        notices.success(request, _("Merket som besvart.") if answered else _("Merket som ubesvart."))
    return redirect("supplier_messages", supplier_uid=own.supplier_uid)
