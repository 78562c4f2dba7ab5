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
from goldenthread.evidence.operations.readings import sign_off_many, supply
from goldenthread.evidence.rules import cuts, filing
from goldenthread.evidence.rules.deriving import Coverage
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
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
) -> UUID:
    """Put a file that was read aside, for a look before anything of it is kept. Returns its id."""
    if not queries.agencies_to_choose(by, partnership):
        by.require(Permission.EVIDENCE_SUPPLY, partnership=partnership)
    made = Intake.objects.create(
        partnership_id=partnership,
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
        good=states[filing.GOOD],
        faults=states[filing.FAULT],
    )
    return made.pk


@writes
def keep_intake(*, by: Viewer, at: datetime, intake: UUID) -> int:
    """Keep the good lines of a file. A line that fails now keeps its message; nothing is dropped. Returns how many were kept."""
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    if row.kept_at is not None:
        raise RuleBroken("The good lines of this file are kept already.")
    find = _finder(by, row.partnership_id)
    made: list[str] = []
    for line in row.rows:
        if line["state"] != filing.GOOD:
            continue
        try:
            with transaction.atomic():
                kept = _keep(by, at, find, line["values"])
            made += [] if kept is None else [str(kept)]
            line["state"] = filing.SAME if kept is None else filing.KEPT
        except GoldenThreadError as error:
            line["state"] = filing.FAULT
            row.messages.append(
                {"line": line["line"], "cell": f"line {line['line']}", "column": "", "sentence": error.sentence}
            )
    row.kept_at, row.kept_by, row.kept_by_name, row.made = at, by.user_id, by.name[:200], made
    row.save(update_fields=["rows", "messages", "kept_at", "kept_by", "kept_by_name", "made"])
    faults = sum(line["state"] == filing.FAULT for line in row.rows)
    trail.write(
        "evidence.file_kept",
        by=by,
        at=at,
        partnership=row.partnership_id,
        file=row.name,
        kept=len(made),
        faults=faults,
    )
    return len(made)


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
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    found = next((each for each in row.rows if each["line"] == line and each["state"] == filing.FAULT), None)
    if found is None:
        raise RuleBroken("This line needs no mending.")
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
    found["state"] = filing.MENDED
    row.made = [*row.made, str(made)]
    row.save(update_fields=["rows", "made"])
    return made


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
