"""The PDF edition: tagged, complete, and safe from whatever its words hold."""

from itertools import pairwise

import pytest

from goldenthread.reports.rendering import fonts, pdf, setting
from goldenthread.reports.rendering.matter import matter
from tests.reports.rendering import reading, sample


@pytest.fixture(scope="module")
def made():
    return pdf.render(sample.document())


@pytest.fixture(scope="module")
def words(made):
    return reading.text_of(made)


@pytest.fixture(scope="module")
def inside(made):
    with reading.opened(made) as found:
        yield found


def test_it_says_that_it_is_a_tagged_accessible_file_in_british_english(inside):
    assert (bool(inside.Root.MarkInfo.Marked), str(inside.Root.Lang)) == (True, "en-GB")
    assert inside.Root.ViewerPreferences.DisplayDocTitle
    about = inside.Root.Metadata.read_bytes().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "West Partnership: yearly report 2017-18" in about


def test_every_section_is_a_bookmark_in_its_order(inside):
    with inside.open_outline() as outline:
        found = [each.title for each in outline.root]
    written = [heading for heading, text in sample.TEXTS.items() if text]
    assert [title for title in found if title in written] == written
    assert found[-1] == "Where the figures come from"


def test_headings_never_leave_a_level_out(inside):
    levels = [int(str(one.S)[2:]) for one in reading.elements(inside, *(f"H{n}" for n in range(1, 7)))]
    assert levels[0] == 1
    assert all(later <= before + 1 for before, later in pairwise(levels))


def test_every_picture_that_says_something_says_it_in_words(inside):
    told = [str(one.get("/Alt", "")) for one in reading.elements(inside, "Figure")]
    assert [words[:24] for words in told] == ["Plans rose by 14 in a ye", "The council carries the "]
    assert "from 190 in 2013-14 to 245 children in 2017-18" in told[0]


def test_tables_name_the_heads_of_their_columns_and_rows(inside):
    assert len(list(reading.elements(inside, "Table"))) == 4
    heads = list(reading.elements(inside, "TH"))
    scopes = [reading.scope(one) for one in heads]
    assert scopes.count("/Column") == 2 + 3 + 3 + 3
    assert scopes.count("/Row") == 6 + 90 + 5 + 3
    rows = list(reading.elements(inside, "TR"))
    assert len(rows) == scopes.count("/Row") + 4


def test_no_row_is_lost_and_the_heads_stand_on_every_page_of_a_table(words):
    assert all(f"Audit {n} Practitioners" in words for n in range(90))
    assert words.count("Audit What it found Cases") > 2


def test_all_its_fonts_are_inside_it(inside):
    found = [font for page in inside.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]
    below = [one for font in found for one in font.get("/DescendantFonts", [font])]
    assert below
    assert all(any(f"/FontFile{kind}" in one.FontDescriptor for kind in ("", "2", "3")) for one in below)


def test_words_that_look_like_instructions_are_words(words):
    assert (
        reading.plain(sample.HOSTILE.replace("*not bold*", "not bold").replace("&amp;", "&").replace("\\\\", "\\"))[:60]
        in words
    )
    assert '#import "x"' in words
    assert "<sources>" in words


def test_a_word_too_long_for_the_page_breaks(words):
    assert sample.HUGE[:400] in words.replace(" ", "")


def test_what_no_font_shows_becomes_a_box_and_the_reader_is_told():
    document = sample.document(
        {"Words": "Thai \u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35, a null \x00, an unpaired mark \u0301 and \U000e0001"}, {}
    )
    found = reading.text_of(pdf.render(document))
    assert "could not be set in this file" in found
    assert "Thai □" in found


def test_the_same_document_gives_the_same_bytes_and_a_draft_says_so(made, words):
    assert pdf.render(sample.document()) == made
    assert "Edition 2, published 3 September 2018" in words
    draft = reading.text_of(pdf.render(sample.document(published=None, number=None)))
    assert "Draft, not published" in draft
    assert draft.count("Draft") > draft.count("Draft, not published")


def test_each_figure_leads_to_where_it_comes_from(inside, words):
    assert "[2] Second or later plans: 22.4%" in words
    assert "Worked out from: 55 of 245" in words
    assert "Children with a second plan: 55, 2017-18, supplied by Children’s social care (signed off)" in words
    links = [str(one.get("/Dest", one.get("/A", ""))) for page in inside.pages for one in page.get("/Annots", [])]
    assert "figure-evidence.repeat" in links
    assert "source-finance.table" in links


def test_a_mistake_in_a_template_is_told_not_hidden():
    with pytest.raises(setting.NotSet, match="No such file"):
        setting.set_pages("nothing.typ", matter(sample.document()))


def test_the_fonts_that_go_with_the_product_show_what_people_write():
    assert {ord(each) for each in "Aé£−’–\u05d0\u0645\U0001f600"} <= fonts.covered()


def test_words_are_never_turned_round_for_the_eye_alone():
    assert setting.fit({"line": "a\u202eb\u2066c d"}) == ({"line": "abc d"}, 0)
