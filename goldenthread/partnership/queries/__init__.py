"""Every read of the partnership, already limited to what the viewer may know."""

from goldenthread.partnership.queries.agencies import agencies, agency, agency_links, classes, directory
from goldenthread.partnership.queries.arrangements import (
    checks,
    edition,
    editions,
    has_published_arrangements,
    published,
    sections,
    versions_of_words,
)
from goldenthread.partnership.queries.boards import board, board_links, boards, memoranda, memorandum
from goldenthread.partnership.queries.engagement import engagement_matrix, engagements, routes
from goldenthread.partnership.queries.groups import (
    group,
    groups,
    reporting_lines,
    stage_changes,
    terms_of_reference,
    uses,
)
from goldenthread.partnership.queries.kinds import kinds
from goldenthread.partnership.queries.memberships import appraisals, membership, memberships, seats, sitting_on
from goldenthread.partnership.queries.naming import aliases, glossary
from goldenthread.partnership.queries.partnerships import (
    areas,
    coverage,
    links,
    partnership,
    partnership_of_slug,
    partnerships,
    populations,
)
from goldenthread.partnership.queries.people import offices, people, person, posts
from goldenthread.partnership.queries.places import places
from goldenthread.partnership.queries.registerfile import register_file

__all__ = [
    "agencies",
    "agency",
    "agency_links",
    "aliases",
    "appraisals",
    "areas",
    "board",
    "board_links",
    "boards",
    "checks",
    "classes",
    "coverage",
    "directory",
    "edition",
    "editions",
    "engagement_matrix",
    "engagements",
    "glossary",
    "group",
    "groups",
    "has_published_arrangements",
    "kinds",
    "links",
    "membership",
    "memberships",
    "memoranda",
    "memorandum",
    "offices",
    "partnership",
    "partnership_of_slug",
    "partnerships",
    "people",
    "person",
    "places",
    "populations",
    "posts",
    "published",
    "register_file",
    "reporting_lines",
    "routes",
    "seats",
    "sections",
    "sitting_on",
    "stage_changes",
    "terms_of_reference",
    "uses",
    "versions_of_words",
]
