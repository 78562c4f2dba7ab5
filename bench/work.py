"""How long the long pieces of work take: files brought in, a report of a hundred pages proof-read and set."""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from bench import assessments, audits
from bench.sizes import Made
from goldenthread.accounts.models import User
from goldenthread.accounts.viewing import viewer_of_account
from goldenthread.evidence.models import Indicator
from goldenthread.foundation import clock
from goldenthread.foundation.periods import Period
from goldenthread.partnership.models import Agency
from goldenthread.plans import readers
from goldenthread.proofreading import from_markdown, proofread
from goldenthread.reports import queries
from goldenthread.reports.models import Section
from goldenthread.reports.rendering import FORMATS
from goldenthread.returns import operations as returns
from goldenthread.returns import queries as asked
from goldenthread.returns import workbooks
from goldenthread.returns.rules import rounds

_ROWS, _ACTIONS, _PAGES, _WORDS = 2_000, 600, 100, 450
_ABOUT = ("neglect", "exploitation", "early help", "domestic abuse", "online harm", "mental health", "transition")


def table(made: Made) -> str:
    """Return how long each piece of work took, in seconds, as a table."""
    lines = ["| Work | Seconds |", "|---|--:|"]
    return "\n".join(lines + [f"| {words} | {_said(seconds)} |" for words, seconds in _every(made)])


def _said(seconds: float) -> str:
    """A tenth of a second is enough for long work, a thousandth for what people wait for at each click."""
    return f"{seconds:.1f}" if seconds >= 1 else f"{seconds:.3f}"


def _every(made: Made) -> Iterator[tuple[str, float]]:
    user = User.objects.get(email="business_manager@bench.example")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    yield from _figures(made, client)
    yield from _return(made, user)
    yield from assessments.measured(made, user)
    yield from audits.measured(made, user)
    book = _plan()
    yield f"A plan of {_ACTIONS:,} actions read from a workbook", _taken(lambda: readers.read(book, "plan.xlsx"))
    text = "\n\n".join(_prose(made.begun.year))
    document, period = from_markdown(text), Period(date(made.begun.year, 4, 1), date(made.begun.year + 1, 3, 31))
    yield f"{_PAGES} pages proof-read", _taken(lambda: proofread(document, period))
    yield from _report(made, user)


def _figures(made: Made, client: Client) -> Iterator[tuple[str, float]]:
    place = made.partnerships[0]
    sent = {"partnership": str(place), "file": SimpleUploadedFile("figures.csv", _csv(made).encode())}
    answers = []
    read = _taken(lambda: answers.append(client.post(reverse("evidence:bring_in"), sent)))
    where = answers[0].headers["Location"]
    yield f"{_ROWS:,} figures read from a spreadsheet", read
    yield f"{_ROWS:,} figures kept", _taken(lambda: client.post(where))


def _csv(made: Made) -> str:
    place = made.partnerships[0]
    codes = list(Indicator.objects.filter(partnership=place).order_by("position").values_list("code", flat=True))
    agency = Agency.objects.get(pk=made.agencies[place][1]).name
    lines = ["Indicator,From,To,Numerator,Denominator,Agency"]
    for number in range(_ROWS):
        start = date(made.begun.year - 1, 4, 1) + timedelta(days=7 * (number // len(codes)))
        code = codes[number % len(codes)]
        lines.append(f"{code},{start},{start + timedelta(days=6)},{number % 90},100,{agency}")
    return "\n".join(lines)


def _return(made: Made, user: User) -> Iterator[tuple[str, float]]:
    """An agency asked for every indicator in fourteen groups: its workbook made, and read and checked cell by cell."""
    place = made.partnerships[0]
    agency, now = made.agencies[place][1], clock.now()
    viewer = replace(viewer_of_account(user, at=now, through="web"), agencies=frozenset({agency}))
    period = rounds.quarter(f"{made.today.year - 1}-{made.today.year % 100:02d}", 1)
    codes = list(Indicator.objects.filter(partnership=place).order_by("position").values_list("code", flat=True))
    by = {"by": viewer, "at": now}
    due = made.today + timedelta(days=30)
    call = returns.start_call(**by, partnership=place, period=period, title="Everything", due_on=due)
    groups = {code: [f"area=Ward {number}" for number in range(_ROWS // len(codes))] for code in codes}
    returns.ask(**by, call=call, agency=agency, indicators=codes, groups=groups)
    returns.send_call(**by, call=call)
    work = asked.workspace(viewer, agency, period)
    made_of = workbooks.expected(work, viewer)
    books: list[bytes] = []
    yield (
        f"A return's workbook of {len(made_of):,} rows made",
        _taken(lambda: books.append(workbooks.make(work, viewer))),
    )
    yield (
        f"A return's workbook of {len(made_of):,} rows checked",
        _taken(lambda: workbooks.read(books[0], work, viewer)),
    )
    yield f"A return of {len(codes):,} indicators opened", _taken(lambda: asked.workspace(viewer, agency, period))


def _plan() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["Priority", "Outcome", "Action", "Lead", "Due", "Measure"])
    for number in range(_ACTIONS):
        about = _ABOUT[number % len(_ABOUT)]
        row = [
            f"Priority {number // 100 + 1}: {about}",
            f"Outcome {number // 10 + 1}",
            f"Do thing {number} about {about}",
        ]
        sheet.append([*row, "Police", f"{number % 28 + 1:02d}/06/2027", f"{number % 90 + 5} per cent of cases"])
    book.save(out)
    return out.getvalue()


def _prose(year: int) -> Iterator[str]:
    """Yield paragraphs with figures, as reports have them: about ten sentences a page for a hundred pages."""
    for page in range(_PAGES):
        about = _ABOUT[page % len(_ABOUT)]
        yield f"## Part {page + 1}: {about}"
        for step in range(_WORDS // 45):
            before, now = 100 + page + step, 120 + 2 * page + step
            yield (
                f"In {year}-{(year + 1) % 100:02d} there were {now} contacts about {about} in area {page}-{step}, compared with "
                f"{before} the year before. Partners looked at {step + 3} of them together, and said what they would do "
                f"differently in schools, in health and at home, and how they would know that it had helped."
            )


def _report(made: Made, user: User) -> Iterator[tuple[str, float]]:
    viewer = viewer_of_account(user, at=clock.now(), through="web")
    row = queries.reports(viewer).order_by("start").first()
    sections = list(row.sections.all())
    paragraphs = [each for each in _prose(row.start.year) if not each.startswith("#")]
    share = len(paragraphs) // len(sections) + 1
    for number, section in enumerate(sections):
        part = "\n\n".join(paragraphs[number * share : (number + 1) * share])
        Section.objects.filter(pk=section.pk).update(text=part)
    yield f"A report of {_PAGES} pages put together", _taken(lambda: queries.compiled(viewer, row.pk))
    yield f"A report of {_PAGES} pages checked before publication", _taken(lambda: queries.checked(viewer, row.pk))
    document = {**queries.compiled(viewer, row.pk).document, "number": 1, "published": made.today.isoformat()}
    for code, render in FORMATS.items():
        yield f"A report of {_PAGES} pages set as {code}", _taken(lambda render=render: render(document))


def _taken(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
