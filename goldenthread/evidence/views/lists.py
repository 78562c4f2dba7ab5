"""The lists of the area."""

from typing import Any

from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import library, presenters, queries
from goldenthread.evidence.books import Book, Figure
from goldenthread.evidence.models import Indicator
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter


def _address(row: Indicator) -> str:
    return reverse("evidence:indicator", args=[row.pk])


class _Newest:
    """The series of each row of a page, worked out once."""

    def __init__(self, viewer: Viewer) -> None:
        self._find = queries.lookup(viewer)
        self._known: dict[Any, list[Figure]] = {}

    def series(self, row: Indicator) -> list[Figure]:
        if row.pk not in self._known:
            book: Book = queries.book_from(row, self._find(row.partnership_id), row.kept)  # type: ignore[attr-defined]
            self._known[row.pk] = [book.figure(each) for each in book.periods()[-12:]]
        return self._known[row.pk]

    def last(self, row: Indicator) -> Figure | None:
        series = self.series(row)
        return series[-1] if series else None


def indicators(viewer: Viewer) -> ListView:
    """Return the list of indicators."""
    newest, groups = _Newest(viewer), library.groups()
    places = queries.indicators(viewer).order_by("partnership__title").values_list("partnership", "partnership__title")
    choices = [(str(pk), name) for pk, name in dict(places.distinct()).items()]

    def value(row: Indicator) -> str:
        last = newest.last(row)
        return last.words if last else ""

    def exact(row: Indicator) -> Any:
        last = newest.last(row)
        return "" if last is None or last.value is None else last.value

    def when(row: Indicator) -> str:
        last = newest.last(row)
        return last.when if last else ""

    def status(row: Indicator) -> str:
        return presenters.status_tag(newest.last(row))[0]

    return ListView(
        code="evidence.indicators",
        title="Indicators",
        lede="What is counted, how it stands now and how it moved. Every value opens where it comes from.",
        columns=[
            Column("name", "Indicator", lambda row: row.name, link=_address, sort="name"),
            Column("group", "Group", lambda row: groups.get(row.group, row.group), sort="position"),
            Column("partnership", "Partnership", lambda row: row.partnership.title, sort="partnership__title"),
            Column("value", "Newest", value, export=exact, number=True, below=when),
            Column("period", "Period", when, hidden=True),
            Column("change", "Change", lambda row: presenters.change(newest.series(row))[0]),
            Column(
                "status",
                "Status",
                status,
                tag=lambda row: presenters.status_tag(newest.last(row)),
            ),
            Column(
                "spark",
                "Last twelve",
                lambda row: presenters.spark(row.name, newest.series(row)),
                export=lambda row: "",
            ),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(name__icontains=text)),
            ChoiceFilter("group", "Group", list(groups.items())),
            ChoiceFilter("partnership", "Partnership", choices, any_label="All I can see"),
            FlagFilter("key", "Key indicators only", lambda rows, on: rows.filter(key=True)),
        ],
        default_sort="group",
        empty=Empty(
            "No indicators yet",
            "A partnership chooses from the library what it keeps count of, and adds its own.",
            ("Choose indicators", "evidence:indicators"),
        ),
    )
