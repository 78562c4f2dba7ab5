"""Protecting all figures of a partnership for an audience: for board papers, profiles, reports and live pages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.records import queries as records
from goldenthread.releases import queries
from goldenthread.releases.models import Standing
from goldenthread.releases.reading import parts
from goldenthread.releases.rules import audiences, protecting
from goldenthread.releases.rules import standing as rules
from goldenthread.releases.rules.linking import Count
from goldenthread.releases.rules.protecting import Before

_NO_ANSWER = "No answer was found in the time there is."


@writes
def protect(
    *, by: Viewer, at: datetime, partnership: UUID, audience: str, families: Sequence[Sequence[str]] | None = None
) -> int:
    """Protect the figures of a partnership as they are now, for an audience. Returns how many indicators were looked at anew.

    ``families``: only these, of `queries.families`, where work goes on in steps that can be seen.

    Those whose figures, policy and readers are as they were stay as they are. What was shown while another policy held is known to
    whoever looked; where it stands in the way of a stricter one, it is hidden from now on all the same. Indicators that cannot
    be protected are not shown at all, and the reason is kept.
    """
    by.require(Permission.EVIDENCE_VIEW, partnership=partnership)
    records.get(by, partnership, kind="partnership.partnership")
    audiences.check_audience(audience)
    work = _Work(by, partnership, audience, families)
    number = (Standing.objects.filter(partnership=partnership).aggregate(last=Max("number"))["last"] or 0) + 1
    looked = hidden = 0
    for family in work.families:
        row = work.row(family)
        if row is not None:
            row.number, row.at, row.by, row.by_name = number, at, by.user_id, by.name[:200]
            row.save(force_insert=True)
            looked, hidden = looked + len(family), hidden + row.hidden
    if looked:
        about: dict[str, Any] = {"audience": audiences.AUDIENCES[audience], "indicators": looked, "hidden": hidden}
        trail.write("releases.protected", by=by, at=at, partnership=partnership, **about)
    return looked


class _Work:
    """Everything that protecting the indicators of a partnership needs, read once."""

    def __init__(self, by: Viewer, partnership: UUID, audience: str, families: Sequence[Sequence[str]] | None):
        self.partnership, self.audience = partnership, audience
        self.families = queries.families(by, partnership) if families is None else families
        self.names, counts = queries.figures_of(by, partnership, [code for each in self.families for code in each])
        self.counts: dict[str, list[Count]] = {}
        for each in counts:
            self.counts.setdefault(each.code, []).append(each)
        self.policy = queries.policy(by, partnership, audience)
        self.policies = [queries.policy(by, partnership, each) for each in audiences.AUDIENCES]
        self.loosened = queries.under_other_policies(by, partnership, audience, self.policy.words)
        self.earlier = queries.earlier(by, partnership, audience)
        self.besides = queries.besides(by, partnership, audience)
        self.released = queries.released(by, partnership)
        self.known = {each.key: each.fingerprint for each in queries.newest_standings(by, partnership, audience)}

    def row(self, family: Sequence[str]) -> Standing | None:
        """Return what is to be kept of a family of indicators; None when it stands as it is, or has no figures."""
        counts = [each for code in family for each in self.counts.get(code, ())]
        key = rules.key_of(family)
        told = [name for name, codes in self.released if not codes.isdisjoint(family)]
        fingerprint = rules.fingerprint(counts, self.policies, told)
        if not counts or self.known.get(key) == fingerprint:
            return None
        made = Standing(
            partnership_id=self.partnership,
            audience=self.audience,
            key=key,
            codes=list(family),
            fingerprint=fingerprint,
            policy_words=self.policy.words,
        )
        self._protect(made, counts, frozenset(family))
        return made

    def _protect(self, made: Standing, counts: Sequence[Count], codes: frozenset[str]) -> None:
        besides = [replace(each, earlier=tuple(_about(each.earlier, codes))) for each in self.besides]
        tries = [_about(self.earlier, codes)]
        tries += [[(name, kept) for name, kept in tries[0] if name not in self.loosened]]
        for earlier in tries:
            try:
                found = protecting.protect(counts, self.policy, earlier, parts(), besides, self.names)
            except (RuleBroken, RuntimeError) as broken:
                made.failed = broken.sentence if isinstance(broken, RuleBroken) else _NO_ANSWER
                continue
            made.failed = ""
            made.shown, made.proof = rules.shown(counts, found.kept, self.policy), found.kept.plain()
            made.hidden = sum(1 for key in found.kept.hidden if found.kept.tables.cells[key].printed)
            return
        made.shown, made.proof = rules.nothing(counts), protecting.NOTHING.plain()
        made.hidden = len(counts)


def _about(earlier: Sequence[Before], codes: frozenset[str]) -> list[Before]:
    """Return what was given before of some indicators alone."""
    return [(name, kept) for name, whole in earlier if (kept := rules.only(whole, codes)).tables.cells]
