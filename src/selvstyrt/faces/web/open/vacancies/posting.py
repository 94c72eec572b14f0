"""An advert as structured data (JobPosting), for search engines that show jobs."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.utils.html import escape

from selvstyrt.apps.directory.adverts.blocks import Block, BlockKind
from selvstyrt.apps.directory.datasets.vacancies import Employer, Extent
from selvstyrt.apps.directory.queries.vacancies import Vacancy
from selvstyrt.core.base import OSLO


def job_posting(vacancy: Vacancy, url: str) -> dict[str, Any]:
    """schema.org JobPosting for an open advert. Only what the advert itself says: no pay, no guessed working time.

    Part time is told; full time is not, because the source writes it also where the advert says nothing.
    """
    advert = vacancy.advert
    return {
        "@type": "JobPosting",
        "title": advert.job_title or advert.title,
        "description": html_of(advert.text) or f"<p>{escape(advert.title)}</p>",
        "datePosted": advert.published_on.isoformat(),
        "validThrough": datetime.combine(advert.last_day, time(23, 59, 59), tzinfo=OSLO).isoformat(),
        "employmentType": "PART_TIME" if advert.extent is Extent.PART_TIME else None,
        "hiringOrganization": _organisation(advert.employer),
        "jobLocation": [
            {
                "@type": "Place",
                "address": {
                    "@type": "PostalAddress",
                    "addressLocality": place.name,
                    "addressRegion": place.county_name,
                    "addressCountry": "NO",
                },
            }
            for place in vacancy.places
        ],
        "identifier": {"@type": "PropertyValue", "name": vacancy.provenance.publisher, "value": str(vacancy.uid)},
        "occupationalCategory": list(advert.styrk08),
        "totalJobOpenings": advert.positions,
        "directApply": False,
        "url": url,
    }


def _organisation(employer: Employer) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "name": employer.name,
        "sameAs": employer.homepage,
        "identifier": employer.orgnr,
    }


def html_of(blocks: tuple[Block, ...]) -> str:
    """The blocks as the plainest HTML, every sign of the text escaped."""
    names = {BlockKind.HEADING: "p", BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "li"}
    parts = []
    inside = False
    for block in blocks:
        is_item = block.kind is BlockKind.ITEM
        if is_item != inside:
            parts.append("<ul>" if is_item else "</ul>")
            inside = is_item
        parts.append(f"<{names[block.kind]}>{escape(block.text)}</{names[block.kind]}>")
    return "".join(parts) + ("</ul>" if inside else "")
