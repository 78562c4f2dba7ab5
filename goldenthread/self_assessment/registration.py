"""The contents page of the area: everything it adds to the whole."""

from goldenthread import jobs
from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.quality import looked
from goldenthread.records import kinds
from goldenthread.self_assessment import (  # importing interface and tasks registers them
    checking,
    interface,
    looking,
    packing,
    queries,
    tasks,  # noqa: F401
)
from goldenthread.self_assessment.queries import materials as offered
from goldenthread.ui import menu
from goldenthread.workbench import checks, materials, packs, portable, routes
from goldenthread.workbench.materials import Need
from goldenthread.workbench.parts import on_records

_VIEW, _PART = Permission.ASSESSMENT_VIEW, Permission.ASSESSMENT_PART

for _code, _label, _plural, _prefix, _url, _see in [
    (queries.ROUND, "Round of self-assessment", "Rounds of self-assessment", "SAR", "round", queries.visible_rounds),
    (queries.RETURN, "Self-assessment", "Self-assessments", "SAS", "return", queries.visible_returns),
    (queries.SESSION, "Challenge session", "Challenge sessions", "SCS", "session", queries.visible_sessions),
    (queries.EVIDENCE, "Evidence", "Evidence", "EVI", "evidence", queries.visible_evidence),
]:
    kinds.register(
        kinds.RecordKind(
            code=_code,
            label=_label,
            plural=_plural,
            prefix=_prefix,
            url_name=f"self_assessment:{_url}",
            view=_PART,
            visible=_see,
        )
    )
for _code, _label, _url, _permission, _order in [
    ("mine", "Asked of us", "self_assessment:mine", _PART, 10),
    ("rounds", "Self-assessments", "self_assessment:rounds", _VIEW, 20),
    ("evidence", "Our evidence", "self_assessment:library", Permission.ASSESSMENT_FILL, 30),
]:
    menu.register(menu.MenuItem(f"self_assessment.{_code}", _label, _url, _permission, _order, parent="quality"))

packs.register(packing.PART)
looked.register(looking.SOURCE)
routes.register(routes.Routes("self-assessments", "Self-assessments", interface.router))
materials.register(
    materials.Material(
        offered.CODE,
        "Self-assessments",
        serves={Need.SCRUTINY, Need.EDUCATION},
        offers=offered.offers,
        build=offered.block,
    )
)
jobs.every("self_assessment.night", cron="40 5 * * 1-5")
for _check in checking.CHECKS:
    checks.register(_check)

portable.register(
    portable.Part(
        "self_assessment",
        "Self-assessments",
        (
            portable.Table("self_assessment.Round", where=on_records()),
            portable.Table("self_assessment.Place", by=("round",)),
            portable.Table("self_assessment.Return", by=("round",)),
            portable.Table("self_assessment.For", by=("sheet",)),
            portable.Table("self_assessment.Answer", by=("sheet",)),
            portable.Table("self_assessment.Evidence", where=on_records()),
            portable.Table("self_assessment.Proof", by=("sheet",)),
            portable.Table("self_assessment.Part", by=("sheet",)),
            portable.Table("self_assessment.Chase", by=("sheet",)),
            portable.Table("self_assessment.Version", by=("sheet",)),
            portable.Table("self_assessment.Signature", by=("version",)),
            portable.Table("self_assessment.Reader", by=("sheet",)),
            portable.Table("self_assessment.Judgement", by=("sheet",)),
            portable.Table("self_assessment.Step", by=("sheet",)),
            portable.Table("self_assessment.Survey", by=("round",)),
            portable.Table("self_assessment.SurveyLink", by=("survey",)),
            portable.Table("self_assessment.Heard", by=("link",)),
            portable.Table("self_assessment.Session", where=on_records()),
        ),
    )
)

# Each line: code, sentence, fields.
_RETURN = "agency title"
for _code, _sentence, _fields in [
    ("round_begun", "began the round {title}", "title"),
    ("round_changed", "changed the round {title}", "title changes"),
    ("asked", "said that {count} agencies answer the round {title}", "title count"),
    ("round_sent", "sent the round {title} to {count} agencies", "title count"),
    ("round_closed", "closed the round {title}", "title"),
    ("answered", "answered {codes} for {agency} in {title}", f"{_RETURN} codes file"),
    ("confirmed", "confirmed {codes} of last year for {agency} in {title}", f"{_RETURN} codes"),
    ("handed", "handed “{part}” of {agency} in {title} to {to}", f"{_RETURN} part to"),
    ("taken_back", "took part {part} of {agency} in {title} back", f"{_RETURN} part"),
    ("part_done", "finished part {part} of {agency} in {title}", f"{_RETURN} part"),
    ("signed", "signed version {version} for {agency} in {title}: {role}, {name}", f"{_RETURN} version role name"),
    ("returned", "returned version {version} of {agency} in {title}, signed by all", f"{_RETURN} version"),
    ("opened_again", "opened the return of {agency} in {title} again: {why}", f"{_RETURN} version why"),
    ("evidence_added", "added the evidence {what} of {agency}", "agency what"),
    ("evidence_changed", "changed the evidence {what} of {agency}", "agency what changes"),
    ("proved", "put {what} under {codes} for {agency} in {title}", f"{_RETURN} codes what"),
    ("unproved", "took {what} from under {codes} for {agency} in {title}", f"{_RETURN} codes what"),
    ("judged", "gave a {sort} grade to {code} of {agency} in {title}: {grade}", f"{_RETURN} code sort grade"),
    ("dealt", "dealt {count} readings of {title} out to {people} people of the panel", "title count people"),
    ("asked_to_read", "asked {to} to read the return of {agency} in {title} for the panel", f"{_RETURN} to"),
    ("let_off", "let {to} off reading the return of {agency} in {title}", f"{_RETURN} to"),
    ("read", "graded {codes} of {agency} in {title} otherwise, for the panel", f"{_RETURN} codes"),
    ("reading_done", "finished reading the return of {agency} in {title} for the panel", _RETURN),
    ("found", "recorded a finding on {code} of {agency} in {title}", f"{_RETURN} code"),
    ("reminded", "reminded {count} people of {title}: {words}", "title count words"),
    ("chased", "took the step {step} for {agency} in {title}, and told {told}: {words}", f"{_RETURN} step told words"),
    ("expiry_told", "told {count} people that evidence of {agency} expires: {what}", "agency count what"),
    ("survey_opened", "opened a survey beside {title} for {count} agencies", "title count"),
    ("session_held", "recorded {title}: a panel of {count}, {young} of them young people", "title count young"),
    ("session_changed", "changed {title}", "title"),
    ("step_opened", "opened an action for {code} of {agency} in {title}: {what}", f"{_RETURN} code what"),
]:
    audit.declare(f"self_assessment.{_code}", _sentence, fields=_fields)
