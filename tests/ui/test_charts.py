"""Charts: sound pictures for any figures, with every figure in the table."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.ui import charts
from goldenthread.ui.charts import svg

VALUES = st.one_of(st.none(), st.integers(-(10**9), 10**9), st.floats(-1e12, 1e12, allow_nan=False))
AMOUNTS = st.one_of(st.none(), st.floats(0, 1e12, allow_nan=False))
NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=30)


def read(picture):
    root = ElementTree.fromstring(str(picture))
    assert not [part for part in root.iter() if "style" in part.attrib]
    assert not [value for part in root.iter() for value in part.attrib.values() if "nan" in value or "inf" in value]
    _, _, width, height = (float(part) for part in root.get("viewBox").split())
    for found in root.iter():
        for name in ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy"):
            value = found.get(name)
            if value is not None:
                limit = width if "x" in name else height
                assert -1 <= float(value) <= limit + 1, (name, value)
    return root


def check(chart):
    for picture in (chart.svg_wide, chart.svg_narrow):
        root = read(picture)
        title, desc = root[0], root[1]
        assert root.get("role") == "img"
        assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
        assert (title.text or "") == chart.title
        assert (desc.text or "") == chart.description


@given(st.integers(1, 30), st.integers(1, 5), st.data())
def test_any_lines_make_a_sound_picture(periods, number, data):
    series = [
        charts.Series(data.draw(NAMES), data.draw(st.lists(VALUES, min_size=periods, max_size=periods)))
        for _ in range(number)
    ]
    chart = charts.line("T", [f"Q{place}" for place in range(periods)], series)

    check(chart)
    assert len(chart.table.rows) == periods


@given(st.lists(st.tuples(NAMES, AMOUNTS, AMOUNTS), min_size=1, max_size=20))
def test_any_amounts_make_sound_bars_no_longer_than_the_axis(rows):
    chart = charts.stacked_bar(
        "T <&> ü",
        [name for name, _, _ in rows],
        [charts.Series("a", [a for _, a, _ in rows]), charts.Series("b", [b for _, _, b in rows])],
    )

    check(chart)
    assert [row[1:] for row in chart.table.rows] == [[svg.number(a), svg.number(b)] for _, a, b in rows]


@given(st.lists(VALUES, max_size=40), st.sampled_from(["common", "better", "worse", "neutral"]))
def test_any_values_make_a_small_chart(values, signal):
    multiple = charts.small_multiples([charts.Point("T", values, "u", "R", signal)])[0]

    read(multiple.svg)


@given(st.floats(-1e12, 1e12), st.floats(-1e12, 1e12))
def test_ticks_are_round_rise_evenly_and_cover_the_values(a, b):
    low, high = sorted((a, b))
    marks = svg.ticks(low, high)

    assert marks == sorted(marks)
    assert 2 <= len(marks) <= 9
    if high - low > 1e-3:
        slack = 1e-6 * max(abs(low), abs(high), 1)
        assert marks[0] <= low + slack
        assert marks[-1] >= high - slack


def test_ids_differ_between_charts_on_one_page():
    chart = charts.bar("T", ["a"], [1])
    found = re.findall(
        r' id="([^"]+)"', str(chart.svg_wide) + str(chart.svg_narrow) + str(charts.bar("T", ["a"], [1]).svg_wide)
    )

    assert len(found) == len(set(found)) == 6


def test_words_from_people_are_escaped():
    chart = charts.bar('<script>"', ["<b>"], [1], description="<i>")

    for picture in (chart.svg_wide, chart.svg_narrow):
        assert "<script>" not in picture
        assert "<b>" not in picture
        assert "<i>" not in picture


def test_a_missing_value_breaks_the_line_and_shows_as_a_dash():
    chart = charts.line("T", ["1", "2", "3", "4", "5"], [charts.Series("a", [1, 2, None, 4, 5])])

    assert str(chart.svg_wide).count("<polyline") == 2
    assert chart.table.rows[2] == ["3", "–"]


def test_bars_start_at_nought_and_their_lengths_are_true():
    root = read(charts.bar("T", ["a", "b"], [10, 20]).svg_wide)
    widths = [float(box.get("width")) for box in root.iter("rect") if box.get("fill") == svg.COLOURS[0]]

    assert widths[1] == pytest.approx(2 * widths[0], abs=0.2)


def test_what_cannot_be_drawn_honestly_is_refused():
    with pytest.raises(ValueError, match="one to 5"):
        charts.line("T", ["1"], [charts.Series(str(n), [1]) for n in range(6)])
    with pytest.raises(ValueError, match="2 values for 1"):
        charts.line("T", ["1"], [charts.Series("a", [1, 2])])
    with pytest.raises(ValueError, match="negative"):
        charts.bar("T", ["a"], [-1])


def test_the_description_says_where_it_begins_and_ends():
    chart = charts.line("T", ["2024", "2025"], [charts.Series("Plans", [1200, 1350.5])], unit="children")

    assert chart.description == "Plans: from 1,200 in 2024 to 1,350.5 children in 2025."
    assert charts.bar("T", ["a", "b"], [1, 3], unit="calls").description == "Largest: b, 3 calls. Smallest: a, 1 calls."
    assert charts.bar("T", ["a"], [None]).description == "No values."
