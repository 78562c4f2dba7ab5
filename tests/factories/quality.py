"""Question banks for tests, made by the product's own operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.quality import operations, queries
from goldenthread.quality.models import Edition
from goldenthread.quality.rules.drafting import StandardSpec
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


def keeper(partnership: UUID) -> Viewer:
    """Somebody who keeps the banks of a partnership."""
    return viewers.holding("qa_officer", partnership=partnership, name="Quinn Example")


def adopted(partnership: UUID, code: str = "section_11", *, published: bool = True) -> Edition:
    """A bank taken from the library, published unless told otherwise."""
    by = keeper(partnership)
    made = operations.adopt(by=by, at=AT, partnership=partnership, code=code)
    if published:
        operations.publish(by=by, at=AT, edition=made)
    return queries.edition(by, made)


def own(
    partnership: UUID, *standards: StandardSpec, purpose: str = "section_11", label: str = "2026", **fields: Any
) -> Edition:
    """A published bank of one's own, of these standards."""
    from goldenthread.quality import filling

    by = keeper(partnership)
    fields.setdefault("title", "Our own questions")
    fields.setdefault("in_force_from", date(2026, 4, 1))
    made = operations.start_bank(by=by, at=AT, partnership=partnership, purpose=purpose, label=label, **fields)
    filling.fill(queries.edition(by, made), standards)
    operations.publish(by=by, at=AT, edition=made)
    return queries.edition(by, made)


def later(edition: Edition, label: str = "2027", *, published: bool = False, **changes: dict[str, Any]) -> Edition:
    """The next edition of a bank, with questions changed by their code (dots as underscores: ``q1_1={"text": …}``)."""
    by = keeper(edition.bank.partnership_id)
    made = operations.start_edition(
        by=by, at=AT, bank=edition.bank_id, label=label, in_force_from=date(2027, 4, 1), like=edition.pk
    )
    whole = queries.questionnaire(by, made).by_code
    for name, change in changes.items():
        question = queries.question(by, whole[name.removeprefix("q").replace("_", ".")].id)
        operations.change_question(by=by, at=AT, question=question.pk, seen=question.edition, changes=change)
    if published:
        operations.publish(by=by, at=AT, edition=made)
    return queries.edition(by, made)
