"""The edition as one HTML file, and the version for young people: whole, alone and harmless."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from goldenthread.reports.rendering import FORMATS, html, young
from goldenthread.reports.rendering.matter import matter
from tests.reports.rendering import reading, sample


class Page(HTMLParser):
    """Keeps what a reader and a browser find in a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.inside = [], [], []
        self.feed(text)
        self.text = reading.plain(" ".join(self.words))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if "style" not in self.inside:
            self.words.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def made():
    return html.render(sample.document()).decode()


@pytest.fixture(scope="module")
def page(made):
    return Page(made)


@pytest.fixture(scope="module")
def for_young():
    return Page(young.as_html(sample.document()).decode())


def test_it_needs_nothing_from_elsewhere_and_runs_nothing(page, made):
    assert not page.all("script")
    assert not page.all("link")
    assert not page.all("img")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert "url(" not in made
    assert "@import" not in made
    assert any("default-src 'none'" in (attrs.get("content") or "") for attrs in page.all("meta"))


def test_it_says_its_language_and_title(page, made):
    assert page.all("html")[0]["lang"] == "en-GB"
    assert "<title>West Partnership: yearly report 2017-18</title>" in made


def test_every_link_within_it_leads_to_one_place(page):
    names = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(names) == len(set(names))
    inside = [attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")]
    assert len(inside) > 10
    assert set(inside) <= set(names)


def test_links_that_are_not_of_the_web_are_never_links(page):
    assert all(attrs["href"].startswith(("#", "https://", "mailto:", "tel:")) for attrs in page.all("a"))


def test_headings_never_leave_a_level_out(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_tables_name_the_heads_of_their_columns_and_rows(page):
    scopes = [attrs.get("scope") for attrs in page.all("th")]
    assert set(scopes) == {"col", "row"}
    assert len(page.all("tr")) == scopes.count("row") + len(page.all("table"))


def test_pictures_are_described(page):
    pictures = [attrs for attrs in page.all("svg") if attrs.get("role") == "img"]
    assert len(pictures) == 4  # wide and narrow, of two charts
    assert all(attrs["aria-labelledby"] for attrs in pictures)


def test_words_that_look_like_code_are_words(page):
    assert '#import "x"' in page.text
    assert "<sources>" in page.text
    assert not page.all("sources")
    assert not page.all("b")


def test_every_figure_leads_to_where_it_comes_from(page):
    for entry in matter(sample.document())["sources"]:
        assert reading.plain(f"[{entry['number']}] {entry['title']}") in page.text
    assert "55 of 245" in page.text


def test_a_draft_says_so(page):
    draft = Page(html.render(sample.document(published=None, number=None)).decode())
    assert "Draft, not published" in draft.text
    assert draft.all("body")[0]["class"] == "draft"
    assert "Draft" not in page.text


def test_young_people_read_their_own_words_and_whom_to_tell(for_young):
    assert "for young people" in for_young.text
    assert "In short: foreword." in for_young.text
    assert "We saw 245 children." in for_young.text
    assert "0800 1111" in for_young.text
    assert "This was a year of change." not in for_young.text
    assert not for_young.all("script")


def test_the_pdf_for_young_people_says_the_same_and_is_tagged(for_young):
    made = young.as_pdf(sample.document())
    words = reading.text_of(made)
    assert "In short: impact." in words
    assert "We saw 245 children. Thank you." in words
    with reading.opened(made) as inside:
        assert (bool(inside.Root.MarkInfo.Marked), str(inside.Root.Lang)) == (True, "en-GB")
        assert "<pdfuaid:part>1</pdfuaid:part>" in inside.Root.Metadata.read_bytes().decode()
    assert for_young.text.count("In short") == words.count("In short")


def test_every_kind_of_block_can_stand_among_the_words_for_young_people():
    keys = ("evidence.plans", "evidence.trend", "finance.table", "thread.neglect", "no.such")
    document = sample.document()
    document["sections"] = [
        {
            **document["sections"][0],
            "plain": "\n\n".join(f"[[{key}]]" for key in keys) + "\n\n> Said\n\n- one\n\n1. two",
        }
    ]
    page, words = Page(young.as_html(document).decode()), reading.text_of(young.as_pdf(document))
    for said in ("245", "Plans rose by 14", "Probation", "Schools now tell us", "nothing under no.such", "Said", "one"):
        assert said in page.text
        assert said in words


def test_where_nothing_is_written_for_young_people_it_says_so():
    document = sample.document({"Foreword": ""}, {})
    assert "Nothing has been written" in Page(young.as_html(document).decode()).text
    assert "Nothing has been written" in reading.text_of(young.as_pdf(document))


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_format_of_a_hostile_document_is_made(format):
    assert FORMATS[format](sample.document())
