"""Files of accounts: put aside when read, kept line by line, mended where they were wrong."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.finance import filing, queries, rules
from goldenthread.finance.counting import details_of, key_of
from goldenthread.finance.holding import of, open_for
from goldenthread.finance.models import FinancialYear, Fund, Intake, Line
from goldenthread.finance.operations.entries import enter
from goldenthread.finance.operations.lines import add_line, change_line
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken


@writes
def receive_intake(
    *,
    by: Viewer,
    at: datetime,
    year: UUID,
    name: str,
    checksum: str,
    rows: list[dict[str, Any]],
    messages: list[dict[str, Any]],
) -> UUID:
    """Put a file that was read aside, for a look before anything of it is kept. Returns its id."""
    held = open_for(by, year)
    made = Intake.objects.create(
        year=held,
        name=rules.words(name, "file", "The file has no name.")[:200],
        checksum=checksum,
        rows=rows,
        messages=messages,
        read_at=at,
        read_by=by.user_id,
        read_by_name=by.name[:200],
    )
    states = Counter(row["state"] for row in rows)
    counts: dict[str, Any] = {"good": states[filing.GOOD], "faults": states[filing.FAULT]}
    trail.write("finance.file_read", by=by, at=at, **of(held), file=made.name, checksum=checksum, **counts)
    return made.pk


@writes
def keep_intake(*, by: Viewer, at: datetime, intake: UUID) -> int:
    """Keep the good lines of a file. A line that fails now keeps its message; nothing is dropped. Returns how many were kept."""
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    held = open_for(by, row.year_id)
    if row.kept_at is not None:
        raise RuleBroken("The good lines of this file are kept already.")
    found = {key_of(each): each for each in held.lines.order_by("-position", "-pk")}
    for line in row.rows:
        if line["state"] == filing.GOOD:
            try:
                with transaction.atomic():
                    line["state"] = _keep(by, at, held, line["values"], found)
            except GoldenThreadError as error:
                line["state"] = filing.FAULT
                number = line["line"]
                row.messages.append(
                    {"line": number, "cell": f"line {number}", "column": "", "sentence": error.sentence}
                )
    row.kept_at, row.kept_by, row.kept_by_name = at, by.user_id, by.name[:200]
    row.save(update_fields=["rows", "messages", "kept_at", "kept_by", "kept_by_name"])
    states = Counter(line["state"] for line in row.rows)
    counts: dict[str, Any] = {"kept": states[filing.KEPT], "faults": states[filing.FAULT]}
    trail.write("finance.file_kept", by=by, at=at, **of(held), file=row.name, **counts)
    return states[filing.KEPT]


@writes
def mend_line(
    *,
    by: Viewer,
    at: datetime,
    intake: UUID,
    line: int,
    kind: str,
    details: rules.LineDetails,
    on: date | None = None,
    amount: Decimal | None = None,
    words: str = "",
) -> UUID:
    """Do what a faulty line of a file meant: add the line or change the one that is there, and enter what moved.

    The line of the file is marked as mended. Returns the id of the line of the accounts.
    """
    row = Intake.objects.select_for_update(of=("self",)).get(pk=queries.intake(by, intake).pk)
    held = open_for(by, row.year_id)
    found = next((each for each in row.rows if each["line"] == line and each["state"] == filing.FAULT), None)
    if found is None:
        raise RuleBroken("This line needs no mending.")
    if amount and on is None:
        raise RuleBroken("Say on which day it moved.", field="on")
    known = {key_of(each): each for each in held.lines.order_by("-position", "-pk")}
    pk = _settled(by, at, kind, details, known.get(_key(held, kind, details)), held)
    if amount and on is not None:
        enter(by=by, at=at, line=pk, on=on, amount=amount, words=words)
    found["state"] = filing.MENDED
    row.save(update_fields=["rows"])
    trail.write("finance.file_mended", by=by, at=at, **of(held), file=row.name, line=line)
    return pk


def _settled(
    by: Viewer, at: datetime, kind: str, details: rules.LineDetails, there: Line | None, held: FinancialYear
) -> UUID:
    if there is None:
        return add_line(by=by, at=at, year=held.pk, kind=kind, details=details)
    before = details_of(there)
    said = details.budget is not None or bool(details.state)
    after = replace(before, budget=details.budget, state=details.state) if said else before
    if after != before:
        change_line(by=by, at=at, line=there.pk, details=after, seen=there.edition)
    return there.pk


def _key(held: FinancialYear, kind: str, details: rules.LineDetails) -> filing.Key:
    fund = details.fund or Fund.objects.get(partnership=held.partnership_id, general=True).pk
    return filing.key_of(kind, str(details.agency or ""), details.heading.strip(), str(fund))


def _keep(by: Viewer, at: datetime, held: FinancialYear, values: dict[str, Any], found: dict[filing.Key, Line]) -> str:
    """Keep one line as it was read, against the accounts as they are now. Returns what became of it."""
    key = filing.key_of(values["kind"], values["agency"], values["heading"], values["fund"])
    there, state = found.get(key), filing.SAME
    if there is None:
        agency = UUID(values["agency"]) if values["agency"] else None
        details = replace(filing.details_of(values), agency=agency, fund=UUID(values["fund"]))
        made = add_line(by=by, at=at, year=held.pk, kind=values["kind"], details=details)
        found[key] = there = Line.objects.get(pk=made)
        state = filing.KEPT
    elif other := filing.differs(values, details_of(there)):
        raise RuleBroken(f"The line is there already, and {other}. Mend it here to change the line.")
    if not values["amount"]:
        return state
    on, amount = date.fromisoformat(values["on"]), Decimal(values["amount"])
    if there.entries.filter(
        on=on, amount=amount, words=values["words"], reverses__isnull=True, reversed_by__isnull=True
    ).exists():
        return state
    enter(by=by, at=at, line=there.pk, on=on, amount=amount, words=values["words"])
    return filing.KEPT
