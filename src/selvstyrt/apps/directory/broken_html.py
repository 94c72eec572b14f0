"""Reading HTML that others wrote, however broken, as browsers read it."""

from __future__ import annotations

from html.parser import HTMLParser


class BrokenHtml(HTMLParser):
    """A parser that raises at nothing.

    What begins like a section of SGML (`<![`) is a comment up to the next `>` (HTML standard, 13.2.5.42); the parent
    class raises AssertionError where no name follows.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def parse_html_declaration(self, i: int) -> int:
        """Where the declaration at `i` ends, or -1 when its end is not read yet."""
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)
