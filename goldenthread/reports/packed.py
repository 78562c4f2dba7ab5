"""The parts of a pack that stand on what lies below the areas: the arrangements, published reports, and papers of groups."""

import base64
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.partnership import queries as partnership
from goldenthread.reports import content, queries, registered
from goldenthread.reports.models import Edition
from goldenthread.reports.packing.printing import PDF
from goldenthread.reports.registered import Told as RegisterTable
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Column, TableBlock
from goldenthread.workbench.packs import Gap, Part, Piece, Told


def _arrangements(viewer: Viewer, home: UUID, period: Period) -> Iterator[Piece]:
    yield from _editions(viewer, home, period, content.ARRANGEMENTS)
    for name, table in {**registered.BODIES, **registered.PLACES, **registered.WORKING}.items():
        if table.there(viewer, home, period.end):
            yield Piece(
                table.title,
                "As the register stood",
                on=period.end,
                address=reverse("partnership:partnership", args=[home]) + f"#{name}",
                tell=_register(viewer, home, period, name, table),
            )
    for group in partnership.groups(viewer, partnership=home, on=period.end).order_by("name"):
        terms = partnership.terms_of_reference(viewer, group.pk).filter(effective_from__lte=period.end).first()
        seated = list(partnership.sitting_on(viewer, group.pk, period.end).order_by("capacity", "person__name"))
        if terms or seated:
            yield Piece(
                group.name,
                f"{group.kind.name}: terms of reference and members",
                on=period.end,
                address=reverse("partnership:group", args=[group.pk]),
                record=group.pk,
                tell=_group(terms, seated, period.end),
            )


def _register(viewer: Viewer, home: UUID, period: Period, name: str, table: RegisterTable) -> Callable[[], Told]:
    def tell() -> Told:
        part = table.build(viewer, home, period.end)
        if not part.rows:
            return Told("Nothing is kept.")
        block = TableBlock(
            f"register.{name}",
            "",
            tuple(Column(label) for label in part.head),
            part.rows,
            "The partnership's register",
            notes=(f"{part.note.rstrip('.')}.",) if part.note else (),
        )
        return Told(blocks=[block])

    return tell


def _group(terms: Any, seated: Sequence[Any], on: date) -> Callable[[], Told]:
    rows = tuple((row.person.name, row.get_capacity_display(), _agency(row)) for row in seated)
    head = (Column("Member"), Column("Role"), Column("Agency"))
    members = TableBlock("members", f"Members on {short_date(on)}", head, rows, "The partnership's register")
    return lambda: Told(_terms(terms), [members] if rows else [])


def _agency(row: Any) -> str:
    found = row.agency or (row.seat.agency if row.seat else None)
    return found.name if found else ""


def _terms(terms: Any) -> str:
    if terms is None:
        return "No terms of reference are kept."
    said = [
        ("Purpose", terms.purpose),
        ("Functions", terms.functions),
        ("Quorum", terms.quorum),
        ("Attendance", terms.attendance),
        ("Meets", terms.meets_as_said),
    ]
    told = "\n\n".join(f"**{name}.** {words}" for name, words in said if words)
    looked = terms.next_review_on
    since = f"Version {terms.version}, in force from {short_date(terms.effective_from)}"
    return f"{told}\n\n{since}{f', to be reviewed by {short_date(looked)}' if looked else ''}."


def _editions(viewer: Viewer, home: UUID, period: Period, kind: str) -> Iterator[Piece]:
    """The newest edition of each report of a kind that stood at the end of a period and was not taken down."""
    rows = queries.published_editions(viewer, partnership=home).filter(
        report__content_set__in=content.codes_of(kind), withdrawal__isnull=True
    )
    shown: set[UUID] = set()
    for row in rows:
        if row.report_id not in shown and row.report.end >= period.start and row.report.start <= period.end:
            shown.add(row.report_id)
            yield Piece(
                row.report.title,
                f"{content.KINDS[kind]}, edition {row.number}, published",
                on=london_day(row.published_at),
                address=reverse("reports:report", args=[row.report_id]),
                record=row.report_id,
                files=tuple(_file(row, each.format) for each in row.files.all() if each.format == "pdf"),
            )


def _file(row: Edition, format: str) -> packs.Enclosed:
    def made() -> bytes:
        return base64.b64decode(row.files.get(format=format).content)

    return packs.made(row.report.title, f"edition-{row.number}.{format}", PDF, made)


def _gaps_of_arrangements(viewer: Viewer, home: UUID, period: Period, on: date) -> Iterator[Gap]:
    if not any(_editions(viewer, home, period, content.ARRANGEMENTS)):
        yield Gap("No published arrangements are kept here for these days.", reverse("reports:reports"))
    without, late = [], []
    for group in partnership.groups(viewer, partnership=home, on=on).order_by("name"):
        terms = partnership.terms_of_reference(viewer, group.pk).first()
        if terms is None:
            without.append(group.name)
        elif terms.next_review_on and terms.next_review_on < on:
            late.append(group.name)
    where = reverse("partnership:groups")
    if without:
        yield Gap(f"No terms of reference are kept for {packs.some(without)}.", where)
    if late:
        yield Gap(f"The terms of reference of {packs.some(late)} were to be reviewed before now.", where)


def _reports(viewer: Viewer, home: UUID, period: Period) -> Iterator[Piece]:
    yield from _editions(viewer, home, period, content.YEARLY)


def _papers(viewer: Viewer, home: UUID, period: Period) -> Iterator[Piece]:
    groups = {row.pk: row.name for row in partnership.groups(viewer, partnership=home).order_by("name")}
    kept = packs.papers_of(viewer, [home, *groups], since=period.start)
    for body, name in ((home, "The partnership"), *groups.items()):
        if body in kept:
            yield Piece(
                f"{name}: papers and minutes",
                "Papers kept on its page",
                address=reverse("documents:of_record", args=[body]),
                record=body,
                files=kept[body],
            )


def _gaps_of_papers(viewer: Viewer, home: UUID, period: Period, on: date) -> Iterator[Gap]:
    groups = {row.pk: row.name for row in partnership.groups(viewer, partnership=home, on=on).order_by("name")}
    kept = packs.papers_of(viewer, groups, since=period.start)
    without = [name for body, name in groups.items() if body not in kept]
    if without:
        yield Gap(
            f"No papers or minutes of these days are kept for {packs.some(without)}.", reverse("partnership:groups")
        )


PARTS = (
    Part(
        "arrangements",
        "The arrangements",
        10,
        _arrangements,
        needs=Permission.PARTNERSHIP_VIEW,
        gaps=_gaps_of_arrangements,
    ),
    Part("reports", "Yearly reports", 15, _reports, needs=Permission.REPORT_VIEW),
    Part("papers", "Papers and minutes", 95, _papers, needs=Permission.DOCUMENT_VIEW, gaps=_gaps_of_papers),
)
