"""Tables that are public already, offered to reports: what is put in a report gives nothing away that is not out."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.releases.models import Edition
from goldenthread.releases.queries.rows import releases
from goldenthread.releases.rules.audiences import PUBLIC
from goldenthread.releases.rules.document import SYMBOLS
from goldenthread.workbench import materials as block

CODE = "releases"


@reads
def offers(viewer: Viewer, partnership: UUID, period: Period) -> Sequence[block.Offer]:
    """Return the tables of public releases that are out."""
    return [
        block.Offer(key, f"{table['name']}, as released", "table", edition.document["title"])
        for key, edition, table in _tables(viewer, partnership)
    ]


@reads
def build(viewer: Viewer, partnership: UUID, period: Period, key: str) -> block.Block | None:
    """Return a released table by its key, "releases.rel_2026_001.cpp"; None if there is none."""
    for known, edition, table in _tables(viewer, partnership):
        if known == key:
            return _block(key, edition, table)
    return None


def _tables(viewer: Viewer, partnership: UUID) -> Iterator[tuple[str, Edition, dict[str, Any]]]:
    known = releases(viewer).filter(partnership=partnership, audience=PUBLIC).order_by().values("pk")
    out = Edition.objects.filter(release__in=known, decision__released=True, withdrawal__isnull=True)
    newest: dict[UUID, Edition] = {}
    for each in out.defer("proof").select_related("release__record").order_by("release__record__reference", "number"):
        newest[each.release_id] = each
    for each in newest.values():
        name = each.release.record.reference.lower().replace("-", "_")
        for table in each.document["tables"]:
            yield f"{CODE}.{name}.{table['code']}", each, table


def _block(key: str, edition: Edition, table: dict[str, Any]) -> block.TableBlock:
    head = (block.Column("Group"), *(block.Column(period["name"], number=True) for period in table["periods"]))
    rows = tuple((row["words"], *(cell["value"] or cell["symbol"] for cell in row["cells"])) for row in table["rows"])
    used = {cell["symbol"] for row in table["rows"] for cell in row["cells"]}
    notes = tuple(f"{symbol}: {words}" for symbol, words in SYMBOLS.items() if symbol in used)
    title = f"{table['name']}, {table['unit']}"
    totals = frozenset(place for place, row in enumerate(table["rows"]) if not row["cut"])
    source = f"{table['source']}. Released as {edition.release.record.reference}, edition {edition.number}"
    return block.TableBlock(key, title, head, rows, source, totals, (edition.document["policy_words"], *notes))
