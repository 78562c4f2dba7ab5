"""The lists of the area."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse

from goldenthread.benchmarks import presenters
from goldenthread.benchmarks.comparing import Cell, PlaceInfo, Table
from goldenthread.benchmarks.queries import Like
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter

Choices = Sequence[tuple[str, str]]


def releases() -> ListView:
    """Return the list of releases."""
    return ListView(
        code="benchmarks.releases",
        title="What others publish",
        lede="Official figures for every authority, region and England. A revised release stands beside the old one.",
        columns=[
            Column(
                "title",
                "Publication",
                lambda row: row.title,
                link=_release,
                sort="title",
                below=lambda row: row.publisher,
            ),
            Column("name", "Release", lambda row: row.name, sort="name"),
            Column("published", "Published", presenters.published, sort="counts_from"),
            Column("files", "Files", lambda row: row.number_of_files, number=True),
            Column("values", "Figures", lambda row: row.number_of_values or 0, number=True),
            Column("population", "Populations", lambda row: row.population),
        ],
        filters=[TextFilter("q", "Publication", lambda rows, text: rows.filter(title__icontains=text))],
        default_sort="-published",
        empty=Empty(
            "Nothing published is here yet",
            "Bring in a file of Explore Education Statistics, the panel of the Local Authority Interactive Tool, or a list of "
            "statistical neighbours: then every indicator stands beside others.",
        ),
    )


def _release(row: Any) -> str:
    return reverse("benchmarks:release", args=[row.pk])


def measures() -> ListView:
    """Return the list of measures."""
    return ListView(
        code="benchmarks.measures",
        title="Published measures",
        lede="Everything that the releases give a figure of. Those under the name of an indicator stand beside it.",
        columns=[
            Column("name", "Measure", lambda row: row.name, link=_measure, sort="name", below=lambda row: row.topic),
            Column("unit", "Unit", lambda row: row.unit or row.get_kind_display()),
            Column("better", "Better", lambda row: row.get_polarity_display()),
            Column("years", "Years", lambda row: presenters.spans([row.first, row.last]), sort="last"),
            Column("releases", "Releases", lambda row: row.number_of_releases, number=True, sort="number_of_releases"),
            Column("code", "Code", lambda row: row.code, hidden=True),
        ],
        filters=[
            TextFilter("q", "Name", lambda rows, text: rows.filter(name__icontains=text)),
            FlagFilter("ours", "Beside our indicators only", lambda rows, on: rows.exclude(code__contains=".")),
        ],
        default_sort="name",
        empty=Empty("Nothing is published yet", "Measures stand here once a file is brought in."),
    )


def _measure(row: Any) -> str:
    return reverse("benchmarks:measure", args=[row.code])


def table(
    ranked: presenters.Ranked,
    places: Mapping[str, PlaceInfo],
    like: Mapping[str, Like],
    periods: Choices,
    releases: Choices,
) -> ListView:
    """Return the list of one measure over all places. ``like``: the neighbours of the places that the reader is near to."""
    book: Table = ranked.table
    regions = {code: each.name for code, each in places.items() if each.kind == "region"}
    parts = any(each.has_parts for each in book.cells.values())
    judged = bool(book.measure.polarity)
    beside = [(code, f"{places[code].name} and its neighbours") for code in like]

    def near(rows: list[Cell], code: str) -> list[Cell]:
        wanted = {code} | {place.code for _, _, place in like[code].of}
        return [each for each in rows if each.place.code in wanted]

    return ListView(
        code="benchmarks.table",
        title=book.measure.name,
        lede=f"{presenters.when(book.period)}. {presenters.unit(book.measure)[:1].upper()}{presenters.unit(book.measure)[1:]}.",
        columns=[
            Column("place", "Place", lambda row: row.place.name, sort="place.name"),
            Column("region", "Region", lambda row: regions.get(row.place.region, ""), sort="place.region"),
            Column("value", "Value", lambda row: row.words, export=_exact, number=True, sort="value"),
            Column("numerator", "Numerator", lambda row: _count(row.numerator), number=True, hidden=not parts),
            Column("denominator", "Denominator", lambda row: _count(row.denominator), number=True, hidden=not parts),
            Column("rank", "Rank", lambda row: ranked.rank(row) or "", number=True, hidden=not judged),
            Column("band", "Band", ranked.band, hidden=not judged),
            Column("symbol", "Symbol", lambda row: row.symbol, hidden=True),
            Column("code", "Code", lambda row: row.place.code, hidden=True),
            Column("ons", "ONS code", lambda row: row.place.ons, hidden=True),
        ],
        filters=[
            ChoiceFilter("period", "Period", periods, apply=_as_they_are, any_label="Newest"),
            ChoiceFilter("release", "Release", releases, apply=_as_they_are, any_label="The one that counts"),
            ChoiceFilter("region", "Region", sorted(regions.items(), key=lambda pair: pair[1]), apply=_in_region),
            ChoiceFilter("near", "Neighbours", beside, apply=near, any_label="All places"),
            ChoiceFilter(
                "kind", "Kind", _KINDS, apply=lambda rows, kind: [each for each in rows if each.place.kind == kind]
            ),
        ],
        default_sort="",
        per_page=100,
    )


_KINDS = [("authority", "Local authorities"), ("region", "Regions")]


def _as_they_are(rows: list[Cell], value: str) -> list[Cell]:
    return rows


def _in_region(rows: list[Cell], region: str) -> list[Cell]:
    return [each for each in rows if region in (each.place.region, each.place.code)]


def _exact(row: Cell) -> Any:
    return row.symbol if row.value is None else row.value


def _count(value: Decimal | None) -> Any:
    return "" if value is None else int(value) if value == value.to_integral_value() else value


def neighbours(models: Choices, places: Choices) -> ListView:
    """Return the list of neighbours."""
    return ListView(
        code="benchmarks.neighbours",
        title="Statistical neighbours",
        lede="The authorities most like one another, by the model of each year. An indicator is compared with the newest.",
        columns=[
            Column("place", "Authority", lambda row: row.place.name, sort="place__name set__model rank"),
            Column("rank", "Rank", lambda row: row.rank, number=True, sort="rank"),
            Column("neighbour", "Neighbour", lambda row: row.neighbour.name, sort="neighbour__name"),
            Column("closeness", "How close", lambda row: row.closeness),
            Column("model", "Model", lambda row: row.set.model, sort="set__model"),
            Column("from", "Serves from", lambda row: row.set.from_on, sort="set__from_on"),
        ],
        filters=[
            ChoiceFilter("place", "Authority", places, lambda rows, code: rows.filter(place__code=code)),
            ChoiceFilter("model", "Model", models, lambda rows, model: rows.filter(set__model=model)),
        ],
        default_sort="place",
        per_page=100,
        empty=Empty("No neighbours yet", "Bring in the list of statistical neighbours."),
    )
