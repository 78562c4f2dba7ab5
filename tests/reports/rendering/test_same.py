"""Every format says the same: each paragraph and each figure of the frozen document stands in each of them."""

import io
import re
from html import unescape

import pytest
from docx import Document
from docx.oxml.ns import qn

from goldenthread.reports.document.frozen import figures, said
from goldenthread.reports.rendering import FORMATS
from tests.reports.rendering import reading, sample


def _tight(words):
    """Return words without spaces or the hyphens and unseen marks of line breaks, and without numbers of notes."""
    return re.sub(r"[\s\u00ad\u2010\u2011-]|\[\d+\]", "", reading.plain(words))


def _html(made):
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", made.decode(), flags=re.DOTALL))


def _docx(made):
    return "".join(each.text or "" for each in Document(io.BytesIO(made)).element.body.iter(qn("w:t")))


READ = {"html": _html, "pdf": reading.text_of, "docx": _docx}


@pytest.fixture(scope="module")
def document():
    # right-to-left words and pictures of people are read back from a PDF in another order: they have tests of their own
    texts = dict(sample.TEXTS.items())
    texts["Local context"] = texts["Local context"].replace(sample.RIGHT_TO_LEFT, "Who we are")
    texts["Foreword"] = texts["Foreword"].replace(sample.EMOJI, "All good")
    return sample.document(texts)


def _texts(document):
    """Yield the words of each paragraph, figures as they are shown."""

    def line(nodes):
        for node in nodes:
            if node["kind"] == "figure":
                yield document["blocks"][node["key"]]["shown"]
            elif node["kind"] not in ("list", "numbered"):
                yield node.get("text", "")
                yield from line(node.get("children", []))

    def below(nodes):
        for node in nodes:
            if node["kind"] in ("paragraph", "heading"):
                yield "".join(line(node.get("children", [])))
            else:
                yield from below(node.get("children", []))

    for section in document["sections"]:
        if section["nodes"]:
            yield section["heading"]
            yield from below(section["nodes"])


@pytest.mark.parametrize("format", list(READ))
def test_each_paragraph_and_each_figure_stands_in_it(document, format):
    found = _tight(READ[format](FORMATS[format](document)))
    missing = [words for words in _texts(document) if _tight(words) not in found]
    assert not missing
    for block in document["blocks"].values():
        told = [block.get("title", ""), block.get("claim", ""), block.get("source", ""), *block.get("notes", [])]
        told += [one["shown"] for one in figures(block)] if block["type"] != "chart" else []
        told += [str(cell) for row in block.get("table", {"rows": []})["rows"] for cell in row]
        for step in block.get("steps", []):
            told += [step["words"], said(step)]
        assert not [words for words in told if _tight(words) not in found]


@pytest.mark.parametrize("format", ["json", "csv"])
def test_open_data_has_each_figure_with_its_supplier(document, format):
    found = FORMATS[format](document).decode()
    for block in document["blocks"].values():
        assert all(one["key"] in found for one in figures(block))
    assert "Children’s social care" in found
