"""The guide "BPA explained" (BPA forklart): pages of short statements, each with its sources and a date.

The content stands in TOML beside this module: `contents.toml` (the order), one file a page, `sources.toml`.
`pages()` reads and checks it all; `told()` gives a page in one language.
"""

from selvstyrt.faces.texts.guide.reading import (
    Disagreement,
    Group,
    GuidePage,
    Section,
    Source,
    Statement,
    UnsoundGuide,
    contents,
    page,
    pages,
    read_page,
    read_sources,
)
from selvstyrt.faces.texts.guide.telling import Reference, ToldPage, told

__all__ = [
    "Disagreement",
    "Group",
    "GuidePage",
    "Reference",
    "Section",
    "Source",
    "Statement",
    "ToldPage",
    "UnsoundGuide",
    "contents",
    "page",
    "pages",
    "read_page",
    "read_sources",
    "told",
]
