"""The register of rules: loading what ships, verifying, adding a partnership's own."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import library, queries
from goldenthread.clocks.editions import as_row, next_order
from goldenthread.clocks.models import RuleCheck, RuleVersion
from goldenthread.clocks.rights import require_somewhere_here
from goldenthread.clocks.rules import Rule
from goldenthread.clocks.rules.shapes import Knowledge, Strength
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean, counted
from goldenthread.records import queries as records


@writes
def load_rules(*, by: Viewer, at: datetime) -> int:
    """Bring the register to what this release of the product ships. Returns how many editions are new or say something else.

    What says something else gets a new row, unverified; the old one stays for the clocks that were reckoned with it. Loading
    again changes nothing.
    """
    by.require(Permission.CALENDAR_EDIT)
    changed = _load(library.library().every(), at)
    if changed:
        trail.write("clocks.rules_loaded", by=by, at=at, count=counted(changed, "edition"))
    return changed


@writes
def verify_rule(
    *, by: Viewer, at: datetime, version: UUID, source: str, source_date: date, note: str = "", seen: int | None = None
) -> None:
    """Confirm one edition of a rule against the text of the guidance, naming the text and its date."""
    row = _checkable(by, version, seen)
    text = clean(source)
    if not text:
        raise RuleBroken("Say which text you checked it against, with its page or paragraph.", field="source")
    if source_date > at.date():
        raise RuleBroken("The text cannot be from a day that has not come yet.", field="source_date")
    row.apply(
        {
            "verified_at": at,
            "verified_by": by.user_id,
            "verified_by_name": by.name[:200],
            "verified_source": text[:500],
            "verified_source_date": source_date,
        }
    )
    _checked(row, RuleCheck.Verdict.CONFIRMED, by=by, at=at, source=text, source_date=source_date, note=note)


@writes
def withdraw_check(*, by: Viewer, at: datetime, version: UUID, why: str, seen: int | None = None) -> None:
    """Take a check back: the rule shows as not checked again."""
    row = _checkable(by, version, seen)
    if not row.verified:
        raise RuleBroken("Nobody has checked this rule, so there is nothing to take back.")
    if not clean(why):
        raise RuleBroken("Say why.", field="why")
    source, source_date = row.verified_source, row.verified_source_date
    row.apply(
        {
            "verified_at": None,
            "verified_by": None,
            "verified_by_name": "",
            "verified_source": "",
            "verified_source_date": None,
        }
    )
    _checked(row, RuleCheck.Verdict.WITHDRAWN, by=by, at=at, source=source, source_date=source_date, note=why)


@writes
def add_local_rule(*, by: Viewer, at: datetime, partnership: UUID, rule: Rule, replaces: UUID | None = None) -> UUID:
    """Add a rule, or a variant of a rule, that one partnership has agreed for itself. Returns its id in the register.

    Under the id of a shipped rule it must be a variant: what is national is not overwritten. ``replaces`` is an earlier edition
    of the partnership's own, which then ends the day before this one begins.
    """
    records.get(by, partnership)
    require_somewhere_here(by, Permission.RULE_VERIFY, partnership)
    _check_local(rule)
    if replaces is not None:
        _end_local(partnership, replaces, rule, at)
    row = as_row(rule, order=next_order(), partnership=partnership)
    if RuleVersion.objects.filter(
        partnership=partnership, replaced_at__isnull=True, rule=row.rule, version=row.version, variant=row.variant
    ).exists():
        raise RuleBroken("Your partnership has this rule and variant already.", field="rule")
    row.save(force_insert=True)
    trail.write(
        "clocks.local_rule_added",
        by=by,
        at=at,
        partnership=partnership,
        rule=row.rule,
        variant=row.variant,
        title=row.title,
    )
    return row.pk


def _load(shipped: Iterable[Rule], at: datetime) -> int:
    kept = {
        (row.rule, row.version, row.variant): row
        for row in RuleVersion.objects.select_for_update(of=("self",)).filter(
            partnership__isnull=True, replaced_at__isnull=True
        )
    }
    new: list[RuleVersion] = []
    for order, spec in enumerate(shipped):
        row = as_row(spec, order=order)
        old = kept.pop((row.rule, row.version, row.variant), None)
        if old is not None and old.content == row.content:
            continue
        if old is not None:
            RuleVersion.objects.filter(pk=old.pk).update(replaced_at=at)
        new.append(row)
    RuleVersion.objects.filter(pk__in=[row.pk for row in kept.values()]).update(replaced_at=at)
    RuleVersion.objects.bulk_create(new)
    return len(new) + len(kept)


def _check_local(rule: Rule) -> None:
    if rule.strength is not Strength.LOCAL_POLICY or rule.knowledge is not Knowledge.LOCAL:
        raise RuleBroken("A partnership's own rule is local policy.", field="strength")
    if rule.applies_from is None:
        raise RuleBroken("Say from which day it applies.", field="applies_from")
    if not (rule.has_date or rule.unit == "none"):
        raise RuleBroken("Give a number, or choose: a duty without a number.", field="amount")
    shipped = rule.rule in library.library().ids
    if shipped and not rule.variant:
        raise RuleBroken(
            f"{rule.rule} is a national rule. Give your own number a variant name, such as local.", field="variant"
        )


def _end_local(partnership: UUID, replaces: UUID, rule: Rule, at: datetime) -> None:
    old = RuleVersion.objects.filter(pk=replaces, partnership=partnership, replaced_at__isnull=True).first()
    if old is None:
        raise RuleBroken("The rule to replace is not one of your partnership's own.", field="replaces")
    RuleVersion.objects.filter(pk=old.pk).update(replaced_at=at)


def _checkable(by: Viewer, version: UUID, seen: int | None) -> RuleVersion:
    row = queries.rule_version(by, version)
    if row.partnership_id:
        require_somewhere_here(by, Permission.RULE_VERIFY, row.partnership_id)
    elif not by.may_somewhere(Permission.RULE_VERIFY):
        raise NotAllowed(f"Your roles do not let you {Permission.RULE_VERIFY.sentence}.")
    return RuleVersion.for_edit(row.pk, seen=row.edition if seen is None else seen)


def _checked(row: RuleVersion, verdict: str, *, by: Viewer, at: datetime, **details: Any) -> None:
    RuleCheck.objects.create(
        rule_version=row,
        verdict=verdict,
        source=details["source"][:500],
        source_date=details["source_date"],
        note=clean(details["note"]),
        at=at,
        by=by.user_id,
        by_name=by.name[:200],
    )
    event = "clocks.rule_verified" if verdict == RuleCheck.Verdict.CONFIRMED else "clocks.check_withdrawn"
    trail.write(
        event,
        by=by,
        at=at,
        rule=row.rule,
        version=row.version,
        variant=row.variant,
        source=details["source"],
        partnership=row.partnership_id,
    )
