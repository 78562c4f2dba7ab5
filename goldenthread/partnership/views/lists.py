"""The lists of the area: their columns and filters."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import presenters, queries
from goldenthread.partnership.models import Agency, Alias, on_day
from goldenthread.partnership.views.engine import go
from goldenthread.ui.lists import ChoiceFilter, Column, DayFilter, Empty, FlagFilter, ListView, TextFilter


def _named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Narrow bodies by name, short name or any other name they have."""
    other = Alias.objects.filter(name__icontains=text, record__isnull=False).values("record")
    return rows.filter(Q(name__icontains=text) | Q(short_name__icontains=text) | Q(pk__in=other))


def _through(field: str) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    """Narrow rows by a field of a many-sided relation, without repeating a row."""

    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        inner = rows.model._default_manager.filter(**{field: value}).values("pk")
        return rows.filter(pk__in=inner)

    return narrow


def _partnerships(viewer: Viewer, field: str) -> ChoiceFilter:
    choices = [(str(pk), name) for pk, name in queries.partnerships(viewer).values_list("pk", "name")]
    return ChoiceFilter("partnership", "Partnership", choices, _through(field), any_label="All I can see")


PARTNERSHIPS = ListView(
    code="partnership.partnerships",
    title="Partnerships",
    columns=[
        Column("name", "Partnership", lambda row: row.name, link=lambda row: go("partnership", row.pk), sort="name"),
        Column("kind", "Kind", lambda row: row.kind.name, sort="kind__name"),
        Column("since", "Dates", lambda row: presenters.dates(row.from_on, row.until_on), sort="from_on"),
        Column("reference", "Reference", lambda row: row.record.reference, sort="record__reference"),
    ],
    filters=[TextFilter("q", "Name", _named)],
    default_sort="name",
    empty=Empty("No partnership yet", "A partnership covers one or several areas and brings its agencies together."),
)


def agencies(viewer: Viewer, *, schools: bool) -> ListView:
    """Return the list of agencies, or of schools."""
    kinds = [(kind.code, kind.name) for kind in queries.kinds(viewer, "agency") if kind.code != "school"]
    columns = [
        Column(
            "name",
            "School" if schools else "Agency",
            lambda row: row.name,
            link=lambda row: go("agency", row.pk),
            sort="name",
            below=lambda row: f"Part of {row.parent.name}" if row.parent else "",
        ),
    ]
    if schools:
        columns += [
            Column("urn", "URN", lambda row: row.urn or "", sort="urn"),
            Column("phase", "Phase", lambda row: row.get_phase_display(), sort="phase"),
            Column("type", "Type", lambda row: row.school_type, sort="school_type"),
        ]
    else:
        columns.append(Column("kind", "Kind", lambda row: row.kind.name, sort="kind__name"))
    columns += [
        Column("serves", "Belongs to", lambda row: [_belonging(each) for each in row.seen_classes]),
        Column("reference", "Reference", lambda row: row.record.reference, sort="record__reference"),
    ]
    narrow: list[Any] = [TextFilter("q", "Name", _named), _partnerships(viewer, "classes__partnership")]
    if schools:
        narrow.append(ChoiceFilter("phase", "Phase", Agency.Phase.choices))
    else:
        narrow.append(ChoiceFilter("kind", "Kind", kinds, lambda rows, value: rows.filter(kind__code=value)))
        narrow.append(
            ChoiceFilter("agency_class", "Class", presenters.CLASSES.items(), _through("classes__agency_class"))
        )
    return ListView(
        code="partnership.schools" if schools else "partnership.agencies",
        title="Schools" if schools else "Agencies",
        columns=columns,
        filters=narrow,
        default_sort="name",
        lede="Every agency of the partnerships you can see. One that serves several has one entry."
        if not schools
        else "",
        empty=Empty(
            "No school yet" if schools else "No agency yet",
            "Add them one by one, or import them from the spreadsheet you have.",
        ),
    )


def _belonging(row: Any) -> str:
    return f"{row.partnership.called}: {presenters.class_words(row).lower()}"


