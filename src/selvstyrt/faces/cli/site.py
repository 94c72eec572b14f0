"""Commands that run the site: they wrap Django and need the database."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from uuid import UUID

import click
import django
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connections
from django.utils import timezone

from selvstyrt.core.base import SelvstyrtError


def _start_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()


@click.command()
def migrate() -> None:
    """Bring the database up to date, cache table included."""
    _start_django()
    bring_up_to_date()


def bring_up_to_date() -> None:
    """Apply what the database still lacks; Django has been started."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, envvar="PORT", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(port: int, host: str) -> None:
    """Serve the site in the foreground; Ctrl-C ends it. Begins with what a day needs."""
    _start_django()
    try:
        _day(timezone.now())
    except (DatabaseError, SelvstyrtError) as error:  # the site itself then says what is wrong
        click.echo(f"selvstyrt: the daily work was left out: {error}. Has `selvstyrt migrate` been run?", err=True)
    connections.close_all()
    # One process: SQLite is the default, and a roster run is a process of its own. Requests are not logged: the
    # address of an answer on an open page tells about somebody's health or income.
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--host", host, "--port", str(port)]
    command += ["--workers", "1", "--no-ws", "--no-access-log", "--backpressure", "64"]
    command.append("selvstyrt.config.asgi:application")
    sys.stdout.flush()
    os.execv(sys.executable, command)  # a killed `make demo` must not leave the server alive


@click.command()
@click.option("--seed", type=int, default=None, help="Another seed draws another scheme.")
@click.option("--weeks", type=click.IntRange(4, 60), default=10, show_default=True, help="Weeks that lie behind.")
def demo(seed: int | None, weeks: int) -> None:
    """Load the demo scheme and make its roster, once; print one login per role."""
    _start_django()
    from selvstyrt.faces.cli.demo import draw, load

    chosen = draw.SEED if seed is None else seed
    for line in load.load_once(seed=chosen, weeks_behind=weeks, now=timezone.now(), say=click.echo):
        click.echo(line)


@click.command()
def daily() -> None:
    """Grant every scheme the hours of the year, send mail that waits, delete messages whose time is over, seal.

    Run it once a day; run again, it does nothing twice.
    """
    _start_django()
    click.echo(_day(timezone.now()))


def _day(now: datetime) -> str:
    """What a day needs; says what was done."""
    from selvstyrt.apps.directory.contact import delete_expired
    from selvstyrt.apps.directory.contact_mails import send_notices
    from selvstyrt.apps.hours.services import post_all_grants
    from selvstyrt.apps.journal.actor import SYSTEM
    from selvstyrt.apps.journal.services import seal_events
    from selvstyrt.apps.plans.batch_queries import under_way
    from selvstyrt.apps.plans.services.outbox import send_outbox
    from selvstyrt.apps.plans.services.queueing import start_worker

    granted = post_all_grants(by=SYSTEM, now=now)
    sent = send_outbox(now=now) + send_notices(now=now)
    deleted = delete_expired(now=now)
    seal = seal_events(now=now)
    if any(under_way().values()) and settings.SELVSTYRT_RUNNER == "process":
        start_worker()
    sealed = seal.event_count if seal else 0
    return f"{granted} grants written, {sent} messages sent, {deleted} old messages deleted, {sealed} events sealed"


@click.command()
@click.argument("run_uid", type=click.UUID)
def work(run_uid: UUID) -> None:
    """Carry out one queued roster run."""
    _start_django()
    from selvstyrt.apps.plans.services import working

    working.carry_out(run_uid)


@click.command()
def mail() -> None:
    """Send the mail that still waits: messages in the outbox, and notices to suppliers' advisers."""
    _start_django()
    from selvstyrt.apps.directory.contact_mails import send_notices
    from selvstyrt.apps.plans.services import outbox

    now = timezone.now()
    click.echo(f"{outbox.send_outbox(now=now) + send_notices(now=now)} sent")


@click.command()
@click.option("--check", is_flag=True, help="Only check the seals; exit 1 when one is broken.")
def seal(check: bool) -> None:
    """Seal the journal's settled events, or check that no sealed event was changed."""
    _start_django()
    from selvstyrt.apps.journal import services

    if check:
        broken = services.broken_seals()
        click.echo("All seals hold." if not broken else f"Broken seals: {', '.join(map(str, broken))}")
        sys.exit(1 if broken else 0)
    made = services.seal_events(now=timezone.now())
    click.echo(f"Sealed {made.event_count} events: {made.digest}" if made else "Nothing to seal yet.")
