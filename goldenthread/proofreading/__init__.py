"""The proof-reader: reads a report as a careful colleague would, and says where its figures and words do not add up.

It needs no database and no settings. A file, or a draft of the product, becomes a `Document`; each check looks at it and makes
reports with the place, the quotation, the sum, and what was expected.

    proof = proofread(read(Path("report.docx")))
    for report in proof.reports: print(report.where, report.message)
"""

from goldenthread.proofreading.drafts import from_markdown
from goldenthread.proofreading.kinds import KINDS, Kind
from goldenthread.proofreading.model import (
    Cell,
    Document,
    Heading,
    Item,
    Known,
    Paragraph,
    Proof,
    Report,
    Silence,
    Table,
)
from goldenthread.proofreading.proof import KNOWN_FIGURES, proofread
from goldenthread.proofreading.reading import CannotRead, read

__all__ = [
    "KINDS",
    "KNOWN_FIGURES",
    "CannotRead",
    "Cell",
    "Document",
    "Heading",
    "Item",
    "Kind",
    "Known",
    "Paragraph",
    "Proof",
    "Report",
    "Silence",
    "Table",
    "from_markdown",
    "proofread",
    "read",
]
