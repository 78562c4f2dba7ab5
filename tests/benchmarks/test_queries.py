"""A place beside others: real published rows, and what the Department for Education's own tool makes of them."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.benchmarks import queries
from goldenthread.benchmarks.comparing import Fit
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.foundation.ids import uuid7
from goldenthread.foundation.periods import Period, year_from_april
from tests.factories import viewers

pytestmark = pytest.mark.django_db
WEST, EAST = "E06000050", "E06000049"
DAY_2024 = Period(date(2024, 3, 31), date(2024, 3, 31))


@pytest.fixture
def reader():
    return viewers.holding("data_supplier", agency=uuid7())


def test_a_place_stands_beside_england_its_region_and_its_neighbours(published, reader):
    found = queries.comparison(reader, "cpp_rate", WEST, period=year_from_april("2023-24"))
    assert found is not None
    assert (found.own.value, found.own.numerator, found.own.denominator) == (
        Decimal("44.2"),
        Decimal(313),
        Decimal(70881),
    )
    assert found.own.words == "44.2"
    assert found.england.words == "41.6"
    assert found.region.place.name == "North West"
    assert (found.model, found.model_from) == ("2025", date(2025, 1, 1))
    names = [each.cell.place.name for each in found.neighbours]
    assert names[:3] == ["Solihull", "Stockport", "Cheshire East"]
    assert (found.with_number, found.of_neighbours) == (10, 10)
    assert found.release.words == "Children in need, 2024 (Department for Education)"
    assert found.release.population == "mid-2021 to mid-2023"
    assert found.fit is Fit.SAME


def test_the_mean_of_neighbours_is_plain_and_the_pooled_figure_is_of_all_their_children(published, reader):
    found = queries.comparison(reader, "cpp_rate", WEST, period=DAY_2024)
    values = [each.cell.value for each in found.neighbours]
    assert found.mean == round(sum(values) / 10, 1)
    above = sum(each.cell.numerator for each in found.neighbours)
    below = sum(each.cell.denominator for each in found.neighbours)
    assert (found.pooled_numerator, found.pooled_denominator, found.pooled_from) == (above, below, 10)
    assert found.pooled == round(above * 10_000 / below, 1)
    assert found.pooled != found.mean


def test_an_older_and_a_newer_release_of_one_figure_are_both_told(published, reader):
    found = queries.comparison(reader, "cpp_rate", WEST, period=DAY_2024)
    assert [(each.release.title, each.cell.words) for each in found.others] == [
        ("Local Authority Interactive Tool", "44.0")
    ]


def test_a_release_without_parts_serves_where_no_other_is_so_new(published, reader):
    found = queries.comparison(reader, "cpp_rate", WEST)
    assert found.period == Period(date(2025, 3, 31), date(2025, 3, 31))
    assert (found.own.words, found.own.has_parts, found.pooled) == ("41.5", False, None)
    assert found.release.title == "Local Authority Interactive Tool"
    assert found.before is not None
    assert (found.before.words, found.change) == ("44.0", Decimal("-2.5"))


def test_a_hidden_figure_is_a_symbol_and_counts_in_no_mean(published, reader):
    found = queries.comparison(reader, "cpp_2y_open", EAST, period=DAY_2024)
    hidden = [each.cell for each in found.neighbours if each.cell.value is None]
    assert (found.with_number, found.of_neighbours) == (7, 10)
    assert [each.words for each in hidden if each.symbol == "c"] == ["Hidden: a small number"] * 2
    assert [each.words for each in hidden if each.symbol == "u"] == ["Low reliability"]
    assert found.pooled_from == 7


def test_rank_and_band_follow_the_better_side_and_without_one_there_are_none(published, reader):
    found = queries.comparison(reader, "cpp_2y_open", WEST, period=DAY_2024)
    values = sorted(
        each.value
        for each in queries.table(reader, "cpp_2y_open", period=DAY_2024).authorities
        if each.value is not None
    )
    assert found.rank == values.index(found.own.value) + 1
    assert found.ranked == len(values)
    assert found.band in "ABCD"
    assert queries.comparison(reader, "cpp_rate", WEST, period=DAY_2024).rank is None


def test_a_rate_that_is_published_no_more_is_worked_out_from_its_parts(published, reader):
    found = queries.comparison(reader, "referrals_rate", EAST, period=year_from_april("2024-25"))
    assert found.own.derived
    assert (found.own.numerator, found.own.denominator) == (Decimal(2599), Decimal(83041))
    assert found.own.value == Decimal("313.0")


def test_a_sum_of_columns_gives_a_share(published, reader):
    found = queries.comparison(reader, "assess_45wd", WEST)
    assert (found.own.numerator, found.own.denominator) == (Decimal(3056), Decimal(3770))
    assert found.own.words == "81.1 %"


def test_an_older_comparison_says_so(published, reader):
    later = queries.comparison(reader, "cpp_rate", WEST, period=Period(date(2026, 3, 31), date(2026, 3, 31)))
    assert later.fit is Fit.OLDER
    assert "31 March 2025" in later.fit_words
    quarter = queries.comparison(reader, "referrals_rate", WEST, period=Period(date(2025, 4, 1), date(2025, 6, 30)))
    assert quarter.fit is Fit.LENGTH
    assert quarter.fit_words.startswith("Published figures are for 2024-25")


def test_nothing_published_is_no_comparison(published, reader):
    assert queries.comparison(reader, "s11_returns", WEST) is None
    assert queries.comparison(reader, "cpp_rate", "E99999999") is None
    assert queries.comparison(reader, "cpp_rate", WEST, period=year_from_april("2009-10")) is None


def test_many_comparisons_take_as_many_queries_as_one(published, reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        one = queries.comparisons(reader, ["cpp_start_rate"], WEST)
    with django_assert_max_num_queries(9):
        many = queries.comparisons(
            reader, ["cpp_rate", "cpp_start_rate", "referrals_rate", "cla_rate", "re_referrals"], WEST
        )
    assert len(one) == 1
    assert len(many) == 5


def test_a_funnel_has_every_authority_with_its_size_and_the_pooled_centre(published, reader):
    found = queries.funnel(reader, "cpp_rate", period=DAY_2024)
    assert len(found.cells) + len(found.without) == 22
    assert found.pooled == round(found.numerator * 10_000 / found.denominator, 1)
    assert all(each.place.kind == "authority" and each.has_parts for each in found.cells)
    assert queries.funnel(reader, "lait.rta") is None
    assert queries.funnel(reader, "unheard") is None


def test_the_years_of_some_places_are_told_oldest_first(published, reader):
    found = queries.history(reader, "cpp_rate", [WEST, "970"])
    assert [each.period.end.year for each in found] == [2022, 2023, 2024, 2025]
    assert {place for each in found for place in each.cells} == {"896", "970"}


def test_a_place_is_found_by_any_code_it_has_or_had(published, reader):
    assert queries.place(reader, "896") == queries.place(reader, WEST)
    assert queries.place(reader, "E10000023").name == "North Yorkshire"
    assert queries.place(reader, "x") is None
    assert queries.neighbours(reader, queries.place(reader, WEST), on=date(2023, 1, 1)).model == "2021"
    assert queries.neighbours(reader, queries.place(reader, WEST), on=date(2013, 1, 1)).of == ()


def test_only_those_who_see_figures_see_what_others_publish(published):
    for ask in (
        queries.places,
        queries.releases,
        queries.measures,
        queries.published,
        queries.neighbour_sets,
        queries.unplaced,
    ):
        with pytest.raises(NotAllowed):
            ask(viewers.stranger())


def test_what_is_not_there_is_not_found(published, reader):
    for ask in (queries.release, queries.file):
        with pytest.raises(NotFound):
            ask(reader, uuid7())
    with pytest.raises(NotFound):
        queries.measure(reader, "unheard")
