"""Every read of the partnership, already limited to what the viewer may know."""

from goldenthread.partnership.queries.agencies import agencies, agency, classes, directory
from goldenthread.partnership.queries.arrangements import edition, editions
from goldenthread.partnership.queries.boards import board, board_links, boards, memoranda, memorandum
from goldenthread.partnership.queries.groups import group, groups, reporting_lines, stage_changes, terms_of_reference
from goldenthread.partnership.queries.kinds import kinds
from goldenthread.partnership.queries.memberships import appraisals, membership, memberships, seats, sitting_on
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

__all__ = [
    "agencies",
    "agency",
    "appraisals",
    "areas",
    "board",
    "board_links",
    "boards",
    "classes",
    "coverage",
    "directory",
    "edition",
    "editions",
    "group",
    "groups",
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
    "reporting_lines",
    "seats",
    "sitting_on",
    "stage_changes",
    "terms_of_reference",
]
