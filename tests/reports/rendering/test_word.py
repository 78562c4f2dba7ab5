"""The Word edition: real styles, fields and heads of tables, read back with the library that wrote it."""

import io
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn

from goldenthread.reports.rendering import word
from tests.reports.rendering import reading, sample


@pytest.fixture(scope="module")
def made():
    return word.render(sample.document())


@pytest.fixture(scope="module")
def inside(made):
    return docx.Document(io.BytesIO(made))


@pytest.fixture(scope="module")
def words(made):
    return reading.words_of(made)


def test_it_says_what_it_is_whose_it_is_and_in_what_language(inside):
    about = inside.core_properties
    assert (about.title, about.author, about.language) == (
        "West Partnership: yearly report 2017-18",
        "West Partnership",
        "en-GB",
    )
    assert inside.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_headings_are_headings_and_never_leave_a_level_out(inside):
    found = [(int(one.style.name[-1]), one.text) for one in inside.paragraphs if one.style.name.startswith("Heading ")]
    written = [heading for heading, text in sample.TEXTS.items() if text]
    assert [text for level, text in found if level == 1] == [*written, "Where the figures come from"]
    assert all(later <= before + 1 for (before, _), (later, _) in pairwise(found))


def test_the_contents_are_a_field_that_already_holds_the_sections_as_links(inside):
    xml = inside.element.xml
    assert 'TOC \\o "1-2"' in xml
    marks = {one.get(qn("w:name")) for one in inside.element.iter(qn("w:bookmarkStart"))}
    wanted = {one.get(qn("w:anchor")) for one in inside.element.iter(qn("w:hyperlink")) if one.get(qn("w:anchor"))}
    assert wanted
    assert wanted <= marks


def test_tables_keep_their_rows_repeat_their_heads_and_have_a_name(inside):
    assert [len(table.rows) for table in inside.tables] == [6, 7, 4, 91]
    for table in inside.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    assert [inside.tables[3].rows[n + 1].cells[0].text for n in range(90)] == [f"Audit {n}" for n in range(90)]


def test_every_chart_is_a_picture_that_says_what_it_shows(inside):
    told = [one._inline.docPr.get("descr") for one in inside.inline_shapes]
    assert [words.split(".")[0] for words in told] == ["Plans rose by 14 in a year", "The council carries the most"]


def test_numbered_lists_each_begin_at_one(inside):
    used = {}
    for one in inside.paragraphs:
        if one.style.name == "List Number":
            used.setdefault(one._p.pPr.numPr.numId.val, []).append(one.text.split(".")[0])
    assert list(used.values()) == [["first", "second"], ["Evidence", "Finding", "Action", "Impact"]]


def test_what_people_wrote_stands_there_whatever_it_was(words):
    assert reading.plain(sample.HUGE) in words
    assert sample.RIGHT_TO_LEFT in words
    assert "\U0001f600" in words
    assert '#import "x"' in words
    odd = word.render(sample.document({"Odd": "A null \x00, a bell \x07, half a pair \ud800 and \uffff."}, {}))
    assert "half a pair" in reading.words_of(odd)


def test_the_same_document_gives_the_same_bytes_and_a_draft_says_so(made):
    assert word.render(sample.document()) == made
    assert "Draft, not published" in reading.words_of(word.render(sample.document(published=None, number=None)))
