"""The lists of the area."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import short_date
from goldenthread.returns import presenters, queries
from goldenthread.returns.queries import Standing
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter


class Standings:
    """How far each row of a page is, worked out once."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        self._viewer, self._today = viewer, today
        self._known: dict[Any, Standing] = {}

    def of(self, row: Any) -> Standing:
        """Return how far a return is."""
        if row.pk not in self._known:
            self._known[row.pk] = queries.standing(self._viewer, row, self._today)
        return self._known[row.pk]


def calls(places: list[tuple[str, str]]) -> ListView:
    """Return the list of calls."""
    return ListView(
        code="returns.calls",
        title="Calls for data",
        lede="Who is asked for which figures, by when, and who has answered.",
        columns=[
            Column(
                "title",
                "Call",
                lambda row: row.record.title,
                link=lambda row: reverse("returns:call", args=[row.pk]),
                sort="record__title",
                below=lambda row: row.record.reference,
            ),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("period", "Period", lambda row: say(row.period), sort="end"),
            Column("due_on", "Due", lambda row: row.due_on, sort="due_on"),
            Column("signed", "Signed", lambda row: f"{row.came} of {row.owed}" if row.sent_at else "", number=True),
            Column("accepted", "Accepted", lambda row: row.agreed if row.sent_at else "", number=True),
            Column("state", "State", lambda row: _call_state(row)[0], tag=_call_state),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(record__title__icontains=text)),
            ChoiceFilter("partnership", "Partnership", places, any_label="All I can see"),
            FlagFilter("draft", "Not sent", lambda rows, on: rows.filter(sent_at__isnull=True)),
        ],
        default_sort="-period",
        empty=Empty("No calls yet", "A call asks agencies for the figures of a quarter, and shows who has answered."),
    )


def _call_state(row: Any) -> tuple[str, str]:
    if row.sent_at is None:
        return "Not sent", "grey"
    if row.owed and row.agreed == row.owed:
        return "All accepted", "green"
    return ("All signed", "blue") if row.came == row.owed else ("Waiting", "open")


def mine(viewer: Viewer, today: date) -> ListView:
    """Return the list of what one's own agencies are asked."""
    known = Standings(viewer, today)
    return ListView(
        code="returns.mine",
        title="Returns asked of us",
        lede="One return answers every partnership that asks for the same period.",
        columns=[
            Column(
                "call",
                "Return",
                lambda row: row.call.record.title,
                link=lambda row: presenters.work_address(row.agency_id, row.call.period),
                sort="call__record__title",
                below=lambda row: row.agency.title,
            ),
            Column("partnership", "Asked by", lambda row: row.call.partnership.title, sort="call__partnership__title"),
            Column("period", "Period", lambda row: say(row.call.period), sort="call__end"),
            Column("due_on", "Due", lambda row: row.call.due_on, sort="call__due_on"),
            Column("filled", "Entered", lambda row: f"{row.filled} of {row.asked}", number=True),
            Column("state", "State", lambda row: known.of(row).state[0], tag=lambda row: known.of(row).state),
            Column("late", "On time", lambda row: known.of(row).late_words),
        ],
        filters=[
            FlagFilter("open", "Not signed yet", lambda rows, on: rows.filter(version=0)),
            TextFilter("q", "Name", lambda rows, text: rows.filter(call__record__title__icontains=text)),
        ],
        default_sort="-period",
        empty=Empty(
            "Nothing is asked of you", "When a partnership calls for your agency's figures, the return stands here."
        ),
    )


def timeliness(viewer: Viewer, today: date) -> ListView:
    """Return the list of returns by how complete and how late they are."""
    known = Standings(viewer, today)
    homes = queries.calls(viewer).order_by("partnership__title").values_list("partnership", "partnership__title")
    agencies = queries.answers(viewer).order_by("agency__title").values_list("agency", "agency__title")

    def choices(rows: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in dict(rows.distinct()).items()]

    return ListView(
        code="returns.timeliness",
        title="Completeness and timeliness",
        lede="What was asked, what came and when. A return that never came is missing, never nought.",
        columns=[
            Column(
                "agency",
                "Agency",
                lambda row: row.agency.title,
                link=lambda row: reverse("returns:return", args=[row.pk]),
                sort="agency__title",
            ),
            Column("partnership", "Asked by", lambda row: row.call.partnership.title, sort="call__partnership__title"),
            Column("period", "Period", lambda row: say(row.call.period), sort="call__end"),
            Column("due_on", "Due", lambda row: row.call.due_on, sort="call__due_on"),
            Column("signed_on", "Signed", lambda row: _signed_on(row), sort="first_signed_at"),
            Column("late", "Working days late", lambda row: known.of(row).late or "", number=True),
            Column("asked", "Figures asked", lambda row: row.asked, sort="asked", number=True),
            Column("given", "Given", lambda row: row.given if row.version else 0, number=True),
            Column("state", "State", lambda row: known.of(row).state[0], tag=lambda row: known.of(row).state),
        ],
        filters=[
            ChoiceFilter("agency", "Agency", choices(agencies), lambda rows, pk: rows.filter(agency=pk)),
            ChoiceFilter("partnership", "Asked by", choices(homes), lambda rows, pk: rows.filter(call__partnership=pk)),
            FlagFilter("unsigned", "Not signed", lambda rows, on: rows.filter(version=0)),
            FlagFilter("restated", "Signed more than once", lambda rows, on: rows.filter(version__gt=1)),
        ],
        default_sort="-period",
        empty=Empty(
            "No returns yet", "Once a call is sent, each return stands here with when it came and how complete it is."
        ),
    )


def _signed_on(row: Any) -> Any:
    return london_day(row.first_signed_at) if row.first_signed_at else None


def due_words(row: Any) -> str:
    """Return the due day with its grace."""
    grace = f", {row.grace} working days of grace" if row.grace else ""
    return f"{short_date(row.due_on)}{grace}"
