"""Bringing a plan in from a file: how it is read, what is mended, what is left out, and keeping it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.documents import operations as documents
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as register
from goldenthread.plans.keeping import Who
from goldenthread.plans.models import Note, Plan, PlanImport
from goldenthread.plans.operations.actions import add_action
from goldenthread.plans.operations.carrying import add_note
from goldenthread.plans.operations.items import add_item, add_measure
from goldenthread.plans.operations.plans import create_plan
from goldenthread.plans.rules import imported, levels

_ACTION_LEVELS = ({"name": "Action", "style": "", "joined": None}, {"name": "Sub-action", "style": "", "joined": None})


@writes
def start_import(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    content: bytes,
    details: Mapping[str, Any],
    mapping: Mapping[str, Any] | None = None,
    owner_group: UUID | None = None,
    owner_agency: UUID | None = None,
) -> PlanImport:
    """Keep a file and how it was read, until it becomes a plan or is thrown away."""
    home = register.partnership(by, partnership)
    by.require(Permission.PLAN_EDIT, partnership=home.pk, group=owner_group, agency=owner_agency)
    row: PlanImport = PlanImport.objects.create(
        partnership=home,
        owner_group_id=owner_group and register.group(by, owner_group).pk,
        owner_agency_id=owner_agency and register.agency(by, owner_agency).pk,
        name=clean(name)[:200] or "plan",
        content=content,
        details=dict(details),
        mapping=dict(mapping or {}),
        started_by=by.user_id,
        started_by_name=by.name[:200],
        started_at=at,
    )
    trail.write("plans.import_begun", by=by, at=at, partnership=home.pk, name=row.name)
    return row


def _mine(by: Viewer, planimport: UUID, seen: int | None) -> PlanImport:
    row = PlanImport.objects.filter(pk=planimport, started_by=by.user_id, kept_at__isnull=True).first()
    if row is None:
        raise NotFound("There is no such file being read, or somebody else is reading it.")
    by.require(
        Permission.PLAN_EDIT, partnership=row.partnership_id, group=row.owner_group_id, agency=row.owner_agency_id
    )
    return row if seen is None else PlanImport.for_edit(row.pk, seen=seen)


@writes
def read_again(
    *, by: Viewer, at: datetime, planimport: UUID, seen: int, mapping: Mapping[str, Any], details: Mapping[str, Any]
) -> PlanImport:
    """Take another reading of the same file, with columns mapped otherwise; what was mended by hand is undone by it."""
    row = _mine(by, planimport, seen)
    row.apply({"mapping": dict(mapping), "details": dict(details), "mended": {}, "left_out": {}})
    trail.write("plans.import_read_again", by=by, at=at, partnership=row.partnership_id, name=row.name)
    return row


@writes
def mend_cell(*, by: Viewer, at: datetime, planimport: UUID, seen: int, key: str, field: str, value: str) -> PlanImport:
    """Say how one cell should read."""
    row = _mine(by, planimport, seen)
    imported.field_of(row.details, key, field)
    mended = {each: dict(cells) for each, cells in row.mended.items()}
    mended.setdefault(key, {})[field] = imported.cell(field, value)
    row.apply({"mended": mended})
    trail.write("plans.import_mended", by=by, at=at, partnership=row.partnership_id, name=row.name, key=key)
    return row


@writes
def leave_out(*, by: Viewer, at: datetime, planimport: UUID, seen: int, key: str, reason: str) -> PlanImport:
    """Leave a row out, and all under it, with the reason; an empty reason takes it in again."""
    row = _mine(by, planimport, seen)
    if key not in {each.key for each in imported.rows(row.details)}:
        raise RuleBroken("There is no such row in this file.", field="reason")
    kept = {each: why for each, why in row.left_out.items() if each != key}
    row.apply({"left_out": {**kept, key: clean(reason)[:300]} if clean(reason) else kept})
    trail.write("plans.import_mended", by=by, at=at, partnership=row.partnership_id, name=row.name, key=key)
    return row


@writes
def throw_away(*, by: Viewer, at: datetime, planimport: UUID) -> None:
    """Throw a file away that was being read: nothing of it is kept."""
    row = _mine(by, planimport, None)
    name, home = row.name, row.partnership_id
    row.delete()
    trail.write("plans.import_thrown_away", by=by, at=at, partnership=home, name=name)


@writes
def keep_import(
    *,
    by: Viewer,
    at: datetime,
    planimport: UUID,
    seen: int,
    title: str,
    starts_on: date,
    ends_on: date,
    open_actions: bool = True,
) -> Plan:
    """Make a plan of a file as it was read and mended. The file goes among the papers of the plan."""
    row = _mine(by, planimport, seen)
    plan = import_plan(
        by=by,
        at=at,
        partnership=row.partnership_id,
        reading=row.details,
        mended=row.mended,
        left_out=row.left_out,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        owner_group=row.owner_group_id,
        owner_agency=row.owner_agency_id,
        open_actions=open_actions,
        name=row.name,
        content=bytes(row.content),
    )
    row.apply({"plan": plan, "kept_at": at, "content": b""})
    return plan


@writes
def import_plan(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    reading: Mapping[str, Any],
    title: str,
    starts_on: date,
    ends_on: date,
    kind: str | None = None,
    owner_group: UUID | None = None,
    owner_agency: UUID | None = None,
    mended: Mapping[str, Mapping[str, Any]] | None = None,
    left_out: Mapping[str, str] | None = None,
    open_actions: bool = True,
    name: str = "",
    content: bytes | None = None,
    illustrative: bool = False,
) -> Plan:
    """Make a draft plan of a reading in the form of ``import-plan --json``.

    ``open_actions``: actions become actions of the thread, else parts of the plan. Nothing is lost: what could not be read and
    what is left out become notes, and the file itself, where ``content`` is given, a paper of the plan.
    """
    rows = imported.rows(reading, mended=mended, left_out=left_out)
    kept = [row for row in rows if not row.left_out and row.text]
    if not kept:
        raise RuleBroken("Nothing is left of this file that could be a plan.")
    usual = Plan.Kind.WORK if owner_group else Plan.Kind.AGENCY if owner_agency else Plan.Kind.BUSINESS
    named = [each.as_plain() for each in levels.BUSINESS]
    plan = create_plan(
        by=by,
        at=at,
        partnership=partnership,
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        kind=kind or usual,
        owner_group=owner_group,
        owner_agency=owner_agency,
        levels=named if open_actions else [*named, *_ACTION_LEVELS],
        illustrative=illustrative,
    )
    maker = _Maker(by, at, plan, _Names.of(by, partnership), open_actions)
    for row in kept:
        maker.make(row)
    _notes(by, at, plan, reading, [row for row in rows if row not in kept])
    if content:
        file = io.BytesIO(content)
        documents.add_document(by=by, at=at, record=plan.pk, title=f"The file {name}"[:200], name=name, content=file)
    trail.write(
        "plans.imported",
        by=by,
        at=at,
        record=plan.pk,
        partnership=partnership,
        title=plan.title,
        name=name,
        count=len(kept),
    )
    return plan


def _notes(by: Viewer, at: datetime, plan: Plan, reading: Mapping[str, Any], out: list[imported.Read]) -> None:
    for each in reading.get("unread", ()):
        if clean(str(each.get("text", ""))):
            place = str(each.get("where", ""))
            add_note(by=by, at=at, plan=plan.pk, text=str(each["text"]), sort=Note.Sort.UNREAD, place=place)
    for row in out:
        cells = [f"{imported.LABELS[key]}: {imported.as_words(value)}" for key, value in row.values.items() if value]
        if cells:
            text = "\n".join(cells)
            add_note(by=by, at=at, plan=plan.pk, text=text, sort=Note.Sort.LEFT_OUT, place=row.where, why=row.reason)


@dataclass(frozen=True)
class _Names:
    """Who is meant by the names in a file: agencies and groups of the partnership, by name, short name or other name."""

    agencies: Mapping[str, UUID]
    groups: Mapping[str, UUID]

    @classmethod
    def of(cls, by: Viewer, partnership: UUID) -> "_Names":
        agencies: dict[UUID, Any] = {row.pk: row for row in register.agencies(by, partnership=partnership)}
        groups: dict[UUID, Any] = {row.pk: row for row in register.groups(by, partnership=partnership)}
        known = [_by_name(agencies), _by_name(groups)]
        for alias in register.aliases(by).exclude(record=None):
            for found, rows in zip(known, (agencies, groups), strict=True):
                pk: Any = alias.record_id
                if pk in rows:
                    found.setdefault(alias.name.casefold(), pk)
        return cls(*known)

    def who(self, name: str) -> Who:
        """Return who a name means; in words where nobody is known by it."""
        key = clean(name).casefold()
        body = self.agencies.get(key) or self.groups.get(key)
        return Who(body=body) if body else Who(words=clean(name)[:200])

    def first(self, names: list[str], known: Mapping[str, UUID]) -> UUID | None:
        """Return the first of some names that is known."""
        return next((known[name.casefold()] for name in names if name.casefold() in known), None)


def _by_name(rows: Mapping[UUID, Any]) -> dict[str, UUID]:
    found: dict[str, UUID] = {}
    for pk, row in rows.items():
        for name in (row.name, row.short_name):
            if name:
                found.setdefault(name.casefold(), pk)
    return found


class _Maker:
    """Makes rows of a file into parts and actions of a plan, each under the one it stood under."""

    def __init__(self, by: Viewer, at: datetime, plan: Plan, names: _Names, open_actions: bool) -> None:
        self.by, self.at, self.plan, self.names, self.open_actions = by, at, plan, names, open_actions
        self.items: dict[str, UUID] = {}
        self.actions: dict[str, UUID] = {}

    def make(self, row: imported.Read) -> None:
        """Make one row."""
        if row.level in ("priority", "outcome") or not self.open_actions:
            self._item(row)
        else:
            self._action(row)

    def _above(self, key: str, found: Mapping[str, UUID]) -> UUID | None:
        """Return what a row stands under: the nearest above that was made."""
        while "." in key:
            key = key.rpartition(".")[0]
            if key in found:
                return found[key]
        return None

    def _item(self, row: imported.Read) -> None:
        values = row.values
        people = values.get("leads") or values.get("owners") or []
        item = add_item(
            by=self.by,
            at=self.at,
            plan=self.plan.pk,
            parent=self._above(row.key, self.items),
            text=row.text,
            number=_short(values.get("number"), 20),
            kind=_kind(values.get("kind")),
            due_on=imported.day(values["due"]) if values.get("due") else None,
            due_words=_short(values.get("due_text"), 200),
            leads=[self.names.who(name) for name in people if clean(name)],
            why=clean(str(values.get("why") or "")),
        )
        for words in values.get("measures") or []:
            add_measure(by=self.by, at=self.at, item=item.pk, words=words)
        self.items[row.key] = item.pk

    def _action(self, row: imported.Read) -> None:
        item = self._above(row.key, self.items)
        if item is None:
            raise RuleBroken(f"“{row.text[:80]}” stands under nothing. Leave it out, or take in what it stood under.")
        values = row.values
        owners = [clean(name) for name in values.get("owners") or [] if clean(name)]
        placed = add_action(
            by=self.by,
            at=self.at,
            item=item,
            text=row.text,
            owner_agency=self.names.first(owners, self.names.agencies),
            owner_group=self.names.first(owners, self.names.groups),
            owner_words=", ".join(owners),
            due=imported.day(values["due"]) if values.get("due") else None,
            due_words=_short(values.get("due_text"), 200),
            number=_short(values.get("number"), 20),
            parent=self._above(row.key, self.actions),
        )
        self.actions[row.key] = placed.pk


def _short(value: Any, most: int) -> str:
    return clean(str(value or ""))[:most]


def _kind(value: Any) -> str:
    """Return what an outcome is called where it is not called an outcome."""
    words = _short(value, 60)
    return "" if words.casefold() in ("", "outcome") else words[:1].upper() + words[1:]
