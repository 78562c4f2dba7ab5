"""Opening a file by what it is, whatever its name says."""

import io
import zipfile
from typing import IO

from goldenthread.plans.reading.model import Piece
from goldenthread.plans.reading.refusal import CannotRead
from goldenthread.plans.reading.text import read_text
from goldenthread.plans.reading.word import read_word
from goldenthread.plans.reading.workbook import read_old_workbook, read_workbook

BIGGEST = 50 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"


def open_plan(stream: IO[bytes], name: str) -> list[Piece]:
    """Return the pieces of a file; raises `CannotRead`."""
    content = stream.read(BIGGEST + 1)
    suffix = name.rpartition(".")[2].lower()
    if not content.strip():
        if suffix in {"md", "txt", "text", "markdown"}:
            return []
        raise CannotRead(f"{name} is empty.")
    if len(content) > BIGGEST:
        raise CannotRead(f"{name} is larger than {BIGGEST // 1024 // 1024} MB. Save the plan in a file of its own.")
    if content.startswith(b"PK"):
        return _packed(content, name)
    if content.startswith(_OLE):
        if suffix in {"xlsx", "xlsm", "docx"}:
            raise CannotRead(f"{name} is locked with a password. Save a copy without one.")
        if suffix == "doc":
            raise CannotRead(f"{name} is an old Word document. Open it and save it as .docx.")
        return read_old_workbook(content, name)
    if content.startswith(b"%PDF"):
        raise CannotRead(f"{name} is a PDF. Use the Word document or the workbook it was made from.")
    if suffix in {"xlsx", "xlsm", "docx", "ods", "xls"}:
        raise CannotRead(f"{name} is damaged. Open it and save it again.")
    return read_text(_decoded(content, name))


def _packed(content: bytes, name: str) -> list[Piece]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(each.file_size for each in archive.infolist())
    except zipfile.BadZipFile as wrong:
        raise CannotRead(f"{name} is damaged. Open it and save it again.") from wrong
    if unpacked > MOST_UNPACKED:
        raise CannotRead(f"{name} unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB, so it is not opened.")
    if "word/document.xml" in names:
        return read_word(content, name)
    if "xl/workbook.xml" in names:
        return read_workbook(content, name)
    if "content.xml" in names or "xl/workbook.bin" in names:
        return read_old_workbook(content, name)
    raise CannotRead(f"{name} is no workbook and no Word document. Use .xlsx, .docx, .md or .txt.")


def _decoded(content: bytes, name: str) -> str:
    if b"\x00" in content[:4096]:
        raise CannotRead(f"{name} holds no text. Use .xlsx, .docx, .md or .txt.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
