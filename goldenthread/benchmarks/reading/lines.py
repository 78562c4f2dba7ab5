"""From the bytes of a published file to its lines: packed or not, with or without a byte-order mark, in the encodings met."""

import codecs
import contextlib
import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.foundation.errors import RuleBroken

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Text:
    """A CSV that can be gone through again and again without being held as text as a whole."""

    content: bytes
    encoding: str
    lines: int
    heads: tuple[str, ...]

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Yield the numbered lines below the heads, but empty ones."""
        reader = csv.reader(_stream(self.content, self.encoding))
        try:
            next(reader, None)
            for row in reader:
                if row:
                    yield reader.line_num, row
        except csv.Error as problem:
            raise RuleBroken(f"Line {reader.line_num} cannot be read: {problem}.", field="file") from None

    @property
    def notes(self) -> list[str]:
        """What a person should know of how it was read."""
        usual = self.encoding == "utf-8-sig"
        return [] if usual else ["The file is not in UTF-8. It was read as Windows text (code page 1252)."]


def opened(content: bytes) -> Text:
    """Open a CSV, packed with gzip or not. Raises `RuleBroken`, with what to do, when it is none."""
    if not content:
        raise RuleBroken("The file is empty.", field="file")
    if len(content) > MOST_BYTES:
        raise RuleBroken(f"The file is larger than {MOST_BYTES // 2**20} MB.", field="file")
    if content[:2] == b"PK":
        raise RuleBroken("This is a packed folder or a workbook. Unpack it, and bring in its CSV files.", field="file")
    encoding, lines = _measured(content)
    try:
        heads = next(csv.reader(_stream(content, encoding)), [])
    except csv.Error as problem:
        raise RuleBroken(f"This is not a CSV file that can be read: {problem}.", field="file") from None
    if len(heads) < 2:
        raise RuleBroken("This is not a CSV file: its first line has no columns.", field="file")
    names = tuple(each.strip() for each in heads)
    twice = sorted({each for each in names if names.count(each) > 1})
    if twice:
        raise RuleBroken(f"Two columns have the same name: {', '.join(twice)}.", field="file")
    return Text(content, encoding, lines, names)


def _measured(content: bytes) -> tuple[str, int]:
    """Return the encoding and the number of lines, without unpacking more than a block at a time."""
    encoding, lines, size = "utf-8-sig", 0, 0
    decode = codecs.getincrementaldecoder("utf-8-sig")()
    raw = _raw(content)
    try:
        while block := raw.read(_BLOCK):
            size += len(block)
            if size > MOST_UNPACKED:
                raise RuleBroken(f"Unpacked, the file is larger than {MOST_UNPACKED // 2**20} MB.", field="file")
            lines += block.count(b"\n")
            if encoding == "utf-8-sig":
                encoding = _still(decode, block)
    except (OSError, EOFError, zlib.error):
        raise RuleBroken("The packed file is damaged. Download it again.", field="file") from None
    return encoding, lines


def _still(decode: codecs.IncrementalDecoder, block: bytes) -> str:
    try:
        decode.decode(block)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _raw(content: bytes) -> gzip.GzipFile | io.BytesIO:
    packed = content[:2] == _GZIP
    return gzip.GzipFile(fileobj=io.BytesIO(content)) if packed else io.BytesIO(content)


def _stream(content: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(_raw(content), encoding=encoding, errors="replace", newline="")


def mended(text: str) -> str:
    """Return words without the marks of having been encoded twice ("2Â½" for "2½"), spaces made single."""
    if "Â" in text or "Ã" in text:
        with contextlib.suppress(UnicodeError):
            text = text.encode("cp1252").decode("utf-8")
    return " ".join(text.split())
