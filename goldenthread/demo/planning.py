"""The plans of the founding documents, in our words: how they were set, who leads and answers, what went into the next one."""

from dataclasses import dataclass
from datetime import timedelta  # not a deadline: the day before a plan begins
from typing import Any
from uuid import UUID

from goldenthread.demo.bodies import AFTERWARDS, Known
from goldenthread.demo.telling import teller, told
from goldenthread.plans import operations, queries
from goldenthread.plans.operations import Said, Who

PLANS = ("plan_2015_19", "plan_2019_21", "outcomes")
WAY = "Way to get there"
STEP = "A step that the plan of 2015-19 set out for its first year"


@dataclass(frozen=True, slots=True)
class Told:
    """A plan that was told: what the file says, its id, and its items by the number of their place (1.2)."""

    one: dict[str, Any]
    plan: UUID
    placed: dict[str, UUID]


def tell(known: Known) -> None:
    """Keep the plans of each partnership, agreed and closed.

    Their actions are parts of the plan, not actions that run: what became of them is not in the documents.
    """
    done: dict[str, Told] = {}
    for name in PLANS:
        for slug, one in told(name).items():
            known.place = slug
            who: dict[str, Any] = {"by": teller(known), "at": known.at}
            _statements(known, who, one)
            done[name] = _plan(known, who, one)
            if before := done.get(one.get("follows", "")):
                _carried(who, before, done[name])
            _over(known, who, done[name])


def _statements(known: Known, who: dict[str, Any], one: dict[str, Any]) -> None:
    """Write the vision, the values and the core functions that hold from the first day of a plan."""
    starts = one["starts"]
    if "vision" in one:
        operations.write_statement(**who, partnership=known.here, kind="vision", text=one["vision"], from_on=starts)
    if "functions" in one:
        for old in queries.statements(who["by"], known.here).filter(kind="function", until_on__isnull=True):
            operations.end_statement(**who, statement=old.pk, on=starts - timedelta(days=1))
    for kind in ("value", "function"):
        for each in one.get(f"{kind}s", []):
            said: dict[str, Any] = {**who, "partnership": known.here, "kind": kind, "from_on": starts}
            above = operations.write_statement(**said, text=each["text"])
            for words in each.get("below", []):
                operations.write_statement(**said, text=words, parent=above.pk)


def _plan(known: Known, who: dict[str, Any], one: dict[str, Any]) -> Told:
    plan = operations.create_plan(
        **who,
        partnership=known.here,
        title=one["title"],
        starts_on=one["starts"],
        ends_on=one["ends"],
        introduction=one["introduction"],
        levels=one["levels"],
    )
    for event in one["events"]:
        operations.record_event(
            **who,
            partnership=known.here,
            kind=event["kind"],
            title=event["title"],
            held_words=event["held"],
            plan=plan.pk,
            summary=event.get("summary", ""),
            considered=[Said(words=words) for words in event.get("considered", [])],
            results=[Said(words=words) for words in event.get("results", [])],
        )
    for each in one.get("strategies", []):
        _strategy(known, who, each)
    made = Told(one, plan.pk, {})
    _items(known, who, made, one["items"], None, "")
    return made


def _strategy(known: Known, who: dict[str, Any], each: dict[str, Any]) -> None:
    operations.keep_strategy(
        **who,
        partnership=known.here,
        name=each["name"],
        board=known.boards[f"{known.place}/{each['board']}"] if "board" in each else None,
        version=each.get("version", ""),
        note=each.get("note", ""),
    )


def _items(
    known: Known, who: dict[str, Any], made: Told, items: list[dict[str, Any]], parent: UUID | None, above: str
) -> None:
    for place, each in enumerate(items, 1):
        number = f"{above}{place}"
        row = operations.add_item(
            **who,
            plan=made.plan,
            parent=parent,
            text=each["text"],
            tag=each.get("tag", ""),
            why=each.get("why", ""),
            leads=_people(known, each.get("lead")),
            responsible=_people(known, each.get("by")),
            accountable=next(iter(_people(known, each.get("to"))), None),
        )
        made.placed[number] = row.pk
        _items(known, who, made, each.get("items", []), row.pk, f"{number}.")
        for own, words in enumerate(each.get("ways", []), 1):
            way = operations.add_item(**who, plan=made.plan, parent=row.pk, text=words, kind=WAY)
            made.placed[f"{number} way {own}"] = way.pk


def _people(known: Known, keys: str | list[str] | None) -> list[Who]:
    """Return who is meant by one key or several: a body of the register, another board, or words."""
    return [_who(known, key) for key in ([keys] if isinstance(keys, str) else keys or [])]


def _who(known: Known, key: str) -> Who:
    if key == "all":
        return Who(words="All partners")
    for held in (known.boards, known.groups, known.agencies):
        found = held.get(f"{known.place}/{key}") or held.get(key)
        if found is not None:
            return Who(board=found) if held is known.boards else Who(body=found)
    raise KeyError(key)


def _carried(who: dict[str, Any], before: Told, after: Told) -> None:
    """Say what became of each part of a plan in the one that follows. What stands under a part that ends, ends with it."""
    for place, top in enumerate(before.one["items"], 1):
        _followed(who, before.placed[str(place)], after, top)
        if "into" not in top:
            continue
        for own, each in enumerate(top["items"], 1):
            _followed(who, before.placed[f"{place}.{own}"], after, {"ends": top["ends"], **each})
        for own in range(1, len(top["ways"]) + 1):
            _followed(who, before.placed[f"{place} way {own}"], after, {"ends": STEP})


def _followed(who: dict[str, Any], item: UUID, after: Told, each: dict[str, Any]) -> None:
    into, way, reason = each.get("into", ("", "dropped", each.get("ends", "")))
    for there in [into, *each.get("also", [])]:
        follower = after.placed[there] if there else None
        operations.carry(**who, item=item, into=after.plan, way=way, after=follower, reason=reason)


def _over(known: Known, who: dict[str, Any], made: Told) -> None:
    """Agree a plan, let its rounds of review end with it, and close it."""
    one = made.one
    for each in one.get("rounds", []):
        group = known.group(each["by"])
        cycle = operations.start_cycle(**who, plan=made.plan, kind=each["kind"], first_on=each["first"], group=group)
        operations.end_cycle(**who, cycle=cycle.pk, seen=cycle.edition, on=one["ends"], words=AFTERWARDS)
    plan = queries.plan(who["by"], made.plan)
    agreed = operations.agree_plan(**who, plan=plan.pk, seen=plan.edition, on=one["agreed"], agreed_by=one["agreed_by"])
    operations.close_plan(**who, plan=plan.pk, seen=agreed.edition, on=one["ends"], words=AFTERWARDS)
