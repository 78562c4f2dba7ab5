"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.case_audits import (  # noqa: F401 - importing tasks registers them
    checking,
    interface,
    leaving,
    looking,
    materials,
    packing,
    queries,
    reaching,
    tasks,
)
from goldenthread.evidence import queries as evidence
from goldenthread.evidence import steps
from goldenthread.quality import looked
from goldenthread.records import kinds
from goldenthread.thread import origins
from goldenthread.ui import menu
from goldenthread.workbench import checks, packs, portable, routes
from goldenthread.workbench.parts import on_records

_SEE, _LEAD, _GRADE = Permission.CASE_AUDIT_VIEW, Permission.CASE_AUDIT_LEAD, Permission.CASE_AUDIT_GRADE

for _code, _label, _plural, _prefix, _url, _visible, _walled in (
    (queries.PROGRAMME, "Audit programme", "Audit programmes", "AUP", "programme", queries.of_audits, False),
    (queries.AUDIT, "Multi-agency audit", "Multi-agency audits", "MAA", "audit", queries.of_audits, False),
    (queries.CASE, "Case of an audit", "Cases of audits", "MAC", "case", queries.of_cases, True),
):
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name=f"case_audits:{_url}",
            view=_SEE,
            visible=_visible,
            walled=_walled,
        )
    )

for _code, _label, _url, _permission, _order in (
    ("to_grade", "Cases to grade", "to_grade", _GRADE, 5),
    ("actions", "Case actions", "actions", _GRADE, 6),
    ("audits", "Audits", "audits", _SEE, 10),
    ("programmes", "Audit programmes", "programmes", _SEE, 12),
    ("own", "Agencies' own audits", "own", _SEE, 13),
    ("trends", "Standing audits", "trends", _SEE, 14),
):
    menu.register(
        menu.MenuItem(f"case_audits.{_code}", _label, f"case_audits:{_url}", _permission, _order, parent="quality")
    )

steps.register(steps.NextStep("case_audits.theme", "Audit this", reaching.theme, _LEAD, order=40))
origins.register("case_audits", {evidence.KIND}, {queries.AUDIT}, queries.origins)
jobs.every("case_audits.escalate", cron="*/5 * * * *")
for _check in checking.CHECKS:
    checks.register(_check)
looked.register(looking.SOURCE)
packs.register(packing.PART)
materials.register_material()
routes.register(routes.Routes("case-audits", "Audits", interface.router))

portable.register(
    portable.Part(
        "case_audits",
        "Audits of practice",
        (
            portable.Table("case_audits.Audit", where=on_records()),
            portable.Table("case_audits.Programme", where=on_records()),
            portable.Table("case_audits.Topic", by=("programme",)),
            portable.Table("case_audits.Tally", by=("audit",)),
            portable.Table("case_audits.Participant", by=("audit",)),
            portable.Table("case_audits.Auditor", by=("participant",)),
            portable.Table("case_audits.Draw", by=("audit",)),
            portable.Table("case_audits.Heard", where=leaving.heard),
            portable.Table("case_audits.Said", where=leaving.said),
            portable.Table("case_audits.Case", where=on_records()),
            portable.Table("case_audits.OwnReference", where=leaving.own_references),
            portable.Table("case_audits.Grade", where=leaving.grades),
            portable.Table("case_audits.Agreed", where=leaving.agreed),
            portable.Table("case_audits.CaseAction", where=leaving.case_actions),
            portable.Table("case_audits.Concern", where=leaving.concerns),
        ),
    )
)

# Each line: code, sentence, fields. No line tells of a grade, a reference or what was written of a case.
for _code, _sentence, _fields in [
    ("programme_begun", "began the audit programme {title}", "title"),
    ("topic_added", "added {topic} to {title}: {why}", "title topic why"),
    ("topic_changed", "changed {topic} in {title}", "title topic changes"),
    ("topic_dropped", "dropped {topic} from {title}: {why}", "title topic why"),
    ("programme_agreed", "said that {title} was agreed on {on}", "title on"),
    ("programme_closed", "closed {title}", "title"),
    ("begun", "began the audit {title}", "title kind"),
    ("changed", "changed the audit {title}", "title changes"),
    ("recorded", "recorded the audit {title}, held elsewhere", "title kind source"),
    ("takes_part", "said who grades for {agency} in {title}", "title agency"),
    ("begun_anew", "let others grade for {agency} in {title}, from empty sheets: {why}", "title agency why"),
    ("left_out", "left {agency} out of {title}", "title agency"),
    ("heard", "said who was heard in {title}: {sort}", "title sort"),
    ("drawn", "drew {cases} cases for {title}", "title cases listed method seed why"),
    ("asked", "asked {agencies} agencies to grade in {title}", "title agencies due"),
    ("due_changed", "gave another day for {title}: {why}", "title due why"),
    ("handed_in", "handed the grades of {agency} in for {title}", "title agency"),
    ("taken_back", "took the grades of {agency} back in {title}: {why}", "title agency why"),
    ("opened", "opened the grades of {title}: {agencies} agencies were in. {why}", "title agencies why"),
    ("alike_agreed", "agreed in {title} what all agencies graded alike", "title count"),
    ("completed", "completed the audit {title}", "title on"),
    ("presented", "said what the group judged of {title}: {verdict}", "title verdict"),
    ("stopped", "stopped the audit {title}: {why}", "title why"),
    ("holder_changed", "said who holds {case}", "case"),
    ("taken_out", "took {case} out of its audit", "case"),
    ("moderated", "recorded what was agreed on {case}", "case"),
    ("scrutinised", "graded {case} beside the meeting", "case"),
    ("action_asked", "asked for a case action on {case}", "case due"),
    ("action_settled", "settled a case action on {case}: {state}", "case state"),
    ("concern_raised", "raised a safety concern on {case}", "case"),
    ("concern_acknowledged", "acknowledged the safety concern on {case} for {side}", "case side"),
    ("concern_escalated", "told {told} more people of the safety concern on {case}", "case told"),
]:
    audit.declare(f"case_audits.{_code}", _sentence, fields=_fields)
