"""`goldenthread due`: when a rule falls due, from the rules in the files alone, without a database.

It is started by `config.console` before Django is, so it works on a machine where nothing has been set up.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn, TextIO

from goldenthread.clocks import library
from goldenthread.clocks.rules import Calendar, Due, Moment, Rule, Unit, count_words, due, in_words, local_day, upcoming
from goldenthread.clocks.rules.shapes import Direction
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken

UNVERIFIED = "Not checked against the guidance."


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command found."""

    rule: Rule
    given: str
    start: Moment
    dates: tuple[Due, ...]
    calendar: Calendar

    def as_json(self) -> str:
        """Return the answer for programs."""
        dates = [str(each) for each in self.dates]
        found = {
            "rule": self.rule.rule,
            "version": self.rule.version,
            "from": self.given,
            "due": dates if self.rule.repeats else dates[0],
            "verified": False,
        }
        return json.dumps(found, ensure_ascii=False)

    def as_sentence(self) -> str:
        """Return the answer for people, with how it was reckoned and that nobody has checked the rule."""
        variant = f", variant {self.rule.variant}" if self.rule.variant else ""
        when = "; then ".join(_in_words(each) for each in self.dates)
        verb = {Direction.AT_LEAST_FOR: "lasts until", Direction.REACHES: "is reached on"}.get(
            self.rule.direction, "is due"
        )
        lines = [
            f"{self.rule.title} ({self.rule.rule}, {self.rule.version}{variant}) {verb} {when}.",
            f"Reckoned {count_words(self.rule)}, from {in_words(self.start)}. {UNVERIFIED}",
        ]
        if self.rule.unit is Unit.SCHOOL_DAYS and not self.calendar.knows_terms:
            lines.append(
                "No term dates were given, so every working day counted as a school day: the true date may be later."
            )
        return "\n".join(lines)


def find(rule_id: str, given: str, variant: str | None, calendar_name: str) -> Answer:
    """Work out the answer; raises `RuleBroken` with a sentence where there is none."""
    start = read_moment(given)
    calendar = library.calendar(calendar_name)
    rule = library.library().choose(rule_id, local_day(start), variant)
    dates = upcoming(rule, start, calendar) if rule.repeats else [due(rule, start, calendar)]
    return Answer(rule, given, start, tuple(dates), calendar)


def read_moment(given: str) -> Moment:
    """Return a date, or a date and time, as it was typed; raises `RuleBroken` when it is none."""
    text = given.strip()
    try:
        if len(text) == len("2026-04-02"):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError:
        raise RuleBroken(
            f"{given!r} is not a date. Write 2026-04-02, or 2026-04-02T16:00 for a date and time.", field="from"
        ) from None


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what was wrong."""

    def error(self, message: str) -> NoReturn:
        raise RuleBroken(f"{message[:1].upper()}{message[1:]}. Try: goldenthread due SIN-1 --from 2026-04-02T16:00")


def parser() -> argparse.ArgumentParser:
    """Return what the command understands."""
    made = _Parser(prog="goldenthread due", description="Say when a statutory rule falls due.", allow_abbrev=False)
    made.add_argument("rule", metavar="RULE", help="the id of the rule, such as SIN-1")
    made.add_argument("--from", dest="given", required=True, metavar="WHEN", help="2026-04-02 or 2026-04-02T16:00")
    made.add_argument("--variant", metavar="V", help="which of several numbers, such as red")
    made.add_argument(
        "--calendar", metavar="C", default=library.ENGLAND_AND_WALES, help="england-and-wales, or a term calendar"
    )
    made.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    return made


def main(arguments: Sequence[str], out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run the command; returns 0, or 2 with one sentence on standard error."""
    out, err = out or sys.stdout, err or sys.stderr
    try:
        chosen = parser().parse_args(arguments)
        answer = find(chosen.rule, chosen.given, chosen.variant, chosen.calendar)
    except GoldenThreadError as refusal:
        err.write(f"{refusal.sentence}\n")
        return 2
    out.write(f"{answer.as_json() if chosen.json else answer.as_sentence()}\n")
    return 0


def _in_words(each: Due) -> str:
    return in_words(each.at or each.on)
