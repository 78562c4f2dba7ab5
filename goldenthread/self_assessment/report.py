"""The governors' report: a return as a paper, with how it stands beside last year and beside similar schools."""

from collections.abc import Mapping, Sequence
from datetime import date

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.foundation.text import counted, short_date
from goldenthread.self_assessment import presenters, queries
from goldenthread.self_assessment.models import Return
from goldenthread.self_assessment.rules import analysing
from goldenthread.self_assessment.rules.freezing import Line
from goldenthread.workbench.materials import Column, TableBlock
from goldenthread.workbench.printing import Chapter, Paper

Rows = tuple[tuple[str, ...], ...]


def paper(viewer: Viewer, row: Return, on: date) -> Paper:
    """Return the report of a signed return."""
    lines = queries.signed_lines(viewer, row.pk)
    return Paper(
        title=row.round.record.title,
        partnership=row.agency.title,
        period=_year(row),
        about=row.round.paper,
        on=on,
        chapters=[
            _glance(viewer, row, lines),
            _weak(viewer, row, lines),
            *_voices(viewer, row, lines, on),
            *_answers(viewer, row, lines),
            _signatures(viewer, row),
        ],
    )


def _year(row: Return) -> Period:
    """Return the year of the round; where it is not written as one, the days in which it was filled and signed."""
    try:
        return year_from_april(row.round.year)
    except RuleBroken:
        return Period(row.round.fill_by, row.round.sign_by)


def _filled(head: Sequence[Column], rows: Rows, keep: int = 1) -> tuple[tuple[Column, ...], Rows]:
    """Return a table without the columns in which nothing stands; the first ``keep`` stay."""
    places = [place for place in range(len(head)) if place < keep or any(row[place] != "–" for row in rows)]
    return tuple(head[place] for place in places), tuple(tuple(row[place] for place in places) for row in rows)


def _glance(viewer: Viewer, row: Return, lines: Mapping[str, Line]) -> Chapter:
    asked = queries.asked_in(viewer, row)
    beside = queries.beside(viewer, row.pk)
    before = queries.last_scores(viewer, row)
    whole = analysing.overall(asked, {code: each["value"] for code, each in lines.items()})
    others = next((each.of for each in beside.values()), 0)
    rows = tuple(
        (
            f"{each.code} {each.title}",
            analysing.percent(beside[each.code].own),
            analysing.percent(before.get(each.code)),
            analysing.percent(beside[each.code].middle),
        )
        for each in asked.standards
        if each.code in beside
    )
    kind = row.likeness.lower() or "agencies"
    told = (
        f"The middle of {others} similar returns ({kind}) stands beside it."
        if others >= analysing.FEWEST
        else f"Fewer than {analysing.FEWEST} similar returns ({kind}) are signed, so none stand beside it."
    )
    text = f"All standards together: **{analysing.percent(whole)}** of what could be reached. {told}"
    head = (Column("Standard"), Column("This year", True), Column("Last year", True), Column("Similar", True))
    table = TableBlock(
        "self_assessment.glance", "How each standard stands", *_filled(head, rows, 2), "The signed return"
    )
    return Chapter("At a glance", text, [table])


def _weak(viewer: Viewer, row: Return, lines: Mapping[str, Line]) -> Chapter:
    asked = queries.asked_in(viewer, row).by_code
    steps: dict[str, list[str]] = {}
    for each in queries.steps(viewer, row.pk):
        steps.setdefault(each.code, []).append(each.action.title)
    wanted = [line for code, line in lines.items() if line["improve"] or code in steps]
    rows = tuple(
        (
            f"{line['code']} {asked[line['code']].text}",
            presenters.grade(asked[line["code"]], line["value"]),
            line["improve"] or "–",
            "; ".join(steps.get(line["code"], [])) or "–",
        )
        for line in wanted
        if line["code"] in asked
    )
    if not rows:
        return Chapter("What is to get better", "Nothing was named.")
    head = (Column("Question"), Column("Our answer"), Column("What is to get better"), Column("Action"))
    source = "The signed return and the thread"
    table = TableBlock("self_assessment.plan", "The action plan", *_filled(head, rows, 3), source)
    return Chapter("What is to get better", f"{counted(len(rows), 'question')} with something to do.", [table])


def _voices(viewer: Viewer, row: Return, lines: Mapping[str, Line], on: date) -> list[Chapter]:
    """What practitioners said, where six or more did; else nothing, not even that there was a survey."""
    heard, asked = queries.voices(viewer, row.pk, on), queries.asked_in(viewer, row)
    if heard is None or not heard.standards:
        return []
    own = analysing.by_standard(asked, {code: each["value"] for code, each in lines.items()})
    rows = tuple(tuple(each) for each in presenters.voiced(asked, own, heard.standards))
    head = (Column("Standard"), Column("We say", True), Column("Practitioners", True), Column("They score it"))
    table = TableBlock("self_assessment.voices", "What we say, and what practitioners say", head, rows, "The survey")
    return [
        Chapter("What practitioners say", f"{counted(heard.of, 'person', 'people')} answered, without names.", [table])
    ]


def _answers(viewer: Viewer, row: Return, lines: Mapping[str, Line]) -> list[Chapter]:
    head = (Column("Question"), Column("Our answer"), Column("How we know"))
    found = []
    for standard in queries.asked_in(viewer, row).standards:
        rows = tuple(
            (
                f"{each.code} {each.text}",
                presenters.grade(each, lines[each.code]["value"]),
                _known(lines[each.code]),
            )
            for each in standard.questions
            if each.code in lines
        )
        key = f"self_assessment.{standard.code}"
        if rows:
            found.append(
                Chapter(
                    f"{standard.code} {standard.title}",
                    standard.guidance,
                    [TableBlock(key, f"What we answered on {standard.code}", head, rows, "The signed return")],
                )
            )
    return found


def _known(line: Line) -> str:
    """Return how the agency knows, with the evidence it named."""
    said = line["words"] or line["reason"]
    shown = "; ".join(one["title"] for one in line["evidence"])
    return " ".join(filter(None, (said, f"Evidence: {shown}." if shown else ""))) or "–"


def _signatures(viewer: Viewer, row: Return) -> Chapter:
    found = queries.versions(viewer, row.pk).filter(whole_at__isnull=False).first()
    if found is None:
        return Chapter("Signatures", "Not signed by everybody yet.")
    rows = tuple(
        (presenters.signer(each.role), each.name, short_date(each.signed_on), "On paper" if each.on_paper else "Here")
        for each in found.signatures.all()
    )
    head = (Column("Signed as"), Column("By"), Column("On"), Column("Where"))
    table = TableBlock("self_assessment.signed", f"Version {found.number}", head, rows, "The return")
    return Chapter("Signatures", f"Fingerprint of the answers: {found.checksum[:12]}.", [table])
