"""The open API put together: its description, its routers, and how it says that something is wrong."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from selvstyrt.faces.api.open import (
    datasets,
    fees,
    guide,
    municipalities,
    occupations,
    pay,
    problems,
    recipients,
    right,
    suppliers,
    vacancies,
    workplaces,
)
from selvstyrt.faces.api.open.problems import Problem

VERSION = "1.0.0"
AREAS = (guide, right, fees, municipalities, suppliers, occupations, pay, recipients, workplaces, vacancies, datasets)
DESCRIPTION = """\
Everything that the open pages of Selvstyrt show about user-controlled personal assistance (BPA) in Norway, for
programs.

* **Free to use**, without a login or a key. No cookie is set or read; nothing that you ask for is kept.
* **Licences differ**: every answer has `sources` with publisher, licence, and the attribution to show. In CSV they
  stand on each row.
* **A figure has a status**: `published`, `suppressed` (hidden by the source), `masked` (2 stands for 1 to 4; never sum
  it) or `missing`. A hidden figure is null; never fill it in by subtraction.
* **Not collected is not empty**: where `collected` is false, the empty list says nothing about the world.
* **Amounts** are decimal numbers written as text. Municipality, county and occupation codes are text.
* **Ask again cheaply**: every answer has an `ETag`; send it back in `If-None-Match` and get 304 when nothing changed.
* **Errors** are problem details (RFC 9457) in the language of `?language=` or `Accept-Language`: nb, nn or en.
"""
WITH_PROBLEMS = {
    400: "The address or the body cannot be read.",
    404: "There is nothing at this address.",
    422: "Something in the question cannot be used.",
}


class PlainJson(JSONRenderer):
    """JSON with letters as they are: shorter, and readable."""

    json_dumps_params = MappingProxyType({"ensure_ascii": False})


class OpenDocument(OpenAPISchema):
    """The OpenAPI document, with problem details and CSV under their own media types."""

    def operation_details(self, operation: Any) -> dict[str, Any]:
        details: dict[str, Any] = super().operation_details(operation)
        for status, words in WITH_PROBLEMS.items():
            schema = {"$ref": "#/components/schemas/Problem"}
            details["responses"][status] = {"description": words, "content": {problems.MEDIA_TYPE: {"schema": schema}}}
        if any(each["name"] == "format" for each in details.get("parameters", ())):
            details["responses"][200]["content"]["text/csv"] = {"schema": {"type": "string"}}
        self.schemas.setdefault(
            "Problem", _plain(Problem.model_json_schema(ref_template="#/components/schemas/{model}"))
        )
        self.schemas.setdefault("FieldProblem", _field_problem())
        return details


class OpenApi(NinjaAPI):
    """An API whose document is an `OpenDocument`."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        return _document(self, self.get_root_path(path_params or {}) if path_prefix is None else path_prefix)


@cache
def _document(api: NinjaAPI, path_prefix: str) -> OpenDocument:
    """The document is the same as long as the program runs, and takes half a second to make."""
    return OpenDocument(api, path_prefix)


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    schema.pop("$defs", None)
    return schema


def _field_problem() -> dict[str, Any]:
    found: dict[str, Any] = Problem.model_json_schema()["$defs"]["FieldProblem"]
    return found


def build() -> OpenApi:
    """The API with all its routers."""
    api = OpenApi(
        title="Selvstyrt open API",
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace="open_api",
        docs_url=None,
        renderer=PlainJson(),
        openapi_extra={"info": {"license": {"name": "See `sources` of each answer"}}},
    )
    problems.register(api)
    for area in AREAS:
        api.add_router("", area.router)
    return api


api = build()
