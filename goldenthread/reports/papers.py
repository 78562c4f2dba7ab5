"""Papers of other areas set as pages, the way reports are: the same figures, charts, tables and sources."""

from goldenthread.foundation.text import slug
from goldenthread.reports.document import frozen
from goldenthread.reports.document.reading import read
from goldenthread.reports.document.tree import Node
from goldenthread.reports.rendering import pdf, word
from goldenthread.reports.rendering.sources import Plain
from goldenthread.workbench.printing import Paper, Printer

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(paper: Paper) -> Plain:
    """Return a paper as a document, which the formats set."""
    blocks = {block.key: frozen.freeze(block) for chapter in paper.chapters for block in chapter.blocks}
    sections = []
    for place, chapter in enumerate(paper.chapters, start=1):
        shown = [Node("block", key=block.key) for block in chapter.blocks]
        sections.append(
            {
                "id": slug(chapter.heading) or f"chapter-{place}",
                "heading": chapter.heading,
                "plain": "",
                "keys": [block.key for block in chapter.blocks],
                "nodes": [node.plain() for node in (*read(chapter.text), *shown)],
            }
        )
    return {
        "title": paper.title,
        "partnership": paper.partnership,
        "slug": "",
        "start": paper.period.start.isoformat(),
        "end": paper.period.end.isoformat(),
        "period": paper.period.name,
        "content_set": "",
        "approved_by": "",
        "about": paper.about,
        "made": paper.on.isoformat(),
        "sections": sections,
        "blocks": blocks,
    }


PRINTERS = (
    Printer("pdf", "PDF", "application/pdf", lambda paper: pdf.render(document(paper))),
    Printer("docx", "Word", _WORD, lambda paper: word.render(document(paper))),
)
