"""Giving agencies their returns when a round is sent: with last year's return to begin from, and its evidence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.london import london_day
from goldenthread.quality import frozen
from goldenthread.records import operations as spine
from goldenthread.self_assessment import queries
from goldenthread.self_assessment.models import For, Proof, Return, Round


class Giving:
    """The returns of one round, given one after another. ``serving`` says which partnerships each agency serves."""

    def __init__(self, by: Viewer, at: datetime, round: Round, serving: Mapping[UUID, frozenset[UUID]]) -> None:
        self._by, self._at, self._round, self._serving = by, at, round, serving
        self._places = list(round.places.values_list("partnership", flat=True))
        self._earlier = self._find_earlier()
        self._made: list[Return] = []

    def _find_earlier(self) -> dict[UUID, Return]:
        """The newest signed return of each agency to the same bank of questions."""
        rows = Return.objects.filter(round__asked__bank=self._round.asked.bank_id, versions__whole_at__isnull=False)
        rows = rows.exclude(round=self._round).order_by("round__sign_by", "pk").distinct()
        return {each.agency_id: each for each in rows}

    def give(self, agency: Any) -> UUID:
        """Give an agency its return. Returns its id."""
        title = self._round.record.title
        record = spine.open_record(
            by=self._by,
            at=self._at,
            kind=queries.RETURN,
            title=f"{title}: {agency.name}",
            opened_on=london_day(self._at),
            partnership=self._round.partnership_id,
            owner_agency=agency.pk,
            illustrative=self._round.record.illustrative,
        )
        row = Return(record=record, round=self._round, agency_id=agency.pk, likeness=likeness(agency))
        row.previous = self._earlier.get(agency.pk)
        row.save(force_insert=True)
        mine = [each for each in self._places if each in self._serving.get(agency.pk, frozenset())]
        For.objects.bulk_create(For(sheet=row, partnership_id=each) for each in mine)
        clock = clocks.start(
            by=self._by,
            at=self._at,
            record=row.pk,
            trigger=london_day(self._at),
            title=f"Return: {title}"[:250],
            due=self._round.sign_by,
            why=f"Set in the round of {self._round.year}",
            owner_agency=agency.pk,
            allowed=True,
        )
        row.deadline = clock.id
        row.save(update_fields=["deadline"])
        self._made.append(row)
        return row.pk

    def carry_evidence(self) -> None:
        """Put last year's evidence under the same questions; what expired since is told where it stands."""
        codes = set(frozen.questionnaire(self._round.asked_id).by_code)
        now = {each.previous_id: each for each in self._made if each.previous_id}
        old = Proof.objects.filter(sheet__in=now, code__in=codes)
        Proof.objects.bulk_create(
            Proof(sheet=now[each.sheet_id], code=each.code, evidence_id=each.evidence_id) for each in old
        )


def likeness(agency: Any) -> str:
    """Return the kind of agency it is compared with: "Primary school", "Police"."""
    kind = str(agency.kind.name)
    if agency.phase and agency.phase != "not_applicable":
        return f"{agency.get_phase_display()} {kind[:1].lower()}{kind[1:]}"
    return kind
