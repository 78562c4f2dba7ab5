"""The register of rules: list, one rule, checking it, a partnership's own, and what changed between editions."""

from itertools import pairwise
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import answer, library, operations, presenters, queries, rights
from goldenthread.clocks.forms import CheckForm, LocalRuleForm, TakeBackForm, offer, posted
from goldenthread.clocks.models import RuleVersion
from goldenthread.clocks.rules import Calendar, Direction, Library, Rule, compare, in_words, local_day, upcoming
from goldenthread.clocks.rules import due as due_by
from goldenthread.clocks.rules.shapes import STRENGTH_WORDS, Knowledge, Strength
from goldenthread.foundation import clock
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.ui.conflicts import conflict_page
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.pages import page

SECTION = "clocks"


def _address(row: RuleVersion) -> str:
    return reverse("clocks:rule", args=[row.rule])


def _domains() -> list[tuple[str, str]]:
    return [(domain, domain) for domain in dict.fromkeys(rule.domain for rule in library.library().every())]


REGISTER = ListView(
    "clocks.rules",
    "Register of rules",
    lede="Every clock and duty the partnership works to. A date is only as good as its rule: see which have been checked.",
    columns=[
        Column("rule", "Rule", value=lambda row: row.rule, link=_address, sort="order applies_from variant"),
        Column("title", "What", value=lambda row: row.title, sort="title", below=presenters.numbers),
        Column("count", "How long", value=lambda row: row.count_words),
        Column("strength", "How binding", value=lambda row: row.strength_words, sort="strength"),
        Column("force", "In force", value=presenters.force_words, sort="applies_from"),
        Column(
            "checked",
            "Checked",
            value=lambda row: presenters.checked_tag(row)[0],
            tag=presenters.checked_tag,
            sort="verified_at",
        ),
        Column("source", "Source", value=lambda row: row.source_name, hidden=True),
        Column("checked_by", "Checked by", value=lambda row: row.verified_by_name, hidden=True),
        Column("checked_against", "Checked against", value=lambda row: row.verified_source, hidden=True),
    ],
    filters=[
        TextFilter(
            "q",
            "Words",
            apply=lambda rows, text: rows.filter(
                Q(rule__icontains=text) | Q(title__icontains=text) | Q(source_name__icontains=text)
            ),
        ),
        ChoiceFilter("domain", "Subject", choices=_domains),
        ChoiceFilter("strength", "How binding", choices=[(key.value, words) for key, words in STRENGTH_WORDS.items()]),
        ChoiceFilter(
            "checked",
            "Checked",
            choices=[("yes", "Checked"), ("no", "Not checked")],
            apply=lambda rows, value: rows.filter(verified_at__isnull=value == "no"),
        ),
        FlagFilter("earlier", "Earlier editions too", apply=lambda rows, value: rows),
    ],
    default_sort="rule",
    per_page=200,
    empty=Empty("No rules are loaded", "The administrator loads them with the command: goldenthread set-up"),
)


@needs(Permission.RULE_VIEW)
def rules(request: HttpRequest) -> HttpResponse:
    """List the rules in force today, or with their earlier editions."""
    viewer = viewer_of(request)
    rows = queries.rule_register(viewer) if request.GET.get("earlier") else queries.in_force(viewer, clock.today())
    may_add = viewer.may_somewhere(Permission.RULE_VERIFY)
    return REGISTER.respond(request, rows, "clocks/rules.jinja", {"may_add": may_add}, section=SECTION)


@needs(Permission.RULE_VIEW)
def rule(request: HttpRequest, rule: str) -> HttpResponse:
    """Show one rule with its editions, its numbers, where it comes from and who has checked it; and try it out."""
    viewer = viewer_of(request)
    found = queries.rule_page(viewer, rule)
    newest = found.newest
    rows = [
        {"row": row, "name": presenters.numbers(row), "force": presenters.force_words(row), "title": row.title}
        | {"tag": presenters.checked_tag(row), "may_check": _may_check(viewer, row)}
        for row in sorted(found.editions, key=lambda row: (row.order, row.pk))
    ]
    known = {each.rule for each in found.editions} | set(library.library().ids)
    context = {
        "found": found,
        "newest": newest,
        "spec": newest.as_rule(),
        "facts": presenters.facts(newest, others=True),
        "editions": rows,
        "checks": [(row, check) for row in found.editions for check in row.checks.all()],
        "see": [each for each in newest.as_rule().see_also if each in known],
        **_tried(request, [row.as_rule() for row in found.editions], queries.calendar(viewer)),
    }
    return page(request, "clocks/rule.jinja", context, section=SECTION)


def _tried(request: HttpRequest, editions: list[Rule], calendar: Calendar) -> dict[str, Any]:
    """Return what the little reckoner on the page of a rule shows: the date for a start the reader typed."""
    given, variant = request.GET.get("from", "")[:40], request.GET.get("variant", "")[:40]
    variants = list(dict.fromkeys(each.variant for each in editions))
    told: dict[str, Any] = {"given": given, "chosen": variant, "variants": variants, "dates": [], "refused": ""}
    if not given:
        return told
    try:
        start = answer.read_moment(given)
        chosen = Library(editions).choose(editions[0].rule, local_day(start), variant or None)
        found = upcoming(chosen, start, calendar) if chosen.repeats else [due_by(chosen, start, calendar)]
    except RuleBroken as broken:
        return {**told, "refused": broken.sentence}
    return {**told, "dates": [in_words(each.at or each.on) for each in found], "version": chosen.version}


