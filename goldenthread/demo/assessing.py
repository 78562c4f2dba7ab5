"""Self-assessments of the demonstration: two years of section 175 of invented schools, and section 11 of an invented agency.

The founding documents ask for both every year, of all agencies and schools. Who answers here is invented, and so is what they say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta  # not a deadline: how long ago the demonstration's past is
from typing import Any
from uuid import UUID

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.demo.accounts import HOME, People
from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller, told
from goldenthread.foundation.london import london_day
from goldenthread.partnership import queries as partnerships
from goldenthread.quality import operations as banks
from goldenthread.quality import queries as quality
from goldenthread.self_assessment import operations, queries

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Telling:
    """Who tells of which year, and when."""

    known: Known
    data: dict[str, Any]
    at: datetime

    @property
    def day(self) -> date:
        """The day it is told of."""
        return london_day(self.at)

    def who(self, by: Viewer) -> dict[str, Any]:
        """What every operation takes."""
        return {"by": by, "at": self.at}


def tell(known: Known, people: People) -> None:
    """Tell last year's rounds as they ended, and this year's as they stand."""
    known.place = HOME
    data = told("self_assessments")
    before, now = _Telling(known, data, known.at - _YEAR), _Telling(known, data, known.at)
    by = teller(known)
    _frameworks(known, by, data)
    school, agency = known.agencies["invented_school"], known.agencies["invented"]
    schools = [each.pk for each in partnerships.agencies(by, partnership=known.here, schools=True).order_by("name")]
    for code, asked in (("section_175", schools), ("section_11", [agency])):
        begun = [each for each in asked if each not in (school, agency)][:4]
        this_year = _two_years(before, now, code, asked, begun)
        if code == "section_175":
            _panel(now, this_year, people)


def _frameworks(known: Known, by: Viewer, data: dict[str, Any]) -> None:
    """How quality is judged and learning found here, in our words."""
    for each in data["frameworks"]:
        sections = [(title, words) for title, words in each["sections"].items()]
        given = {"kind": each["kind"], "title": each["title"], "sections": sections}
        banks.add_framework(by=by, at=known.at, partnership=known.here, illustrative=True, **given)


def _two_years(before: _Telling, now: _Telling, code: str, asked: list[UUID], begun: list[UUID]) -> UUID:
    """Tell last year's round, signed by nearly all, and this year's, of which a few have begun. Returns this year's."""
    by, words = teller(before.known), before.data[code]
    edition = banks.adopt(**before.who(by), partnership=before.known.here, code=code, illustrative=True)
    banks.publish(**before.who(by), edition=edition)
    first = _round(before, edition, words, asked, days=(60, 90), year=0)
    for number, row in enumerate(queries.returns(by).filter(round=first).order_by("agency__title")):
        if number == 0 or number != len(asked) - 1:
            _answer(before, row, number, words)
            _prove(before, row, words.get("evidence", ()))
            _sign(before, row, words["signers"])
    if code == "section_11":
        _survey(before, first)
        _challenge(before, first)
    operations.close_round(by=by, at=before.at + timedelta(days=120), round=first)
    bank = quality.edition(by, edition).bank_id
    later = banks.start_edition(**now.who(by), bank=bank, label=words["label"], in_force_from=now.day, like=edition)
    _change(now, by, later, words["changes"])
    banks.publish(**now.who(by), edition=later)
    second = _round(now, later, words, asked, days=(30, 45), year=1, previous=first)
    for number, row in enumerate(queries.returns(by).filter(round=second, agency__in=begun).order_by("agency__title")):
        _answer(now, row, number + 1, words, most=None if number else 12)
        if number:
            _sign(now, row, words["signers"])
    return second


def _panel(when: _Telling, round: UUID, people: People) -> None:
    """Deal what is signed out to a panel of two; one has read all of it, the other a part, and each sees some of it otherwise."""
    by, told = teller(when.known), when.data["panel"]
    readers = [people.persons[role] for role in told["readers"]]
    due = when.day + timedelta(days=21)
    operations.deal_out(**when.who(by), round=round, people=readers, each=2, due=due)
    for number, person in enumerate(readers):
        reader = replace(by, person_id=person)
        own = list(queries.readers(reader, round).filter(person=person).order_by("sheet__agency__title"))
        for place, held in enumerate(own):
            if number and place == len(own) - 1:
                continue
            signed = queries.signed_lines(by, held.sheet_id)
            for code, value in told["otherwise"][(place + number) % len(told["otherwise"])].items():
                if signed[code]["value"] != value:
                    given = {code: (value, told["reasons"][value])}
                    operations.read(**when.who(reader), sheet=held.sheet_id, given=given)
            operations.finish_reading(**when.who(reader), sheet=held.sheet_id)


def _round(
    when: _Telling,
    edition: UUID,
    words: dict[str, Any],
    asked: Iterable[UUID],
    days: tuple[int, int],
    year: int,
    previous: UUID | None = None,
) -> UUID:
    by = teller(when.known)
    first = when.day.year
    made = operations.start_round(
        **when.who(by),
        partnership=when.known.here,
        asked=edition,
        title=f"{words['title']}, {first}-{(first + 1) % 100:02} (invented)",
        year=f"{first}-{(first + 1) % 100:02}",
        fill_by=when.day + timedelta(days=days[0]),
        sign_by=when.day + timedelta(days=days[1]),
        signers=words["signers"],
        threshold=words["threshold"],
        words=words["words"],
        previous=previous,
        illustrative=True,
    )
    operations.ask(**when.who(by), round=made, agencies=asked)
    operations.send_round(**when.who(by), round=made)
    return made


