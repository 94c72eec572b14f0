"""The contact form to a supplier's adviser, and the receipt.

No cookie and no CSRF token: who writes is not logged in, so there is no authority to ride on. What another site could
do is to send messages in somebody's name; `guard.is_from_here` and the signed word of the form stop that. Why:
`docs/decisions/015-contact-form-without-a-cookie.md`.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from selvstyrt.apps.directory.contact import KEEP_DAYS, receive, withdraw
from selvstyrt.apps.directory.contact import receipt as receipt_of
from selvstyrt.apps.directory.contact_mails import send_notices
from selvstyrt.apps.directory.queries.suppliers import Supplier, supplier
from selvstyrt.core.base import NoAnswer, NotAllowed, SelvstyrtError
from selvstyrt.faces.web.amounts import day_text
from selvstyrt.faces.web.open.shell import open_address, open_form
from selvstyrt.faces.web.open.suppliers import guard
from selvstyrt.faces.web.open.suppliers.forms import ContactForm


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_form
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to the adviser of a supplier."""
    found = supplier(slug)
    if found is None or not found.can_be_written_to:
        context = {"slug": slug, "supplier": found}
        return render(request, "pages/open/suppliers/no_contact.html", context, status=404)
    consent = _consent(found)
    if request.method != "POST":
        form = ContactForm(consent_label=consent, initial={"word": guard.give(slug, timezone.now())})
        return _page(request, form, found)
    form = ContactForm(request.POST, consent_label=consent)
    is_sound = form.is_valid()
    word = guard.take(request.POST.get("word", ""), slug, timezone.now())
    if doubt := _doubt(request, form, word):
        return _again(request, found, consent, word, doubt)
    if not is_sound:
        return _page(request, form, found, status=422)
    return _send(request, form, found, word.nonce)


def _send(request: HttpRequest, form: ContactForm, found: Supplier, nonce: str) -> HttpResponse:
    now = timezone.now()
    try:
        made = receive(
            slug=found.slug,
            letter=form.letter(translation.get_language() or "nb"),
            nonce=nonce,
            address=get_adapter().get_client_ip(request),
            now=now,
        )
    except (NotAllowed, NoAnswer) as error:
        form.refuse(error)
        return _page(request, form, found, status=429)
    except SelvstyrtError as error:
        form.refuse(error, {"reply_address_missing": "email"})
        return _page(request, form, found, status=422)
    if not made.is_repeat:
        send_notices(now=now)
    return redirect(open_address("open_supplier_receipt", slug=found.slug, uid=made.uid))


def _doubt(request: HttpRequest, form: ContactForm, word: guard.Pass) -> str:
    """Why the post is not taken as it stands, in words; empty when it is."""
    if not guard.is_from_here(request):
        return _("Skjemaet ble sendt fra et annet nettsted. Les det du har skrevet, og send det herfra hvis du vil.")
    if request.POST.get("nettsted", ""):
        return _(
            "Et skjult felt var fylt ut. Det gjør programmer som sender søppelpost, og noen som fyller ut skjemaer. "
            "Feltet er tomt nå. Trykk Send en gang til."
        )
    texts = {
        guard.Doubt.TOO_QUICK: _(
            "Det gikk så fort at vi ikke ser om et menneske skrev. Vent tre sekunder, og trykk Send en gang til."
        ),
        guard.Doubt.TOO_OLD: _("Skjemaet har stått åpent i over et døgn. Trykk Send en gang til."),
        guard.Doubt.NOT_OURS: _("Skjemaet var ikke vårt, eller siden er gammel. Trykk Send en gang til."),
    }
    return texts[word.doubt] if word.doubt else ""


def _again(request: HttpRequest, found: Supplier, consent: str, word: guard.Pass, doubt: str) -> HttpResponse:
    """The form once more with what was typed; a word that was only too quick may be used when it is older."""
    data = request.POST.copy()
    data["nettsted"] = ""
    if word.doubt is not guard.Doubt.TOO_QUICK:
        data["word"] = guard.give(found.slug, timezone.now())
    form = ContactForm(data, consent_label=consent)
    form.add_error(None, doubt)
    return _page(request, form, found, status=422)


def _consent(found: Supplier) -> str:
    until = day_text(timezone.localdate() + timedelta(days=KEEP_DAYS), "date")
    return _(
        "Jeg samtykker i at Selvstyrt lagrer meldingen og viser den til %(supplier)s. Den brukes bare til å svare meg. "
        "Den slettes senest %(day)s."
    ) % {"supplier": found.name, "day": until}


def _page(request: HttpRequest, form: ContactForm, found: Supplier, status: int = 200) -> HttpResponse:
    return render(request, "pages/open/suppliers/contact.html", {"form": form, "supplier": found}, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@open_form
def receipt(request: HttpRequest, slug: str, uid: UUID) -> HttpResponse:
    """The message is received; here it can be withdrawn. Only the sender knows the address of this page."""
    if request.method == "POST" and guard.is_from_here(request):
        withdraw(slug=slug, uid=uid, now=timezone.now())
        return redirect(open_address("open_supplier_receipt", slug=slug, uid=uid))
    found = receipt_of(slug=slug, uid=uid)
    status = 200 if found else 410
    context = {"receipt": found, "supplier": supplier(slug)}
    return render(request, "pages/open/suppliers/receipt.html", context, status=status)
