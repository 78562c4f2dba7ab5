"""The parts of an evidence pack that tell of the area: inspections with what came of them, and visits to the frontline."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.scrutiny import presenters, queries, saying_evaluations, saying_plans, saying_visits
from goldenthread.scrutiny.models import Evaluation, Inspection, Visit
from goldenthread.scrutiny.rules import evaluating, planning, visiting
from goldenthread.workbench import packs
from goldenthread.workbench.packs import Part, Piece, Told


def inspections(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield the inspections and reviews up to the end of a period, the newest first: what earlier ones asked for still counts."""
    rows = queries.inspections(viewer, partnership=partnership).filter(from_on__lte=period.end)
    found = list(rows.order_by("-from_on", "-pk"))
    papers = packs.papers_of(viewer, [row.pk for row in found])
    for row in found:
        yield Piece(
            title=row.title,
            about=row.kind_words,
            on=row.to_on,
            address=presenters.address(row.pk),
            record=row.pk,
            tell=partial(_inspection, viewer, row, period),
            files=papers.get(row.pk, ()),
        )


def _inspection(viewer: Viewer, row: Inspection, period: Period) -> Told:
    scale = queries.scale_of(viewer, row)
    letter = f", letter of {row.letter_words}" if row.letter_on else ""
    lines = [f"{row.when}{letter}. {presenters.who_came(row)}.", row.words]
    judged = [
        f"- {each.area}: {': '.join(filter(None, (presenters.grade(scale, each.value)[0], each.words)))}"
        for each in row.judgements.all()
    ]
    asked = [
        f"- {each.text}: {', '.join(filter(None, (each.standing.words.lower(), presenters.actions(each))))}"
        for each in queries.progress(viewer, [row], period.end)
    ]
    parts = [*filter(None, lines), "\n".join(judged)]
    parts += ["**What it asked for, and how it stands**", "\n".join(asked)] if asked else []
    return Told("\n\n".join(filter(None, parts)))


def visits(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield the visits to the frontline that were made in a period, the newest first."""
    made = queries.visits(viewer, partnership=partnership).filter(
        state=visiting.MADE, held_on__range=(period.start, period.end)
    )
    found = list(made.prefetch_related("noted"))
    papers = packs.papers_of(viewer, [row.pk for row in found])
    for row in found:
        yield Piece(
            title=row.title,
            about=saying_visits.agency(row),
            on=row.held_on,
            address=saying_visits.address(row.pk),
            record=row.pk,
            tell=partial(_visit, row),
            files=papers.get(row.pk, ()),
        )


def _visit(row: Visit) -> Told:
    noted = [f"- {saying_visits.noted_kind(each)[0]}: {each.text}" for each in row.noted.all()]
    reply = f"**What {saying_visits.agency(row)} replied**: {row.reply}" if row.reply else ""
    went = saying_visits.who(row)
    told = [
        f"Who went: {went}." if went else "",
        f"**What was seen.** {row.seen}" if row.seen else "",
        f"**What was heard.** {row.heard}" if row.heard else "",
        "**What it brings back**" if noted else "",
        "\n".join(noted),
        reply,
    ]
    return Told("\n\n".join(filter(None, told)))


def evaluations(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield the self-evaluations and six steps agreed up to the end of a period, the newest first."""
    rows = queries.evaluations(viewer, partnership=partnership).filter(
        state=evaluating.AGREED_STATE, agreed_on__lte=period.end
    )
    found = [row for row in rows.order_by("-agreed_on", "-pk") if row.of_members]
    papers = packs.papers_of(viewer, [row.pk for row in found])
    for row in found:
        yield Piece(
            title=row.title,
            about=row.kind.label,
            on=row.agreed_on,
            address=saying_evaluations.address(row.pk),
            record=row.pk,
            tell=partial(_evaluation, viewer, row),
            files=papers.get(row.pk, ()),
        )


def _evaluation(viewer: Viewer, row: Evaluation) -> Told:
    scale = evaluating.scale_of(queries.tool(viewer, row.tool_id))
    told = [f"Agreed by {row.agreed_words}.", row.words]
    for line in queries.lines(viewer, row):
        if line.agreed:
            change = (
                f" ({line.change.words.lower()}; last time {line.change.then})"
                if line.change and line.change.then
                else ""
            )
            told.append(
                f"**{line.title}: {presenters.grade(scale, line.agreed.value)[0]}**{change}. {line.agreed.words}"
            )
            told.append(f"To get further: {line.agreed.onward}" if line.agreed.onward else "")
    return Told("\n\n".join(filter(None, told)))


def looks(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Piece]:
    """Yield the pieces of scrutiny that were done in a period, the newest first."""
    done = queries.looks(viewer, partnership=partnership).filter(
        state=planning.DONE, done_on__range=(period.start, period.end)
    )
    found = list(done.order_by("-done_on", "-pk"))
    papers = packs.papers_of(viewer, [row.pk for row in found])
    for row in found:
        yield Piece(
            title=row.title,
            about=", ".join(filter(None, (row.how.label, row.theme))),
            on=row.done_on,
            address=saying_plans.look_address(row.pk),
            record=row.pk,
            tell=partial(Told, row.learned),
            files=papers.get(row.pk, ()),
        )


PARTS = (
    Part(
        "scrutiny.inspections",
        "Inspections and reviews, with progress",
        45,
        inspections,
        needs=Permission.SCRUTINY_VIEW,
    ),
    Part("scrutiny.evaluations", "How partners judge themselves", 46, evaluations, needs=Permission.SCRUTINY_VIEW),
    Part("scrutiny.looks", "What independent scrutiny looked at", 48, looks, needs=Permission.SCRUTINY_VIEW),
    Part("scrutiny.visits", "Visits to the frontline", 47, visits, needs=Permission.SCRUTINY_VIEW),
)


def register() -> None:
    """Offer the parts."""
    for part in PARTS:
        packs.register(part)
