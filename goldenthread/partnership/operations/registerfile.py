"""Keeping what a register spreadsheet says."""

from collections import Counter
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.partnership import queries, saving
from goldenthread.partnership.models import Agency, Alias, Group, Membership, Partnership, Person, Post, RegisterFile
from goldenthread.partnership.operations.agencies import add_agency
from goldenthread.partnership.operations.memberships import add_member
from goldenthread.partnership.operations.people import add_person, add_post


def _home(by: Viewer, partnership: UUID) -> Partnership:
    row = queries.partnership(by, partnership)
    for permission in (Permission.AGENCY_EDIT, Permission.PERSON_EDIT, Permission.GROUP_EDIT):
        by.require(permission, partnership=row.pk)
    return row


@writes
def receive_register(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    checksum: str,
    rows: dict[int, dict[str, Any]],
    messages: list[dict[str, Any]],
) -> RegisterFile:
    """Put a spreadsheet that was read aside for a look before anything of it is kept."""
    home = _home(by, partnership)
    groups = {group.name.lower() for group in queries.groups(by, partnership=home.pk)}
    good, told = {}, list(messages)
    for line, row in rows.items():
        if row["group"] and row["group"].lower() not in groups:
            sentence = f"Group: there is no group called “{row['group']}” here. Set it up first, or mend the name."
            told.append({"cell": f"line {line}", "line": line, "sentence": sentence, "stops": True})
        else:
            good[str(line)] = row
    told.sort(key=lambda each: (each["line"], each["cell"]))
    file = saving.insert(
        RegisterFile(
            partnership=home,
            name=saving.words(name, "file", missing="The file has no name.")[:200],
            checksum=checksum,
            rows=good,
            messages=told,
            read_by=by.name,
            read_at=at,
        )
    )
    trail.write(
        "partnership.register_read",
        by=by,
        at=at,
        record=home.pk,
        partnership=home.pk,
        file=file.name,
        checksum=checksum,
        good=len(good),
        faults=len(told),
    )
    return file


@writes
def keep_register(*, by: Viewer, at: datetime, register_file: UUID, illustrative: bool = False) -> RegisterFile:
    """Keep the good lines of a spreadsheet. What is there already stays as it is; a line that fails keeps its message.

    ``illustrative`` marks what is new as invented, on its page and in lists.
    """
    file = saving.found(
        RegisterFile.objects.select_for_update().filter(pk=register_file).first(), "There is no such file."
    )
    home = _home(by, file.partnership_id)
    if file.kept_at is not None:
        raise RuleBroken("This file has been kept already.")
    counts: Counter[str] = Counter()
    for line, row in sorted(file.rows.items(), key=lambda each: int(each[0])):
        try:
            with transaction.atomic():
                counts.update(_keep_line(by, at, home, row, illustrative))
        except GoldenThreadError as error:
            message = {"cell": f"line {line}", "line": int(line), "sentence": error.sentence, "stops": True}
            file.messages = [*file.messages, message]
    file.kept_at, file.kept = at, dict(counts)
    file.save(update_fields=["kept_at", "kept", "messages"])
    trail.write(
        "partnership.register_kept",
        by=by,
        at=at,
        record=home.pk,
        partnership=home.pk,
        file=file.name,
        kept=dict(counts),
        lines=len(file.rows),
    )
    return file


def _keep_line(by: Viewer, at: datetime, home: Partnership, row: dict[str, Any], illustrative: bool) -> Counter[str]:
    made: Counter[str] = Counter()
    body = _agency(by, at, home, row, made, illustrative) if row["agency"] else None
    if not row["person"]:
        return made
    who = _person(by, at, home, row, body, made, illustrative)
    if row["group"]:
        _member(by, at, home, row, who, body, made)
    return made


def _agency(
    by: Viewer, at: datetime, home: Partnership, row: dict[str, Any], made: Counter[str], illustrative: bool
) -> Agency:
    known = queries.agencies(by, partnership=home.pk)
    there = known.filter(urn=row["urn"]).first() if row["urn"] else known.filter(name__iexact=row["agency"]).first()
    if there is None:
        other = Alias.objects.filter(name__iexact=row["agency"], record__isnull=False).values("record")
        there = known.filter(pk__in=other).first()
    if there is not None:
        return there
    made["agencies"] += 1
    return add_agency(
        by=by,
        at=at,
        partnership=home.pk,
        name=row["agency"],
        kind=row["kind"] or ("school" if row["urn"] else "other"),
        agency_class=row["agency_class"] or "relevant",
        statutory_role=row["statutory_role"],
        urn=row["urn"] or None,
        illustrative=illustrative,
    )


def _person(
    by: Viewer,
    at: datetime,
    home: Partnership,
    row: dict[str, Any],
    body: Agency | None,
    made: Counter[str],
    illustrative: bool,
) -> Person:
    known = queries.people(by, partnership=home.pk)
    same = known.filter(email__iexact=row["email"]) if row["email"] else known.filter(name__iexact=row["person"])
    if body is not None and not row["email"]:
        same = same.filter(posts__agency=body)
    who = same.first()
    if who is None:
        made["people"] += 1
        known_by = {name: row[name] for name in ("email", "phone")}
        who = add_person(by=by, at=at, partnership=home.pk, name=row["person"], illustrative=illustrative, **known_by)
    if body is not None and not Post.objects.filter(person=who, agency=body, until_on__isnull=True).exists():
        made["posts"] += 1
        add_post(by=by, at=at, person=who.pk, agency=body.pk, job_title=row["job_title"] or "Not given")
    return who


def _member(
    by: Viewer,
    at: datetime,
    home: Partnership,
    row: dict[str, Any],
    who: Person,
    body: Agency | None,
    made: Counter[str],
) -> None:
    group: Group = saving.found(
        queries.groups(by, partnership=home.pk).filter(name__iexact=row["group"]).first(),
        f"There is no group called “{row['group']}” here.",
    )
    capacity = row["capacity"] or "member"
    begins, ends = _day(row["from_on"]), _day(row["until_on"])
    there = Membership.objects.filter(group=group, person=who, capacity=capacity)
    if there.filter(until_on=ends).exists():
        return
    made["memberships"] += 1
    add_member(
        by=by,
        at=at,
        group=group.pk,
        person=who.pk,
        capacity=capacity,
        agency=body.pk if body else None,
        from_on=begins,
        until_on=ends,
        term_months=row["term_months"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
