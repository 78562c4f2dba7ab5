"""What a plan lacks: said once for the whole plan where it lacks it everywhere."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from goldenthread.plans.reading.model import Action, Gap, PlanReading, Priority

_LAST = re.compile(r"^((?:\d+\.)*)(\d+)\.?$")
NO_PRIORITIES = "This plan names no priorities. Give each a heading such as “Priority 1: …”, or a column."


def gaps_of(reading: PlanReading) -> list[Gap]:
    """Return the gaps of a plan, in the order of the file."""
    if not reading.priorities:
        return [Gap("plan", "priority", NO_PRIORITIES)]
    return [
        *_of_priorities(reading),
        *_of_outcomes(reading),
        *_of_actions(reading),
        *_measures(reading),
        *_numbers("priority", [(each.number, each.where) for each in reading.priorities]),
        *_numbers("outcome", [(each.number, each.where) for each in reading.outcomes()]),
        *_numbers("action", [(each.number, each.where) for each in _with_sub_actions(reading.actions())]),
    ]


def _of_priorities(reading: PlanReading) -> Iterator[Gap]:
    for priority in reading.priorities:
        name = _name(priority)
        if not priority.title and not priority.number:
            yield Gap("plan", "priority", NO_PRIORITIES)
        elif not priority.title:
            yield Gap(priority.where, "title", f"{name} has no title. Write what it is.")
        if not priority.leads:
            yield Gap(priority.where, "lead", f"{name} has no lead. Say which agency or group leads it.")
        if not priority.outcomes:
            yield Gap(priority.where, "outcome", f"{name} has no outcome. Say what is to be achieved.")


def _name(priority: Priority) -> str:
    return (
        f"Priority {priority.number}"
        if priority.number
        else f"“{priority.title[:60]}”"
        if priority.title
        else "A priority"
    )


def _of_outcomes(reading: PlanReading) -> Iterator[Gap]:
    for outcome in reading.outcomes():
        if not outcome.text:
            yield Gap(outcome.where, "outcome", "These actions stand under no outcome. Say what they are to achieve.")
        elif not outcome.actions:
            yield Gap(outcome.where, "actions", f"“{outcome.text[:80]}” has no action. Say how it will be achieved.")


def _of_actions(reading: PlanReading) -> Iterator[Gap]:
    actions = list(reading.actions())
    yield from _missing(
        actions, "owner", lambda each: bool(each.owners), "nobody to do it", "Name an agency, a group or a person."
    )
    yield from _missing(
        actions, "due", lambda each: bool(each.due or each.due_text), "no date", "Give a day, or say “ongoing”."
    )
    for action in actions:
        if action.due_text and action.due is None and re.search(r"\d|\bend of\b", action.due_text, re.IGNORECASE):
            message = f"“{action.due_text}” names no day. Write it as 31 March 2027, or keep the words."
            yield Gap(action.where, "due", message)


def _missing(
    actions: list[Action], field: str, there: Callable[[Action], bool], lacks: str, mend: str
) -> Iterator[Gap]:
    """Yield a gap for each action that lacks something; one for the whole plan when all do."""
    without = [action for action in actions if not there(action)]
    if without and len(without) == len(actions):
        yield Gap("plan", field, f"All {len(actions)} actions have {lacks}. {mend}")
        return
    for action in without:
        yield Gap(action.where, field, f"“{action.text[:80]}” has {lacks}. {mend}")


def _measures(reading: PlanReading) -> Iterator[Gap]:
    outcomes = list(reading.outcomes())
    without = [each for each in outcomes if not each.measure and not any(action.measure for action in each.actions)]
    mend = "Say how it will be known that children are better off."
    if without and len(without) == len(outcomes):
        yield Gap("plan", "measure", f"None of the {len(outcomes)} outcomes has a measure. {mend}")
        return
    for outcome in without:
        if outcome.text:
            yield Gap(outcome.where, "measure", f"“{outcome.text[:80]}” has no measure. {mend}")


def _numbers(what: str, given: list[tuple[str, str]]) -> Iterator[Gap]:
    """Yield numbers given twice, and whole numbers left out between the first and the last."""
    numbers = [(number, where) for number, where in given if number]
    for number, often in Counter(number for number, _ in numbers).items():
        if often > 1:
            where = [place for each, place in numbers if each == number][1]
            yield Gap(where, "number", f"The number {number} is given to {often} of the same level. Give each its own.")
    yield from _left_out(what, numbers)


def _left_out(what: str, numbers: list[tuple[str, str]]) -> Iterator[Gap]:
    split = sorted({(found[1] or "", int(found[2])) for number, _ in numbers if (found := _LAST.match(number))})
    for (prefix, before), (other, after) in pairwise(split):
        if prefix == other and 1 < after - before <= 20:
            where = next(place for number, place in numbers if number.rstrip(".") == f"{prefix}{after}")
            missing = ", ".join(f"{prefix}{number}" for number in range(before + 1, after))
            yield Gap(
                where,
                "number",
                f"The {what} numbered {missing} is missing between {prefix}{before} and {prefix}{after}.",
            )


def _with_sub_actions(actions: Iterable[Action]) -> Iterator[Action]:
    for action in actions:
        yield action
        yield from _with_sub_actions(action.actions)
