"""Weigh and time the open pages in Chromium: kB of a first visit, layout shift, requests to others, answer time.

    .venv/bin/python benchmarks/open_pages.py [--base http://127.0.0.1:8000] [--rounds 20]

Start the site first (`make demo`, or `selvstyrt serve`). One page of each kind, in bokmål. Every visit has an empty
cache. Answer time is that of the whole answer on loopback, median of the rounds: made anew (a query that
changes) and as the process keeps it. Exit 1 when a page misses its target.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import statistics
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

PAGES = (
    "/",
    "/bpa/",
    "/bpa/hva-er-bpa/",
    "/rett/",
    "/rett/svar/?alder=34&timer=40&varighet=lang",
    "/egenandel/",
    "/kommuner/",
    "/kommuner/4601-bergen/",
    "/kommuner/5610-karasjok/",
    "/leverandorer/",
    "/leverandorer/abcent/",
    "/yrker/",
    "/yrker/personlig-assistent/",
    "/lonn/",
    "/lonn/ssb/",
    "/stillinger/",
    "/apne-data/",
)
MOST_BYTES, MOST_SECONDS, MOST_SECONDS_HOME = 100_000, 0.050, 0.030
SHIFTS = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(sum), 400);
})"""


@dataclass(frozen=True)
class Visit:
    """A first visit: bytes over the wire, how much the layout moved (0 is nothing), requests to other hosts."""

    status: int
    bytes: int
    shift: float
    strangers: int


def visit(browser: Browser, base: str, path: str) -> Visit:
    """Open a page with an empty cache on a phone 390 px wide."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nb-NO")
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    got: list[float] = []
    wire.on("Network.loadingFinished", lambda event: got.append(event["encodedDataLength"]))
    hosts: list[str] = []
    page.on("request", lambda request: hosts.append(urlsplit(request.url).netloc))
    answer = page.goto(base + path, wait_until="networkidle")
    shift = page.evaluate(SHIFTS)
    found = Visit(
        answer.status if answer else 0, int(sum(got)), shift, sum(h not in {"", urlsplit(base).netloc} for h in hosts)
    )
    context.close()
    return found


def seconds(base: str, path: str, rounds: int, *, anew: bool) -> float:
    """Median time of the whole answer over one connection after two that warm up; `anew`: made each time."""
    link = http.client.HTTPConnection(urlsplit(base).netloc)
    times = []
    for number in range(rounds + 2):
        start = time.perf_counter()
        asked = f"{path}{'&' if '?' in path else '?'}_={number}" if anew else path
        link.request("GET", asked, headers={"Accept-Encoding": "gzip"})
        link.getresponse().read()
        if number >= 2:
            times.append(time.perf_counter() - start)
    link.close()
    return statistics.median(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    missed = 0
    print("| page | status | first visit kB | made anew ms | kept ms | layout shift | requests to others |")
    print("|---|---|---|---|---|---|---|")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for path in PAGES:
            seen = visit(browser, asked.base, path)
            took = seconds(asked.base, path, asked.rounds, anew=True)
            kept = seconds(asked.base, path, asked.rounds, anew=False)
            limit = MOST_SECONDS_HOME if path == "/" else MOST_SECONDS
            good = (
                seen.status == 200
                and seen.bytes < MOST_BYTES
                and took < limit
                and seen.shift == 0
                and not seen.strangers
            )
            missed += not good
            mark = "" if good else " **missed**"
            print(
                f"| {path}{mark} | {seen.status} | {seen.bytes / 1000:.1f} | {took * 1000:.1f} | {kept * 1000:.1f} |"
                f" {seen.shift:.3f} | {seen.strangers} |"
            )
        browser.close()
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
