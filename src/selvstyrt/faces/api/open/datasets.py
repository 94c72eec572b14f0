"""The datasets behind it all: what there is, from whom, from when, under which licence."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router

from selvstyrt.apps.directory.queries import catalogue as queries
from selvstyrt.faces.api.open.envelope import Answer, Listing, Out, SourceOut, TablePaging, answer, listing, source_of
from selvstyrt.faces.api.open.problems import NotFound

router = Router(tags=["Datasets"])


class DatasetOut(Out):
    """A dataset, and the edition in use."""

    name: str = Field(examples=["municipalities"])
    collected: bool = Field(description="False: nothing is shipped, and nothing has been collected yet.")
    rows: int | None = Field(description="Facts in the edition; null where nothing is collected.")
    importer: str = Field(description="The importer that renews it; empty: it comes with the program alone.")
    renewed: str = Field(description="How often, such as 'every night at 03:20'; empty: with the program.")
    source: SourceOut | None


@router.get("/datasets", response=Listing[DatasetOut], summary="Datasets")
def datasets(request: HttpRequest, asked: Query[TablePaging]) -> dict[str, Any] | HttpResponse:
    """Every dataset with its provenance and date."""
    rows = queries.catalogue()
    return listing(request, rows, _dataset, asked, provenances=[row.provenance for row in rows])


@router.get("/datasets/{name}", response=Answer[DatasetOut], summary="One dataset")
def dataset(request: HttpRequest, name: Path[str]) -> dict[str, Any]:
    """One dataset with its provenance and date."""
    found = next((row for row in queries.catalogue() if row.name == name), None)
    if found is None:
        raise NotFound("unknown_dataset", f"There is no dataset {name!r}.")
    return answer(_dataset(found), found.provenance)


def _dataset(row: queries.CatalogueRow) -> DatasetOut:
    return DatasetOut(
        name=row.name,
        collected=row.provenance is not None,
        rows=row.rows,
        importer=row.importer,
        renewed=row.renewed,
        source=None if row.provenance is None else source_of(row.provenance),
    )
