"""The fonts that go with the product, and the characters they can show."""

import struct
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).resolve().parent / "data" / "fonts"


@lru_cache(maxsize=1)
def covered() -> frozenset[int]:
    """Return every character that one of our upright fonts of regular weight shows."""
    return frozenset().union(*(_characters(path.read_bytes()) for path in sorted(FONTS.glob("*_400Regular.ttf"))))


def _characters(font: bytes) -> set[int]:
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    found: set[int] = set()
    for place in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 4 + 8 * place + 4)
        at = start + offset
        (format,) = struct.unpack_from(">H", font, at)
        if format == 4:
            found |= _short(font, at)
        elif format == 12:
            found |= _long(font, at)
    return found


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * place)
        if tag == name:
            return int(offset)
    raise ValueError("The font has no table of characters.")


def _short(font: bytes, at: int) -> set[int]:
    """Read segments of characters below 65,536; one that points to no glyph is not shown."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + twice)
    deltas = struct.unpack_from(f">{count}H", font, at + 16 + 2 * twice)
    ranges = at + 16 + 3 * twice
    found = set()
    for place, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
        (shift,) = struct.unpack_from(">H", font, ranges + 2 * place)
        for character in range(first, min(last, 0xFFFE) + 1):
            if shift:
                (glyph,) = struct.unpack_from(">H", font, ranges + 2 * place + shift + 2 * (character - first))
            else:
                glyph = (character + delta) & 0xFFFF
            if glyph:
                found.add(character)
    return found


def _long(font: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    groups = (struct.unpack_from(">III", font, at + 16 + 12 * place) for place in range(count))
    return {character for first, last, _ in groups for character in range(first, last + 1)}
