"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.partnership.presenters import header_words
from goldenthread.partnership.queries import has_published_arrangements, scope
from goldenthread.records import kinds
from goldenthread.ui import frame, menu, publicly

_SEE = Permission.PARTNERSHIP_VIEW

kinds.register(
    kinds.RecordKind(
        code="partnership.partnership",
        label="Partnership",
        plural="Partnerships",
        prefix="P",
        url_name="partnership:partnership",
        place="partnership",
        view=_SEE,
        visible=scope.of_partnerships,
        yearly=False,
    )
)
kinds.register(
    kinds.RecordKind(
        code="partnership.agency",
        label="Agency",
        plural="Agencies",
        prefix="AG",
        url_name="partnership:agency",
        place="agency",
        view=_SEE,
        visible=scope.of_agencies,
        yearly=False,
    )
)
kinds.register(
    kinds.RecordKind(
        code="partnership.group",
        label="Group",
        plural="Groups",
        prefix="GRP",
        url_name="partnership:group",
        place="group",
        view=_SEE,
        visible=scope.of_groups,
        yearly=False,
    )
)
kinds.register(
    kinds.RecordKind(
        code="partnership.memorandum",
        label="Memorandum of understanding",
        plural="Memoranda of understanding",
        prefix="MOU",
        url_name="partnership:memorandum",
        view=_SEE,
        visible=scope.memoranda_records,
    )
)
kinds.register(
    kinds.RecordKind(
        code="partnership.arrangements",
        label="Published arrangements",
        plural="Published arrangements",
        prefix="ARR",
        url_name="partnership:arrangements",
        view=_SEE,
        visible=scope.arrangements_records,
    )
)

# Each line: code, sentence, fields. Names of people are in fields, so that the trail can be searched and redacted.
for _code, _sentence, _fields in [
    ("partnership.created", "set up the partnership {name}", "name kind"),
    ("partnership.changed", "changed the partnership {name}", "name changes"),
    ("partnership.joined", "recorded that {after} followed {before}", "before after how on"),
    ("partnership.area_added", "added the local authority area {name}", "name code"),
    ("partnership.area_covered", "recorded that {name} covers {area}", "name area from_on"),
    ("partnership.coverage_changed", "changed the dates on which {name} covers {area}", "name area changes"),
    ("partnership.population_added", "added a population of {area} for {year}", "area year ages count source vintage"),
    ("partnership.route_added", "added the route of engagement {route}", "route"),
    ("partnership.route_changed", "changed the route of engagement {route}", "route changes"),
    ("partnership.engaged", "recorded that {agency} takes part by {route}", "agency route from_on"),
    ("partnership.disengaged", "recorded that {agency} took part by {route} until {on}", "agency route on"),
    ("partnership.board_added", "added the board {name}", "name"),
    (
        "partnership.board_linked",
        "recorded how {partnership_name} stands to {name}",
        "name partnership_name relation",
    ),
    ("partnership.board_link_changed", "changed how the partnership stands to {name}", "name changes"),
    ("partnership.memorandum_added", "added the memorandum {title}", "title parties review_on"),
    ("partnership.memorandum_changed", "changed the memorandum {title}", "title changes"),
    ("partnership.alias_added", "recorded that {name} is also called {alias}", "name alias"),
    ("partnership.alias_changed", "changed another name of {name}", "name changes"),
    ("partnership.term_added", "added {code} to the glossary", "code"),
    ("partnership.term_changed", "changed {code} in the glossary", "code changes"),
    (
        "partnership.arrangements_started",
        "started edition {number} of the arrangements of {name}",
        "name number checklist",
    ),
    ("partnership.arrangements_written", "wrote “{item}” in the arrangements", "item version"),
    (
        "partnership.arrangements_published",
        "published edition {number} of the arrangements of {name}",
        "name number on",
    ),
    ("partnership.register_read", "read the spreadsheet {file} for the register", "file checksum good faults"),
    ("partnership.register_kept", "kept {lines} lines of the spreadsheet {file}", "file kept lines"),
    ("partnership.checklist_checked", "checked the list of {name} against {source}", "name source"),
    ("agency.added", "added the agency {name}", "name kind"),
    ("agency.changed", "changed the entry of the agency {name}", "name changes"),
    ("agency.joined", "recorded that the agency {after} followed {before}", "before after how on"),
    ("agency.classified", "made {name} a {as_class} of {partnership_name}", "name as_class partnership_name from_on"),
    ("agency.class_changed", "changed how {name} belongs to {partnership_name}", "name partnership_name changes"),
    ("person.added", "added {name} to the register of people", "name"),
    ("person.changed", "changed the details of {name}", "name changes"),
    ("person.post_added", "recorded that {name} is {job_title} at {agency}", "name job_title agency from_on"),
    ("person.post_changed", "changed a post of {name} at {agency}", "name agency changes"),
    ("person.appointed", "appointed {name} as {office} of {partnership_name}", "name office partnership_name from_on"),
    ("person.office_changed", "changed the office of {name} as {office}", "name office changes"),
    ("person.appraisal_planned", "planned an appraisal of {name} for {due_on}", "name due_on"),
    ("person.appraisal_changed", "changed the appraisal of {name} due on {due_on}", "name due_on changes"),
    ("group.created", "set up the group {name}", "name kind"),
    ("group.changed", "changed the group {name}", "name changes"),
    ("group.shared", "recorded that {partnership_name} uses the group {name}", "name partnership_name from_on"),
    ("group.use_changed", "changed how {partnership_name} uses the group {name}", "name partnership_name changes"),
    ("group.moved", "moved the group {name} from {before} to {after}", "name before after on words"),
    ("group.reports", "recorded that {name} reports to {to}", "name to from_on"),
    ("group.reports_changed", "changed the reporting of {name} to {to}", "name to changes"),
    (
        "group.terms_written",
        "wrote version {version} of the terms of reference of {name}",
        "name version effective_from",
    ),
    ("group.seat_added", "added the seat {seat} to {name}", "name seat votes"),
    ("group.seat_changed", "changed the seat {seat} of {name}", "name seat changes"),
    ("group.member_added", "added {person} to {name} as {capacity}", "name person capacity from_on"),
    ("group.member_changed", "changed the membership of {person} in {name}", "name person changes"),
    ("group.member_ended", "ended the membership of {person} in {name} on {on}", "name person on reason"),
]:
    audit.declare(_code, _sentence, fields=_fields)

for _order, (_code, _label, _url, _permission) in enumerate(
    [
        ("partnership.home", "At a glance", "partnership:home", _SEE),
        ("partnership.agencies", "Agencies", "partnership:agencies", _SEE),
        ("partnership.schools", "Schools", "partnership:schools", _SEE),
        ("partnership.groups", "Groups", "partnership:groups", _SEE),
        ("partnership.register", "Who sits where", "partnership:register", _SEE),
        ("partnership.people", "People", "partnership:people", Permission.PERSON_VIEW),
        ("partnership.boards", "Other boards", "partnership:boards", _SEE),
        ("partnership.memoranda", "Memoranda", "partnership:memoranda", _SEE),
        ("partnership.names", "Other names", "partnership:names", _SEE),
        ("partnership.glossary", "Glossary", "partnership:glossary", _SEE),
    ],
    start=1,
):
    menu.register(menu.MenuItem(_code, _label, _url, _permission, _order * 10, parent="partnership"))
publicly.register(
    publicly.PublicList(
        "arrangements", "How the partnership works", "partnership:published", has_published_arrangements
    )
)
menu.register(menu.MenuItem("partnership", "Partnership", "partnership:home", _SEE, 20))

frame.fillings.partnership = header_words
