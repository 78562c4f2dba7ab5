"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.records import kinds
from goldenthread.thread import checking, exports, interface, offered, packing
from goldenthread.thread.queries import scope
from goldenthread.thread.views import along
from goldenthread.ui import menu
from goldenthread.workbench import checks, materials, packs, panels, portable, routes
from goldenthread.workbench.materials import Need

_SEE = Permission.THREAD_VIEW

for _code, _label, _plural, _prefix, _url, _view, _visible in [
    (scope.FINDING, "Finding", "Findings", "FND", "thread:finding", _SEE, scope.of_findings),
    (scope.RECOMMENDATION, "Recommendation", "Recommendations", "REC", "thread:recommendation", _SEE, scope.in_reach),
    (scope.ACTION, "Action", "Actions", "ACT", "thread:action", Permission.WORK_VIEW, scope.of_actions),
]:
    kinds.register(
        kinds.RecordKind(
            code=_code, label=_label, plural=_plural, prefix=_prefix, url_name=_url, view=_view, visible=_visible
        )
    )

for _code, _sentence, _fields in [
    ("thread.finding_recorded", "recorded the finding {title}", "title kind source"),
    ("thread.finding_changed", "changed the finding {title}", "title changes"),
    ("thread.theme_renamed", "renamed the theme {before} to {name}", "before name"),
    ("thread.recommended", "recommended: {title}", "title"),
    ("thread.recommendation_changed", "changed the recommendation {title}", "title changes"),
    ("thread.rests_on", "rested the recommendation {title} on a finding", "title finding"),
    ("thread.asked", "asked {agency} to answer the recommendation {title}", "title agency"),
    ("thread.answered", "answered the recommendation {title} for {agency}: {answer}", "title agency answer"),
    ("thread.answer_taken_back", "took back the answer of {agency} to {title}: {why}", "title agency why"),
    ("thread.action_opened", "opened the action {title}", "title due"),
    ("thread.action_changed", "changed the action {title}", "title changes"),
    ("thread.due_changed", "moved the date of the action {title} from {before} to {after}", "title before after why"),
    ("thread.handed_over", "gave the action {title} to {to}", "title to note"),
    ("thread.delegated", "put the action {title} into the hands of {to}", "title to note"),
    ("thread.demanded", "recorded another demand for the action {title}", "title demanding"),
    ("thread.no_longer_demanded", "took away a demand for the action {title}", "title demanding why"),
    ("thread.action_updated", "said that the action {title} is {status}", "title status on"),
    ("thread.shortfall_accepted", "accepted until {until} that the action {title} falls short", "title until why"),
    ("thread.action_reopened", "opened the action {title} again: {why}", "title why"),
    ("thread.action_withdrawn", "withdrew the action {title}: {why}", "title why"),
    ("thread.action_superseded", "superseded the action {title}: {why}", "title why into"),
    ("thread.action_merged", "merged the action {title} into another: {why}", "title why into"),
    ("thread.evidence_added", "added evidence of what the action {title} changed", "title evidence"),
    ("thread.evidence_withdrawn", "withdrew evidence of what the action {title} changed: {why}", "title evidence why"),
    ("thread.judged", "judged what the action {title} changed: {judgement}", "title judgement on"),
    ("thread.action_closed", "closed the action {title}", "title on next"),
]:
    audit.declare(_code, _sentence, fields=_fields)

for _code, _label, _url, _order in [
    ("thread.actions", "Actions", "thread:actions", 10),
    ("thread.recommendations", "Recommendations", "thread:recommendations", 20),
    ("thread.findings", "Findings", "thread:findings", 30),
    ("thread.themes", "Themes", "thread:themes", 40),
]:
    menu.register(menu.MenuItem(_code, _label, _url, _SEE, _order, parent="thread"))
menu.register(menu.MenuItem("thread", "Actions", "thread:actions", _SEE, 30))

panels.register(panels.Panel("thread.walk", order=10, place="top", show=along.walk))
panels.register(panels.Panel("thread.line", order=10, place="aside", show=along.line))
portable.register(exports.PART)
for _part in packing.PARTS:
    packs.register(_part)
for _check in checking.CHECKS:
    checks.register(_check)
routes.register(routes.Routes("thread", "The golden thread", interface.router))
materials.register(
    materials.Material(
        offered.CODE,
        "Findings, actions and impact",
        offers=offered.offers,
        build=offered.block,
        serves=frozenset({Need.IMPACT, Need.LITTLE_PROGRESS, Need.RECOMMENDATIONS, Need.THEMES}),
    )
)
