"""Rows that are only ever added (bare tilføyelser): the rule in Python, and the triggers behind it.

A correction is a new row that points to the old one. The database refuses changes made past Django too;
on SQLite it lets rows be deleted, because emptying a test database deletes them one table at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from django.db import models

from selvstyrt.core.base import NotAllowed

Row = TypeVar("Row", bound=models.Model)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Rows that can be added and read, not changed."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse.

        Raises: NotAllowed `append_only`.
        """
        raise _refusal(self.model)

    def delete(self) -> NoReturn:
        """Refuse.

        Raises: NotAllowed `append_only`.
        """
        raise _refusal(self.model)


def _refusal(model: type[models.Model]) -> NotAllowed:
    return NotAllowed(
        "append_only", f"{model.__name__} rows are never changed; add a row that corrects.", model=model.__name__
    )


def add_triggers(table: str) -> Callable[[Any, Any], None]:
    """A migration step that makes the database refuse changes to rows of the table."""

    def add(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$BEGIN RAISE EXCEPTION '{table} is append-only'; END$$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )

    return add


def drop_triggers(table: str) -> Callable[[Any, Any], None]:
    """The step back."""

    def drop(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_append_only()")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_append_only")

    return drop
