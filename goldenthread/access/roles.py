"""Who may do what, on one page: plain data that a governance lead can read and sign.

A role is held somewhere (the whole installation, a partnership, a group, an agency), from a date and, if wanted, until one.
Roles are stored by their code, so a role can be renamed here without touching a row.
"""

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.access.permissions import Permission as P


class Scope(StrEnum):
    """Where a role can be held."""

    INSTALLATION = "installation"
    PARTNERSHIP = "partnership"
    GROUP = "group"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Role:
    """A name, the sentence a manager would sign, where it can be held, what it allows.

    ``second_factor``: an account with this role must use a second factor to sign in (outside the demonstration).
    ``must_end``: a grant needs an end date. ``votes``: counts when a group decides.
    """

    code: str
    name: str
    sentence: str
    scopes: frozenset[Scope]
    permissions: frozenset[P]
    second_factor: bool = False
    must_end: bool = False
    votes: bool = False


def _role(
    code: str,
    name: str,
    sentence: str,
    held_in: tuple[Scope, ...],
    permissions: frozenset[P],
    *,
    second_factor: bool = False,
    must_end: bool = False,
) -> Role:
    return Role(
        code,
        name,
        sentence,
        frozenset(held_in),
        permissions,
        second_factor,
        must_end,
        votes=P.GROUP_VOTE in permissions,
    )


READER = frozenset({P.PARTNERSHIP_VIEW, P.WORK_VIEW, P.DOCUMENT_VIEW, P.RULE_VIEW, P.THREAD_VIEW, P.PLAN_VIEW})
READER |= {P.EVIDENCE_READ, P.RELEASE_VIEW, P.QUALITY_VIEW}
DOER = frozenset(
    {P.ACTION_UPDATE, P.RECOMMENDATION_ANSWER, P.SCRUTINY_ANSWER, P.SCRUTINY_OWN}
)  # those who do the work, for their agency
THREAD_KEEPER = frozenset({P.FINDING_RECORD, P.ACTION_OPEN, P.ACTION_UPDATE})
MEMBER = READER | {P.PERSON_VIEW, P.LIST_EXPORT, P.WORK_DELEGATE, P.FINANCE_VIEW, P.EVIDENCE_VIEW}
MEMBER |= {P.REPORT_VIEW, P.REPORT_COMMENT, P.ASSURANCE_VIEW, P.RETURN_VIEW, P.CASE_AUDIT_VIEW}
MEMBER |= {P.ASSESSMENT_VIEW, P.ASSESSMENT_PART, P.SCRUTINY_VIEW, P.SCRUTINY_OWN, P.VISIT_MAKE}
CALLER = frozenset({P.RETURN_CALL, P.RETURN_CHASE})  # those who call for data
ASKER = frozenset({P.ASSURANCE_TRIAGE, P.ASSURANCE_ASK})  # those who turn figures into questions to agencies
ASSESSOR = frozenset(
    {P.QUALITY_EDIT, P.ASSESSMENT_RUN, P.ASSESSMENT_MODERATE}
)  # those who keep what is asked, and ask it
ASSESSED = frozenset({P.ASSESSMENT_FILL, P.ASSESSMENT_SIGN, P.API_TOKEN})  # those who answer for their agency
OFFICER = MEMBER | THREAD_KEEPER | {P.DEADLINE_EDIT, P.DOCUMENT_EDIT, P.DATA_CHECK_VIEW, P.REPORT_WRITE}
CASE_LEAD = READER | {P.PERSON_VIEW, P.DEADLINE_EDIT, P.DOCUMENT_EDIT, P.WORK_DELEGATE, P.WALLED_CASEWORK}

_IN_PARTNERSHIP = (Scope.PARTNERSHIP,)
_IN_AGENCY = (Scope.AGENCY,)
_IN_GROUP = (Scope.GROUP,)