def _may_check(viewer: Viewer, row: RuleVersion) -> bool:
    if row.partnership_id:
        return rights.may_somewhere_here(viewer, Permission.RULE_VERIFY, row.partnership_id)
    return viewer.may_somewhere(Permission.RULE_VERIFY)


@needs(Permission.RULE_VERIFY)
def check(request: HttpRequest, version: UUID) -> HttpResponse:
    """Confirm a rule against the text of the guidance."""
    viewer = viewer_of(request)
    row = queries.rule_version(viewer, version)
    form = CheckForm(posted(request), initial={"edition": row.edition})
    if form.is_valid():
        given = form.changed_values()
        try:
            seen = form.cleaned_data["edition"]
            operations.verify_rule(by=viewer, at=clock.now(), version=version, seen=seen, **given)
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        except EditConflict as conflict:
            stored = {"source": conflict.theirs.verified_source, "source_date": conflict.theirs.verified_source_date}
            back = ("Back to the rule", _address(row))
            return conflict_page(request, form, conflict.theirs, title="Check a rule", back=back, values=stored)
        else:
            messages.success(request, f"{row.rule}, {presenters.numbers(row)}, is marked as checked.")
            return HttpResponseRedirect(_address(row))
    return page(request, "clocks/check.jinja", _checking(row, form))


@needs(Permission.RULE_VERIFY)
def take_back(request: HttpRequest, version: UUID) -> HttpResponse:
    """Take back the check of a rule."""
    viewer = viewer_of(request)
    row = queries.rule_version(viewer, version)
    form = TakeBackForm(posted(request), initial={"edition": row.edition})
    if form.is_valid():
        try:
            operations.withdraw_check(
                by=viewer,
                at=clock.now(),
                version=version,
                why=form.cleaned_data["why"],
                seen=form.cleaned_data["edition"],
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, f"{row.rule}, {presenters.numbers(row)}, shows as not checked again.")
            return HttpResponseRedirect(_address(row))
    return page(request, "clocks/take_back.jinja", _checking(row, form))


def _checking(row: RuleVersion, form: object) -> dict[str, object]:
    return {
        "row": row,
        "name": presenters.numbers(row),
        "facts": presenters.facts(row),
        "url": row.as_rule().source_url,
        "form": form,
        "back_url": _address(row),
    }


@needs(Permission.RULE_VERIFY)
def add_rule(request: HttpRequest) -> HttpResponse:
    """Add a partnership's own rule or variant."""
    viewer = viewer_of(request)
    form = LocalRuleForm(posted(request))
    places = queries.places(viewer, Permission.RULE_VERIFY, only="partnership")
    offer(form, "partnership", places)
    if form.is_valid():
        try:
            operations.add_local_rule(
                by=viewer, at=clock.now(), partnership=UUID(form.cleaned_data["partnership"]), rule=_own_rule(form)
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, "The rule is added.")
            return HttpResponseRedirect(reverse("clocks:rule", args=[form.cleaned_data["rule"]]))
    return page(request, "clocks/form.jinja", _focused(form, "Add a rule of your own", reverse("clocks:rules")))


def _own_rule(form: LocalRuleForm) -> Rule:
    given = form.cleaned_data
    direction = Direction(given["direction"])
    own = ("rule", "variant", "title", "trigger", "owner_role", "source_name", "applies_from")
    return Rule(
        **{name: given[name] for name in own},
        version=f"Local {given['applies_from'].isoformat()}",
        domain="Local rules",
        amount=given["amount"] or None,
        unit=form.chosen_unit,
        direction=direction,
        repeats=direction is Direction.INTERVALS and bool(given["amount"]),
        strength=Strength.LOCAL_POLICY,
        knowledge=Knowledge.LOCAL,
        in_force_on=given["applies_from"],
    )


def _focused(form: object, title: str, back: str, words: str = "Save") -> dict[str, object]:
    return {"form": form, "title": title, "back_url": back, "words": words}


@needs(Permission.RULE_VIEW)
def changes(request: HttpRequest) -> HttpResponse:
    """Show what changed between two editions of the national guidance."""
    viewer = viewer_of(request)
    sources, told = library.sources(), library.topics()
    editions = [code for code in told["editions"] if code in sources]
    before = request.GET.get("before", "")
    position = editions.index(before) if before in editions[:-1] else len(editions) - 2
    old, new = (sources[editions[place]] for place in (position, position + 1))
    specs = [row.as_rule() for row in queries.rule_register(viewer).filter(partnership__isnull=True)]
    pairs = pairwise(editions)
    context = {
        "old": old,
        "new": new,
        "compared": compare(specs, old["in_force"], new["in_force"]),
        "topics": [_topic(topic, editions, position) for topic in told["topics"]],
        "choices": [
            (f"{sources[one]['version']} to {sources[two]['version']}", f"?before={one}", one == editions[position])
            for one, two in pairs
        ],
    }
    return page(request, "clocks/changes.jinja", context, section=SECTION, item="clocks.changes")


def _topic(topic: dict[str, str], editions: list[str], position: int) -> tuple[str, str, str]:
    """Return a topic's title, what held before, and what the newer edition says; nothing where it says the same."""
    said = [topic[code] for code in editions[: position + 1] if code in topic]
    return topic["title"], said[-1] if said else "", topic.get(editions[position + 1], "")
