"""The yearly reports of the founding documents: written, approved by the chair, published by the business manager."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.reports import operations, queries

INVENTED = "Invented for the demonstration: the documents do not say when and how"


def tell(known: Known) -> None:
    """Compile and publish the reports of both partnerships."""
    for slug, one in told("reports").items():
        known.place = slug
        manager = replace(teller(known), name="Business manager (demonstration)")
        chair = replace(
            known.by,
            name="Independent chair (demonstration)",
            grants=(Grant("independent_chair", Scope.PARTNERSHIP, known.here, frozenset({known.here})),),
        )
        _received(known, manager, one)
        report = _written(known, manager, one)
        _released(chair, report, one)
        operations.approve(by=chair, at=_noon(one["approved"]), report=report)
        operations.publish(by=manager, at=_noon(one["published"]), report=report)
        _sent(manager, report, one)
        if update := one.get("update"):
            _update(known, manager, one["first"], update)


def _received(known: Known, manager: Viewer, one: dict[str, Any]) -> None:
    """Receive the reports about single topics, each with what it says."""
    for told_one in one.get("received", []):
        who: dict[str, Any] = {"by": manager, "at": _noon(told_one["on"])}
        made = operations.ask_for(
            **who,
            partnership=known.here,
            topic=told_one["topic"],
            supplier=known.agency(told_one["by"]),
            **_year(one["first"]),
        )
        operations.receive(**who, received=made, on=told_one["on"])
        seen = queries.received(manager, made).edition
        operations.summarise(**who, received=made, seen=seen, summary=told_one["summary"], points=told_one["points"])


def _update(known: Known, manager: Viewer, first: int, update: dict[str, Any]) -> None:
    """Tell another board together, with a part by the invented agency."""
    who: dict[str, Any] = {"by": manager, "at": _noon(update["given"])}
    agency = known.agencies["invented"]
    made = operations.begin_update(
        **who, partnership=known.here, board=update["board"], due=update["due"], agencies=[agency], **_year(first)
    )
    told_one = queries.update(manager, made)
    operations.introduce(**who, update=made, seen=told_one.edition, introduction=update["introduction"])
    part = told_one.parts.get()
    operations.write_part(**who, part=part.pk, seen=part.edition, text=update["part"])
    operations.give(**who, update=made, on=update["given"], words="Presented by the business manager")


def _sent(manager: Viewer, report: UUID, one: dict[str, Any]) -> None:
    """Send the edition to each who gets it by the guidance of its time, at once and with a receipt: invented, and said to be so."""
    edition = queries.newest_standing(manager, report)
    assert edition is not None  # noqa: S101 - it was published a moment ago
    for each in queries.going(manager, report):
        who: dict[str, Any] = {"by": manager, "at": _noon(one["received_on"])}
        way = one["sent"].get(each.recipient.code, "email")
        sent = operations.send(
            **who, recipient=each.recipient.pk, edition=edition.pk, sent_on=one["published"], how=way, note=INVENTED
        )
        operations.acknowledge(**who, sending=sent, received_on=one["received_on"], words=INVENTED)


def _year(first: int) -> dict[str, Any]:
    return {"start": date(first, 4, 1), "end": date(first + 1, 3, 31)}


def _written(known: Known, manager: Viewer, one: dict[str, Any]) -> UUID:
    who: dict[str, Any] = {"by": manager, "at": _noon(one["written"])}
    report = operations.start(**who, partnership=known.here, title=one["title"], **_year(one["first"]))
    sections = {section.code: section for section in queries.report(manager, report).sections.all()}
    for code, words in one["sections"].items():
        row = sections[code]
        text = words["text"] + (_threads(manager, row) if words.get("threads") else "")
        operations.write_section(**who, section=row.pk, text=text, plain=words["plain"], seen=row.edition)
    return report


def _threads(manager: Viewer, section: Any) -> str:
    offered = [one for _, offers in queries.offers(manager, section) for one in offers if one.kind == "thread"]
    return "".join(f"\n\n[[{one.key}]]" for one in offered)


def _released(chair: Viewer, report: UUID, one: dict[str, Any]) -> None:
    held = queries.checked(chair, report).held
    if held:
        at = _noon(one["approved"])
        operations.release(by=chair, at=at, report=report, numbers=held, why=one["released"])


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)
