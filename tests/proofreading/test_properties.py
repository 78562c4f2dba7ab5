"""What holds of every reading: it never fails, its reports stand in the text, and the form of the file changes nothing."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.proofreading import from_markdown, proofread, read
from tests.proofreading.making import written

NUMBERS = st.one_of(
    st.integers(0, 10**7).map("{:,}".format),
    st.sampled_from(
        ["0", "1", "0%", "100%", "12.5%", "£0", "£1.2m", "1e9", "9" * 40, "-3", "(25)", "£xx", "seven", "٣"]
    ),
    st.decimals(0, 1000, places=2).map(str),
)
JOINS = st.sampled_from(
    [
        "of", "out of", "of which", "from", "to", "in", "a total of", "in total", "per 10,000", "per 0",
        "a rate of", "population of",
        "compared with", "an increase of", "a reduction of", "doubled from", "between April and", "March 2018", "at 31 March 2018",
        "2017-18", "2018-17", "30 February 2018", "Monday 3 April 2018", "agreed,", "disagreed and", "did not know", "(", ")", "[",
        "]", ":", ";", ",", ".", "and", "%", "|", "|---|", "\n", "\n\n", "\t", "  ", "- ", "# ", "1. ",
        "children in care", "children",
        "Total", "% of total", "Quality and Perfomance Group", "Quality and Performance Group", "(QPG)", "(GQP)", "QPG", "TBC",
        "three priorities:", "does not include January", "bi-annual", "\x00", "\ufeff", "\u2028", "\f", "\x85",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=300), st.lists(st.one_of(NUMBERS, JOINS, st.text(max_size=6)), max_size=60).map(" ".join)
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_text_makes_the_reading_fail_and_every_report_stands_in_the_text(text):
    document = from_markdown(text)
    places = {block.where for block in document.blocks}
    words = _flat(
        " | ".join(each for each, _ in document.words()) + " " + " ".join(each for each, _ in document.words())
    )
    for report in proofread(document).reports:
        assert any(report.where == place or report.where.startswith(f"{place}, ") for place in places)
        assert all(_flat(part) in words for part in re.split(r"…|\||;", report.quote)), report


def _flat(text):
    return re.sub(r"\W+", "", text)


@pytest.mark.parametrize("cells", ["0", "9" * 60, "£1,000", "100%", "x", "-", "12.345", "(3)"])
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_no_table_makes_the_reading_fail(cells, data):
    row = st.lists(
        st.one_of(st.just(cells), NUMBERS, st.sampled_from(["Total", "Rate per 1,000", "%", "Yes", "No", "", "2017-18"])),
        min_size=2, max_size=5,
    )  # fmt: skip
    rows = data.draw(st.lists(row, min_size=2, max_size=6))
    proofread(from_markdown("\n".join("| " + " | ".join(each) + " |" for each in rows)))


SENTENCES = st.sampled_from(
    [
        "Of the 52 schools, 31 (65%) answered.", "42 of 60 schools (80%) answered.", "Plans rose from 161 to 202, a rise of 30%.",
        "There were 202 children on plans (110 boys and 95 girls).", "We met on Monday 3 April 2018.", "The link is [insert link].",
        "In quarter 1 there were 40 cases compared with 161 in 2020-21.", "45% agreed, 30% disagreed and 15% did not know.",
        "At 31 March 2022 there were 241 children on a protection plan.", "The Quality Assurance Group (QAG) met.",
        "On 31 March 2022 there were 247 children on a protection plan.", "Later the Group Quality Assurance (QAG) met.",
        "The rate was 52.1 per 10,000, being 247 children in a population of 61,500.",
        "Everything went well and nothing was wrong.",
        "The group meets bi-annually. It cost £xx.", "The XQRT met. The XQRT agreed. “Quoted” words & more.",
    ]
)  # fmt: skip
ROWS = st.lists(st.lists(st.integers(1, 400).map(str), min_size=3, max_size=3), min_size=2, max_size=5)
TABLES = st.tuples(ROWS, st.integers(1, 900)).map(
    lambda made: [
        ["Item", "Q1", "Q2", "Total"],
        *([f"Line {n}", *row] for n, row in enumerate(made[0])),
        ["Total", "9", "8", str(made[1])],
    ]
)
BLOCKS = st.lists(
    st.one_of(
        SENTENCES.map(lambda words: ("p", words)),
        st.sampled_from(["What we did", "Our money", "Report for 2021-22"]).map(lambda words: ("h", words)),
        st.lists(SENTENCES, min_size=2, max_size=4).map(lambda words: ("li", words)),
        TABLES.map(lambda rows: ("table", rows)),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS)
def test_markdown_word_and_web_pages_of_the_same_words_are_told_the_same(blocks):
    blocks = [("h", "Annual report for 2021-22"), *blocks]
    with TemporaryDirectory() as folder:
        told = [
            sorted(
                (each.kind, each.found, each.expected)
                for each in proofread(read(written(form, blocks, Path(folder)))).reports
            )
            for form in ("md", "docx", "html")
        ]
    assert told[0] == told[1] == told[2]
