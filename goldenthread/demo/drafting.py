"""A draft of the next yearly report, invented, with what people say about its sections."""

from datetime import date, timedelta  # not a deadline: by when an invented answer is wanted
from typing import Any
from uuid import UUID

from goldenthread.access.identity import viewer_for
from goldenthread.access.viewer import Viewer
from goldenthread.accounts.demonstration import DOMAIN
from goldenthread.demo.accounts import People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import told
from goldenthread.foundation.clock import london_day
from goldenthread.reports import operations, queries


def tell(known: Known, people: People) -> None:
    """Begin the draft, write two sections, and let people of the demonstration talk about them."""
    for slug, one in told("draft").items():
        known.place = slug
        manager = _account("business_manager")
        who: dict[str, Any] = {"by": manager, "at": known.at}
        report = operations.start(
            **who,
            partnership=known.here,
            title=one["title"],
            start=date(one["first"], 4, 1),
            end=date(one["first"] + 1, 3, 31),
            illustrative=True,
        )
        sections = {section.code: section for section in queries.report(manager, report).sections.all()}
        for code, text in one["sections"].items():
            operations.write_section(**who, section=sections[code].pk, text=text, seen=sections[code].edition)
        for each in one["comments"]:
            _talk(known, people, sections[each["section"]].pk, each)


def _talk(known: Known, people: People, section: UUID, each: dict[str, Any]) -> None:
    """Let somebody comment, perhaps ask, and others answer or say what was done."""
    asked = people.persons[each["ask"]] if "ask" in each else None
    due = london_day(known.at) + timedelta(days=each["in"]) if asked else None
    said = operations.comment(
        by=_account(each["by"]), at=known.at, section=section, text=each["text"], ask=asked, due=due
    )
    for by, words in each.get("answers", []):
        operations.answer_comment(by=_account(by), at=known.at, comment=said, text=words)
    if "settled" in each:
        by, words = each["settled"]
        operations.settle_comment(by=_account(by), at=known.at, comment=said, done=words)


def _account(code: str) -> Viewer:
    """The account of a role, with what its role may do and no more."""
    return viewer_for(f"{code.replace('_', '.')}{DOMAIN}", through="command")
