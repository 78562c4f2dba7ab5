"""Pages of the published arrangements."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET

from goldenthread.access.guards import needs, public, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.partnership import library, operations, presenters, queries
from goldenthread.partnership.forms.people import CheckForm, PublishForm, StartForm, WordsForm
from goldenthread.partnership.queries.arrangements import frozen_sections
from goldenthread.partnership.rules import checklist as rules
from goldenthread.partnership.views.engine import Task, field, go, run
from goldenthread.ui import frame, publicly
from goldenthread.ui.pages import page


@needs(Permission.PARTNERSHIP_VIEW)
def editions(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show the editions of a partnership's arrangements, the newest first."""
    viewer = viewer_of(request)
    home = queries.partnership(viewer, id)
    found = list(queries.editions(viewer, partnership=home.pk))
    context = {
        "partnership": home,
        "editions": found,
        "tones": presenters.STATE_TONES,
        "checklists": library.checklists(),
        "checks": queries.checks(viewer),
        "may_edit": viewer.may(Permission.PARTNERSHIP_EDIT, partnership=home.pk),
        "may_check": viewer.may_somewhere(Permission.RULE_VERIFY),
        "draft": next((row for row in found if row.status == "draft"), None),
    }
    return page(request, "partnership/editions.jinja", context)


@needs(Permission.PARTNERSHIP_VIEW)
def arrangements(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show one edition: a draft as the register answers it today, a published one as it was frozen."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.edition(viewer, id)
    said = queries.sections(viewer, row, on=today)
    checklist = library.checklists()[row.checklist]
    answered = sum(section.answered for section in said)
    context = {
        "edition": row,
        "sections": said,
        "answered": answered,
        "percent": 100 * answered // len(said) if said else 0,
        "missing": [section for section in said if section.strength == "must" and not section.answered],
        "checklist": checklist,
        "check": queries.checks(viewer).get(checklist.code),
        "tone": presenters.STATE_TONES[row.status],
        "may_edit": row.status == "draft" and viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id),
    }
    return page(request, "partnership/arrangements.jinja", context)


@needs(Permission.PARTNERSHIP_EDIT)
def start(request: HttpRequest, id: UUID) -> HttpResponse:
    """Start the next edition."""
    viewer, today = viewer_of(request), clock.today()
    home = queries.partnership(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=home.pk)

    def make(data: Any) -> StartForm:
        form = StartForm(data, initial={"checklist": rules.in_force(library.checklists(), today).code})
        field(form, "checklist").choices = [(each.code, each.name) for each in library.checklists().values()]
        return form

    def act(form: StartForm) -> str:
        row = operations.start_arrangements(by=viewer, at=clock.now(), partnership=home.pk, **form.cleaned_data)
        return go("arrangements", row.pk)

    task = Task(
        "Start the next edition",
        ("Arrangements", go("editions", home.pk)),
        make,
        act,
        caption=home.name,
        done="The draft is started. It follows the register until you publish it.",
        save="Start",
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def write_words(request: HttpRequest, id: UUID, item: str) -> HttpResponse:
    """Write the words of one item."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.edition(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)
    section = next((each for each in queries.sections(viewer, row, on=today) if each.code == item), None)
    if section is None or row.status != "draft":
        raise NotFound("There is no such item.")

    def make(data: Any) -> WordsForm:
        form = WordsForm(data, initial={"text": section.text, "after": section.version})
        field(form, "text").label = "Words beside what the register says" if section.parts else "Words"
        return form

    def act(form: WordsForm) -> str:
        values = form.cleaned_data
        operations.write_words(by=viewer, at=clock.now(), arrangements=row.pk, item=item, **values)
        return go("arrangements", row.pk) + f"#{item}"

    task = Task(
        section.title,
        (row.title, go("arrangements", row.pk)),
        make,
        act,
        caption=section.strength_words,
        template="partnership/words.jinja",
        context={"section": section, "versions": queries.versions_of_words(viewer, row, item)},
        done="The words are saved.",
    )
    return run(request, task)


@needs(Permission.PARTNERSHIP_EDIT)
def publish(request: HttpRequest, id: UUID) -> HttpResponse:
    """Publish an edition."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, id)
    viewer.require(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)
    if row.status != "draft":
        return HttpResponseRedirect(go("arrangements", row.pk))

    def make(data: Any) -> PublishForm:
        initial = {"edition": row.edition, "on": clock.today(), "in_force_on": row.in_force_on}
        return PublishForm(data, initial=initial)

    def act(form: PublishForm) -> str:
        values = form.cleaned_data
        operations.publish_arrangements(
            by=viewer,
            at=clock.now(),
            arrangements=row.pk,
            seen=values["edition"],
            on=values["on"],
            in_force_on=values["in_force_on"],
        )
        return go("arrangements", row.pk)

    task = Task(
        "Publish the arrangements",
        (row.title, go("arrangements", row.pk)),
        make,
        act,
        caption=f"Edition {row.number}",
        lede="The whole world can read it then. It is frozen as it is; changes need a next edition.",
        save="Publish",
        done="The arrangements are published.",
    )
    return run(request, task)


@needs(Permission.RULE_VERIFY)
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Record that a checklist was compared with the guidance."""
    viewer = viewer_of(request)
    known = library.checklists().get(code)
    if known is None:
        raise NotFound("There is no such checklist.")

    def act(form: CheckForm) -> str:
        operations.check_checklist(by=viewer, at=clock.now(), checklist=code, **form.cleaned_data)
        return go("home")

    task = Task(
        f"Check the list of {known.name}",
        ("Partnership", go("home")),
        lambda data: CheckForm(data, initial={"on": clock.today()}),
        act,
        template="partnership/check.jinja",
        context={"checklist": known, "strengths": rules.STRENGTHS},
        lede="Compare each line with the text of the guidance. Until somebody has, the list is shown as not checked.",
        save="I have compared it",
    )
    return run(request, task)


@public("published arrangements are for everybody to read")
@require_GET
def published(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the arrangements in force to the public."""
    row = queries.published(slug)
    around = replace(frame.of(request), partnership=row.partnership.name)
    also = publicly.others(slug, "arrangements")
    context = {"edition": row, "sections": frozen_sections(row), "frame": around, "also": also}
    return page(request, "partnership/published.jinja", context)
