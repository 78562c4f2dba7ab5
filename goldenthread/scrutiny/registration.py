"""The contents page of the area: everything it adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.quality import looked
from goldenthread.records import kinds
from goldenthread.scrutiny import checking, interface, looking, materials, packing, queries
from goldenthread.ui import menu
from goldenthread.workbench import checks, portable, routes
from goldenthread.workbench.parts import on_records

_SEE = Permission.SCRUTINY_VIEW

for _code, _label, _plural, _prefix, _url in (
    (queries.INSPECTION, "Inspection", "Inspections and reviews", "INS", "inspection"),
    (queries.PLAN, "Plan of scrutiny", "Plans of scrutiny", "SPL", "scrutiny_plan"),
    (queries.LOOK, "Piece of scrutiny", "Pieces of scrutiny", "SCR", "look"),
    (queries.VISIT_PLAN, "Plan of visits", "Plans of visits", "VPL", "visit_plan"),
):
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name=f"scrutiny:{_url}",
            view=_SEE,
            visible=queries.of_scrutiny,
        )
    )

kinds.register(
    kinds.RecordKind(
        code=queries.EVALUATION,
        label="Self-evaluation or questions",
        plural="Self-evaluations, six steps and key questions",
        prefix="EVA",
        url_name="scrutiny:evaluation",
        view=Permission.SCRUTINY_OWN,
        visible=queries.visible_evaluations,
    )
)
kinds.register(
    kinds.RecordKind(
        code=queries.VISIT,
        label="Visit to the frontline",
        plural="Visits to the frontline",
        prefix="VIS",
        url_name="scrutiny:visit",
        view=Permission.SCRUTINY_OWN,
        visible=queries.visible_visits,
    )
)

for _code, _label, _url, _permission, _order in (
    ("evaluations", "How we judge ourselves", "evaluations", Permission.SCRUTINY_OWN, 26),
    ("plans", "Plan of scrutiny", "plans", _SEE, 27),
    ("visits", "Visits to the frontline", "visits", Permission.SCRUTINY_OWN, 28),
    ("inspections", "Inspections and reviews", "inspections", _SEE, 30),
    ("progress", "What inspections asked for", "progress", _SEE, 32),
):
    menu.register(menu.MenuItem(f"scrutiny.{_code}", _label, f"scrutiny:{_url}", _permission, _order, parent="quality"))

for _check in checking.CHECKS:
    checks.register(_check)
packing.register()
materials.register_material()
routes.register(routes.Routes("scrutiny", "Inspections, visits and scrutiny", interface.router))
for _source in looking.SOURCES:
    looked.register(_source)

portable.register(
    portable.Part(
        "scrutiny",
        "Inspections, visits and scrutiny",
        (
            portable.Table("scrutiny.Inspection", where=on_records()),
            portable.Table("scrutiny.Inspected", by=("inspection",)),
            portable.Table("scrutiny.Judged", by=("inspection",)),
            portable.Table("scrutiny.SignOff", by=("inspection",)),
            portable.Table("scrutiny.Evaluation", where=on_records()),
            portable.Table("scrutiny.Asked", by=("evaluation",)),
            portable.Table("scrutiny.Contribution", by=("evaluation",)),
            portable.Table("scrutiny.Judgement", by=("contribution",)),
            portable.Table("scrutiny.Shown", by=("judgement",)),
            portable.Table("scrutiny.ScrutinyPlan", where=on_records()),
            portable.Table("scrutiny.Look", where=on_records()),
            portable.Table("scrutiny.Rested", by=("look",)),
            portable.Table("scrutiny.VisitPlan", where=on_records()),
            portable.Table("scrutiny.Owed", by=("plan",)),
            portable.Table("scrutiny.Visit", where=on_records()),
            portable.Table("scrutiny.Visitor", by=("visit",)),
            portable.Table("scrutiny.Noted", by=("visit",)),
            portable.Table("scrutiny.VisitAnswer", by=("visit",)),
        ),
    )
)

for _code, _sentence, _fields in [
    ("inspection_recorded", "recorded the inspection {title}", "title kind when"),
    ("inspection_changed", "changed the inspection {title}", "title changes"),
    ("inspection_judged", "kept what {title} judged, in {areas} areas", "title areas"),
    (
        "inspection_found",
        "took {strengths} strengths and {improvements} areas for improvement of {title} into the thread",
        "title strengths improvements",
    ),
    ("signed_off", "said that {body} decided of {point}, asked for by {title}: {extent}", "title point body extent on"),
    ("evaluation_begun", "began {title}", "title kind"),
    ("evaluation_changed", "changed {title}", "title changes"),
    ("evaluation_asked", "asked {count} to judge or answer {title}", "title count"),
    ("evaluation_judged", "judged {title} alone", "title number"),
    ("evaluation_opened", "opened what members judged alone of {title} to all", "title"),
    ("evaluation_judgements_agreed", "kept what all agreed of {title}", "title number"),
    ("evaluation_scrutinised", "judged {title} as the scrutineer", "title number"),
    ("evaluation_agreed", "said that {title} is agreed: {words}", "title words on"),
    (
        "evaluation_found",
        "took {strengths} strengths and {gaps} gaps of {title} into the thread",
        "title strengths gaps",
    ),
    ("questions_answered", "answered {title} for {agency}", "title agency number"),
    ("answer_replied", "replied to what {agency} answered to {title}: {reply}", "title agency reply"),
    ("plan_begun", "began {title}", "title"),
    ("plan_changed", "changed {title}", "title changes"),
    ("look_planned", "planned {title} for {on}: {method}", "title method on"),
    ("look_changed", "changed {title}", "title changes"),
    ("look_done", "said what was learned of {title}, with {found} findings", "title on found"),
    ("look_dropped", "said that {title} is not done: {why}", "title why"),
    ("visits_planned", "planned {title}: {a_year} visits by each member", "title a_year"),
    ("visits_changed", "changed {title}", "title changes"),
    ("visits_asked", "asked members for {count} visits of {title}", "title count"),
    ("visit_planned", "planned the {title} for {on}", "title on"),
    ("visit_changed", "changed the {title}", "title changes"),
    ("visit_dropped", "said that the {title} is not made: {why}", "title why"),
    ("visit_written", "wrote up the {title}: {noted} things noted", "title on noted"),
    ("visit_taken_up", "took {count} things noted on the {title} into the thread", "title count"),
    ("visit_replied", "replied to the {title}", "title"),
]:
    audit.declare(f"scrutiny.{_code}", _sentence, fields=_fields)
