"""The list of indicators: what each says now, judged, in a fixed number of questions."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from markupsafe import Markup

from goldenthread.access.viewer import Viewer
from goldenthread.evidence import judging, library, presenters, queries
from goldenthread.evidence.books import Figure
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.models import Indicator
from goldenthread.evidence.rules import aiming, spacing
from goldenthread.evidence.veiling import veiled
from goldenthread.foundation import clock
from goldenthread.ui.charts import icons
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter

Rows = Any
_SIGNALS = {"worse": "A concern", "better": "An improvement", "neutral": "Neither good nor bad on its own"}


def address(row: Indicator) -> str:
    """Return the page of an indicator."""
    return reverse("evidence:indicator", args=[row.pk])


class Judgements:
    """What is to be said of each row, worked out once and only for the rows that are asked for."""

    def __init__(self, viewer: Viewer) -> None:
        self._find, self._veil = queries.lookup(viewer), veiled(viewer)
        self._known: dict[UUID, Judgement] = {}

    def of(self, row: Indicator) -> Judgement:
        """Return the judgement of a row that was read with its figures."""
        if row.pk not in self._known:
            book = queries.book_from(row, self._find(row.partnership_id), row.kept)  # type: ignore[attr-defined]
            self._known[row.pk] = judgement(self._veil(book))
        return self._known[row.pk]

    def newest(self, row: Indicator) -> Figure | None:
        """Return the newest figure of a row."""
        return self.of(row).newest

    def signal(self, row: Indicator) -> str:
        """Return how the newest figure reads: worse, better, neutral; "" when it is no more than chance, or too early to say."""
        judged = self.of(row).judged
        if judged.last is None or judging.told(judged) in (None, "common_cause"):
            return ""
        return judging.sign(judged, judged.last)

    def missed(self, row: Indicator) -> bool:
        """Whether the newest figure misses its target."""
        judged = self.of(row).judged
        if judged.last is None:
            return False
        value, aim = judged.entries[judged.last].value, judged.aim(judged.last)
        return aiming.stands(value, aim, accepted=False) in (aiming.MISSED, aiming.NEARLY)

    def missing(self, row: Indicator, today: date) -> bool:
        """Whether there is no figure, or a period is missing, or none came for two periods."""
        made = self.of(row)
        if made.judged.last is None or any(each.value is None for each in made.figures):
            return True
        length = spacing.GRAINS.get(made.grain)
        end = made.judged.entries[made.judged.last].period.end
        months = (today.year - end.year) * 12 + today.month - end.month
        return length is not None and months >= 2 * length

    def only(self, says: Callable[[Indicator], bool]) -> Callable[[Rows, Any], Rows]:
        """Return a filter that keeps the rows of which something is to be said."""
        return lambda rows, value: rows.filter(pk__in=[row.pk for row in rows if says(row)])


def indicators(viewer: Viewer) -> ListView:
    """Return the list of indicators."""
    known, groups, today = Judgements(viewer), library.groups(), clock.today()
    places = queries.indicators(viewer).order_by("partnership__title").values_list("partnership", "partnership__title")
    choices = [(str(pk), name) for pk, name in dict(places.distinct()).items()]
    given = queries.readings(viewer).order_by("supplier__title").values_list("supplier", "supplier__title")
    agencies = [(str(pk), name) for pk, name in dict(given.distinct()).items()]
    return ListView(
        code="evidence.indicators",
        title="Indicators",
        lede="What is counted, how it stands now, and whether it has really changed. Every value opens where it comes from.",
        columns=_columns(known, groups, several=len(choices) > 1),
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(name__icontains=text)),
            ChoiceFilter("group", "Group", list(groups.items())),
            ChoiceFilter("partnership", "Partnership", choices, any_label="All I can see"),
            ChoiceFilter(
                "agency",
                "Supplied by",
                agencies,
                lambda rows, pk: rows.filter(pk__in=queries.readings(viewer).filter(supplier=pk).values("indicator")),
            ),
            ChoiceFilter(
                "change",
                "Real change",
                list(_SIGNALS.items()),
                lambda rows, value: known.only(lambda row: known.signal(row) == value)(rows, value),
            ),
            FlagFilter("key", "Key indicators only", lambda rows, on: rows.filter(key=True)),
            FlagFilter("missed", "Target missed", known.only(known.missed)),
            FlagFilter("missing", "Figures missing", known.only(lambda row: known.missing(row, today))),
        ],
        default_sort="group",
        empty=Empty(
            "No indicators yet",
            "A partnership chooses from the library what it keeps count of, and adds its own.",
            ("Choose indicators", "evidence:choose"),
        ),
    )


def _columns(known: Judgements, groups: dict[str, str], *, several: bool) -> list[Column]:
    def value(row: Indicator) -> str:
        last = known.newest(row)
        return last.words if last else ""

    def exact(row: Indicator) -> Any:
        last = known.newest(row)
        return "" if last is None or last.value is None else last.value

    def when(row: Indicator) -> str:
        last = known.newest(row)
        return last.when if last else ""

    return [
        Column("name", "Indicator", lambda row: row.name, link=address, sort="name"),
        Column("group", "Group", lambda row: groups.get(row.group, row.group), sort="position"),
        Column(
            "partnership",
            "Partnership",
            lambda row: row.partnership.title,
            sort="partnership__title",
            hidden=not several,
        ),
        Column("value", "Newest", value, export=exact, number=True, below=when),
        Column("period", "Period", when, hidden=True),
        Column("spark", "Last twelve", lambda row: presenters.spark_of(known.of(row)), export=lambda row: ""),
        Column(
            "variation",
            "Really changed?",
            lambda row: _variation(known.of(row)),
            export=lambda row: _varies(known.of(row)),
        ),
        Column("assurance", "Target", lambda row: _target(known.of(row)), export=lambda row: _aimed(known.of(row))),
        Column(
            "status",
            "Status",
            lambda row: presenters.status_tag(known.newest(row))[0],
            tag=lambda row: presenters.status_tag(known.newest(row)),
        ),
    ]


def _varies(made: Judgement) -> str:
    return judging.variation_words(made.judged) if made.judged.last is not None else ""


def _aimed(made: Judgement) -> str:
    judged = made.judged
    aim = None if judged.last is None else judged.aim(judged.last)
    return "" if aim is None else judging.assurance_words(judged)


def _variation(made: Judgement) -> Markup | str:
    words = _varies(made)
    return _iconed(icons.variation(judging.told(made.judged)), words) if words else ""


def _target(made: Judgement) -> Markup | str:
    """The picture and the target; the rest of the words stand on the page of the indicator."""
    judged = made.judged
    aim = None if judged.last is None else judged.aim(judged.last)
    if aim is None:
        return ""
    drawn = icons.assurance(judged.assurance, at_least=aim.at_least)
    return _iconed(drawn, _aimed(made).split(";")[0].split(" (")[0], _aimed(made).partition("; ")[2])


def _iconed(drawn: Markup, words: str, more: str = "") -> Markup:
    hidden = Markup('<span class="govuk-visually-hidden">; {}</span>').format(more) if more else ""
    return Markup('<span class="gt-spcline">{}<span>{}{}</span></span>').format(drawn, words, hidden)
