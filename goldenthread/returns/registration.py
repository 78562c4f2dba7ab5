"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.evidence import signals
from goldenthread.records import kinds
from goldenthread.returns import checking, interface, queries, tasks  # noqa: F401 - importing tasks registers them
from goldenthread.returns import signals as found
from goldenthread.ui import menu
from goldenthread.workbench import checks, portable, routes
from goldenthread.workbench.parts import on_records

_VIEW = Permission.RETURN_VIEW

kinds.register(
    kinds.RecordKind(
        code=queries.CALL,
        label="Call for data",
        plural="Calls for data",
        prefix="CFD",
        url_name="returns:call",
        view=_VIEW,
        visible=queries.visible_calls,
    )
)
kinds.register(
    kinds.RecordKind(
        code=queries.RETURN,
        label="Return",
        plural="Returns",
        prefix="RET",
        url_name="returns:return",
        view=_VIEW,
        visible=queries.visible_returns,
    )
)
menu.register(menu.MenuItem("returns.calls", "Calls for data", "returns:calls", _VIEW, order=22, parent="evidence"))
menu.register(
    menu.MenuItem(
        "returns.mine", "Returns asked of us", "returns:mine", Permission.RETURN_FILL, order=24, parent="evidence"
    )
)

for _check in checking.CHECKS:
    checks.register(_check)
signals.register("returns.late", found.late)
signals.register("returns.inconsistent", found.inconsistent)
routes.register(routes.Routes("returns", "Returns", interface.router))
jobs.every("returns.night", cron="30 5 * * 1-5")

portable.register(
    portable.Part(
        "returns",
        "Calls for data and returns",
        (
            portable.Table("returns.Call", where=on_records()),
            portable.Table("returns.Ask", by=("call",)),
            portable.Table("returns.Return", by=("call",)),
            portable.Table("returns.Line", by=("answer",)),
            portable.Table("returns.Question", by=("answer",)),
            portable.Table("returns.Version", by=("answer",)),
            portable.Table("returns.Chase", by=("answer",)),
        ),
    )
)

# Each line: code, sentence, fields.
_RETURN = "agency period"
for _code, _sentence, _fields in [
    ("call_begun", "began the call {title}", "title due"),
    ("call_changed", "changed the call {title}", "title changes"),
    ("asked", "asked {agency} for {count} indicators in the call {title}", "title agency count"),
    ("not_asked", "took {indicator} of {agency} out of the call {title}", "title indicator agency"),
    ("call_sent", "sent the call {title} to {agencies} agencies", "title agencies"),
    ("split", "asks {agency} for {indicator} by {groups} groups in the call {title}", "title indicator agency groups"),
    ("call_closed", "closed the call {title}, to which {missing} returns are missing", "title missing"),
    ("call_reopened", "opened the call {title} again: {why}", "title why"),
    ("filled", "filled {count} lines of the return of {agency} for {period}", f"{_RETURN} count file"),
    ("completed", "said that the return of {agency} for {period} is complete", _RETURN),
    ("taken_back", "said that the return of {agency} for {period} is not complete after all", _RETURN),
    ("signed", "signed version {version} of the return of {agency} for {period}", f"{_RETURN} version why"),
    (
        "accepted",
        "accepted version {version} of the return of {agency} for {period}",
        f"{_RETURN} version taken",
    ),
    ("queried", "asked about the return of {agency} for {period}: {question}", f"{_RETURN} question"),
    ("replied", "answered about the return of {agency} for {period}: {question}", f"{_RETURN} question"),
    ("sent_back", "returned version {version} to {agency} for {period}: {why}", f"{_RETURN} version why"),
    ("chased", "chased the return of {agency} for {period}: {words}", f"{_RETURN} step told words"),
    ("handed", "handed {part} of the return of {agency} for {period} to {to}", f"{_RETURN} part to"),
    ("part_done", "filled {part} of the return of {agency} for {period}", f"{_RETURN} part"),
    ("locked", "locked the return of {agency} for {period}", _RETURN),
    ("unlocked", "opened the return of {agency} for {period} until {until}: {why}", f"{_RETURN} until why"),
]:
    audit.declare(f"returns.{_code}", _sentence, fields=_fields)
