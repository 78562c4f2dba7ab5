"""From a file to a `Document`. Word, PDF, HTML, Markdown and plain text are read; anything else is refused in a sentence."""

import re
from collections.abc import Callable
from pathlib import Path

from goldenthread.proofreading.model import Document
from goldenthread.proofreading.reading.refusal import CannotRead, damaged
from goldenthread.proofreading.reading.text import read_text

__all__ = ["CannotRead", "read"]

BIGGEST = 100 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT = {".md", ".markdown", ".txt", ".text"}


def read(path: Path) -> Document:
    """Return the document a file holds. Raises `CannotRead` with a sentence that says why and what to do instead."""
    if not path.is_file():
        raise CannotRead(f"There is no file {path}. Check its name.")
    size = path.stat().st_size
    if size == 0:
        raise CannotRead(f"{path.name} is empty.")
    if size > BIGGEST:
        raise CannotRead(
            f"{path.name} is larger than {BIGGEST // 1024 // 1024} MB. Take its pictures out, or split it."
        )
    try:
        document = _reader(path)(path)
    except CannotRead:
        raise
    except PermissionError as wrong:
        raise CannotRead(f"{path.name} may not be opened by you. Ask its owner for a copy.") from wrong
    except Exception as wrong:
        # Five libraries meet bytes that nobody vouches for. Whatever they raise, the reader of the sentence can do one thing.
        raise damaged(path) from wrong
    if not any(re.search(r"[^\W_]", text) for text, _ in document.words()):
        raise CannotRead(f"{path.name} holds no words. Check that it is the file you meant.")
    return document


def _reader(path: Path) -> Callable[[Path], Document]:
    """Choose by what the file is, and refuse one whose name says something else."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(2048)
    if start.startswith(b"%PDF") or b"%PDF-" in start[:1024]:
        from goldenthread.proofreading.reading.pdf import read_pdf  # noqa: PLC0415 - slow to import, and seldom needed

        return read_pdf
    if start.startswith(b"PK"):
        from goldenthread.proofreading.reading.word import read_word  # noqa: PLC0415 - slow to import, and seldom needed

        return read_word
    if suffix in {".html", ".htm"} or start.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        from goldenthread.proofreading.reading.web import read_web  # noqa: PLC0415 - slow to import, and seldom needed

        return read_web
    if start.startswith(_OLD_OFFICE):
        raise CannotRead(f"{path.name} is locked with a password, or is an old .doc. Save a copy as .docx without one.")
    if suffix in {".pdf", ".docx"}:
        raise damaged(path)
    if suffix not in _TEXT:
        raise CannotRead(f"{path.name} is of no kind that can be read: use .docx, .pdf, .html, .md or .txt.")
    return read_text
