"""What a file of figures is checked against."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.queries.choices import agencies_to_choose
from goldenthread.evidence.queries.rows import indicators, readings
from goldenthread.evidence.rules import defining
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.filing import Known


@reads
def known(viewer: Viewer, partnership: UUID, today: date) -> Known:
    """Return the indicators, agencies and figures of a partnership, for reading a file on a day."""
    rows = list(indicators(viewer, partnership).prefetch_related("definitions"))
    names: dict[str, str] = {}
    versions: dict[str, dict[int, tuple[date | None, Details]]] = {}
    for row in rows:
        names[row.name.lower()] = names[row.code] = row.code
        versions[row.code] = {each.version: (each.from_on, each.details) for each in row.definitions.all()}

    def details(code: str, on: date) -> Details:
        held = versions[code]
        return held[defining.in_force({number: start for number, (start, _) in held.items()}, on)][1]

    there: dict[tuple[str, date, date, str], tuple[Decimal, Decimal | None]] = {}
    supplied = readings(viewer).filter(indicator__partnership=partnership).order_by()
    for code, start, end, cut, numerator, denominator in supplied.values_list(
        "indicator__code", "start", "end", "cut", "numerator", "denominator"
    ):
        there[code, start, end, cut] = (numerator, denominator)
    agencies = {name.lower(): pk for pk, name in agencies_to_choose(viewer, partnership)}
    return Known(names, details, agencies, there, today)
