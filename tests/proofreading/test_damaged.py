"""Damaged files: whatever the bytes, either a proof comes of it or one sentence that says why not."""

import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.proofreading import CannotRead, answer, proofread, read
from tests.proofreading.making import FORMS, written
from tests.proofreading.test_forms import SPOILT


@cache
def whole(form):
    with TemporaryDirectory() as folder:
        return written(form, SPOILT, Path(folder)).read_bytes()


def proof_or_sentence(content, form):
    """Read bytes as a file; return the sentence of a refusal, or an empty one where a proof came of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"report.{form}"
        path.write_bytes(content)
        try:
            proofread(read(path))
        except CannotRead as refusal:
            told = refusal.sentence
        else:
            return ""
    assert told.endswith(".")
    return told


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_bytes_that_flipped_give_a_proof_or_a_sentence(form, data):
    content = bytearray(whole(form))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=30)):
        content[place] ^= data.draw(st.integers(1, 255))
    proof_or_sentence(bytes(content), form)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=20, deadline=None)
@given(share=st.floats(0, 0.999))
def test_a_file_cut_short_gives_a_proof_or_a_sentence(form, share):
    proof_or_sentence(whole(form)[: int(len(whole(form)) * share)], form)


@pytest.mark.parametrize("form", ["md", "txt", "html"])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252", "cp500"])
def test_words_in_another_encoding_give_a_proof_or_a_sentence(form, encoding):
    proof_or_sentence(whole(form).decode().encode(encoding, "replace"), form)


def rezipped(change, deflate=zipfile.ZIP_DEFLATED):
    """Return the Word file with the bytes of its words changed."""
    with TemporaryDirectory() as folder:
        path, made = Path(folder) / "a.docx", Path(folder) / "b.docx"
        path.write_bytes(whole("docx"))
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", deflate) as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, change(content) if name == "word/document.xml" else content)
        return made.read_bytes()


def damaged_within(content):
    """Return a Word file whose compressed words are broken although the list of its parts is whole."""
    place = content.index(b"word/document.xml") + 60
    return content[:place] + b"\xff" * 40 + content[place + 40 :]


@pytest.mark.parametrize(
    ("why", "form", "content", "told"),
    [
        ("truncated XML", "docx", lambda: rezipped(lambda words: words[:900]), "is damaged"),
        ("no XML", "docx", lambda: rezipped(lambda _: b"words"), "is damaged"),
        ("another XML", "docx", lambda: rezipped(lambda _: b"<page/>"), "is damaged"),
        ("a broken stream", "docx", lambda: damaged_within(whole("docx")), "is damaged"),
        ("a bomb", "docx", lambda: rezipped(lambda words: words + b" " * 70_000_000), "unpacks to far more"),
        ("locked Word", "docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "locked with a password"),
        ("locked PDF", "pdf", lambda: locked(), "locked with a password"),
        ("no text", "pdf", lambda: pictured(), "no text"),
        ("white space", "txt", lambda: b" \r\n\t\n \xc2\xa0 ", "holds no words"),
        ("lines alone", "md", lambda: b"---\n\n***\n\n| | |\n", "holds no words"),
        ("an empty page", "html", lambda: b"<html></html>", "holds no words"),
        ("blank", "html", lambda: b"\n", "holds no words"),
        ("a title alone", "html", lambda: b"<html><head><title>Report</title></head><body> </body></html>", "holds no words"),
        ("too deep", "html", lambda: b"<p>Words" + b"<div>" * 5000 + b"more", "boxes within boxes"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(why, form, content, told):
    assert told in proof_or_sentence(content(), form), why


def locked():
    with TemporaryDirectory() as folder:
        path = written("pdf", SPOILT, Path(folder))
        with pikepdf.open(path) as pdf:
            pdf.save(Path(folder) / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        return (Path(folder) / "locked.pdf").read_bytes()


def pictured():
    with TemporaryDirectory() as folder:
        path = Path(folder) / "blank.pdf"
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(path)
        return path.read_bytes()


def test_a_file_saved_as_unicode_by_notepad_is_read(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes("Of 20 children, 4 of 20 (50%) came.".encode("utf-16"))
    assert [each.found for each in proofread(read(path)).reports] == ["50%"]


def test_a_page_set_out_with_tables_is_read_and_its_own_tables_are_kept(tmp_path):
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td></tr>"
        for a, b in [("Partner", "2022-23"), ("Police", "£5"), ("Health", "£7"), ("Total", "£13")]
    )
    page = tmp_path / "report.html"
    page.write_text(
        f"<table><tr><td>Menu</td><td><p>42 of 60 schools (80%) answered.</p><table>{rows}</table></td></tr></table>"
    )
    assert {each.kind for each in proofread(read(page)).reports} == {"share", "total"}


@pytest.mark.parametrize("form", FORMS)
def test_the_command_refuses_a_damaged_file_with_exit_2_and_one_sentence(form, tmp_path, capsys):
    path = tmp_path / f"report.{form}"
    path.write_bytes(whole(form)[:300] if form in {"docx", "pdf"} else b" \n ")
    assert answer.main([str(path), "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
