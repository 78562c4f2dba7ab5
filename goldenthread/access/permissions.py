"""Everything anybody may be allowed to do, on one page. Who holds what is in `access/roles.py`.

The sentence completes "Your roles do not let you … here." and is printed on the page of roles.
"""

from enum import Enum


class Permission(Enum):
    """One thing that a role can allow: its code, and the words for it."""

    code: str
    sentence: str

    def __new__(cls, code: str, sentence: str) -> "Permission":
        """Make ``code`` the value, so that ``Permission("partnership.view")`` finds it."""
        member = object.__new__(cls)
        member._value_ = code
        member.code = code
        member.sentence = sentence
        return member

    # the partnership and its register
    PARTNERSHIP_VIEW = ("partnership.view", "see the partnership, its groups, agencies and members")
    PARTNERSHIP_EDIT = ("partnership.edit", "change the partnership, its groups and its arrangements")
    PARTNERSHIP_CREATE = ("partnership.create", "set up a partnership")
    AGENCY_EDIT = ("agency.edit", "change an agency's entry and who represents it")
    GROUP_EDIT = ("group.edit", "change a group's terms of reference and membership")
    PERSON_VIEW = ("person.view", "see how to reach people and when they are appraised")
    PERSON_EDIT = ("person.edit", "add people and change their details")
    GROUP_VOTE = ("group.vote", "take part in a group's decisions")

    # accounts
    ACCOUNT_VIEW = ("account.view", "see who has an account and which roles it holds")
    ACCOUNT_INVITE = ("account.invite", "invite people and grant roles")
    BREAK_GLASS = ("access.break_glass", "open a walled record in an emergency, with a reason")
    BREAK_GLASS_REVIEW = ("access.break_glass_review", "review every opening of a walled record")
    WALLED_CASEWORK = ("access.walled_casework", "open walled casework assigned to the role")

    # clocks
    RULE_VIEW = ("rule.view", "see the register of statutory rules")
    RULE_VERIFY = ("rule.verify", "confirm a rule against the text of the guidance")
    CALENDAR_EDIT = ("calendar.edit", "change bank holidays and closure days")
    DEADLINE_EDIT = ("deadline.edit", "set, pause, complete and explain a deadline")
    BREACH_APPROVE = ("deadline.approve_breach", "approve the reason for a missed deadline")

    # work and papers
    WORK_VIEW = ("work.view", "see the list of work that is due")
    WORK_DELEGATE = ("work.delegate", "hand work to a colleague")
    DOCUMENT_VIEW = ("document.view", "open papers and files")
    DOCUMENT_EDIT = ("document.edit", "add and replace papers and files")
    LIST_EXPORT = ("list.export", "export a list")
    DATA_CHECK_VIEW = ("data_check.view", "see what the nightly data checks found")

    # money
    FINANCE_VIEW = ("finance.view", "see contributions, budget and spending")
    FINANCE_EDIT = ("finance.edit", "keep the accounts: lines, entries, funds")
    FINANCE_CONFIRM = ("finance.confirm", "confirm what an agency contributes")
    FINANCE_SIGN_OFF = ("finance.sign_off", "sign a year's accounts off, and open them again")

    # the golden thread
    THREAD_VIEW = ("thread.view", "see findings, recommendations and actions")
    FINDING_RECORD = ("finding.record", "record findings and make recommendations")
    RECOMMENDATION_ANSWER = ("recommendation.answer", "answer a recommendation for an agency")
    ACTION_OPEN = ("action.open", "open actions, hand them over and end them")
    ACTION_UPDATE = ("action.update", "say how an action goes")
    IMPACT_JUDGE = ("impact.judge", "judge what difference an action made, and close it")

    # plans
    PLAN_VIEW = ("plan.view", "see plans and how they are going")
    PLAN_EDIT = ("plan.edit", "write and import plans")
    PLAN_PROGRESS = ("plan.progress", "say how a plan is going, hold its reviews and escalate")

    # the evidence
    EVIDENCE_READ = ("evidence.read", "see indicators as board papers show them, with small numbers hidden")
    EVIDENCE_VIEW = ("evidence.view", "see indicators and the figures supplied for them")
    EVIDENCE_SUPPLY = ("evidence.supply", "supply and restate figures")
    EVIDENCE_EDIT = ("evidence.edit", "choose and define indicators, and keep printed and published figures")
    EVIDENCE_SIGN_OFF = ("evidence.sign_off", "sign figures off")
    PERFORMANCE_EDIT = ("performance.edit", "make profiles, spotlights and the outcomes framework")
    BENCHMARK_IMPORT = ("benchmark.import", "bring in what others publish, for every partnership here")

    # assurance: what is asked of agencies, and what is put to the Executive
    ASSURANCE_VIEW = ("assurance.view", "see what agencies are asked for, and what they answered")
    ASSURANCE_TRIAGE = ("assurance.triage", "go through what in the data deserves a look")
    ASSURANCE_ASK = ("assurance.ask", "ask agencies for evidence and assurance, and report to the Executive")
    ASSURANCE_ANSWER = ("assurance.answer", "answer for an agency what a group asks of it")
    ASSURANCE_JUDGE = ("assurance.judge", "judge what agencies answered")
    ASSURANCE_DECIDE = ("assurance.decide", "record what the Executive decided")

    # audits of practice
    CASE_AUDIT_VIEW = ("case_audit.view", "see the audit programme and what audits found")
    CASE_AUDIT_LEAD = ("case_audit.lead", "plan, run and moderate audits of cases")
    CASE_AUDIT_GRADE = ("case_audit.grade", "grade cases for an agency, and answer for its case actions")

    # calls for data and what agencies return
    RETURN_VIEW = ("return.view", "see calls for data and what was returned")
    RETURN_CALL = ("return.call", "call for data, chase it and accept what is returned")
    RETURN_CHASE = ("return.chase", "remind and chase those who owe a return, and lock what is past")
    RETURN_FILL = ("return.fill", "fill an agency's return")
    RETURN_SIGN = ("return.sign", "sign an agency's return off")

    # quality assurance: what is asked, and what was looked at
    QUALITY_VIEW = ("quality.view", "see question banks, scales and frameworks")
    QUALITY_EDIT = ("quality.edit", "write question banks, scales and frameworks")
    ASSESSMENT_PART = ("assessment.part", "answer the part of a self-assessment that was handed to you")
    ASSESSMENT_VIEW = ("assessment.view", "see rounds of self-assessment and what was returned")
    ASSESSMENT_RUN = ("assessment.run", "run rounds of self-assessment: ask, chase and close them")
    ASSESSMENT_FILL = ("assessment.fill", "answer for an agency what a self-assessment asks, and hand parts over")
    ASSESSMENT_SIGN = ("assessment.sign", "sign an agency's self-assessment")
    ASSESSMENT_MODERATE = ("assessment.moderate", "grade beside an agency what it says of itself")

    # scrutiny: inspections, visits to the frontline, and looking at ourselves
    SCRUTINY_VIEW = ("scrutiny.view", "see inspections, visits to the frontline and what scrutiny found")
    SCRUTINY_OWN = ("scrutiny.own", "see visits to your agency and the questions that scrutiny asks of it")
    SCRUTINY_JUDGE = ("scrutiny.judge", "judge as the independent scrutineer, beside what partners say of themselves")
    SCRUTINY_KEEP = ("scrutiny.keep", "record inspections, plan visits to the frontline and run scrutiny")
    VISIT_MAKE = ("visit.make", "plan and write up visits to the frontline that you make yourself")
    SCRUTINY_ANSWER = ("scrutiny.answer", "answer for an agency what visitors and scrutiny ask of it")

    # releases
    RELEASE_VIEW = ("release.view", "see the tables that were released to you, with small numbers hidden")
    RELEASE_PREPARE = ("release.prepare", "prepare tables for release")
    RELEASE_APPROVE = (
        "release.approve",
        "release tables that somebody else prepared, and decide what each audience sees",
    )

    # reports
    REPORT_VIEW = ("report.view", "see reports while they are written")
    REPORT_COMMENT = ("report.comment", "comment on the sections of a report")
    REPORT_WRITE = ("report.write", "start reports and write their sections")
    REPORT_APPROVE = ("report.approve", "approve a report")
    REPORT_PUBLISH = ("report.publish", "publish an approved report and take it down")
    REPORT_RELEASE = ("report.release", "let small numbers be published, with a reason")
    PACK_MAKE = ("pack.make", "make an evidence pack for an inspection")

    # the installation
    AUDIT_VIEW = ("audit.view", "search the audit trail")
    PARTNERSHIP_EXPORT = ("partnership.export", "export everything of a partnership")
    PARTNERSHIP_IMPORT = ("partnership.import", "restore an exported partnership")
    JOB_VIEW = ("job.view", "see background work and its failures")
    API_TOKEN = ("api.token", "make tokens for the programming interface")
