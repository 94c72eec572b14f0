"""Setting a document in type (sats): data and a Typst template in, an accessible PDF out.

The template lies beside whoever writes the document; fonts, standards and the stamp are the same for all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

FONTS = Path(__file__).parent / "fonts"


def typeset(template: Path, content: Mapping[str, Any], made_at: datetime) -> bytes:
    """The document as PDF/UA-1 and PDF/A-3a; the same content at the same moment gives the same bytes.

    The template reads `content` as JSON from `sys.inputs.document`; `made_at` is added as [year, month, day, hour,
    minute, second] in UTC.
    """
    made = made_at.astimezone(UTC)
    stamp = [made.year, made.month, made.day, made.hour, made.minute, made.second]
    pdf = typst.compile(
        str(template),
        format="pdf",
        sys_inputs={"document": json.dumps({**content, "made_at": stamp}, ensure_ascii=False)},
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-3a"],
        timestamp=int(made.timestamp()),
    )
    assert isinstance(pdf, bytes)
    return pdf
