"""The lists: their columns and filters. What can be chosen is what occurs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation.clock import london_day
from goldenthread.records import queries as records
from goldenthread.thread import presenters, queries
from goldenthread.thread.rules import statuses, words
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, FlagFilter, ListView, TextFilter

Rows = QuerySet[Any]
_NEVER = date(9999, 12, 31)  # what has no date stands after what has one, on every database
_DONE_LATER = {statuses.COMPLETE: 1, statuses.SHORTFALL: 1, **dict.fromkeys(statuses.SETTLED, 2)}


def go(name: str, *args: Any) -> str:
    """Return the address of a page of this area."""
    return reverse(f"thread:{name}", args=args)


def in_order(rows: Rows) -> Rows:
    """Return actions so that they can be ordered by date: what is still to be done first, what has no date after what has one."""
    place = Case(
        *(When(status=status, then=Value(number)) for status, number in _DONE_LATER.items()),
        default=Value(0),
        output_field=IntegerField(),
    )
    return rows.annotate(place=place, due_sort=Coalesce("deadline__due_on", Value(_NEVER)))


def _known(rows: Rows, text: str) -> Rows:
    return rows.filter(Q(record__title__icontains=text) | Q(record__reference__iexact=text.strip()))


def _occurring(viewer: Viewer, rows: Rows, name: str) -> Callable[[], list[tuple[str, str]]]:
    """Return the choices of a filter that occur in a list, by name."""

    def choices() -> list[tuple[str, str]]:
        return records.named_in(viewer, rows, f"record__{name}", name.rpartition("_")[2])

    return choices


def _places(viewer: Viewer, rows: Rows) -> ChoiceFilter:
    return ChoiceFilter(
        "partnership",
        "Partnership",
        _occurring(viewer, rows, "partnership"),
        lambda rows, value: rows.filter(record__partnership=value),
        "All",
    )


def _themes(viewer: Viewer, apply: Callable[[Rows, str], Rows]) -> ChoiceFilter:
    return ChoiceFilter(
        "theme",
        "Theme",
        lambda: queries.themes_to_choose(viewer),
        apply,
    )


def _reference(kind: str) -> Column:
    return Column(
        "reference", "Reference", lambda row: row.record.reference, sort="record__reference", hidden=kind == "action"
    )


def actions(viewer: Viewer, rows: Rows, now: datetime) -> ListView:
    """Return the list of actions."""
    today = london_day(now)
    overdue = Q(status__in=statuses.RUNNING, deadline__status="open", deadline__due_on__lt=today)

    def face(row: Any) -> Any:
        return clock_face(row.deadline, now) if row.deadline and row.status in statuses.RUNNING else None

    return ListView(
        code="thread.actions",
        title="Actions",
        lede="What is to be done, who owns it, and what difference it made.",
        columns=[
            Column(
                "title",
                "Action",
                lambda row: row.record.title,
                link=lambda row: go("action", row.pk),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            _reference("action"),
            Column(
                "owner",
                "Owner",
                presenters.owner_words,
                sort="record__owner_agency__title",
                below=lambda row: row.owner_person.name if row.owner_person else "",
            ),
            Column("due", "Due", presenters.due_words, clock=face, sort="place due_sort",
                   export=lambda row: row.deadline.due_on if row.deadline else None),
            Column("said", "Date as said", lambda row: row.due_words, hidden=True),
            Column("status", "Status", lambda row: presenters.status_tag(row)[0], tag=presenters.status_tag, sort="status"),
            Column(
                "group",
                "Overseen by",
                lambda row: row.record.owner_group.title if row.record.owner_group else "",
                sort="record__owner_group__title",
            ),
            Column("more", "More about it", lambda row: row.text, hidden=True),
            Column("opened", "Opened", lambda row: row.record.opened_on, hidden=True),
            Column("completed", "Completed", lambda row: row.completed_on, hidden=True),
            Column("closed", "Closed", lambda row: row.record.closed_on, hidden=True),
            Column("partnership", "Partnership", lambda row: row.record.partnership.title, hidden=True),
        ],
        filters=[
            TextFilter("q", "Words or reference", _known),
            ChoiceFilter("status", "Status", list(statuses.WORDS.items())),
            _places(viewer, rows),
            ChoiceFilter(
                "agency",
                "Owned by",
                _occurring(viewer, rows, "owner_agency"),
                lambda rows, value: rows.filter(record__owner_agency=value),
            ),
            ChoiceFilter(
                "group",
                "Overseen by",
                _occurring(viewer, rows, "owner_group"),
                lambda rows, value: rows.filter(record__owner_group=value),
            ),
            ChoiceFilter(
                "for",
                "Asked for by",
                lambda: queries.demanding(viewer),
                lambda rows, value: rows.filter(queries.asked_for_by(viewer, UUID(value))),
            ),
            _themes(viewer, lambda rows, value: rows.filter(queries.on_theme(viewer, UUID(value)))),
            FlagFilter("overdue", "Overdue", lambda rows, _: rows.filter(overdue)),
            FlagFilter("unjudged", "Complete, not judged", lambda rows, _: rows.filter(status=statuses.COMPLETE)),
            FlagFilter("open", "Not yet settled", lambda rows, _: rows.exclude(status__in=statuses.SETTLED)),
        ],
        default_sort="due",
        empty=Empty(
            "No action yet",
            "An action says what somebody will do. It closes when somebody has judged what difference it made for children.",
            ("Open an action", "thread:open"),
        ),
    )  # fmt: skip


def findings(viewer: Viewer, rows: Rows) -> ListView:
    """Return the list of findings."""
    return ListView(
        code="thread.findings",
        title="Findings",
        lede="What audits, reviews, figures and visits showed: concerns, strengths and good practice.",
        columns=[
            Column(
                "title",
                "Finding",
                lambda row: row.record.title,
                link=lambda row: go("finding", row.pk),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            _reference("action"),
            Column("kind", "Kind", lambda row: words.FINDINGS[row.kind], tag=presenters.finding_tag, sort="kind"),
            Column("source", "From", lambda row: row.source.title, below=lambda row: row.source.reference),
            Column("themes", "Themes", lambda row: [each.theme.name for each in row.finding_themes.all()]),
            Column("agencies", "Agencies", lambda row: [each.agency.title for each in row.concerns.all()]),
            Column("on", "Found", lambda row: row.record.opened_on, sort="record__opened_on"),
            Column("text", "What was found", lambda row: row.text, hidden=True),
            Column("why", "Why it matters", lambda row: row.why, hidden=True),
        ],
        filters=[
            TextFilter("q", "Words or reference", _known),
            ChoiceFilter("kind", "Kind", list(words.FINDINGS.items())),
            _places(viewer, rows),
            _themes(viewer, lambda rows, value: rows.filter(finding_themes__theme=value)),
            ChoiceFilter(
                "agency",
                "Agency",
                lambda: records.named_in(viewer, rows, "concerns__agency", "agency"),
                lambda rows, value: rows.filter(concerns__agency=value),
            ),
            DateRangeFilter("record__opened_on", "Found"),
        ],
        default_sort="-on",
        empty=Empty(
            "No finding yet",
            "A finding says what was seen and why it matters to children. Record it from the page of what showed it.",
            ("Record a finding", "thread:record"),
        ),
    )


def recommendations(viewer: Viewer, rows: Rows) -> ListView:
    """Return the list of recommendations, those that wait for an answer first."""
    return ListView(
        code="thread.recommendations",
        title="Recommendations",
        lede="What should change, on which findings it rests, and what each agency answers. Answers outstanding stand first.",
        columns=[
            Column(
                "title",
                "Recommendation",
                lambda row: row.record.title,
                link=lambda row: go("recommendation", row.pk),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            _reference("action"),
            Column(
                "answers",
                "Answers",
                lambda row: presenters.answers_words(row)[0],
                tag=presenters.answers_words,
                sort="waits",
            ),
            Column("asked", "Asked", lambda row: [each.agency.title for each in row.asked]),
            Column("retest", "Test again", lambda row: row.retest_on, sort="retest_on"),
            Column("advice", "Advice", lambda row: len(presenters.advice_on(row)) or "", number=True),
            Column("on", "Made", lambda row: row.record.opened_on, sort="record__opened_on"),
            Column("text", "What should change", lambda row: row.text, hidden=True),
            Column("measure", "What will show it", lambda row: row.measure, hidden=True),
        ],
        filters=[
            TextFilter("q", "Words or reference", _known),
            _places(viewer, rows),
            ChoiceFilter(
                "agency",
                "Asked",
                lambda: queries.agencies_asked(viewer),
                lambda rows, value: rows.filter(addressees__agency=value),
            ),
            FlagFilter("waits", "Answer outstanding"),
        ],
        default_sort="-answers",
        empty=Empty(
            "No recommendation yet",
            "A recommendation says what should change and what will show that it did. Agencies answer it.",
            ("Recommend a change", "thread:recommend"),
        ),
    )


def themes(viewer: Viewer) -> ListView:
    """Return the list of themes, the most often seen first."""
    return ListView(
        code="thread.themes",
        title="Themes",
        lede="What findings have in common. A theme recurs when a second source shows it as a concern, or it comes back after an "
        "action on it was closed.",
        columns=[
            Column(
                "name", "Theme", lambda row: row.theme.name, link=lambda row: go("theme", row.theme.pk), sort="name"
            ),
            Column("recurs", "Recurs", lambda row: presenters.recurs_tag(row)[0], tag=presenters.recurs_tag),
            Column("sources", "Sources", lambda row: row.seen.sources, number=True, sort="sources"),
            Column("findings", "Findings", lambda row: row.seen.findings, number=True, sort="findings"),
            Column("first", "First seen", lambda row: row.seen.first),
            Column("last", "Last seen", lambda row: row.seen.last, sort="last"),
        ],
        filters=[
            FlagFilter("recurs", "Only those that recur", lambda rows, _: [row for row in rows if row.seen.recurs]),
        ],
        default_sort="-sources",
        empty=Empty("No theme yet", "Give a finding its themes, and this page shows which of them come back."),
    )
