"""The words of a plan outside its tables: headings, paragraphs and points, and what is known so far."""

import re

from goldenthread.plans.reading import lists
from goldenthread.plans.reading.columns import Mapping
from goldenthread.plans.reading.dates import day_of_serial, due_of
from goldenthread.plans.reading.details import detail_of, said_in
from goldenthread.plans.reading.lists import Place
from goldenthread.plans.reading.model import Action, Column, Gap, Kept, Outcome, PlanReading, Priority, Unread, Words
from goldenthread.plans.reading.owners import leads_on_their_own
from goldenthread.plans.reading.phrases import (
    NUMBER_WORDS,
    OBJECTIVE,
    PRIORITY,
    mentions_only,
    named_part,
    number_of,
    titled,
)

_MEASURE = re.compile(
    r"^(?:measures?|success(?:\s+measures?)?|how\s+we\s+will\s+know|kpis?|evidence)\s*:\s*(?P<rest>\S.*)$", re.I | re.S
)


class Prose:
    """Goes through the pieces of a file once; knows which priority, outcome and action were passed last."""

    def __init__(self, given: dict[int, str]) -> None:
        self.given = given
        self.columns: dict[int, Column] = {}
        self.reading = PlanReading()
        self.priority: Priority | None = None
        self.outcome: Outcome | None = None
        self.action: Action | None = None
        self.before: Mapping | None = None
        self.untitled = False
        self.away, self.listed, self.bare = 0, False, False
        self.part = ""
        self.listing, self.fresh, self.sheet = False, False, ""
        self.notes: list[Gap] = []

    def begin(self, priority: Priority) -> None:
        """Begin a priority that a heading or the name of a sheet gives."""
        self.fresh = True
        self.reading.priorities.append(priority)
        self.priority, self.outcome, self.action, self.part, self.untitled = priority, None, None, "", False

    def in_list(self, words: Words, place: Place) -> None:
        """Take a heading or a point of a plan of lists, which is known to be a part of it."""
        text = words.text.strip()
        if place.role == lists.TOP:
            title, leads = titled(place.text, [])
            self.begin(
                Priority(title, words.where, NUMBER_WORDS.get(place.number.lower(), place.number.upper()), leads)
            )
            self.untitled, self.away, self.listed, self.bare = not title, 0, True, False
        elif place.role == lists.MIDDLE:
            self._unread(words.where, text)
        elif place.role == lists.OUTCOME:
            number, rest = number_of(text) if not place.text and not words.heading else (place.number, place.text)
            self._add_outcome(rest, words.where, number, place.kind or "outcome")
        else:
            self._listed_action(text, words.where, deeper=place.role == lists.PART)

    def _listed_action(self, text: str, where: str, *, deeper: bool) -> None:
        rest, owners, due = detail_of(text)
        number, rest = number_of(rest)
        action = self._detailed(Action(rest, where, number), owners, due)
        if deeper and self.action is not None:
            self.action.actions.append(action)
        else:
            self._add_action(action)

    def _said_below(self, text: str) -> bool:
        """Take a line below an action that says who does it, by when, or how it will be known. Returns whether it was taken."""
        if self.action is None or not self.listing:
            return False
        if found := _MEASURE.match(text):
            self.action.measure = f"{self.action.measure}\n{found['rest']}".strip()
            return True
        said = said_in(text)
        if said:
            self.action.owners = list(dict.fromkeys([*self.action.owners, *said[0]]))
            self._dated(self.action, f"{self.action.due_text} {said[1]}")
        return said is not None

    def kept(self, kept: Kept) -> None:
        """Keep text that is no part of a plan where it stands."""
        self._unread(kept.where, kept.text)
        if kept.message and not any(note.message == kept.message for note in self.notes):
            self.notes.append(Gap(kept.where, "unread", kept.message))

    # text between tables

    def words(self, words: Words) -> None:
        """Take a heading, a paragraph or a point."""
        text = words.text.strip()
        found = PRIORITY.match(text)
        if found and (words.heading or len(text) < 500) and not mentions_only(text, words):
            self._priority(found["number"], found["rest"], words.where)
        elif self._said_below(text):
            return
        else:
            self._loose(text, words)

    def _loose(self, text: str, words: Words) -> None:
        """Take what names no priority: who leads the one before, its title, a part of it, a point, why it matters; or keep it."""
        if self.priority is not None and not self.priority.outcomes and (leads := leads_on_their_own(text)):
            self.priority.leads = list(dict.fromkeys([*self.priority.leads, *leads]))
        elif self.untitled and self.priority is not None and not words.bullet and not named_part(text):
            self.priority.title, self.priority.leads = titled(text, self.priority.leads)
            self.untitled = False
        elif self.priority is not None and self.away < 8 and (part := named_part(text)):
            self.away = 0
            self.part, self.outcome = part, None
            self._unread(words.where, text)
        elif self.priority is not None and self.part and lists.is_point(words):
            self._point(text, words.where)
        elif taken := self._in_prose(text, words):
            self.listed = taken
        elif self.part == "why" and self.away < 8 and self.priority is not None and not words.heading:
            self.priority.why = f"{self.priority.why}\n\n{text}".strip()
        else:
            self.away, self.listed = self.away + 1, False
            if words.heading:
                self.part = ""
                if not self.reading.title and re.search(r"\bplan\b", text, re.IGNORECASE) and len(text) < 200:
                    self.reading.title = text.capitalize() if text.isupper() else text
            self._unread(words.where, text)

    def _in_prose(self, text: str, words: Words) -> bool:
        """Take "Objective: …", and the points right under a priority or an objective. Returns whether it was taken."""
        found = OBJECTIVE.match(text)
        if found and (self.priority is not None or not self.part):
            self._add_outcome(found["rest"].strip(), words.where, found["number"] or "", found["kind"].lower())
            return True
        if not (self.listed and words.bullet and self.priority is not None and not self.part):
            return False
        rest, owners, due = detail_of(text)
        number, rest = number_of(rest)
        if self.outcome is None and not (owners or due):
            self._add_outcome(rest, words.where, number, "outcome")
            self.bare = True
        elif self.outcome is None or not self.bare or owners or due:
            self._add_action(self._detailed(Action(rest, words.where, number), owners, due))
        else:
            self._add_outcome(rest, words.where, number, "outcome")
        return True

    def _detailed(self, action: Action, owners: list[str], due: str) -> Action:
        action.owners = owners
        self._dated(action, due)
        return action

    def _priority(self, number: str, rest: str, where: str) -> None:
        """Begin a priority, or come back to one that was announced before."""
        known = NUMBER_WORDS.get(number.lower(), number.upper())
        found = next((each for each in self.reading.priorities if each.number == known), None)
        if found is None:
            found = Priority("", where, known)
            self.reading.priorities.append(found)
        title, leads = titled(rest, found.leads)
        found.title, found.leads = found.title or title, leads
        self.priority, self.outcome, self.action, self.part = found, None, None, ""
        self.untitled = not found.title
        self.away, self.listed, self.bare = 0, True, False

    def _point(self, text: str, where: str) -> None:
        """Take a point of a list under "what we will do" or "how we will do it"."""
        number, words = number_of(text)
        if self.part == "want":
            self._add_outcome(words, where, number, "objective")
        elif self.part == "how":
            if self.outcome is None:
                self._add_outcome("How we will do it", where, "", "section")
            words, owners, due = detail_of(words)
            self._add_action(self._detailed(Action(words, where, number), owners, due))
        elif self.part == "measure" and self.priority and self.priority.outcomes:
            last = self.priority.outcomes[-1]
            last.measure = f"{last.measure}\n{words}".strip()
        else:
            self._unread(where, text)

    def _dated(self, action: Action, text: str) -> None:
        action.due_text = " ".join(text.split())
        action.due = due_of(action.due_text) or day_of_serial(action.due_text)

    def _add_outcome(self, text: str, where: str, number: str, kind: str) -> None:
        if self.priority is None:
            self.priority = Priority("", where)
            self.reading.priorities.append(self.priority)
        self.outcome, self.action = Outcome(text, where, number, kind), None
        self.priority.outcomes.append(self.outcome)

    def _add_action(self, action: Action) -> None:
        if self.outcome is None:
            self._add_outcome("", action.where, "", "outcome")
        assert self.outcome is not None  # noqa: S101 - just made
        self.outcome.actions.append(action)
        self.action = action

    def _unread(self, where: str, text: str) -> None:
        self.reading.unread.append(Unread(where, text))
