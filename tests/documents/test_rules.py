import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.documents import rules
from tests.documents.files import DOCX, EXE, JPEG, ODT, PDF, PNG, archive


def kind(name, content):
    return rules.kind_of(name, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("Minutes.PDF", PDF, "application/pdf"),
        ("minutes.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("minutes.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("chart.png", PNG, "image/png"),
        ("photo.jpeg", JPEG, "image/jpeg"),
        ("notes.txt", "Café, naïve – £5".encode(), "text/plain"),
        ("old.csv", "Café;£5\r\n".encode("cp1252"), "text/csv"),
    ],
)
def test_files_people_have_are_taken_in(name, content, media_type):
    assert kind(name, content).media_type == media_type


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("minutes.pdf", EXE, "is a program"),
        ("minutes.docx", EXE, "is a program"),
        ("notes.txt", b"#!/bin/sh\nrm -rf x", "is a program"),
        ("run.exe", EXE, "must be one of these"),
        ("page.html", b"<html>", "must be one of these"),
        ("picture.svg", b"<svg>", "must be one of these"),
        ("minutes", PDF, "must be one of these"),
        ("minutes.pdf.exe", PDF, "must be one of these"),
        ("minutes.pdf", DOCX, "not a PDF"),
        ("minutes.pdf", b"<html>" + PDF, "not a PDF"),
        ("minutes.pdf", b"%PDF-1.7\n<script>alert(1)</script>", "two kinds at once"),
        ("minutes.pdf", PDF + DOCX, "two kinds at once"),
        ("chart.png", PNG + DOCX, "two kinds at once"),
        ("photo.jpg", PNG, "not a JPEG"),
        ("minutes.docx", PDF, "not what its name says"),
        ("minutes.docx", archive({"a.txt": b"x"}), "archive, not the document"),
        ("minutes.docx", DOCX[:-30], "damaged"),
        ("minutes.docx", DOCX + PDF, "two kinds at once"),
        ("macros.docx", archive({"[Content_Types].xml": b"", "word/document.xml": b"", "word/vbaProject.bin": b""}), "macros"),
        ("minutes.odt", archive({"mimetype": b"application/zip"}), "another kind of document"),
        ("notes.txt", b"words\x00more", "not plain text"),
        ("notes.txt", b"<!DOCTYPE html><p>", "not plain text"),
        ("empty.pdf", b"", "is empty"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused_with_a_sentence(name, content, said):
    with pytest.raises(rules.FileRefused, match=said):
        kind(name, content)


def test_a_small_archive_that_unpacks_to_a_flood_is_refused():
    parts = {"[Content_Types].xml": b"", "word/document.xml": b"", "word/x": b"\0" * (rules.LARGEST_UNPACKED + 1)}
    with pytest.raises(rules.FileRefused, match="unpacks"):
        kind("bomb.docx", archive(parts))


@given(st.binary(max_size=300), st.sampled_from(sorted(rules.KINDS)))
def test_any_bytes_are_either_taken_in_or_refused_with_a_sentence(content, extension):
    try:
        kind(f"x.{extension}", content)
    except rules.FileRefused as refusal:
        said = str(refusal)
    else:
        said = "Taken in."
    assert said.endswith(".")


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\x\\minutes.pdf", "minutes.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        ("\u202egpj.exe.pdf", "gpj.exe.pdf"),
        ("x" * 400 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_names_lose_what_a_header_or_a_disk_could_trip_over(given_name, kept):
    assert rules.safe_name(given_name) == kept
