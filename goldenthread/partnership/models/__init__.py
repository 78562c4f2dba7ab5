"""Tables of the partnership: private to it. Others use its queries and operations."""

from goldenthread.partnership.models.agency import Agency, AgencyClass, AgencyLink
from goldenthread.partnership.models.arrangements import Arrangements, ArrangementWords, ChecklistCheck
from goldenthread.partnership.models.board import Board, BoardLink, Memorandum, MemorandumParty
from goldenthread.partnership.models.dated import on_day
from goldenthread.partnership.models.engagement import Engagement, Route
from goldenthread.partnership.models.group import Group, GroupUse, ReportingLine, StageChange, TermsOfReference
from goldenthread.partnership.models.kind import Kind
from goldenthread.partnership.models.membership import Appraisal, Membership, Seat
from goldenthread.partnership.models.naming import Alias, Term
from goldenthread.partnership.models.partnership import Partnership, PartnershipLink, Succession
from goldenthread.partnership.models.person import Office, Person, Post
from goldenthread.partnership.models.place import Area, Coverage, Population
from goldenthread.partnership.models.registerfile import RegisterFile

__all__ = [
    "Agency",
    "AgencyClass",
    "AgencyLink",
    "Alias",
    "Appraisal",
    "Area",
    "ArrangementWords",
    "Arrangements",
    "Board",
    "BoardLink",
    "ChecklistCheck",
    "Coverage",
    "Engagement",
    "Group",
    "GroupUse",
    "Kind",
    "Membership",
    "Memorandum",
    "MemorandumParty",
    "Office",
    "Partnership",
    "PartnershipLink",
    "Person",
    "Population",
    "Post",
    "RegisterFile",
    "ReportingLine",
    "Route",
    "Seat",
    "StageChange",
    "Succession",
    "Term",
    "TermsOfReference",
    "on_day",
]
