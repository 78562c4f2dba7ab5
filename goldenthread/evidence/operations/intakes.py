"""Files of figures: put aside when read, kept line by line, mended where they were wrong."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.evidence import queries
from goldenthread.evidence.holding import needed
from goldenthread.evidence.keeping import Given, keep, may_supply
from goldenthread.evidence.models import Indicator, Intake, Reading
from goldenthread.evidence.operations.populations import keep_group_populations
from goldenthread.evidence.operations.readings import sign_off_many, supply
from goldenthread.evidence.rules import cuts, lines, peopling
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period


@writes
def receive_intake(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    name: str,
    checksum: str,
    rows: list[dict[str, Any]],
    messages: list[dict[str, Any]],
    subject: str = Intake.Subject.FIGURES,
) -> UUID:
    """Put a file that was read aside, for a look before anything of it is kept. Returns its id."""
    if subject == Intake.Subject.PEOPLE:
        by.require(Permission.EVIDENCE_EDIT, partnership=partnership)
    elif not queries.agencies_to_choose(by, partnership):
        by.require(Permission.EVIDENCE_SUPPLY, partnership=partnership)
    made = Intake.objects.create(
        partnership_id=partnership,
        subject=subject,
        name=needed(name, "file", "The file has no name.", 200),
        checksum=checksum,
        rows=rows,
        messages=messages,
        read_at=at,
        read_by=by.user_id,
        read_by_name=by.name[:200],
    )
    states = Counter(row["state"] for row in rows)
    trail.write(
        "evidence.file_read",
        by=by,
        at=at,
        partnership=partnership,
        file=made.name,
        checksum=checksum,
        good=states[lines.GOOD],
        faults=states[lines.FAULT],
    )
    return made.pk


@writes
def keep_intake(*, by: Viewer, at: datetime, intake: UUID) -> int:
    """Keep the good lines of a file. A line that fails now keeps its message; nothing is dropped. Returns how many were kept."""
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    if row.kept_at is not None:
        raise RuleBroken("The good lines of this file are kept already.")
    keep_line = _people(by, at, row) if row.subject == Intake.Subject.PEOPLE else _figures(by, at, row)
    made: list[str] = []
    for line in row.rows:
        if line["state"] != lines.GOOD:
            continue
        try:
            with transaction.atomic():
                kept, pk = keep_line(line["values"])
            made += [str(pk)] if pk else []
            line["state"] = lines.KEPT if kept else lines.SAME
        except GoldenThreadError as error:
            line["state"] = lines.FAULT
            row.messages.append(
                {"line": line["line"], "cell": f"line {line['line']}", "column": "", "sentence": error.sentence}
            )
    row.kept_at, row.kept_by, row.kept_by_name, row.made = at, by.user_id, by.name[:200], made
    row.save(update_fields=["rows", "messages", "kept_at", "kept_by", "kept_by_name", "made"])
    faults = sum(line["state"] == lines.FAULT for line in row.rows)
    kept_lines: int = sum(line["state"] == lines.KEPT for line in row.rows)
    trail.write(
        "evidence.file_kept",
        by=by,
        at=at,
        partnership=row.partnership_id,
        file=row.name,
        kept=kept_lines,
        faults=faults,
    )
    return kept_lines


@writes
def mend_line(
    *,
    by: Viewer,
    at: datetime,
    intake: UUID,
    line: int,
    indicator: str,
    period: Period,
    numerator: Decimal | int,
    denominator: Decimal | int | None = None,
    breakdown: dict[str, str] | None = None,
    supplier: UUID,
    supplied_on: date,
    coverage: tuple[int, int] | None = None,
    source: str = "",
) -> UUID:
    """Supply what a faulty line of a file meant to say; the line is marked as mended. Returns the id of the figure."""
    row, found = _faulty(by, intake, line)
    made = supply(
        by=by,
        at=at,
        partnership=row.partnership_id,
        indicator=indicator,
        period=period,
        numerator=numerator,
        denominator=denominator,
        breakdown=breakdown,
        supplier=supplier,
        supplied_on=supplied_on,
        coverage=coverage,
        source=source,
    )
    found["state"] = lines.MENDED
    row.made = [*row.made, str(made)]
    row.save(update_fields=["rows", "made"])
    return made


@writes
def mend_people_line(*, by: Viewer, at: datetime, intake: UUID, line: int, **said: Any) -> None:
    """Keep how many people a faulty line of a file meant to say; takes what `keep_group_populations` takes of one group."""
    row, found = _faulty(by, intake, line)
    keep_group_populations(by=by, at=at, partnership=row.partnership_id, **said)
    found["state"] = lines.MENDED
    row.save(update_fields=["rows"])


def _faulty(by: Viewer, intake: UUID, line: int) -> tuple[Intake, dict[str, Any]]:
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    found = next((each for each in row.rows if each["line"] == line and each["state"] == lines.FAULT), None)
    if found is None:
        raise RuleBroken("This line needs no mending.")
    return row, found


@writes
def sign_off_intake(
    *, by: Viewer, at: datetime, intake: UUID, person: UUID | None = None, on: date | None = None
) -> int:
    """Sign off every figure that came in with a file and is not signed off yet. Returns how many."""
    row = queries.intake(by, intake)
    waiting = list(queries.unsigned(by).filter(pk__in=[UUID(each) for each in row.made]).values_list("pk", flat=True))
    if not waiting:
        raise RuleBroken("Every figure of this file is signed off or was restated.")
    return sign_off_many(by=by, at=at, readings=waiting, person=person, on=on)


Find = Callable[[str], Indicator]


KeepLine = Callable[[dict[str, Any]], tuple[bool, UUID | None]]
"""Keeps a line as it was read: whether it was new, and the figure that was made of it."""


def _figures(by: Viewer, at: datetime, row: Intake) -> KeepLine:
    find = _finder(by, row.partnership_id)

    def keep_line(values: dict[str, Any]) -> tuple[bool, UUID | None]:
        made = _keep(by, at, find, values)
        return made is not None, made

    return keep_line


def _people(by: Viewer, at: datetime, row: Intake) -> KeepLine:
    there = queries.known_people(by, row.partnership_id, london_day(at)).there

    def keep_line(values: dict[str, Any]) -> tuple[bool, UUID | None]:
        if there.get(peopling.key(values)) == values["count"]:
            return False, None
        said = {name: each for name, each in values.items() if name not in ("value", "count")}
        counts = {values["value"]: values["count"]}
        keep_group_populations(by=by, at=at, partnership=row.partnership_id, counts=counts, **said)
        return True, None

    return keep_line


def _finder(by: Viewer, partnership: UUID) -> Find:
    """Find indicators by code, each read once with its definitions; the agencies that were checked are remembered too."""
    rows = {each.code: each for each in queries.indicators(by, partnership).prefetch_related("definitions")}

    def find(code: str) -> Indicator:
        if code not in rows:
            raise RuleBroken(f"The partnership has no indicator “{code}” any more.")
        return rows[code]

    return find


def _keep(by: Viewer, at: datetime, find: Find, values: dict[str, Any]) -> UUID | None:
    """Keep a line as it was read; None when somebody supplied the same meanwhile."""
    row, supplier = find(values["indicator"]), UUID(values["supplier"])
    may_supply(by, row, supplier)
    denominator = values["denominator"]
    given = Given(
        period=Period(date.fromisoformat(values["start"]), date.fromisoformat(values["end"])),
        numerator=Decimal(values["numerator"]),
        denominator=None if denominator is None else Decimal(denominator),
        cut=cuts.cut(cuts.breakdown(values["cut"])),
        supplier=supplier,
        supplied_on=date.fromisoformat(values["supplied_on"]),
        coverage=Coverage(*values["covered"]) if values["covered"] else None,
        source=values["source"],
    )
    said = {"start": given.period.start, "end": given.period.end, "cut": given.cut, "current": True}
    same = {"numerator": given.numerator, "denominator": given.denominator, "supplier": supplier}
    if Reading.objects.filter(indicator=row, **said, **same).exists():
        return None
    return keep(by, at, row, given).pk
