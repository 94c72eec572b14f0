"""HTML from a source as plain lines of text: every tag, script and style is left out, only words remain."""

from __future__ import annotations

from selvstyrt.apps.directory.broken_html import BrokenHtml

_BREAKS = frozenset(
    """address article br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p section table td th tr ul""".split()  # noqa: SIM905
)
_DROPPED = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg"))


class _Lines(BrokenHtml):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.dropping: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _DROPPED:
            self.dropping.append(tag)
        elif tag in _BREAKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.dropping:
            self.dropping.remove(tag)
        elif tag in _BREAKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self.dropping:
            self.lines[-1] += data


def lines_of(html: str) -> list[str]:
    """The words of an HTML text, one line for each block; nothing that a browser could run.

    >>> lines_of("<p>Oppgaver</p><ul><li>rydde <b>og</b> vaske</li></ul><script>x()</script>")
    ['Oppgaver', 'rydde og vaske']
    """
    parser = _Lines()
    parser.feed(html)
    parser.close()
    return [line for raw in parser.lines if (line := " ".join(raw.split()))]
