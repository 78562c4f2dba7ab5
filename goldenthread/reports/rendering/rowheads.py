"""Telling the heads of rows in a PDF of ours: the first cell of every row of a table becomes a head with the scope of its row.

Typst tells the heads of columns only. It writes the tree of a tagged file as plain objects, one after another, with a table of
their places at the end; so the cells are changed as text and the table of places is written anew.
"""

import re

_OBJECT = re.compile(rb"^(\d+) 0 obj\n", re.MULTILINE)
_ROW = re.compile(rb"<</Type/StructElem/S/TR/P \d+ 0 R(?:/[^K][^\[]*)?/K\[(\d+) 0 R")
_PLACES = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf][\r\n ]{1,2})+)trailer\n(.*?)startxref\n(\d+)\n%%EOF", re.DOTALL
)


def tell(pdf: bytes) -> bytes:
    """Return the file with its row heads told."""
    places = _PLACES.search(pdf)
    if places is None:
        raise ValueError("The PDF has no plain table of places.")
    starts = [int(entry[:10]) for entry in places[2].splitlines() if entry[17:18] == b"n"]
    ordered = sorted(starts)
    ends = [*ordered[1:], places.start()]
    heads = {int(number) for number in _ROW.findall(pdf)}
    written, offsets = [pdf[: ordered[0]]], {}
    length = ordered[0]
    for start, end in zip(ordered, ends, strict=True):
        piece = pdf[start:end]
        number = int(piece[: piece.index(b" ")])
        piece = _changed(piece, number in heads)
        offsets[number] = length
        written.append(piece)
        length += len(piece)
    tail = b"trailer\n" + places[3] + b"startxref\n%d\n%%%%EOF" % length
    return b"".join([*written, _table(int(places[1]), offsets), tail, pdf[places.end() :]])


def _changed(piece: bytes, head: bool) -> bytes:
    if b"/StructElem/S/TD" not in piece[:60]:
        return piece
    # a cell named by its column alone would hide the head of its row: the scopes say both
    piece = re.sub(rb"/Headers\[[^\]]*\]", b"", piece, count=1)
    if head:
        piece = piece.replace(b"/S/TD", b"/S/TH", 1)
        return piece.replace(b"/O/Table", b"/O/Table/Scope/Row", 1)
    return piece.replace(b"<</O/Table>>", b"", 1)


def _table(count: int, offsets: dict[int, int]) -> bytes:
    lines = [b"xref\n0 %d\n0000000000 65535 f\r\n" % count]
    for number in range(1, count):
        if number not in offsets:
            raise ValueError("The PDF leaves out a number of an object.")
        lines.append(b"%010d 00000 n\r\n" % offsets[number])
    return b"".join(lines)
