"""The HTML of an advert becomes blocks of plain words; nothing of its mark-up is left."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from selvstyrt.apps.directory.adverts.blocks import MOST_BLOCKS, MOST_SIGNS, Block, BlockKind, blocks_of, words_of

P, H, LI = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM


def pairs(html: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks_of(html)]


def test_paragraphs_headings_and_items_keep_their_kind_and_order() -> None:
    html = "<h2>Om jobben</h2><p>Du hjelper <b>Kari</b><br>hver dag.</p>"
    html += "<ul><li><p>handle</p></li><li>lage mat</li></ul>Hei"

    assert pairs(html) == [
        (H, "Om jobben"),
        (P, "Du hjelper Kari"),
        (P, "hver dag."),
        (LI, "handle"),
        (LI, "lage mat"),
        (P, "Hei"),
    ]


def test_nested_lists_and_missing_end_tags_are_read_as_browsers_read_them() -> None:
    assert pairs("<p>uten slutt<ul><li>en<ul><li>to</ul><li>tre") == [
        (P, "uten slutt"),
        (LI, "en"),
        (LI, "to"),
        (LI, "tre"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<style>p{color:red}</style>",
        "<svg onload=alert(1)><text>x</text></svg>",
        "<iframe src='https://example.org'>x</iframe>",
        "<script>aldri slutt",
    ],
)
def test_what_is_no_text_for_readers_is_left_out(html: str) -> None:
    assert pairs(html) == []
    assert pairs(f"<p>før</p>{html}")[0] == (P, "før")


def test_marks_that_are_written_as_text_stay_text() -> None:
    assert pairs("<p>&lt;script&gt;x&lt;/script&gt; &amp; 5 &lt; 6</p>") == [(P, "<script>x</script> & 5 < 6")]


def test_attributes_never_come_through() -> None:
    assert pairs('<p onclick="steal()" style="x"><a href="javascript:steal()">Søk her</a></p>') == [(P, "Søk her")]


def test_a_very_long_advert_is_cut() -> None:
    blocks = blocks_of("<p>" + "å" * (MOST_SIGNS + 10) + "</p><p>etter</p>")
    many = blocks_of("<p>x</p>" * (MOST_BLOCKS + 5))

    assert len(words_of(blocks)) == MOST_SIGNS
    assert len(many) == MOST_BLOCKS


@example("<![0")
@example("Før <![0 ]]> etter")
@given(st.text(alphabet="<>/&;#x0pl\"'= \nbrscit!-[]?", max_size=200))
def test_no_mark_up_however_broken_raises(html: str) -> None:
    assert all(isinstance(block, Block) and block.text == " ".join(block.text.split()) for block in blocks_of(html))
