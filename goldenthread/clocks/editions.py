"""Which row of the register holds for a clock."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from goldenthread.clocks import library
from goldenthread.clocks.models import RuleVersion
from goldenthread.clocks.rules import Library, Rule


def version_for(rule_id: str, on: date, variant: str | None, partnership: UUID | None) -> RuleVersion:
    """Return the edition in force on a day: a partnership's own variant before a shipped one of the same name."""
    rows = _known(rule_id, partnership)
    if not rows:
        shipped = library.library().of(rule_id)
        _create(shipped)
        rows = _known(shipped[0].rule, partnership)
    specs = [row.as_rule() for row in rows]
    chosen = Library(specs).choose(rule_id, on, variant)
    return next(row for row, spec in zip(rows, specs, strict=True) if spec is chosen)


def _known(rule_id: str, partnership: UUID | None) -> list[RuleVersion]:
    rows = RuleVersion.objects.filter(rule__iexact=rule_id.strip(), replaced_at__isnull=True).filter(
        Q(partnership__isnull=True) | Q(partnership=partnership)
    )
    return sorted(rows, key=lambda row: (row.partnership_id is None, row.order))


def _create(specs: list[Rule]) -> None:
    """Put one shipped rule in the register that has not been loaded yet, so that a clock can start."""
    order = {id(spec): number for number, spec in enumerate(library.library().every())}
    RuleVersion.objects.bulk_create([as_row(spec, order=order[id(spec)]) for spec in specs])


def as_row(spec: Rule, *, order: int, partnership: UUID | None = None) -> RuleVersion:
    """Return a rule as a row of the register, not yet saved."""
    return RuleVersion(
        rule=spec.rule,
        version=spec.version,
        variant=spec.variant,
        partnership_id=partnership,
        order=order,
        title=spec.title[:250],
        domain=spec.domain,
        unit=spec.unit.value,
        strength=spec.strength.value,
        source_name=spec.source_name,
        applies_from=spec.applies_from,
        applies_to=spec.applies_to,
        content=library.plain(spec),
    )


def next_order() -> int:
    """Return the place of a new local rule: after all others."""
    last = RuleVersion.objects.order_by("-order").values_list("order", flat=True).first()
    return (last or 0) + 1
