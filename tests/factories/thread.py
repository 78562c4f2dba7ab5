"""How to get to a state in tests of the thread: by calling operations."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.thread import operations, queries
from tests.factories import partnership, viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


def somewhere() -> UUID:
    """Return the id of a new partnership."""
    return partnership.partnership().pk


def manager(place: UUID) -> Viewer:
    """Return who runs the partnership's business unit."""
    return viewers.business_manager(place)


def agency(place: UUID, name: str = "") -> UUID:
    """Return the id of an agency of a partnership."""
    return partnership.agency(name, partnership=place).pk


def group(place: UUID, name: str = "") -> UUID:
    """Return the id of a group of a partnership."""
    return partnership.group(name, partnership=place).pk


def person(place: UUID, name: str = "") -> UUID:
    """Return the id of somebody the partnership keeps an entry of."""
    return partnership.person(name, partnership=place).pk


def _by(place: UUID, fields: dict[str, Any]) -> dict[str, Any]:
    return {"by": fields.pop("by", None) or manager(place), "at": fields.pop("at", AT)}


def finding(place: UUID, text: str = "Plans end without a meeting.", **fields: Any) -> UUID:
    """Return the id of a finding; its source is the partnership itself unless another is given."""
    who = _by(place, fields)
    fields.setdefault("source", place)
    fields.setdefault("kind", "concern")
    return operations.record_finding(**who, text=text, partnership=place, **fields)


def recommendation(place: UUID, text: str = "Hold a meeting before any plan ends.", **fields: Any) -> UUID:
    """Return the id of a recommendation."""
    return operations.recommend(**_by(place, fields), partnership=place, text=text, **fields)


def action(place: UUID, title: str = "Write the meeting into the plan", **fields: Any) -> UUID:
    """Return the id of an action."""
    return operations.open_action(**_by(place, fields), partnership=place, title=title, **fields)


def complete(place: UUID, **fields: Any) -> UUID:
    """Return the id of an action that is complete and not judged."""
    made = action(place, **fields)
    operations.update_action(by=manager(place), at=AT, action=made, status="complete", note="It is written in.")
    return made


def judge(place: UUID, made: UUID, verdict: str = "some") -> None:
    """Judge a complete action, on evidence."""
    by = manager(place)
    operations.add_evidence(by=by, at=AT, action=made, words="18 of 20 plans ended with a meeting.")
    operations.judge(by=by, at=AT, action=made, judgement=verdict, words="The second audit shows it.")


def end(place: UUID, made: UUID) -> None:
    """Carry an action through: complete, judged to have made some difference, closed."""
    by = manager(place)
    operations.update_action(by=by, at=AT, action=made, status="complete", note="It is written in.")
    judge(place, made)
    operations.close_action(by=by, at=AT, action=made)


def judged(place: UUID, verdict: str = "some", **fields: Any) -> UUID:
    """Return the id of a complete action with evidence and a judgement."""
    made = complete(place, **fields)
    judge(place, made, verdict)
    return made


def closed(place: UUID, **fields: Any) -> UUID:
    """Return the id of an action that was closed with a judgement."""
    made = judged(place, **fields)
    operations.close_action(by=manager(place), at=AT, action=made)
    return made


def row(place: UUID, made: UUID) -> Any:
    """Return an action as it now stands."""
    return queries.action(manager(place), made)


def whole_thread(place: UUID, source: UUID | None = None) -> dict[str, UUID]:
    """Return the ids of one thread from a source to judged impact: finding, recommendation, action."""
    found = finding(place, source=source or place, themes=["Step-down"])
    asked = agency(place)
    recommended = recommendation(place, findings=[(found, "It shows the gap")], addressed_to=[asked])
    done = action(place, demanded_by=[(recommended, "It answers it")], owner_agency=asked, due=date(2026, 5, 1))
    return {"finding": found, "recommendation": recommended, "action": done, "agency": asked}
