"""From a file to a `Document`. Word, PDF, HTML, Markdown and plain text are read; anything else is refused in a sentence."""

from collections.abc import Callable
from pathlib import Path

from goldenthread.proofreading.model import Document
from goldenthread.proofreading.reading.refusal import CannotRead
from goldenthread.proofreading.reading.text import read_text

__all__ = ["CannotRead", "read"]

BIGGEST = 100 * 1024 * 1024
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
    return _reader(path)(path)


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
    if suffix in {".pdf", ".docx"}:
        raise CannotRead(f"{path.name} is damaged, or is no {suffix[1:]} file. Open it and save it again.")
    if suffix not in _TEXT:
        raise CannotRead(f"{path.name} is of no kind that can be read: use .docx, .pdf, .html, .md or .txt.")
    return read_text
