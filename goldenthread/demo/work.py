"""Work that is due, all of it invented and all of it of invented bodies, counted from the day of loading."""

import io
from datetime import timedelta  # not a deadline: how many days ago an invented thing began
from uuid import UUID

from goldenthread.clocks import operations as clocks
from goldenthread.demo.accounts import People
from goldenthread.demo.bodies import Known
from goldenthread.documents import operations as documents
from goldenthread.foundation.clock import london_day
from goldenthread.partnership import operations as partnership

# title, days from the day of loading, on which body, why
OWN_DATES = [
    ("Quarterly figures: send the return", -9, "agency", "The data call closed on that day (local)"),
    ("Reply to the group's question on attendance", -4, "agency", "Set by the group"),
    ("Comment on the draft thresholds", 2, "agency", "Set by the group"),
    ("Name a deputy of equal authority", 4, "agency", "The group's terms of reference ask for one"),
    ("Papers for the next meeting", 6, "group", "Five clear working days before the meeting (local)"),
    ("Send figures on training", 12, "agency", "Set by the group"),
    ("Confirm who represents the agency", 20, "agency", "Asked of every agency each year (local)"),
    ("Return the safeguarding self-assessment", 60, "agency", "The self-assessment closes on that day (local)"),
    ("Return the school's safeguarding audit", 21, "school", "The yearly return closes on that day (local)"),
]
DONE = [("Confirm the list of contacts", -14, "agency", "Set by the group")]
PAPER = (
    "Invented paper of the demonstration working group.\n\n"
    "It shows how a paper hangs on a record: its versions, who added it, and who may open it.\n"
)


def invent(known: Known, people: People) -> None:
    """Put invented work in front of the demonstration's accounts, for both partnerships."""
    agency, school = known.agencies["invented"], known.agencies["invented_school"]
    east = partnership.create_group(
        **known.who,
        name="Demonstration reading group (invented)",
        kind="sub_group",
        partnership=known.partnerships["cheshire-east"],
        purpose="Invented, so that the same agency has work in a second partnership.",
        illustrative=True,
    ).pk
    places: dict[str, UUID] = {"agency": people.group, "group": people.group, "school": people.group}
    owners = {"agency": agency, "group": None, "school": school}
    for number, (title, days, body, why) in enumerate([*OWN_DATES, *DONE]):
        record = east if body == "agency" and number % 3 == 2 else places[body]
        due = london_day(known.at) + timedelta(days=days)
        started = clocks.start(
            **known.who,
            record=record,
            trigger=min(due, london_day(known.at)) - timedelta(days=20),
            title=title,
            due=due,
            why=why,
            owner_agency=owners[body],
            owner_group=None if owners[body] else record,
        )
        if (title, days, body, why) in DONE:
            clocks.complete(**known.who, deadline=started.id)
    _agreed(known, people)
    _exercise(known)
    documents.add_document(
        **known.who,
        record=people.group,
        title="How the working group works (invented)",
        name="how-the-group-works.txt",
        content=io.BytesIO(PAPER.encode()),
    )


def _agreed(known: Known, people: People) -> None:
    """Terms of reference and a memorandum with days of review: their dates come from the product's own operations."""
    today = london_day(known.at)
    partnership.write_terms(
        **known.who,
        group=people.group,
        effective_from=today - timedelta(days=320),
        purpose="Invented, so that the work of the demonstration belongs to nobody real.",
        functions="Shows what terms of reference in versions look like.",
        quorum="Three members, one of them from health (invented)",
        quorum_number=3,
        attendance="A member who cannot come sends a deputy of equal authority.",
        meets_every_months=2,
        meets_as_said="Every two months",
        next_review_on=today + timedelta(days=45),
    )
    partnership.add_memorandum(
        **known.who,
        partnership=known.partnerships["cheshire-west-and-chester"],
        title="Memorandum on sharing rooms and trainers (invented)",
        about="Invented, so that a memorandum with a day of review can be seen.",
        signed_on=today - timedelta(days=335),
        review_on=today + timedelta(days=30),
        partnerships=(known.partnerships["cheshire-east"],),
        illustrative=True,
    )


def _exercise(known: Known) -> None:
    """A rapid review as an exercise: real rules, an invented group, and dates that follow the law's own counting."""
    group = partnership.create_group(
        **known.who,
        name="Rapid review exercise (invented)",
        kind="task_and_finish",
        partnership=known.partnerships["cheshire-west-and-chester"],
        purpose="An exercise, so that clocks of the guidance can be seen at work.",
        illustrative=True,
    ).pk
    today = london_day(known.at)
    notified = clocks.start(
        **known.who,
        record=group,
        rule="SIN-1",
        trigger=today - timedelta(days=14),
        title="Exercise: notify the national panel",
        owner_agency=known.agencies["invented"],
    )
    clocks.complete(**known.who, deadline=notified.id)
    clocks.start(
        **known.who,
        record=group,
        rule="RR-1",
        trigger=today - timedelta(days=10),
        title="Exercise: rapid review complete and sent",
        owner_group=group,
    )
    reply = clocks.start(
        **known.who,
        record=group,
        trigger=today - timedelta(days=10),
        title="Exercise: agency summary for the rapid review",
        due=today + timedelta(days=7),
        why="Set by the panel, inside the clock of the rapid review",
        owner_agency=known.agencies["invented"],
    )
    clocks.pause(**known.who, deadline=reply.id, reason="agreed", words="The exercise waits for its facilitator")
