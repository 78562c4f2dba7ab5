"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.evidence import serving
from goldenthread.plans import checks, interface, materials, packing, portable, queries
from goldenthread.records import kinds
from goldenthread.ui import menu
from goldenthread.workbench import checks as data_checks
from goldenthread.workbench import packs

_SEE = Permission.PLAN_VIEW

for _code, _label, _plural, _prefix, _url in (
    ("plans.plan", "Plan", "Plans", "PLN", "plans:plan"),
    ("plans.item", "Part of a plan", "Parts of plans", "PLI", "plans:item"),
    ("plans.event", "Planning event", "Planning events", "PLE", "plans:event"),
):
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name=_url,
            view=_SEE,
            visible=queries.visible,
        )
    )

serving.register("plans", queries.served)
menu.register(menu.MenuItem("plans", "Plans", "plans:list", _SEE, order=25))

audit.declare("plans.begun", "began the plan {title}", fields="title kind")
audit.declare("plans.changed", "changed the plan {title}", fields="title changes")
audit.declare(
    "plans.moved", "moved the plan {title} from {before} to {after}: {words}", fields="title before after words"
)
audit.declare("plans.item_added", "added “{text}” to a plan", fields="text")
audit.declare("plans.item_changed", "changed “{text}”", fields="text changes")
audit.declare("plans.item_moved", "moved “{text}” {move}", fields="text move")
audit.declare("plans.item_dropped", "dropped “{text}”: {words}", fields="text words")
audit.declare("plans.item_restored", "took up “{text}” again", fields="text")
audit.declare("plans.duties_set", "said who leads and answers for “{text}”", fields="text duties")
audit.declare("plans.measure_added", "added the measure “{words}” to “{text}”", fields="text words")
audit.declare("plans.measure_changed", "changed the measure “{words}” of “{text}”", fields="text words changes")
audit.declare("plans.measure_removed", "took the measure “{words}” away from “{text}”", fields="text words")
audit.declare("plans.serves", "said what “{text}” serves", fields="text count")
audit.declare("plans.shared", "said with which boards “{text}” is shared", fields="text boards")
audit.declare("plans.aligned", "said with which strategies “{text}” is aligned", fields="text strategies")
audit.declare("plans.based", "tied “{text}” to {reference}: {way}", fields="text way reference")
audit.declare("plans.statement_written", "wrote version {version} of a {kind}", fields="kind text version")
audit.declare("plans.statement_ended", "ended version {version} of a {kind}", fields="kind text version")
audit.declare("plans.event_recorded", "recorded the event {title}", fields="title")
audit.declare("plans.event_changed", "changed the event {title}", fields="title")
audit.declare("plans.strategy_kept", "kept a link to the strategy {name}", fields="name")
audit.declare("plans.strategy_changed", "changed the link to the strategy {name}", fields="name")
audit.declare("plans.cycle_started", "set for {title}: {kind}, first on {first_on}", fields="title kind first_on")
audit.declare("plans.cycle_ended", "ended for {title}: {kind}, because {words}", fields="title kind words")
audit.declare("plans.review_held", "held for {title}: {kind}, on {on}", fields="title kind on")
audit.declare("plans.judged", "judged “{text}”: {state}", fields="text state words")
audit.declare("plans.escalated", "put “{text}” before {group}: {reason}", fields="text group reason")
audit.declare("plans.escalation_answered", "answered for {group} what was said of “{text}”", fields="text group answer")
audit.declare("plans.four_parts_written", "wrote the review of “{text}” for {period}", fields="text period")
audit.declare("plans.signed_off", "noted that {board} {outcome} “{text}”", fields="text board outcome")
audit.declare("plans.carried", "decided for {plan} about “{text}”: {way}", fields="text way plan reason")
audit.declare("plans.carry_undone", "took back for {plan} what was decided about “{text}”", fields="text plan")
audit.declare("plans.action_placed", "placed the action {reference} under “{text}”", fields="text reference")
audit.declare("plans.action_taken_out", "took the action {reference} out from under “{text}”", fields="text reference")
audit.declare("plans.action_moved", "moved the action {reference} under “{text}” {move}", fields="text reference move")
audit.declare("plans.import_begun", "began to bring a plan in from {name}", fields="name")
audit.declare("plans.import_read_again", "mapped the columns of {name} otherwise", fields="name")
audit.declare("plans.import_mended", "mended the reading of {name}", fields="name key")
audit.declare("plans.import_thrown_away", "threw away the file {name} that was being read", fields="name")
audit.declare("plans.imported", "brought the plan {title} in from {name}", fields="title name count")
audit.declare("plans.noted", "noted beside {title}: {sort}", fields="title sort text")

for _check in checks.CHECKS:
    data_checks.register(_check)
portable.register_all()
packs.register(packing.PART)
materials.register_all()
interface.register_all()
