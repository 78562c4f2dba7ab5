"""What self-assessments put into an evidence pack: each round with who returned, how the standards stand, and the action plan."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted, short_date
from goldenthread.self_assessment import queries
from goldenthread.self_assessment.models import Round
from goldenthread.self_assessment.rules.analysing import percent
from goldenthread.workbench import packs
from goldenthread.workbench.materials import Column, TableBlock
from goldenthread.workbench.packs import Gap, Part, Piece, Told

_SOURCE = "The signed returns"


def build(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield the rounds whose returns were to be signed in a period, or were given in it."""
    rows = _rounds(viewer, partnership, period)
    papers = packs.papers_of(viewer, [row.pk for row in rows])
    for row in rows:
        yield Piece(
            row.record.title, f"Round {row.year}", row.sign_by, reverse("self_assessment:round", args=[row.pk]), row.pk,
            tell=_told(viewer, row), files=papers.get(row.pk, ()),
        )  # fmt: skip


def _rounds(viewer: Viewer, partnership: UUID, period: Period) -> list[Round]:
    rows = queries.rounds(viewer).filter(
        places__partnership=partnership, sent_at__isnull=False, fill_by__lte=period.end, sign_by__gte=period.start
    )
    return list(rows.select_related("record").order_by("sign_by").distinct())


def _told(viewer: Viewer, row: Round) -> Callable[[], Told]:
    def tell() -> Told:
        sheets = list(queries.returns(viewer).filter(round=row.pk).select_related("agency").order_by("agency__title"))
        silent = [each.agency.title for each in sheets if each.signed_at is None]
        signed = len(sheets) - len(silent)
        said = f"{signed} of {counted(len(sheets), 'return')} signed by everybody."
        if silent:
            said += f" Not returned: {packs.some(silent, 12)}."
        who = tuple(
            (each.agency.title, short_date(london_day(each.signed_at)) if each.signed_at else "Not signed")
            for each in sheets
        )
        blocks = (
            [TableBlock("returns", "Who returned", (Column("Agency"), Column("Signed")), who, _SOURCE)] if who else []
        )
        return Told(said, [*_standards(viewer, row), *blocks, *_plan(viewer, row)])

    return tell


def _standards(viewer: Viewer, row: Round) -> list[TableBlock]:
    found = queries.analysis(viewer, row.pk)
    if not found.returned:
        return []
    earlier = (Column("The round before", True),) if any(found.before.values()) else ()
    head = (Column("Standard"), Column("Middle of the returns", True), *earlier)
    rows = tuple(
        (f"{each.code} {each.title}", percent(found.standards.get(each.code)), percent(found.before.get(each.code)))[
            : len(head)
        ]
        for each in found.asked.standards
    )
    note = f"The middle of {counted(found.returned, 'signed return')}, as a share of what could be reached."
    return [TableBlock("standards", "How each standard stands", head, rows, _SOURCE, notes=(note,))]


def _plan(viewer: Viewer, row: Round) -> list[TableBlock]:
    steps = queries.steps(viewer).filter(sheet__round=row.pk).select_related("action", "sheet__agency")
    rows = tuple((each.action.title, each.sheet.agency.title, each.code) for each in steps)
    if not rows:
        return []
    head = (Column("Action"), Column("Agency"), Column("Question"))
    return [TableBlock("plan", "Actions that the returns asked for", head, rows, "The thread")]


def gaps(viewer: Viewer, partnership: UUID, period: Period, on: date) -> Iterator[Gap]:
    """Say which agencies did not return what they were to sign."""
    for row in _rounds(viewer, partnership, period):
        if row.sign_by < on:
            silent = queries.returns(viewer).filter(round=row.pk, signed_at__isnull=True).select_related("agency")
            names = [each.agency.title for each in silent.order_by("agency__title")]
            if names:
                where = reverse("self_assessment:round", args=[row.pk])
                yield Gap(f"{row.record.title}: {packs.some(names)} did not return it.", where)


PART = Part("self_assessment", "Section 11 and section 175 returns", 45, build, Permission.ASSESSMENT_VIEW, gaps)
