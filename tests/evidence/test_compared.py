"""How we compare: beside neighbours, region and England, and among all authorities."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from goldenthread.benchmarks.comparing import (
    Cell,
    Comparison,
    Fit,
    Funnel,
    MeasureInfo,
    Neighbour,
    PlaceInfo,
    ReleaseInfo,
)
from goldenthread.benchmarks.rules import ranking
from goldenthread.evidence import operations, queries
from goldenthread.evidence.judgement import judgement
from goldenthread.evidence.judging import others
from goldenthread.evidence.judging.others import Ours
from goldenthread.evidence.models import Benchmark
from goldenthread.evidence.queries import materials
from goldenthread.evidence.rules.deriving import Parts
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.partnership import operations as partnerships
from tests.factories import benchmarks, viewers
from tests.factories.evidence import AT, Home, day

YEAR = year_from_april("2017-18")
RATE = MeasureInfo("cpp_rate", "Plans", "per 10,000", "rate", 10_000, "low", 1)
SHARE = MeasureInfo("share", "Share", "%", "percent", 100, "high", 1)


def cell(name, numerator=None, denominator=10_000, measure=RATE, kind="authority"):
    per = measure.per
    value = None if numerator is None else Decimal(numerator) / denominator * per
    parts = (None, None) if numerator is None else (Decimal(numerator), Decimal(denominator))
    return Cell(PlaceInfo(name, f"E{name}", name, kind), value, *parts, symbol="c" if numerator is None else "")


def comparison(neighbours, england=None, fit=Fit.SAME, measure=RATE):
    parts = [(each.numerator, each.denominator) for each in neighbours if each.numerator is not None]
    numbers = [each.value for each in neighbours if each.value is not None]
    return Comparison(
        measure=measure, period=YEAR, asked=YEAR, fit=fit,
        release=ReleaseInfo(uuid7(), "DfE", "Children in need", "2018", None, "mid-2017", "OGL", date(2018, 1, 1)),
        own=cell("Ours"), england=england, region=None,
        neighbours=tuple(Neighbour(place, "", each) for place, each in enumerate(neighbours, 1)),
        model="2025", model_from=None, mean=sum(numbers) / len(numbers) if numbers else None,
        pool=ranking.pooled(parts, measure.per, 1), rank=None, ranked=0, tied=0, band="", before=None,
        before_period=None, others=(),
    )  # fmt: skip


def ours(numerator, denominator=10_000, measure=RATE):
    value = Decimal(numerator) / denominator * measure.per
    return Ours(value, Parts(Decimal(numerator), Decimal(denominator)), "31 March 2018")


ENGLAND = cell("England", 430_000, 100_000_000, kind="england")


@pytest.mark.parametrize(
    ("number", "head"),
    [
        (20, "Lower than statistical neighbours and England, by more than chance."),
        (90, "Higher than statistical neighbours and England, by more than chance."),
        (42, "No different from statistical neighbours and England."),
        (60, "Higher than England, by more than chance; no different from statistical neighbours."),
    ],
)
def test_ours_is_read_against_each_by_its_own_interval(number, head):
    found = comparison([cell("A", 50), cell("B", 44)], ENGLAND)
    assert others.reading(ours(number), found)[0] == head


def test_the_reading_has_the_numbers_and_what_to_beware_of():
    found = comparison([cell("A", 50), cell("B")], ENGLAND, Fit.OLDER)
    _, shown = others.reading(ours(20), found)
    assert "Ours is 20.0, and chance alone would carry it from 12.2 to 30.9." in shown
    assert "Beside it: statistical neighbours 50.0 and England 43.0." in shown
    assert "1 of 2 neighbours had a number." in shown
    assert "The newest published figures are for 2017-18." in shown


def test_without_parts_nothing_is_said_of_chance():
    found = comparison([cell("A", 50)], ENGLAND)
    head, shown = others.reading(Ours(Decimal(20), None, "2018"), found)
    assert head == "Nobody can say how much of the difference is chance."
    assert "Ours is 20.0" in shown
    assert [each.way for each in others.against(Ours(Decimal(20), None, "2018"), found)] == ["", ""]


@pytest.mark.parametrize(
    ("way", "measure", "signal"),
    [
        ("above", RATE, "worse"),
        ("below", RATE, "better"),
        ("above", SHARE, "better"),
        ("below", SHARE, "worse"),
        ("level", RATE, "common"),
        ("", RATE, "common"),
    ],
)
def test_a_difference_reads_by_the_way_that_is_good(way, measure, signal):
    assert others.signal(way, measure) == signal


def test_the_picture_has_each_neighbour_with_a_number_and_ours():
    found = comparison([cell("A", 90), cell("B"), cell("C", 20)], ENGLAND)
    drawn = others.picture(ours(40), found, "Beside others", "")
    assert [row[0] for row in drawn.table.rows] == ["A", "Ours", "C"]
    assert "England 43" in [words for _, words in drawn.key]


def funnel(counts, measure=RATE, size=10_000):
    cells = tuple(cell(f"P{place}", count, size, measure) for place, count in enumerate(counts))
    pool = ranking.pooled([(each.numerator, each.denominator) for each in cells], measure.per, 1)
    release = comparison([cell("A", 1)]).release
    return Funnel(measure, YEAR, None, Fit.SAME, release, cells, (), pool)


def test_a_funnel_says_who_lies_outside_and_allows_for_places_that_differ():
    words, drawn = others.all_authorities(funnel([40] * 30 + [110]), "P30", "All")
    assert "Ours lies outside the funnel" in words
    assert "1 of 31 authorities lie beyond" in words
    assert len(drawn.table.rows) == 31
    words, _ = others.all_authorities(funnel([20, 80] * 15), "EP1", "All")
    assert "Ours lies within the funnel" in words
    assert "more (in variance) than chance alone" in words


def test_a_funnel_of_few_or_of_counts_is_not_drawn():
    assert others.all_authorities(funnel([40] * 4), "P1", "All") is None
    counts = MeasureInfo("cpp", "Plans", "children", "count", 1, "", 0)
    assert others.all_authorities(funnel([40] * 20, counts), "P1", "All") is None


def test_a_percentage_has_wilsons_interval():
    found = others.interval_of(Decimal(80), Decimal(100), SHARE)
    assert found == pytest.approx((71.1, 86.7), abs=0.1)
    assert others.interval_of(Decimal(101), Decimal(100), SHARE) is None
    assert others.interval_of(Decimal(1), None, SHARE) is None


@pytest.fixture
def home(db, clock_at):
    clock_at(AT)
    made = Home("cpp_rate", "exclusions")
    by = viewers.viewer(viewers.grant("system_administrator"))
    made.area = partnerships.add_area(by=by, at=AT, code="E06000050", name="Cheshire West and Chester").pk
    partnerships.cover_area(by=by, at=AT, partnership=made.place, area=made.area, from_on=date(2010, 4, 1))
    made.people(2024, 71_000)
    made.supply("cpp_rate", day("2025-03-31"), 180)
    benchmarks.bring_in(benchmarks.NEIGHBOURS)
    benchmarks.bring_in(benchmarks.LAIT)
    return made


def test_the_page_compares_and_reports_take_the_same_picture(client, home):
    text = client.look_as(home.by).get(reverse("evidence:indicator", args=[home.ids["cpp_rate"]])).content.decode()
    assert "How do we compare?" in text
    assert "Ours: our own figures, 31 March 2025." in text
    assert "England" in text
    year = Period(date(2024, 4, 1), date(2025, 3, 31))
    keys = [each.key for each in materials.offers(home.by, home.place, year)]
    assert "evidence.cpp_rate.compared" in keys
    block = materials.build(home.by, home.place, year, "evidence.cpp_rate.compared")
    assert block.chart.table.rows
    assert materials.build(home.by, home.place, year, "evidence.exclusions.compared") is None


def test_what_nobody_publishes_has_no_such_section(client, home):
    home.supply("exclusions", "2017-18", 3)
    text = client.look_as(home.by).get(reverse("evidence:indicator", args=[home.ids["exclusions"]])).content.decode()
    assert "How do we compare?" not in text


def test_without_parts_no_picture_says_that_chance_explains_it():
    bare = [Cell(each.place, each.value) for each in (cell("A", 50), cell("B", 44))]
    drawn = others.picture(Ours(Decimal(20), None, "2018"), comparison(bare, ENGLAND), "Beside others", "")
    assert [words for _, words in drawn.key] == ["England 43"]
    assert {row[-1] for row in drawn.table.rows} == {"Without its parts nobody can say what chance does"}


@pytest.fixture
def pan(home):
    """A partnership of two council areas."""
    by = viewers.administrator()
    east = partnerships.add_area(by=by, at=AT, code="E06000049", name="Cheshire East").pk
    partnerships.cover_area(by=by, at=AT, partnership=home.place, area=east, from_on=date(2010, 4, 1))
    return home


def made_of(home):
    return judgement(queries.book(home.by, home.ids["cpp_rate"]), "")


def test_each_council_of_several_stands_beside_its_own_neighbours(client, pan):
    found = queries.each_beside_others(pan.by, made_of(pan))
    assert [each.comparison.own.place.name for each in found] == ["Cheshire East", "Cheshire West and Chester"]
    beside = [{near.cell.place.name for near in each.comparison.neighbours} for each in found]
    assert beside[0] != beside[1]
    assert queries.beside_others(pan.by, made_of(pan)) is None
    text = client.look_as(pan.by).get(reverse("evidence:indicator", args=[pan.ids["cpp_rate"]])).content.decode()
    assert "Cheshire East beside others" in text.replace("in Cheshire East", "Cheshire East")


def test_the_councils_are_added_where_each_publishes_its_parts(pan):
    found = queries.each_beside_others(pan.by, made_of(pan))
    bare = queries.together(pan.by, pan.place, found)
    assert (bare.value, bare.without) == (None, ("Cheshire East", "Cheshire West and Chester"))
    with_parts = [
        replace(each, ours=Ours(each.ours.value, Parts(Decimal(count), Decimal(70_000)), ""))
        for each, count in zip(found, (210, 280), strict=True)
    ]
    whole = queries.together(pan.by, pan.place, with_parts)
    assert (whole.value, whole.parts) == (Decimal("35.0"), Parts(Decimal(490), Decimal(140_000)))
    assert queries.together(pan.by, pan.place, found[:1]) is None


def test_what_an_imported_release_has_is_not_typed_as_well(client, home):
    end = day("2025-03-31")
    said = {
        "by": home.by,
        "at": AT,
        "partnership": home.place,
        "indicator": "cpp_rate",
        "period": end,
        "release": "Nov 2025",
    }
    said |= {"source": "Department for Education", "value": Decimal("41.2")}
    with pytest.raises(RuleBroken, match="there already, from"):
        operations.add_benchmark(**said, kind="england")
    operations.add_benchmark(**said, kind="other", place="Greater Narnia")
    assert [each.place for each in queries.typed(home.by, home.ids["cpp_rate"])] == ["Greater Narnia"]
    text = client.look_as(home.by).get(reverse("evidence:indicator", args=[home.ids["cpp_rate"]])).content.decode()
    assert "Typed by hand" in text


def test_a_value_that_was_typed_before_the_release_came_gives_way_to_it(home):
    earlier = Home("cpp_rate")
    said = {"by": earlier.by, "at": AT, "partnership": earlier.place, "indicator": "cpp_rate", "release": "Nov 2025"}
    operations.add_benchmark(
        **said, kind="england", value=Decimal("41.2"), source="A board paper", period=day("2012-03-31")
    )
    (kept,) = queries.typed(earlier.by, earlier.ids["cpp_rate"])
    Benchmark.objects.filter(pk=kept.pk).update(start="2025-03-31", end="2025-03-31")
    assert queries.typed(earlier.by, earlier.ids["cpp_rate"]) == []
