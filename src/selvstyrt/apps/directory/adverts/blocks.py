"""The text of an advert as blocks of plain text (avsnitt): its HTML is read once, and never shown.

No sanitiser stands between the source and the page, because no mark-up of the source comes that far: what is kept is
the kind of a block and its words, and the page writes its own elements around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selvstyrt.apps.directory.broken_html import BrokenHtml

MOST_BLOCKS = 400
MOST_SIGNS = 40_000


class BlockKind(StrEnum):
    """What a stretch of text is (slags avsnitt)."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text (avsnitt) without mark-up."""

    kind: BlockKind
    text: str


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = frozenset(
    {"address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "header", "hr", "main"}
    | {"ol", "p", "pre", "section", "table", "tbody", "thead", "tr", "ul"}
)
_WITHOUT_TEXT = frozenset({"canvas", "head", "iframe", "noscript", "object", "script", "style", "svg", "template"})
_BETWEEN_CELLS = frozenset({"td", "th"})


def blocks_of(html: str) -> tuple[Block, ...]:
    """The text of an HTML fragment in blocks, in order; the text of scripts and styles is left out.

    Broken mark-up is read as browsers read it: nothing raises. At most 400 blocks and 40 000 signs are kept.
    """
    reader = _Reader()
    reader.feed(html[: MOST_SIGNS * 4])
    reader.close()
    return reader.finished()


def words_of(blocks: tuple[Block, ...]) -> str:
    """The blocks as one text, a line each."""
    return "\n".join(block.text for block in blocks)


class _Reader(BrokenHtml):
    def __init__(self) -> None:
        super().__init__()
        self._found: list[Block] = []
        self._parts: list[str] = []
        self._kind = BlockKind.PARAGRAPH
        self._silent = 0
        self._signs = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _WITHOUT_TEXT:
            self._silent += 1
        elif tag in _HEADINGS or tag == "li":
            self._end_block()
            self._kind = BlockKind.ITEM if tag == "li" else BlockKind.HEADING
        elif tag in _BREAKS:
            self._break()
        elif tag in _BETWEEN_CELLS:
            self._parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _WITHOUT_TEXT:
            self._silent = max(0, self._silent - 1)
        elif tag in _HEADINGS or tag == "li" or tag in {"ul", "ol"}:
            self._end_block()
            self._kind = BlockKind.PARAGRAPH
        elif tag in _BREAKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def _break(self) -> None:
        """A new line: an item goes on after it, once it has begun; a paragraph ends."""
        if self._kind is BlockKind.PARAGRAPH:
            self._end_block()
        else:
            self._parts.append(" ")

    def _end_block(self) -> None:
        text = " ".join("".join(self._parts).replace("\u00ad", "").split())
        self._parts.clear()
        room = MOST_SIGNS - self._signs
        if text and room > 0 and len(self._found) < MOST_BLOCKS:
            self._found.append(Block(self._kind, text[:room]))
            self._signs += len(text)

    def finished(self) -> tuple[Block, ...]:
        self._end_block()
        return tuple(self._found)
