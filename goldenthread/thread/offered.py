"""What the thread offers to reports: figures and tables of a period, and each judged claim of impact with its thread.

Everything is as it stood on the last day of the period. What came from behind a wall or is restricted is never offered, even to an
author who may read it: a report is read by others.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date
from goldenthread.records import queries as records
from goldenthread.records.presenters import address_of
from goldenthread.thread import presenters, queries
from goldenthread.thread.models import ActionUpdate, Judgement
from goldenthread.thread.queries.walk import Bead
from goldenthread.thread.rules import impact, statuses, words
from goldenthread.workbench import materials
from goldenthread.workbench.materials import Block, Column, Figure, Offer, Step, TableBlock, ThreadBlock

CODE = "thread"
SOURCE = "The partnership's record of findings, recommendations and actions"
_GUARDED = ("restricted", "walled")


def offers(viewer: Viewer, partnership: UUID, period: Period) -> list[Offer]:
    """Return what could be put into a report of a period."""
    told = [Offer(f"{CODE}.{key}", label, "figure", definition) for key, (label, definition, _) in FIGURES.items()]
    told += [Offer(f"{CODE}.{key}", title, "table") for key, (title, _) in TABLES.items()]
    for judgement in _claims(viewer, partnership, period):
        record = judgement.action.record
        told.append(Offer(_key(record.reference), record.title, "thread", judgement.verdict_words))
    return told


def block(viewer: Viewer, partnership: UUID, period: Period, key: str) -> Block | None:
    """Build the block of a key, or None when there is nothing under it."""
    name = key.partition(".")[2]
    if name in FIGURES:
        label, definition, count = FIGURES[name]
        return _figure(viewer, partnership, period, key, label, definition, count)
    if name in TABLES:
        title, rows = TABLES[name]
        head, lines = rows(viewer, partnership, period)
        return TableBlock(key, title, head, tuple(lines), SOURCE)
    found = [each for each in _claims(viewer, partnership, period) if _key(each.action.record.reference) == key]
    return _thread(viewer, partnership, period, key, found[0]) if found else None


def _figure(
    viewer: Viewer, partnership: UUID, period: Period, key: str, label: str, definition: str, count: Callable[..., int]
) -> Figure:
    home = records.get(viewer, partnership)
    return Figure(
        key=key,
        label=label,
        value=Decimal(count(viewer, partnership, period)),
        unit="",
        period=period,
        definition=definition,
        supplier=home.title,
        status="worked out",
        address=reverse("thread:actions"),
    )


def _in(period: Period, field: str) -> Q:
    return Q(**{f"{field}__range": (period.start, period.end)})


def _findings(viewer: Viewer, partnership: UUID, period: Period) -> int:
    found = queries.findings(viewer, partnership=partnership, period=period)
    return found.exclude(record__sensitivity__in=_GUARDED).count()


def _made(viewer: Viewer, partnership: UUID, period: Period) -> int:
    return queries.recommendations(viewer, partnership=partnership, period=period).count()


def _opened(viewer: Viewer, partnership: UUID, period: Period) -> int:
    return queries.actions(viewer, partnership=partnership).filter(_in(period, "record__opened_on")).count()


def _completed(viewer: Viewer, partnership: UUID, period: Period) -> int:
    return queries.actions(viewer, partnership=partnership).filter(_in(period, "completed_on")).count()


def _closed(viewer: Viewer, partnership: UUID, period: Period) -> int:
    closed = queries.actions(viewer, partnership=partnership, status=[statuses.CLOSED])
    return closed.filter(_in(period, "record__closed_on"), closing_judgement__isnull=False).count()


def _with_a_difference(viewer: Viewer, partnership: UUID, period: Period) -> int:
    return len({each.action_id for each in _claims(viewer, partnership, period)})


FIGURES: dict[str, tuple[str, str, Callable[..., int]]] = {
    "findings": ("Findings recorded", "Findings recorded in the period, of every kind", _findings),
    "recommendations_made": ("Recommendations made", "Recommendations made in the period", _made),
    "actions_opened": ("Actions opened", "Actions opened in the period", _opened),
    "actions_completed": ("Actions completed", "Actions whose work was completed in the period", _completed),
    "actions_closed": (
        "Actions closed with a judgement",
        "Actions closed in the period after somebody had judged what difference they made",
        _closed,
    ),
    "actions_with_difference": (
        "Actions that made a difference",
        "Actions judged in the period, last, to have made some or a lasting difference",
        _with_a_difference,
    ),
}


def _status_on(rows: Sequence[Any], day: date) -> dict[UUID, str]:
    """Return where each action stood at the end of a day, by what was said of it until then."""
    found = {row.pk: statuses.PLANNED for row in rows}
    said = ActionUpdate.objects.filter(action__in=list(found), on__lte=day).order_by("on", "at", "id")
    found.update(dict(said.values_list("action", "status")))
    return found


def _of_period(viewer: Viewer, partnership: UUID, period: Period) -> list[tuple[Any, str]]:
    """Return the actions that were open on a day of the period, each with where it stood at the end."""
    rows = queries.actions(viewer, partnership=partnership).filter(record__opened_on__lte=period.end)
    live = Q(record__closed_on__isnull=True) | Q(record__closed_on__gte=period.start)
    known = list(rows.filter(live).order_by("record__reference"))
    stood = _status_on(known, period.end)
    return [(row, stood[row.pk]) for row in known]


Rows = tuple[tuple[Column, ...], Sequence[tuple[str, ...]]]


def _by_status(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    stood = [status for _, status in _of_period(viewer, partnership, period)]
    lines = [(said, str(stood.count(status))) for status, said in statuses.WORDS.items() if status in stood]
    return (Column("Where they stood"), Column("Actions", number=True)), lines


def _actions(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    head = (Column("Action"), Column("Owner"), Column("Due"), Column("Where it stood"))
    found = _of_period(viewer, partnership, period)
    return head, [(row.record.title, presenters.owner_words(row), presenters.due_words(row), statuses.WORDS[stood])
                  for row, stood in found]  # fmt: skip


def _little_progress(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    head = (Column("Action"), Column("Owner"), Column("Was due"), Column("Where it stood"))
    lines = []
    for row, stood in _of_period(viewer, partnership, period):
        late = row.deadline is not None and row.deadline.due_on <= period.end and stood in statuses.RUNNING
        if late or stood in (statuses.HELD_UP, statuses.SHORTFALL):
            lines.append(
                (row.record.title, presenters.owner_words(row), presenters.due_words(row), statuses.WORDS[stood])
            )
    return head, lines


def _answers(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    head = (Column("Recommendation"), Column("Agency"), Column("Answer"), Column("Why"))
    lines = []
    for row in queries.recommendations(viewer, partnership=partnership, period=period).order_by("record__reference"):
        given = {each.agency_id: each for each in row.answered}
        if not row.asked:
            lines.append((row.record.title, "", "Nobody is asked", ""))
        for each in row.asked:
            answer = given.get(each.agency_id)
            said = (words.ANSWERS[answer.answer], answer.reason) if answer else ("Outstanding", "")
            lines.append((row.record.title, each.agency.title, *said))
    return head, lines


def _themes(viewer: Viewer, partnership: UUID, period: Period) -> Rows:
    head = (Column("Theme"), Column("Findings", number=True), Column("Sources", number=True), Column("First seen"),
            Column("Recurs"))  # fmt: skip
    lines = []
    found = queries.themes_recurring(viewer, partnership=partnership, period=period, guarded=False, until=period.end)
    for each in found:
        first = short_date(each.seen.first) if each.seen.first else ""
        recurs = "Yes" if each.seen.recurs else "No"
        lines.append((each.theme.name, str(each.seen.findings), str(each.seen.sources), first, recurs))
    return head, lines


TABLES: dict[str, tuple[str, Callable[..., Rows]]] = {
    "actions_by_status": ("Actions by where they stood at the end of the period", _by_status),
    "actions": ("Actions of the period", _actions),
    "little_progress": ("Where there was little progress", _little_progress),
    "recommendations": ("Recommendations and what agencies answered", _answers),
    "themes": ("Themes seen in the period", _themes),
}


def _claims(viewer: Viewer, partnership: UUID, period: Period) -> list[Judgement]:
    """Return the last judgement in the period of each action, where it says that something is better."""
    known = queries.actions(viewer, partnership=partnership).order_by().values("pk")
    rows = Judgement.objects.filter(_in(period, "on"), action__in=known).select_related(
        "action__record", "group", "person"
    )
    last = {each.action_id: each for each in rows.order_by("on", "at", "id")}
    told = [each for each in last.values() if each.verdict in impact.NEEDS_EVIDENCE]
    return sorted(told, key=lambda each: each.action.record.reference)


def _key(reference: str) -> str:
    return f"{CODE}.{reference.lower().replace('-', '_')}"


def _thread(viewer: Viewer, partnership: UUID, period: Period, key: str, judgement: Judgement) -> ThreadBlock:
    record = judgement.action.record
    steps = steps_of(viewer, partnership, period, record.pk, judgement)
    return ThreadBlock(key, record.title, judgement.words, steps, illustrative=record.illustrative)


def steps_of(
    viewer: Viewer, partnership: UUID, period: Period, record: UUID, claimed: Judgement | None = None
) -> tuple[Step, ...]:
    """Return the thread of a record as it may be printed; of judgements only the one that is ``claimed``, if one is."""
    steps = []
    for bead in queries.thread_of(viewer, record).beads:
        if _may_be_printed(bead, claimed):
            evidence = bead.record is not None and bead.step == "evidence"
            said = materials.of_record(viewer, partnership, period, bead.key) if evidence else ()
            steps.append(_step(bead, said))
    return tuple(steps)


def _may_be_printed(bead: Bead, claimed: Judgement | None) -> bool:
    """Whether a bead may stand in a report: nothing restricted, and of judgements only the one that is claimed."""
    if isinstance(bead.detail, Judgement):
        return claimed is None or bead.key == claimed.pk
    if bead.record is None:
        return bead.step == "impact" and not bead.missing
    return bead.record.sensitivity not in _GUARDED


def _step(bead: Bead, figures: tuple[Figure, ...]) -> Step:
    record = bead.record
    state, who = "", ""
    if bead.step == "action":
        state, who = statuses.WORDS[bead.detail.status], presenters.owner_words(bead.detail)
    elif isinstance(bead.detail, Judgement):
        who = bead.detail.group.title if bead.detail.group else ""
    return Step(
        kind=bead.step,
        words=f"{bead.title}: {bead.detail.words}" if isinstance(bead.detail, Judgement) else bead.title,
        reference=bead.reference,
        state=state,
        who=who,
        on=bead.on,
        address=address_of(record) if record is not None else "",
        record=record.pk if record is not None else None,
        figures=figures,
    )
