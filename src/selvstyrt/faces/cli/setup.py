"""Make an empty installation ready for use: supplier, municipality and the first coordinator."""

from __future__ import annotations

import os
from smtplib import SMTPException

import click
import django
from django.core.management import call_command
from django.utils import timezone

SUBJECT = "Velg passord i Selvstyrt"
BODY = (
    "Hei {name}!\n\nDu er koordinator for {supplier} i Selvstyrt.\nVelg et passord her:\n\n{url}\n\n"
    "Adressen virker i tre dager. Etter det kan du be om et nytt passord på innloggingssiden.\n"
)


@click.command()
@click.option("--supplier", prompt="Name of the supplier (leverandør)", help="The supplier's name.")
@click.option(
    "--organisation-number",
    prompt="Its organisation number, or nothing",
    default="",
    show_default=False,
    help="9 digits.",
)
@click.option("--municipality", prompt="Name of the municipality (kommune)", help="The municipality's name.")
@click.option(
    "--municipality-number", prompt="Its number, or nothing", default="", show_default=False, help="4 digits."
)
@click.option("--coordinator", prompt="Name of the coordinator", help="Who opens schemes for the supplier.")
@click.option("--email", prompt="E-mail of the coordinator", help="The address that the coordinator logs in with.")
@click.option(
    "--address",
    default="http://127.0.0.1:8000",
    show_default=True,
    help="The address that people reach the site under; the link begins with it.",
)
def setup(
    supplier: str,
    organisation_number: str,
    municipality: str,
    municipality_number: str,
    coordinator: str,
    email: str,
    address: str,
) -> None:
    """Make an empty installation ready for use, once: asks for what no option says.

    Makes the database and the served files up to date, registers the supplier, the municipality and the coordinator,
    and prints and mails the link where the coordinator chooses a password. The coordinator then opens schemes.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()
    from selvstyrt.apps.journal.actor import SYSTEM
    from selvstyrt.apps.people.queries import person_card
    from selvstyrt.apps.people.services import set_up
    from selvstyrt.faces.cli.site import bring_up_to_date

    bring_up_to_date()
    uid = set_up(
        supplier=supplier,
        organisation_number=organisation_number,
        municipality=municipality,
        municipality_number=municipality_number,
        coordinator_name=coordinator,
        coordinator_email=email,
        by=SYSTEM,
        now=timezone.now(),
    )
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    card = person_card(uid)
    url = _password_url(card.email, address)
    mailed = _mailed(card.email, BODY.format(name=card.name, supplier=supplier, url=url))
    click.echo(f"{supplier} and {municipality} are registered. {card.name} coordinates for {supplier}.")
    click.echo(f"Choose a password within three days at:\n\n  {url}\n")
    click.echo(f"The link was also mailed to {card.email}." if mailed else "The link could not be mailed.")


def _password_url(email: str, address: str) -> str:
    """The address where a person without a password chooses one."""
    from allauth.account.forms import default_token_generator
    from allauth.account.utils import user_pk_to_url_str
    from django.contrib.auth import get_user_model
    from django.urls import reverse

    user = get_user_model().objects.get(email__iexact=email)
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return address.rstrip("/") + reverse("account_reset_password_from_key", kwargs=key)


def _mailed(email: str, body: str) -> bool:
    from django.core.mail import send_mail

    try:
        return send_mail(SUBJECT, body, None, [email]) == 1
    except (SMTPException, OSError):
        return False