def groups(viewer: Viewer) -> ListView:
    """Return the list of groups."""
    kinds = [(kind.code, kind.name) for kind in queries.kinds(viewer, "group")]
    return ListView(
        code="partnership.groups",
        title="Groups",
        columns=[
            Column(
                "name",
                "Group",
                lambda row: row.name,
                link=lambda row: go("group", row.pk),
                sort="name",
                below=lambda row: f"Below {row.parent.name}" if row.parent else "",
            ),
            Column("kind", "Kind", lambda row: row.kind.name, sort="kind__position"),
            Column("used", "Used by", lambda row: [use.partnership.called for use in row.seen_uses]),
            Column(
                "meets",
                "Meets",
                lambda row: presenters.how_often(row.meets_every_months, ""),
                sort="meets_every_months",
            ),
            Column("stage", "Stage", lambda row: presenters.stage_words(row.stage)),
            Column("until", "Ended", lambda row: row.until_on, sort="until_on"),
        ],
        filters=[
            TextFilter("q", "Name", _named),
            _partnerships(viewer, "uses__partnership"),
            ChoiceFilter("kind", "Kind", kinds, lambda rows, value: rows.filter(kind__code=value)),
            FlagFilter("now", "Not ended", lambda rows, value: rows.filter(until_on__isnull=True)),
        ],
        default_sort="name",
        empty=Empty(
            "No group yet", "A partnership works through its groups: a board, an executive, sub-groups, panels."
        ),
    )


def people(viewer: Viewer) -> ListView:
    """Return the list of people."""
    return ListView(
        code="partnership.people",
        title="People",
        columns=[
            Column(
                "name",
                "Name",
                lambda row: row.name,
                link=lambda row: go("person", row.pk),
                sort="name",
                below=lambda row: "Invented for the demonstration" if row.illustrative else "",
            ),
            Column("post", "Post", lambda row: [f"{post.job_title}, {post.agency.name}" for post in row.current_posts]),
            Column("email", "Email", lambda row: row.email, sort="email"),
            Column("phone", "Phone", lambda row: row.phone),
            Column("left", "Left", lambda row: row.left_on, sort="left_on"),
        ],
        filters=[
            TextFilter("q", "Name or post", _person_named),
            _partnerships(viewer, "memberships__group__uses__partnership"),
            FlagFilter("now", "Not left", lambda rows, value: rows.filter(left_on__isnull=True)),
        ],
        default_sort="name",
        lede="People who work with a partnership or speak in it. Most of them never sign in.",
        empty=Empty("Nobody yet", "Add people one by one, or import them with their seats from a spreadsheet."),
    )


