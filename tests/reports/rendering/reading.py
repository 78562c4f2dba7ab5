"""Reading back the files that editions are set in."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pikepdf
import pypdfium2
from docx.oxml.ns import qn


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Return a PDF to look into."""
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf: pikepdf.Pdf, *kinds: str) -> Iterator[Any]:
    """Yield the parts of the tree of tags, in reading order."""

    def below(one: Any) -> Iterator[Any]:
        children = one.get("/K", [])
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from below(child)

    for one in below(pdf.Root.StructTreeRoot):
        if not kinds or str(one.S)[1:] in kinds:
            yield one


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF as one line, without the places where a word may break."""
    document = pypdfium2.PdfDocument(pdf)
    return plain(" ".join(page.get_textpage().get_text_bounded() for page in document))


def plain(words: str) -> str:
    """Return words in one line, with nothing unseen in them."""
    return " ".join(re.sub("[\u200b\ufffe\u2060]", "", words).split())


def scope(head: Any) -> str:
    """Return the scope of a head of a table: it may stand among other attributes."""
    found = head.A if isinstance(head.A, pikepdf.Array) else [head.A]
    return next(str(one.Scope) for one in found if "/Scope" in one)


def words_of(made: bytes) -> str:
    """Return the words of a Word file as one line, links and tables with them."""
    inside = docx.Document(io.BytesIO(made)).element.body
    return plain(" ".join("".join(run.text or "" for run in one.iter(qn("w:t"))) for one in inside.iter(qn("w:p"))))