ROLES: dict[str, Role] = {
    role.code: role
    for role in [
        _role(
            "business_manager",
            "Business manager",
            "Runs the partnership's business unit: keeps the register, the calendar and the papers, and invites people.",
            _IN_PARTNERSHIP,
            OFFICER
            | {P.PARTNERSHIP_EDIT, P.AGENCY_EDIT, P.GROUP_EDIT, P.PERSON_EDIT, P.ACCOUNT_VIEW, P.ACCOUNT_INVITE}
            | {P.RULE_VERIFY, P.CALENDAR_EDIT, P.AUDIT_VIEW, P.PARTNERSHIP_EXPORT, P.API_TOKEN}
            | {P.FINANCE_EDIT, P.FINANCE_CONFIRM, P.REPORT_PUBLISH}
            | {P.RECOMMENDATION_ANSWER, P.IMPACT_JUDGE, P.PLAN_EDIT, P.PLAN_PROGRESS}
            | {P.EVIDENCE_EDIT, P.EVIDENCE_SUPPLY, P.BENCHMARK_IMPORT, P.PERFORMANCE_EDIT, P.RELEASE_PREPARE}
            | {P.CASE_AUDIT_LEAD, P.SCRUTINY_KEEP, P.PACK_MAKE}
            | CALLER
            | ASKER
            | ASSESSOR,
            second_factor=True,
        ),
        _role(
            "qa_officer",
            "Quality assurance officer",
            "Collects and checks the partnership's data, audits and returns.",
            _IN_PARTNERSHIP,
            OFFICER
            | CALLER
            | ASKER
            | ASSESSOR
            | {
                P.API_TOKEN,
                P.CASE_AUDIT_LEAD,
                P.SCRUTINY_KEEP,
                P.PLAN_PROGRESS,
                P.EVIDENCE_EDIT,
                P.EVIDENCE_SUPPLY,
                P.BENCHMARK_IMPORT,
                P.PERFORMANCE_EDIT,
                P.RELEASE_PREPARE,
                P.PACK_MAKE,
            },
            second_factor=True,
        ),
        _role(
            "training_officer",
            "Training officer",
            "Runs the multi-agency training offer.",
            _IN_PARTNERSHIP,
            OFFICER,
        ),
        _role(
            "independent_chair",
            "Independent chair",
            "Leads the partnership's meetings, challenges agencies and approves reasons for missed deadlines.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            MEMBER
            | {P.GROUP_VOTE, P.BREACH_APPROVE, P.BREAK_GLASS, P.DATA_CHECK_VIEW, P.FINANCE_SIGN_OFF}
            | {P.REPORT_APPROVE, P.REPORT_RELEASE, P.RELEASE_APPROVE}
            | THREAD_KEEPER
            | {P.IMPACT_JUDGE, P.PLAN_PROGRESS, P.ASSESSMENT_MODERATE, P.SCRUTINY_KEEP, P.SCRUTINY_JUDGE}
            | ASKER
            | {P.ASSURANCE_JUDGE},
            second_factor=True,
        ),
        _role(
            "scrutineer",
            "Independent scrutineer",
            "Reads everything that is not walled and tests whether the arrangements work.",
            _IN_PARTNERSHIP,
            MEMBER
            | {P.DATA_CHECK_VIEW, P.BREAK_GLASS, P.FINDING_RECORD, P.IMPACT_JUDGE}
            | ASKER
            | {P.ASSURANCE_JUDGE, P.ASSESSMENT_MODERATE, P.SCRUTINY_KEEP, P.SCRUTINY_JUDGE},
            second_factor=True,
        ),
        _role(
            "lead_partner",
            "Lead safeguarding partner",
            "Is accountable for one of the statutory safeguarding partners.",
            (Scope.PARTNERSHIP, Scope.AGENCY),
            MEMBER
            | {P.GROUP_VOTE, P.BREACH_APPROVE, P.FINANCE_CONFIRM, P.FINANCE_SIGN_OFF, P.PLAN_PROGRESS}
            | {P.EVIDENCE_SIGN_OFF, P.RETURN_SIGN, P.RELEASE_APPROVE, P.ASSURANCE_DECIDE, P.ASSESSMENT_SIGN}
            | DOER,
            second_factor=True,
        ),
        _role(
            "delegated_partner",
            "Delegated safeguarding partner",
            "Acts for a lead safeguarding partner, who stays accountable.",
            (Scope.PARTNERSHIP, Scope.AGENCY),
            MEMBER
            | {P.GROUP_VOTE, P.BREACH_APPROVE, P.FINANCE_CONFIRM, P.FINANCE_SIGN_OFF, P.PLAN_PROGRESS}
            | {P.EVIDENCE_SIGN_OFF, P.RETURN_SIGN, P.RELEASE_APPROVE, P.ASSURANCE_DECIDE, P.ASSESSMENT_SIGN}
            | DOER,
            second_factor=True,
        ),
        _role(
            "group_chair",
            "Group chair",
            "Leads a group, keeps its terms of reference and membership right.",
            _IN_GROUP,
            MEMBER
            | {P.GROUP_EDIT, P.GROUP_VOTE, P.DEADLINE_EDIT, P.DOCUMENT_EDIT, P.PLAN_EDIT, P.PLAN_PROGRESS}
            | THREAD_KEEPER
            | {P.IMPACT_JUDGE, P.CASE_AUDIT_LEAD, P.ASSESSMENT_MODERATE}
            | ASKER
            | {P.ASSURANCE_JUDGE},
        ),
        _role(
            "agency_member",
            "Agency member",
            "Speaks for an agency: answers what is asked of it, and hands parts of it to colleagues.",
            _IN_AGENCY,
            MEMBER
            | {P.GROUP_VOTE, P.DEADLINE_EDIT, P.DOCUMENT_EDIT, P.FINANCE_CONFIRM}
            | DOER
            | {P.PLAN_EDIT, P.PLAN_PROGRESS, P.ACTION_OPEN}
            | {P.EVIDENCE_SUPPLY, P.EVIDENCE_SIGN_OFF, P.ASSURANCE_ANSWER, P.RETURN_FILL, P.RETURN_SIGN}
            | {P.CASE_AUDIT_GRADE}
            | ASSESSED,
        ),
        _role(
            "case_auditor",
            "Agency auditor",
            "Grades cases for an agency in multi-agency audits, alone until all grades are in.",
            _IN_AGENCY,
            frozenset({P.PARTNERSHIP_VIEW, P.WORK_VIEW, P.QUALITY_VIEW, P.CASE_AUDIT_VIEW, P.CASE_AUDIT_GRADE}),
            second_factor=True,
        ),
        _role(
            "data_supplier",
            "Agency data supplier",
            "Supplies an agency's figures and files.",
            _IN_AGENCY,
            READER | {P.DOCUMENT_EDIT, P.EVIDENCE_VIEW, P.EVIDENCE_SUPPLY, P.RETURN_VIEW, P.RETURN_FILL, P.API_TOKEN},
        ),
        _role(
            "school_lead",
            "School safeguarding lead",
            "Answers for a school: its yearly return, its bookings, its papers.",
            _IN_AGENCY,
            READER
            | {P.PERSON_VIEW, P.DOCUMENT_EDIT, P.WORK_DELEGATE, P.DEADLINE_EDIT}
            | {
                P.ASSURANCE_VIEW,
                P.ASSURANCE_ANSWER,
                P.CASE_AUDIT_VIEW,
                P.CASE_AUDIT_GRADE,
                P.ACTION_OPEN,
                P.LIST_EXPORT,
            }
            | {P.ASSESSMENT_VIEW, P.ASSESSMENT_PART}
            | ASSESSED
            | DOER,
        ),
        _role(
            "lay_member",
            "Lay member",
            "Brings an independent community voice to a group and its decisions.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            READER | {P.GROUP_VOTE, P.SCRUTINY_VIEW, P.SCRUTINY_OWN, P.VISIT_MAKE},
        ),
        _role(
            "elected_observer",
            "Elected member, participating observer",
            "Reads papers and asks questions; takes no part in decisions.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            READER,
        ),
        _role(
            "practitioner",
            "Practitioner",
            "Finds procedures and training, and sees the work given to them.",
            (Scope.PARTNERSHIP, Scope.AGENCY),
            frozenset({P.WORK_VIEW, P.PARTNERSHIP_VIEW, P.PLAN_VIEW, P.ASSESSMENT_PART}),
        ),
        _role(
            "case_review_lead",
            "Case review lead",
            "Runs serious-incident, rapid-review and local-review casework behind its wall.",
            _IN_PARTNERSHIP,
            CASE_LEAD,
            second_factor=True,
        ),
        _role(
            "child_death_lead",
            "Child death review lead",
            "Runs child death reviews behind their wall.",
            _IN_PARTNERSHIP,
            CASE_LEAD,
            second_factor=True,
        ),
        _role(
            "allegations_lead",
            "Allegations lead (designated officer)",
            "Runs allegations casework behind its wall.",
            _IN_PARTNERSHIP,
            CASE_LEAD,
            second_factor=True,
        ),
        _role(
            "information_governance",
            "Information governance lead",
            "Reads the audit trail, reviews every opening of a walled record, sees who holds which role.",
            (Scope.INSTALLATION, Scope.PARTNERSHIP),
            READER
            | {P.PERSON_VIEW, P.ACCOUNT_VIEW, P.AUDIT_VIEW, P.BREAK_GLASS_REVIEW, P.DATA_CHECK_VIEW, P.LIST_EXPORT},
            second_factor=True,
        ),
        _role(
            "external_reviewer",
            "External reviewer",
            "Reads what a review needs, until the review ends.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            frozenset({P.PARTNERSHIP_VIEW, P.DOCUMENT_VIEW, P.WORK_VIEW, P.THREAD_VIEW}),
            second_factor=True,
            must_end=True,
        ),
        _role(
            "young_adviser",
            "Young adviser",
            "Brings children's and young people's voice to the partnership.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            frozenset({P.PARTNERSHIP_VIEW, P.WORK_VIEW, P.PLAN_VIEW}),
        ),
        _role(
            "parent_adviser",
            "Parent adviser",
            "Brings the voice of parents and carers to the partnership.",
            (Scope.PARTNERSHIP, Scope.GROUP),
            frozenset({P.PARTNERSHIP_VIEW, P.WORK_VIEW, P.PLAN_VIEW}),
        ),
        _role(
            "system_administrator",
            "System administrator",
            "Keeps the installation running: accounts, calendars, imports, exports. Reads no walled record.",
            (Scope.INSTALLATION,),
            READER
            | {P.PARTNERSHIP_CREATE, P.PARTNERSHIP_EDIT, P.AGENCY_EDIT, P.GROUP_EDIT, P.PERSON_VIEW, P.PERSON_EDIT}
            | {P.ACCOUNT_VIEW, P.ACCOUNT_INVITE, P.CALENDAR_EDIT, P.DEADLINE_EDIT, P.DOCUMENT_EDIT, P.LIST_EXPORT}
            | {P.AUDIT_VIEW, P.PARTNERSHIP_EXPORT, P.PARTNERSHIP_IMPORT, P.JOB_VIEW, P.API_TOKEN, P.DATA_CHECK_VIEW}
            | {P.PLAN_EDIT, P.PLAN_PROGRESS, P.RETURN_VIEW, P.RETURN_CHASE, P.BENCHMARK_IMPORT}
            | {P.ASSESSMENT_VIEW, P.ASSESSMENT_PART}
            | THREAD_KEEPER,
            second_factor=True,
        ),
    ]
}
