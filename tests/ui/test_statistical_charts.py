"""Charts of chance: XmR, intervals, funnel and matrix. Sound pictures for any figures, with every figure in the table."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui import charts
from goldenthread.ui.charts import svg
from goldenthread.ui.gallery_charts import statistical_charts
from tests.ui.test_charts import NAMES, VALUES, check, read

SIGNALS = st.sampled_from(["common", "better", "worse", "neutral"])
LIMITS = st.none() | st.floats(-1e9, 1e9)
SHAPES = {"common": "circle", "better": "rect", "worse": "path", "neutral": "path"}


@pytest.mark.parametrize("name", list(statistical_charts()))
def test_each_sample_of_the_gallery_is_sound(name):
    chart = statistical_charts()[name]

    check(chart)
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


@given(st.lists(st.tuples(VALUES, SIGNALS, NAMES), max_size=40), LIMITS, LIMITS, LIMITS, LIMITS)
def test_any_values_make_a_sound_picture_of_change(given_dots, lower, mean, upper, target):
    dots = [
        charts.Dot(f"Q{place}", value, signal, asked=asked) for place, (value, signal, asked) in enumerate(given_dots)
    ]
    ranges = [charts.Range(0, len(dots) - 1, mean, lower, upper)] if dots else []
    chart = charts.xmr("T <&>", dots, ranges, target=target)

    check(chart)
    assert [row[1] for row in chart.table.rows] == [svg.number(value) for value, _, _ in given_dots]


@given(st.lists(st.tuples(NAMES, VALUES, VALUES, VALUES, SIGNALS, st.booleans()), max_size=15), VALUES)
def test_any_figures_make_sound_intervals(rows, reference):
    spans = []
    for name, *three, signal, own in rows:
        known = sorted(svg.known(three))
        low, middle, high = known if len(known) == 3 else (None, three[0], None)
        spans.append(charts.Span(name, middle, low, high, signal, own=own))
    chart = charts.interval("T", spans, reference=reference)

    check(chart)
    assert len(chart.table.rows) == len(rows)


@given(
    st.lists(st.tuples(NAMES, st.integers(1, 10**7), VALUES, SIGNALS, st.booleans()), max_size=15), st.integers(0, 500)
)
def test_any_places_make_a_sound_funnel(rows, centre):
    bands = [
        charts.FunnelBand(size, centre - 1e4 / size, centre + 1e4 / size, centre - 2e4 / size, centre + 2e4 / size)
        for size in (100, 10_000, 10**6)
    ]
    places = [charts.Place(name, size, value, signal, own=own) for name, size, value, signal, own in rows]
    chart = charts.funnel("T", places, bands, centre=centre)

    check(chart)
    assert [row[2] for row in chart.table.rows] == [svg.number(value) for _, _, value, _, _ in rows]


@given(st.lists(st.lists(st.lists(NAMES, max_size=10), min_size=3, max_size=3), min_size=1, max_size=4), SIGNALS)
def test_any_names_make_a_sound_matrix(rows, signal):
    chart = charts.matrix("T", ["a", "b", "c"], [charts.MatrixRow("row", cells, signal) for cells in rows])

    check(chart)
    for row, cells in zip(chart.table.rows, rows, strict=True):
        assert row[1:] == [", ".join(cell) or "–" for cell in cells]


@pytest.mark.parametrize("signal", SHAPES)
def test_a_signal_has_a_shape_of_its_own_beside_its_colour_and_words(signal):
    chart = charts.xmr("T", [charts.Dot("1", 1), charts.Dot("2", 2, signal)], [])
    marks = [part for part in read(chart.svg_wide).iter() if part.get("fill") == svg.SIGNALS[signal]]

    assert SHAPES[signal] in {mark.tag for mark in marks}
    assert len(chart.key) == (1 if signal == "common" else 2)
    assert chart.table.rows[1][2] in {words for _, words in chart.key}


def test_a_gap_and_a_new_range_break_the_line():
    dots = [charts.Dot(str(place), None if place == 2 else place) for place in range(8)]
    chart = charts.xmr("T", dots, [charts.Range(0, 5, 2, 1, 3), charts.Range(6, 7, 6, 5, 7)])

    assert str(chart.svg_wide).count("<polyline") == 3
    assert chart.table.rows[2][:3] == ["2", "–", "No value"]
    assert chart.table.rows[7][3:] == ["5", "6", "7"]


def test_a_question_stands_on_the_chart_in_the_key_and_in_the_table():
    chart = charts.xmr("T", [charts.Dot("Q1", 4), charts.Dot("Q2", 9, "worse", asked="Asked the police, 3 May")], [])

    assert ">?</text>" in chart.svg_wide
    assert "A question was asked" in [words for _, words in chart.key]
    assert chart.table.head[-1] == "Asked"
    assert [row[-1] for row in chart.table.rows] == ["", "Asked the police, 3 May"]


def test_limits_of_few_values_are_called_provisional():
    chart = charts.xmr(
        "T", [charts.Dot("Q1", 4), charts.Dot("Q2", 5)], [charts.Range(0, 1, 4.5, 2, 7, provisional=True)]
    )

    assert "Usual range 2 to 7, provisional" in [words for _, words in chart.key]


def test_the_description_says_the_last_value_and_how_to_read_it():
    dots = [charts.Dot("Q1", 5), charts.Dot("Q2", 9, "worse")]
    chart = charts.xmr("T", dots, [charts.Range(0, 1, 5, 3, 7)], unit="children")

    assert chart.description == (
        "9 children in Q2: concern. The usual range is 3 to 7. 1 of 2 values are more than usual variation."
    )
    assert charts.xmr("T", [], []).description == "No values."


def test_an_end_without_limit_is_an_arrow_and_says_so():
    chart = charts.interval("T", [charts.Span("a", 2, 0.5, math.inf)], reference=1)

    check(chart)
    assert chart.table.rows == [["a", "2", "0.5", "no limit", "No more than chance"]]


def test_a_missing_figure_keeps_its_row():
    chart = charts.interval("T", [charts.Span("a", None), charts.Span("b", 2, 1, 3)])

    assert "no figure" in chart.svg_wide
    assert chart.table.rows[0] == ["a", "–", "–", "–", "No figure"]


def test_ones_own_place_is_ringed_and_named_in_the_funnel():
    places = [charts.Place("Ours", 100, 5, "worse", own=True), charts.Place("Theirs", 200, 4)]
    chart = charts.funnel("T", places, [], centre=4)

    assert ">Ours</text>" in chart.svg_wide
    assert ">Theirs</text>" not in chart.svg_wide
    assert chart.description.endswith("Ours: 5, worse than the centre by more than chance.")


def test_the_description_of_a_matrix_counts_each_row_by_column():
    rows = [
        charts.MatrixRow("Concern", [["Plans", "Visits"], ["Repeats"]], "worse"),
        charts.MatrixRow("None", [[], []]),
    ]

    assert charts.matrix("T", ["Never met", "Hit or miss"], rows).description == "Concern: 2 never met, 1 hit or miss."
    assert charts.matrix("T", ["a"], [charts.MatrixRow("r", [[]])]).description == "Nothing stands in the matrix."


def test_a_full_cell_names_the_first_and_counts_the_rest():
    chart = charts.matrix("T", ["a"], [charts.MatrixRow("r", [[f"n{place}" for place in range(9)]])])

    assert "and 3 more" in chart.svg_wide
    assert "n8" in chart.table.rows[0][1]


def test_what_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="does not fit 1 values"):
        charts.xmr("T", [charts.Dot("a", 1)], [charts.Range(0, 1)])
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        charts.matrix("T", ["a", "b"], [charts.MatrixRow("r", [[]])])
    with pytest.raises(ValueError, match="needs a column"):
        charts.matrix("T", [], [])
