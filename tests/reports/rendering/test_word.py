"""The edition as a Word file, read back with python-docx."""

import io
import itertools
import re
import zipfile
from datetime import datetime

import pytest
from docx import Document
from docx.oxml.ns import qn

from goldenthread.reports.rendering import word
from goldenthread.reports.rendering.matter import matter
from tests.reports.rendering import reading, sample


@pytest.fixture(scope="module")
def made():
    return word.render(sample.document())


@pytest.fixture(scope="module")
def file(made):
    return Document(io.BytesIO(made))


@pytest.fixture(scope="module")
def words(file):
    texts = (each.text or "" for each in file.element.body.iter(qn("w:t")))
    return reading.plain("".join(texts))


def test_it_says_what_it_is_and_in_which_language(file):
    about = file.core_properties
    assert (about.title, about.author, about.language) == (
        "West Partnership: yearly report 2017-18",
        "West Partnership",
        "en-GB",
    )
    assert about.created == about.modified == datetime(2018, 9, 3, tzinfo=about.created.tzinfo)
    assert file.styles["Normal"].element.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"


def test_headings_are_headings_and_never_leave_a_level_out(file):
    found = [each for each in file.paragraphs if each.style.name.startswith("Heading")]
    levels = [int(each.style.name[-1]) for each in found]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    tops = [each.text for each in found if each.style.name == "Heading 1"]
    assert tops == ["Foreword", "Local context", "What we are told", "Money", "Impact", "Where the figures come from"]


def test_its_contents_are_a_field_that_word_fills_in(file):
    codes = [each.text for each in file.element.body.iter(qn("w:instrText"))]
    assert any(code.startswith("TOC") for code in codes)
    assert file.settings.element.find(qn("w:updateFields")) is not None


def test_the_head_of_every_table_repeats_and_no_row_is_lost(file, words):
    assert len(file.tables) == 4
    for table in file.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert max(len(table.rows) for table in file.tables) == 91
    assert all(f"Audit {n}Practitioners" in words for n in range(90))


def test_every_picture_is_described_and_is_a_picture(file):
    assert len(file.inline_shapes) == 2
    told = [shape._inline.docPr.get("descr") for shape in file.inline_shapes]
    assert told[0].startswith("Plans rose by 14 in a year. ")
    assert told[1].startswith("The council carries the most. ")
    for each in file.part.related_parts.values():
        if each.content_type == "image/png":
            assert each.blob.startswith(b"\x89PNG")


def test_every_link_leads_somewhere(file):
    marks = {each.get(qn("w:name")) for each in file.element.body.iter(qn("w:bookmarkStart"))}
    links = list(file.element.body.iter(qn("w:hyperlink")))
    inside = {each.get(qn("w:anchor")) for each in links if each.get(qn("w:anchor"))}
    assert inside
    assert inside <= marks
    outside = [file.part.rels[each.get(qn("r:id"))].target_ref for each in links if each.get(qn("r:id"))]
    assert outside == ["https://example.org/a?b=c#d"]


def test_each_figure_leads_to_where_it_comes_from(words):
    for entry in matter(sample.document())["sources"]:
        assert reading.plain(f"[{entry['number']}] {entry['title']}") in words
    assert "55 of 245" in words


def test_words_that_look_like_instructions_are_words(words):
    assert '#import "x"' in words
    assert "<sources>" in words
    assert sample.HUGE in words


def test_characters_that_no_xml_file_can_hold_are_left_out():
    document = sample.document({"Odd\x00 \ufffe": "a\x0bb\x1f\u202ec\ud800"}, {}, title="T\x07itle")
    found = Document(io.BytesIO(word.render(document)))
    assert found.core_properties.title == "Title"
    assert any("Odd" in each.text for each in found.paragraphs)


def test_a_draft_says_so(words):
    draft = Document(io.BytesIO(word.render(sample.document({"Foreword": "Words."}, {}, published=None, number=None))))
    assert "Draft, not published" in [each.text for each in draft.paragraphs]
    assert "Draft" not in words


def test_the_same_document_gives_the_same_bytes(made):
    assert word.render(sample.document()) == made


def test_every_page_says_which_it_is(made):
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        feet = [parts.read(name).decode() for name in parts.namelist() if re.match(r"word/footer\d*\.xml", name)]
    assert any("NUMPAGES" in foot for foot in feet)
