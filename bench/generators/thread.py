"""The thread: findings with themes, recommendations with answers, actions most of which were closed with a judgement."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction

from bench.sizes import Made
from goldenthread.clocks.models import Deadline
from goldenthread.foundation.ids import uuid7
from goldenthread.records.models import Record
from goldenthread.thread.models import (
    Action,
    ActionUpdate,
    Addressee,
    Demand,
    Finding,
    FindingAgency,
    FindingTheme,
    ImpactEvidence,
    Judgement,
    Recommendation,
    RecommendationFinding,
    Theme,
)

_BATCH = 2000
_ORDER = (Record, Finding, FindingTheme, FindingAgency, Recommendation, RecommendationFinding, Addressee, Deadline, Action,
          Demand, ActionUpdate, ImpactEvidence, Judgement)  # fmt: skip
_THEMES = (
    "Thresholds",
    "Step-down",
    "Voice of the child",
    "Neglect",
    "Information sharing",
    "Supervision",
    "Transitions",
)


def generate(made: Made) -> None:
    """Hang a thread on each partnership: for each action a finding, a recommendation and what was said of it."""
    who = {"by": uuid7(), "by_name": "Robin Example", "at": made.at}
    for number, place in enumerate(made.partnerships):
        _Thread(made, place, number, who).write()


class _Thread:
    """The rows of one partnership."""

    def __init__(self, made: Made, place: Any, number: int, who: dict[str, Any]) -> None:
        self.made, self.place, self.number, self.who = made, place, number, who
        self.rows: dict[type, list[Any]] = {}
        self.themes = [Theme(partnership_id=place, name=name, folded=name.casefold()) for name in _THEMES]

    def write(self) -> None:
        """Make and keep everything."""
        agencies, groups = self.made.agencies[self.place], self.made.groups[self.place]
        for each in range(self.made.size.actions_a_year * self.made.size.years):
            self._one(each, agencies[each % len(agencies)], groups[each % len(groups)])
        with transaction.atomic():  # actions and judgements point at each other
            Theme.objects.bulk_create(self.themes)
            for model in _ORDER:
                model.objects.bulk_create(self.rows.get(model, []), batch_size=_BATCH)
        self.made.count("actions", len(self.rows[Action]))

    def _add(self, row: Any) -> Any:
        self.rows.setdefault(type(row), []).append(row)
        return row

    def _record(self, kind: str, prefix: str, each: int, title: str, on: Any, **more: Any) -> Record:
        reference = f"{prefix}-{on.year}-{self.number}{each:05d}"
        fields = {"kind": f"thread.{kind}", "reference": reference, "title": title, "opened_on": on}
        return self._add(Record(partnership_id=self.place, **fields, **more))

    def _one(self, each: int, agency: Any, group: Any) -> None:
        on = self.made.today - timedelta(days=each * 365 // self.made.size.actions_a_year)
        found = self._record("finding", "FND", each, f"Finding number {each + 1}", on)
        finding = self._add(Finding(record=found, source_id=group, kind="concern", text="It was seen.", **self.who))
        self._add(FindingTheme(finding=finding, theme=self.themes[each % len(self.themes)]))
        self._add(FindingAgency(finding=finding, agency_id=agency))
        asked = self._record("recommendation", "REC", each, f"Recommendation number {each + 1}", on)
        row = self._add(Recommendation(record=asked, text="Hold a meeting.", measure="9 in 10", **self.who))
        self._add(RecommendationFinding(recommendation=row, finding=finding, **self.who))
        self._add(Addressee(recommendation=row, agency_id=agency))
        self._action(each, agency, group, on, (asked, found))

    def _action(self, each: int, agency: Any, group: Any, on: Any, demanding: tuple[Record, Record]) -> None:
        closed = each % 4 != 0 and each > self.made.size.actions_a_year // 2
        ended = min(on + timedelta(days=80 + each % 60), self.made.today)
        more = {"owner_agency_id": agency, "owner_group_id": group, "closed_on": ended if closed else None}
        record = self._record("action", "ACT", each, f"Action number {each + 1}", on, **more)
        due = on + timedelta(days=90)
        done = (
            {"status": "done", "completed_at": datetime.combine(ended, time(9), UTC), "completed_by": self.who["by"]}
            if closed
            else {}
        )
        deadline = self._add(
            Deadline(
                record=record, title=record.title, trigger_at=self.made.at, trigger_on=on, series_began_on=on,
                due_on=due, first_due=due, why="Set when the action was opened", owner_agency_id=agency,
                started_at=self.made.at, started_by=self.who["by"], **done,
            )
        )  # fmt: skip
        status = "closed" if closed else ("under_way", "planned", "held_up", "complete")[each % 4]
        action = Action(
            record=record, text="To be done.", status=status, deadline=deadline, updated_on=on, due_words="ongoing",
            completed_on=on if status in ("closed", "complete") else None, **self.who,
        )  # fmt: skip
        self._add(action)
        for one in demanding:
            self._add(Demand(action=action, record=one, reason="It answers it", **self.who))
        for _ in range(2):
            self._add(ActionUpdate(action=action, status=status, note="It goes on.", on=on, **self.who))
        self._add(ImpactEvidence(action=action, words="18 of 20", **self.who))
        if closed:
            said = self._add(
                Judgement(action=action, verdict="some", words="Better", on=on, group_id=group, **self.who)
            )
            action.closing_judgement_id = said.pk
