"""The plan of the founding documents, in our words, and how its priorities were set."""

from typing import Any

from goldenthread.demo.bodies import AFTERWARDS, Known
from goldenthread.demo.telling import teller, told
from goldenthread.plans import operations
from goldenthread.plans.keeping import Who
from goldenthread.plans.operations.direction import Said

_LEVELS = (
    {"name": "Priority", "style": "1", "joined": None},
    {"name": "Outcome", "style": "1", "joined": "."},
    {"name": "Action", "style": "a", "joined": ""},
)


def tell(known: Known) -> None:
    """Keep the plan of each partnership that has one, agreed and closed.

    Its actions are parts of the plan, not actions that run: what became of them is not in the documents.
    """
    for slug, one in told("plans").items():
        known.place = slug
        who: dict[str, Any] = {"by": teller(known), "at": known.at}
        operations.write_statement(
            **who, partnership=known.here, kind="vision", text=one["vision"], from_on=one["starts"]
        )
        plan = operations.create_plan(
            **who,
            partnership=known.here,
            title=one["title"],
            starts_on=one["starts"],
            ends_on=one["ends"],
            introduction=one["introduction"],
            levels=_LEVELS,
        )
        _event(known, who, plan.pk, one["event"])
        for priority in one["priorities"]:
            _priority(known, who, plan.pk, priority)
        agreed = operations.agree_plan(
            **who, plan=plan.pk, seen=plan.edition, on=one["agreed"], agreed_by="The safeguarding partners"
        )
        operations.close_plan(**who, plan=plan.pk, seen=agreed.edition, on=one["ends"], words=AFTERWARDS)


def _event(known: Known, who: dict[str, Any], plan: Any, event: dict[str, Any]) -> None:
    operations.record_event(
        **who,
        partnership=known.here,
        title=event["title"],
        held_words=event["held"],
        plan=plan,
        considered=[Said(words=words) for words in event["considered"]],
    )


def _priority(known: Known, who: dict[str, Any], plan: Any, priority: dict[str, Any]) -> None:
    made = operations.add_item(
        **who, plan=plan, text=priority["text"], leads=[Who(body=known.agency(priority["lead"]))]
    )
    for outcome in priority["outcomes"]:
        below = operations.add_item(**who, plan=plan, parent=made.pk, text=outcome["text"])
        for action in outcome["actions"]:
            operations.add_item(
                **who,
                plan=plan,
                parent=below.pk,
                text=action["text"],
                responsible=[Who(body=known.group(action["by"]))],
            )