def _person_named(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    posts = rows.model._default_manager.filter(posts__job_title__icontains=text).values("pk")
    return rows.filter(Q(name__icontains=text) | Q(pk__in=posts))


def _seated(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    return rows.filter(Q(person__name__icontains=text) | Q(agency__name__icontains=text))


def register(viewer: Viewer, known: frozenset[Any], on_words: str) -> ListView:
    """Return the membership register as it was on a day. ``known``: agencies whose page the viewer may open."""
    groups_ = [(str(pk), name) for pk, name in queries.groups(viewer).order_by("name").values_list("pk", "name")]
    capacities = [(code, presenters.capacity(code)) for code in presenters.CAPACITIES]
    return ListView(
        code="partnership.register",
        title="Membership register",
        columns=[
            Column(
                "person",
                "Member",
                lambda row: row.person.name,
                sort="person__name",
                below=lambda row: f"Deputy for {row.deputy_for.person.name}" if row.deputy_for else "",
            ),
            Column(
                "group",
                "Group",
                lambda row: row.group.name,
                link=lambda row: go("group", row.group_id),
                sort="group__name",
            ),
            Column("capacity", "Capacity", lambda row: presenters.capacity(row.capacity), sort="capacity"),
            Column("seat", "Seat", lambda row: row.seat.name if row.seat else "", sort="seat__name"),
            Column(
                "agency",
                "Speaks for",
                lambda row: row.agency.name if row.agency else "",
                sort="agency__name",
                link=lambda row: go("agency", row.agency_id) if row.agency_id in known else None,
            ),
            Column("votes", "Takes part in decisions", lambda row: "Yes" if row.votes else "No"),
            Column("from", "From", lambda row: row.from_on, sort="from_on"),
            Column("until", "Until", lambda row: row.until_on or row.term_ends_on, sort="until_on"),
        ],
        filters=[
            DayFilter("on", "As on", lambda rows, day: rows.filter(on_day(day))),
            TextFilter("q", "Member or agency", _seated),
            _partnerships(viewer, "group__uses__partnership"),
            ChoiceFilter("group", "Group", groups_),
            ChoiceFilter("capacity", "Capacity", capacities),
        ],
        default_sort="group",
        lede=on_words,
        empty=Empty("Nobody sat anywhere on this day", "Choose another day, or add members on the page of a group."),
    )


BOARDS = ListView(
    code="partnership.boards",
    title="Other boards",
    columns=[
        Column(
            "board", "Board", lambda row: row.board.name, link=lambda row: go("board", row.board_id), sort="board__name"
        ),
        Column("kind", "Kind", lambda row: row.board.kind.name, sort="board__kind__name"),
        Column("partnership", "Partnership", lambda row: row.partnership.called, sort="partnership__name"),
        Column("relation", "How we work together", lambda row: row.relation),
        Column("often", "How often", lambda row: presenters.how_often(row.every_months, row.as_said)),
    ],
    filters=[TextFilter("q", "Name", lambda rows, text: rows.filter(board__name__icontains=text))],
    default_sort="board",
    empty=Empty(
        "No other board yet",
        "List the boards the partnership works with, such as health and wellbeing.",
    ),
)

MEMORANDA = ListView(
    code="partnership.memoranda",
    title="Memoranda of understanding",
    columns=[
        Column("title", "Memorandum", lambda row: row.title, link=lambda row: go("memorandum", row.pk), sort="title"),
        Column("parties", "Parties", lambda row: [party_name(each) for each in row.parties.all()]),
        Column("signed", "Signed", lambda row: row.signed_on, sort="signed_on"),
        Column("review", "Next review", lambda row: row.review_on, sort="review_on"),
        Column("reference", "Reference", lambda row: row.record.reference, sort="record__reference"),
    ],
    filters=[TextFilter("title", "Title")],
    default_sort="title",
    empty=Empty("No memorandum yet", "A memorandum says who does what between boards, and when it is looked at again."),
)


def party_name(party: Any) -> str:
    """Return the name of a party to a memorandum."""
    return str((party.partnership or party.board or party.agency).name)


ALIASES = ListView(
    code="partnership.aliases",
    title="Other names",
    columns=[
        Column("name", "Other name", lambda row: row.name, sort="name"),
        Column("kind", "Sort", lambda row: row.get_kind_display(), sort="kind"),
        Column("of", "Name in the register", lambda row: page_of_alias(row)[0], link=lambda row: page_of_alias(row)[1]),
        Column("dates", "In use", lambda row: presenters.dates(row.from_on, row.until_on), sort="from_on"),
    ],
    filters=[TextFilter("name", "Name")],
    default_sort="name",
    empty=Empty(
        "No other names yet", "Record former names and spellings on the page of an agency, a group or a route."
    ),
)


def page_of_alias(row: Any) -> tuple[str, str]:
    """Return the proper name of what an alias stands for, and the address of its page."""
    if row.record:
        return str(row.record.title), go(row.record.kind.partition(".")[2], row.record.pk)
    if row.board:
        return str(row.board.name), go("board", row.board.pk)
    return str(row.route.name), go("engagement", row.route.partnership_id) + "#routes"


def terms(viewer: Viewer) -> ListView:
    """Return the glossary; whoever may change a partnership's own words finds each of them linked."""

    def edit(row: Any) -> str | None:
        own = row.partnership_id and viewer.may(Permission.PARTNERSHIP_EDIT, partnership=row.partnership_id)
        return go("edit_term", row.pk) if own else None

    return replace(TERMS, columns=[replace(TERMS.columns[0], link=edit), *TERMS.columns[1:]])


TERMS = ListView(
    code="partnership.glossary",
    title="Glossary",
    columns=[
        Column("code", "Word", lambda row: row.code, sort="code"),
        Column("meaning", "Stands for", lambda row: row.meaning, sort="meaning", below=lambda row: row.explained),
        Column("dates", "In use", lambda row: presenters.dates(row.from_on, row.until_on), sort="from_on"),
        Column("replaced", "Replaced by", lambda row: row.replaced_by),
        Column("whose", "Whose word", lambda row: row.partnership.called if row.partnership else "Everybody's"),
    ],
    filters=[
        TextFilter("q", "Word", lambda rows, text: rows.filter(Q(code__icontains=text) | Q(meaning__icontains=text)))
    ],
    default_sort="code",
    lede="The words of the trade through the years.",
)
