"""Fixtures for every test: which database, a real browser, an accessibility check."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import hypothesis
import pytest
from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytest_plugins = ["tests.cast"]

ON_POSTGRES = os.environ.get("SELVSTYRT_TEST_DB") == "postgres"
MUST_RUN_ALL = os.environ.get("CI", "").lower() in {"1", "true"}
NO_BROWSER = "Chromium is not installed. Install it (on Debian: apt-get install chromium) to run the browser tests."
BROWSER_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
]
# What axe has to object to, and no more: its whole answer takes longer to read than to make.
VIOLATIONS = "axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "django_db_setup"}


# A property is true or not; how long one example takes on a busy machine is no part of it.
hypothesis.settings.register_profile("selvstyrt", deadline=None)
hypothesis.settings.load_profile("selvstyrt")


def pytest_configure() -> None:
    """Passwords need not be slow to guess in tests; files are served as they lie in the tree."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.CACHES["open"] = {
        "BACKEND": "django.core.cache.backends.dummy.DummyCache"
    }  # each test makes its own pages


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a browser; on PostgreSQL keep only what asks the database, without a browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    if ON_POSTGRES:
        kept = [item for item in items if _asks_database(item) and not _runs_once(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _asks_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    )


def _runs_once(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "once"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless; skipped where there is none, except in CI, where that is a failure."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        if MUST_RUN_ALL:
            pytest.fail(NO_BROWSER)
        pytest.skip(NO_BROWSER)
    flags = [*BROWSER_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else BROWSER_FLAGS
    # Playwright runs an event loop in this thread, where Django would refuse database calls.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=flags)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A fresh page of a Norwegian browser; the test fails when the page's console reports an error."""
    context = browser.new_context(
        locale="nb-NO",
        timezone_id="Europe/Oslo",
        viewport={"width": 1280, "height": 800},
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        # A 4xx answer also counts as a console error in Chromium; those are the test's own business.
        lambda message: (
            faults.append(message.text)
            if message.type == "error" and "the server responded with a status of 4" not in message.text
            else None
        ),
    )
    yield page
    context.close()
    assert faults == [], f"the browser's console says: {faults}"


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """A check of the page as it stands now with axe: WCAG 2.2 A and AA and best practice, nothing excused."""
    from axe_playwright_python.base import AXE_SCRIPT

    def check(page: Page) -> None:
        page.wait_for_load_state()
        page.evaluate(AXE_SCRIPT)
        violations = page.evaluate(VIOLATIONS)
        report = [
            f"{violation['id']}: {violation['help']} {[node['html'][:200] for node in violation['nodes']]}"
            for violation in violations
        ]
        assert report == [], f"{page.url}: " + "\n".join(report)

    return check
