"""Which lines of the audit trail a wall hides: those about walled records that the reader may not know of."""

from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import kinds, queries
from goldenthread.records.models import Record


class TextId(Func):
    """An identifier as the audit trail writes it: small letters and hyphens."""

    output_field = CharField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]  # the library names more
        """Build it from the hexadecimal digits that SQLite keeps, or let PostgreSQL write it."""
        if connection.vendor == "postgresql":
            return super().as_sql(compiler, connection, template="(%(expressions)s)::text")
        inner, parameters = compiler.compile(self.source_expressions[0])
        parts = " || '-' || ".join(
            f"substr({inner}, {start}, {length})" for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
        )
        return f"lower({parts})", [*parameters] * 5


def hidden_from(viewer: Viewer) -> QuerySet[Any, Any] | None:
    """Return the ids, as text, of walled records whose lines the viewer is not told of; None where there is no walled kind.

    A record of another kind is walled too when it came from behind a wall, as the finding of a walled review does.
    Whoever reviews the opening of walled records reads the lines about them, where they hold that.
    """
    walled = [kind for kind in kinds.every() if kind.walled]
    if not walled:
        return None
    told = queries.knows(viewer, "pk")
    review = viewer.reach(Permission.BREAK_GLASS_REVIEW)
    if review.everywhere:
        return None
    told |= Q(partnership__in=review.partnerships)
    behind = Q(kind__in=[kind.code for kind in walled]) | Q(sensitivity=Record.Sensitivity.WALLED)
    rows = Record.objects.filter(behind).exclude(told)
    return rows.values_list(TextId(F("pk")), flat=True)


def told_of(viewer: Viewer, ids: set[str]) -> dict[str, tuple[str, str]]:
    """Return reference and title of the records among ``ids`` that the viewer may know of."""
    rows = queries.visible(viewer).filter(pk__in=ids)
    return {str(row.pk): (row.reference, row.kind) for row in rows}
