"""How heavy the start page and the week are with a year of data: questions, milliseconds, bytes.

Run: .venv/bin/python benchmarks/pages.py [folder]
The demo with 52 weeks behind it is loaded into a folder of its own (some minutes); a folder given by name is kept,
and used as it stands the next time. Bytes are what Chromium received from a served site, compressed.
Targets: at most 15 queries, under 100 ms on the server, under 250 kB the first time, under 50 kB after.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

ROUNDS = 20
WEEKS = "52"
ROLES = {"arbeidsleder": "work leader", "assistent": "assistant", "koordinator": "coordinator"}
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Load, measure, print two tables."""
    given = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    folder = given or Path(tempfile.mkdtemp(prefix="selvstyrt-pages-"))
    os.environ["SELVSTYRT_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "selvstyrt.config.settings"
    try:
        _load(folder)
        logins = json.loads((folder / "demo-logins.json").read_text(encoding="utf-8"))
        print("| page | role | queries | median ms of 20 | slowest ms |\n|---|---|---|---|---|")
        addresses = _measure_server(logins)
        print("\n| page | role | first visit kB | second visit kB |\n|---|---|---|---|")
        _measure_weight(logins, addresses)
    finally:
        if given is None:
            shutil.rmtree(folder, ignore_errors=True)


def _load(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    command = Path(sys.executable).with_name("selvstyrt")
    subprocess.run([command, "migrate"], cwd=ROOT, check=True)
    if not (folder / "demo-logins.json").is_file():
        subprocess.run([command, "demo", "--weeks", WEEKS], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, check=True)


def _measure_server(logins: dict[str, str]) -> list[tuple[str, str, str]]:
    """Print questions and milliseconds of each page; the addresses, for the browser."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    host = {"HTTP_HOST": "127.0.0.1"}
    measured = []
    for role, name in ROLES.items():
        client = Client(**host)
        client.force_login(_account(logins[role]))
        scheme = _busiest()
        for page, address in (
            ("start", reverse("start")),
            ("scheme", reverse("scheme", kwargs={"scheme_uid": scheme})),
            ("week", reverse("week", kwargs={"scheme_uid": scheme})),
        ):
            answer = client.get(address, follow=True)
            assert answer.status_code == 200, (address, answer.status_code)
            with CaptureQueriesContext(connection) as asked:
                client.get(address, follow=True)
            count = len(asked)
            took = []
            for _ in range(ROUNDS):
                begun = time.perf_counter()
                client.get(address, follow=True)
                took.append((time.perf_counter() - begun) * 1000)
            print(f"| {page} | {name} | {count} | {statistics.median(took):.0f} | {max(took):.0f} |", flush=True)
            measured.append((page, role, address))
    return measured


def _account(email: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(email=email)


def _busiest() -> UUID:
    """The scheme with the most shifts; all three people have a role in it."""
    from django.db.models import Count

    from selvstyrt.apps.schemes.models import Scheme

    return Scheme.objects.annotate(size=Count("plans__shifts")).order_by("-size").values_list("uid", flat=True)[0]


def _measure_weight(logins: dict[str, str], addresses: list[tuple[str, str, str]]) -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    flags = ["--no-sandbox", "--disable-gpu"] if os.geteuid() == 0 else ["--disable-gpu"]
    with _served() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        for page_name, role, address in addresses:
            # Logged in elsewhere, so that the first visit finds an empty cache.
            state = _logged_in(browser, site, logins[role], logins["password"])
            context = browser.new_context(storage_state=state, locale="nb-NO")
            page = context.new_page()
            first = _bytes_of(context, page, site + address)
            second = _bytes_of(context, page, site + address)
            print(f"| {page_name} | {ROLES[role]} | {first / 1000:.1f} | {second / 1000:.1f} |", flush=True)
            context.close()
        browser.close()


def _logged_in(browser: Any, site: str, email: str, password: str) -> Any:
    context = browser.new_context(locale="nb-NO")
    page = context.new_page()
    page.goto(f"{site}/konto/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[type=password]").fill(password)
    page.locator("input[type=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    state = context.storage_state()
    context.close()
    return state


def _bytes_of(context: Any, page: Any, address: str) -> int:
    """Bytes over the wire until the network is silent: headers and bodies, as compressed."""
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[int] = []
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    session.detach()
    return sum(received)


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [Path(sys.executable).with_name("selvstyrt"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    site = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{site}/healthz", timeout=1)
                break
            except OSError:
                time.sleep(0.2)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


if __name__ == "__main__":
    main()