def _of(when: _Telling, agency: UUID, place: int) -> Viewer:
    """Somebody of an agency: the first or the second of its people, who answers and signs for it."""
    by = teller(when.known)
    held = Grant("school_lead", Scope.AGENCY, agency, frozenset({when.known.here}))
    known = sorted(partnerships.people(by, agency=agency), key=_rank)
    if len(known) <= place:
        return replace(by, grants=(*by.grants, held), agencies=frozenset({agency}), person_id=None)
    person = known[place]
    return replace(by, grants=(*by.grants, held), agencies=frozenset({agency}), person_id=person.pk, name=person.name)


def _rank(person: Any) -> tuple[int, str]:
    """The lead first, then the head, then the others by name."""
    return (0 if " lead" in person.name else 1 if "Head" in person.name else 2), person.name


def _answer(when: _Telling, row: Any, number: int, words: dict[str, Any], most: int | None = None) -> None:
    """Answer as the data says: mostly the best grade, each agency weak in places of its own."""
    by = _of(when, row.agency_id, 0)
    book = queries.book(by, row.pk, when.day)
    values, said = words["values"], words["said"]
    answers = {}
    for place, each in enumerate(book.asked[:most]):
        weak = (place * 7 + number * 5) % 13
        value = values[2] if weak == 0 else values[1] if weak in (1, 2, 3) else values[0]
        answers[each.question.code] = (
            0,
            {"value": value, "words": said[value], "improve": words["improve"].get(value, "")},
        )
    operations.keep_answers(**when.who(by), sheet=row.pk, answers=answers)


def _sign(when: _Telling, row: Any, signers: list[str]) -> None:
    """Sign as everybody who must; whoever has no entry in the register signs on paper."""
    for place, role in enumerate(signers):
        by = _of(when, row.agency_id, place)
        if role == "governor" or by.person_id is None:
            if role != "governor":
                return
            operations.sign_on_paper(
                **when.who(by), sheet=row.pk, role=role, name="Chair of governors (invented)", on=when.day
            )
        else:
            operations.sign(**when.who(by), sheet=row.pk, role=role)


def _prove(when: _Telling, row: Any, evidence: Iterable[dict[str, Any]]) -> None:
    """Put the invented school's evidence under its answers; some of it proves nothing any more a year later."""
    if row.agency_id != when.known.agencies["invented_school"]:
        return
    by = _of(when, row.agency_id, 0)
    for each in evidence:
        until = when.day + timedelta(days=each["valid"])
        given = {"title": each["title"], "about": each["about"], "made_on": when.day, "valid_until": until}
        piece = operations.add_evidence(**when.who(by), agency=row.agency_id, illustrative=True, **given)
        for code in each["under"]:
            operations.attach(**when.who(by), sheet=row.pk, code=code, evidence=piece)


def _survey(when: _Telling, round: UUID) -> None:
    """Beside section 11, tell what practitioners of the agencies said, without names."""
    by, heard = teller(when.known), when.data["survey"]["heard"]
    edition = banks.adopt(**when.who(by), partnership=when.known.here, code="survey", illustrative=True)
    banks.publish(**when.who(by), edition=edition)
    days: dict[str, Any] = {"opens_on": when.day, "closes_on": when.day + timedelta(days=60)}
    operations.open_survey(**when.who(by), round=round, asked=edition, **days)
    codes = [each.code for each in quality.questionnaire(by, edition).questions]
    for link in queries.survey_links(by, round):
        for number, said in enumerate(heard):
            values = {code: said[(place + number) % len(said)] for place, code in enumerate(codes)}
            operations.hear(**when.who(by), token=link.token, values=values)


def _challenge(when: _Telling, round: UUID) -> None:
    """Tell of the session in which the sector was challenged."""
    told = when.data["session"]
    panel = [(each["who"], bool(each.get("young"))) for each in told["panel"]]
    words = {name: told[name] for name in ("sector", "asked", "outcome")}
    day = when.day + timedelta(days=100)
    given = {"round": round, "held_on": day, "panel": panel, "illustrative": True, **words}
    operations.hold_session(by=teller(when.known), at=when.at + timedelta(days=100), **given)


def _change(when: _Telling, by: Viewer, edition: UUID, changes: dict[str, Any]) -> None:
    """Change some questions of the new edition, and add some."""
    whole = quality.questionnaire(by, edition)
    for code, text in changes["reworded"].items():
        row = quality.question(by, whole.by_code[code].id)
        banks.change_question(**when.who(by), question=row.pk, seen=row.edition, changes={"text": text})
    for code, text in changes["added"].items():
        standard = next(each for each in whole.standards if each.code == code)
        scale = next(each.scale for each in standard.questions if each.scale)
        banks.add_question(**when.who(by), standard=standard.id, text=text, scale=scale.id, allows_not_applicable=True)
