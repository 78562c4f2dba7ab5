"""Which tables leave with a partnership. A law sees that every table is registered, or left out with a reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, Q

from goldenthread.access.viewer import Viewer

Where = Callable[[Viewer, UUID], Q]


def whole(viewer: Viewer, partnership: UUID) -> Q:
    """Every row: for reference tables such as rules and bank holidays."""
    return Q()


def mine(partnership: UUID) -> Q:
    """The record of a partnership, and the records that belong to it."""
    return Q(pk=partnership) | Q(partnership=partnership)


@dataclass(frozen=True, slots=True)
class Store:
    """Where the bytes of a row lie: ``name`` under which they travel, ``path`` where they lie here (None: nowhere, or held
    back), ``keep`` which takes them in from a path."""

    name: Callable[[Mapping[str, Any]], str]
    path: Callable[[Mapping[str, Any]], Path | None]
    keep: Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of an export.

    ``model`` is its label, such as ``partnership.Agency``. Its rows are those for which ``where(viewer, partnership)`` holds,
    and those that hang, by one of the foreign keys named in ``by``, on a row that belongs to the export. Rows that are merely
    pointed at come too, so that nothing in an export hangs in the air.

    ``without`` names fields that never leave, with the value they get when restored. ``same_as`` names the fields by which a
    row that an installation has already is known again under another id (a bank holiday, an account's e-mail).
    ``recognised``: such a row counts as the same without comparing it. ``store`` says where the bytes of a row lie.
    ``only_read``: written for people to read, never restored.
    ``merge`` restores a row in its own way and says whether it wrote anything.
    """

    model: str
    where: Where | None = None
    by: tuple[str, ...] = ()
    without: Mapping[str, Any] = field(default_factory=dict)
    same_as: tuple[str, ...] = ()
    recognised: bool = False
    store: Store | None = None
    only_read: bool = False
    merge: Callable[[Mapping[str, Any]], bool] | None = None

    @property
    def cls(self) -> type[Model]:
        """The model class."""
        return apps.get_model(self.model)

    @property
    def stem(self) -> str:
        """The name of its files, such as ``partnership/agency``."""
        area, _, name = self.model.partition(".")
        return f"{area}/{name.lower()}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one area adds to an export. ``after`` runs once its rows are restored, with their ids by table."""

    code: str
    title: str
    tables: tuple[Table, ...]
    after: Callable[..., None] | None = None


_PARTS: dict[str, Part] = {}
_LEFT_OUT: dict[str, str] = {}


def register(part: Part) -> Part:
    """Add an area's part, after the parts it points at. Raises `ValueError` if a table is registered twice."""
    taken = {table.model for table in tables()}
    twice = [table.model for table in part.tables if table.model in taken]
    if part.code in _PARTS or twice:
        raise ValueError(f"The export part {part.code} is registered twice, or its tables are: {twice}.")
    _PARTS[part.code] = part
    return part


def leave_out(reason: str, *models: str) -> None:
    """Say which tables stay behind and why: the README of each export tells it."""
    for model in models:
        _LEFT_OUT[model] = reason


def every() -> list[Part]:
    """Return all parts, in the order of registration."""
    return list(_PARTS.values())


def tables() -> Iterator[Table]:
    """Return all tables of all parts, in order."""
    for part in _PARTS.values():
        yield from part.tables


def left_out() -> dict[str, str]:
    """Return the tables that stay behind, each with the reason."""
    return dict(_LEFT_OUT)
