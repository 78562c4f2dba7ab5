"""Which files are taken in, and what makes one suspicious: plain Python over bytes."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

HEAD = 4096
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_PARTS = 20_000
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|script|svg|iframe|body)\b", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_END_OF_ZIP = b"PK\x05\x06"


class FileRefused(ValueError):
    """A file is not what its name says, or is of a kind that is not taken in; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that is taken in. ``test(head, file)`` raises `FileRefused` when the content is something else."""

    words: str
    media_type: str
    test: Callable[[bytes, IO[bytes]], None]


def kind_of(name: str, file: IO[bytes]) -> Kind:
    """Return what a file is, by its name and its content, which must agree; raises `FileRefused` with the mend.

    ``file`` is open for reading bytes and can be wound back.
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = KINDS.get(extension)
    if kind is None:
        raise FileRefused(f"A file must be one of these: {ACCEPTED}. “{name}” is not.")
    file.seek(0)
    head = file.read(HEAD)
    if not head:
        raise FileRefused(f"“{name}” is empty.")
    if head.startswith(_PROGRAMS):
        raise FileRefused(f"“{name}” is a program, whatever its name says. Programs are not taken in.")
    kind.test(head, file)
    file.seek(0)
    return kind


def safe_name(name: str) -> str:
    """Return a file's name without folders, control characters or anything a header or a disk could trip over."""
    last = re.split(r"[\\/]", name)[-1]
    kept = re.sub(r"[\x00-\x1f\x7f\"<>|:*?\u202a-\u202e\u2066-\u2069]", "", last).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}" if dot else kept[:150]


def _pdf(head: bytes, file: IO[bytes]) -> None:
    if not head.startswith(b"%PDF-"):
        raise FileRefused("The file is not a PDF, although its name ends in .pdf.")
    _only_one_kind(head, file)


def _png(head: bytes, file: IO[bytes]) -> None:
    if not head.startswith(b"\x89PNG\r\n\x1a\n"):
        raise FileRefused("The file is not a PNG picture, although its name says so.")
    _only_one_kind(head, file)


def _jpeg(head: bytes, file: IO[bytes]) -> None:
    if not head.startswith(b"\xff\xd8\xff"):
        raise FileRefused("The file is not a JPEG picture, although its name says so.")
    _only_one_kind(head, file)


def _only_one_kind(head: bytes, file: IO[bytes]) -> None:
    """Refuse a file that is also a web page or also an archive, whichever program opens it."""
    if _MARKUP.search(head[:1024]):
        raise FileRefused("The file is two kinds at once: it also holds a web page. Save it anew and upload that.")
    file.seek(0)
    if zipfile.is_zipfile(file):
        raise FileRefused("The file is two kinds at once: it also holds an archive. Save it anew and upload that.")


def _package(*needed: str, media_type: str = "") -> Callable[[bytes, IO[bytes]], None]:
    def test(head: bytes, file: IO[bytes]) -> None:
        if not head.startswith(b"PK\x03\x04"):
            raise FileRefused("The file is not what its name says. Open it in your office program and save it again.")
        try:
            with zipfile.ZipFile(file) as archive:
                _check_package(archive, needed, media_type)
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            UnicodeDecodeError,
            KeyError,
            OSError,
            RuntimeError,
            ValueError,
        ) as broken:
            if isinstance(broken, FileRefused):
                raise
            raise FileRefused("The file is damaged. Open it in your office program and save it again.") from broken
        _nothing_behind(file)

    return test


def _check_package(archive: zipfile.ZipFile, needed: tuple[str, ...], media_type: str) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(name not in names for name in needed):
        raise FileRefused("The file is an archive, not the document its name says.")
    if (
        media_type
        and archive.getinfo("mimetype").file_size < 200
        and archive.read("mimetype").decode().strip() != media_type
    ):
        raise FileRefused("The file is another kind of document than its name says.")
    if min(part.header_offset for part in parts) != 0:
        raise FileRefused("The file is two kinds at once: something stands before the document.")
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for name in names):
        raise FileRefused("The file holds macros or programs. Save it without them and upload that.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise FileRefused("The file unpacks to far more than a document should.")


def _nothing_behind(file: IO[bytes]) -> None:
    file.seek(0, io.SEEK_END)
    file.seek(max(file.tell() - 22, 0))
    if not file.read(4).startswith(_END_OF_ZIP):
        raise FileRefused("The file is two kinds at once: something stands behind the document.")


def _text(head: bytes, file: IO[bytes]) -> None:
    if _MARKUP.search(head) or head.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        raise FileRefused("The file is not plain text, although its name says so.")
    file.seek(0)
    while block := file.read(1 << 16):
        if _CONTROL.search(block):
            raise FileRefused("The file is not plain text, although its name says so.")
    file.seek(0)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
KINDS: dict[str, Kind] = {
    "pdf": Kind("PDF", "application/pdf", _pdf),
    "docx": Kind("Word", f"{_OFFICE}wordprocessingml.document", _package("[Content_Types].xml", "word/document.xml")),
    "xlsx": Kind("Excel", f"{_OFFICE}spreadsheetml.sheet", _package("[Content_Types].xml", "xl/workbook.xml")),
    "pptx": Kind("PowerPoint", f"{_OFFICE}presentationml.presentation", _package("ppt/presentation.xml")),
    "odt": Kind("OpenDocument text", f"{_OPEN}text", _package("mimetype", media_type=f"{_OPEN}text")),
    "ods": Kind("OpenDocument sheet", f"{_OPEN}spreadsheet", _package("mimetype", media_type=f"{_OPEN}spreadsheet")),
    "odp": Kind("OpenDocument slides", f"{_OPEN}presentation", _package("mimetype", media_type=f"{_OPEN}presentation")),
    "png": Kind("picture", "image/png", _png),
    "jpg": Kind("picture", "image/jpeg", _jpeg),
    "jpeg": Kind("picture", "image/jpeg", _jpeg),
    "txt": Kind("text", "text/plain", _text),
    "md": Kind("text", "text/plain", _text),
    "csv": Kind("table as text", "text/csv", _text),
}
ACCEPTED = ", ".join(sorted(KINDS))
