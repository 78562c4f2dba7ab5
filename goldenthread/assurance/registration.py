"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.assurance import checking, interface, materials, operations, packing, queries, reaching, rules, tasks  # noqa: F401 - importing tasks registers them
from goldenthread.audit import registry as audit
from goldenthread.evidence import queries as evidence
from goldenthread.evidence import steps
from goldenthread.records import kinds
from goldenthread.thread import origins
from goldenthread.ui import menu
from goldenthread.workbench import checks, packs, portable, routes
from goldenthread.workbench.parts import of_partnership, on_records

_SEE, _ASK = Permission.ASSURANCE_VIEW, Permission.ASSURANCE_ASK

for _code, _label, _plural, _prefix in (
    (queries.CALL, "Call for evidence", "Calls for evidence", "CFE"),
    (queries.REPORT, "Assurance report", "Assurance reports", "ASR"),
):
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name="assurance:enquiry",
            view=_SEE,
            visible=queries.of_enquiries,
        )
    )

kinds.register(
    kinds.RecordKind(
        code=queries.EXCEPTION,
        label="Exception",
        plural="Exceptions",
        prefix="EXC",
        url_name="assurance:exception",
        view=_SEE,
        visible=queries.of_exceptions,
    )
)
jobs.every("assurance.signals", cron="15 3 * * *")
jobs.every("assurance.new_signals", cron="*/10 * * * *")

menu.register(menu.MenuItem("assurance", "Assurance", "assurance:calls", _SEE, order=45))
for _code, _label, _url, _permission, _order in (
    ("asked_of_us", "Asked of us", "assurance:asked_of_us", Permission.ASSURANCE_ANSWER, 10),
    ("signals", "Signals", "assurance:signals", Permission.ASSURANCE_TRIAGE, 20),
    ("calls", "Calls for evidence", "assurance:calls", _SEE, 30),
    ("reports", "Assurance reports", "assurance:reports", _SEE, 40),
    ("exceptions", "Exceptions", "assurance:exceptions", _SEE, 50),
):
    menu.register(menu.MenuItem(f"assurance.{_code}", _label, _url, _permission, _order, parent="assurance"))

for _code, _label, _kind, _order in (
    ("assurance.call", "Ask for evidence", rules.CALL, 10),
    ("assurance.report", "Ask for an assurance report", rules.REPORT, 20),
):
    steps.register(steps.NextStep(_code, _label, reaching.step(_kind), _ASK, order=_order))
steps.register(steps.NextStep("assurance.exception", "Report to the Executive", reaching.exception, _ASK, order=30))
origins.register("assurance", {evidence.KIND}, {*queries.KINDS.values(), queries.EXCEPTION}, queries.origins)
steps.hear("assurance.signals", lambda by, at, step: operations.step_taken(by=by, at=at, step=step))
steps.register_marks("assurance.enquiries", queries.marks)

packs.register(packing.PART)
materials.register_material()
for _check in checking.CHECKS:
    checks.register(_check)
routes.register(routes.Routes("assurance", "Assurance", interface.router))

portable.register(
    portable.Part(
        "assurance",
        "Assurance: what was asked and answered",
        (
            portable.Table("assurance.Enquiry", where=on_records()),
            portable.Table("assurance.Answer", by=("enquiry",)),
            portable.Table("assurance.AnswerPart", by=("answer",)),
            portable.Table("assurance.AnswerPaper", by=("answer",)),
            portable.Table("assurance.ExceptionRaised", where=on_records()),
            portable.Table("assurance.Point", where=on_records()),
            portable.Table("assurance.Look", where=of_partnership("partnership")),
        ),
    )
)
portable.leave_out("worked out anew from the figures", "assurance.Raised", "assurance.WorkedOut")

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("asked", "asked {agency}: {title}", "title agency kind due"),
    ("part_written", "wrote “{part}” of the answer of {agency} to: {title}", "title agency part"),
    ("answered", "sent the answer of {agency} to: {title}", "title agency number"),
    ("asked_again", "asked {agency} again: {title}", "title agency due"),
    ("accepted", "accepted the answer of {agency} to: {title}", "title agency verdict"),
    ("exception_reported", "reported {title} to the Executive", "title due"),
    ("exception_decided", "recorded what the Executive decided about {title}", "title on"),
    ("exception_taken_back", "took {title} back from the Executive: {why}", "title why"),
    ("looked", "looked at a signal: {words}", "decision words"),
    ("worked_out", "worked out {found} signals, {new} of them new", "found new"),
    ("withdrawn", "withdrew what {agency} was asked: {title}. {why}", "title agency why"),
]:
    audit.declare(f"assurance.{_code}", _sentence, fields=_fields)
