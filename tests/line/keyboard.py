"""Using a page with the keyboard alone: Tab to what one hears, then Enter."""

from __future__ import annotations

import re

from playwright.sync_api import Page

MOST_TABS = 400
_NAME = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const label = e.getAttribute("aria-label") || (e.labels && e.labels.length ? e.labels[0].innerText : "");
  return (label || e.innerText || e.value || "").trim();
}"""


class Keyboard:
    """A person at a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, name: str) -> None:
        """Tab until something whose name begins with the words of `name` has focus."""
        self.reach_matching(re.escape(name) + r"(?!\w)")

    def reach_matching(self, pattern: str) -> None:
        """Tab until something whose name begins as the pattern says has focus; focus must be visible there."""
        wanted = re.compile(pattern, re.IGNORECASE)
        heard: list[str] = []
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            now = str(self.page.evaluate(_NAME))
            if wanted.match(now):
                assert self.page.evaluate("document.activeElement.matches(':focus-visible')"), now
                return
            heard.append(now)
        raise AssertionError(f"{pattern!r} cannot be reached by Tab on {self.page.url}; heard {sorted(set(heard))}")

    def press(self, name: str) -> None:
        """Reach it and press Enter; waits for the page that follows."""
        self.reach(name)
        self.enter()

    def press_matching(self, pattern: str) -> None:
        """Reach what the pattern says and press Enter."""
        self.reach_matching(pattern)
        self.enter()

    def enter(self) -> None:
        """Press Enter where the focus is, and wait for the page that follows."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Reach the field and write into it, in place of what is there."""
        self.reach_matching(re.escape(name))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
