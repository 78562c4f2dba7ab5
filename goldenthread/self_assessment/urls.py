"""The addresses of the area, under /self-assessment/."""

from django.urls import path

from goldenthread.self_assessment.views import analysis, evidence, filling, judging, listening, rounds, sheets, signing

_SHEET = "returns/<uuid:pk>/"
app_name = "self_assessment"
urlpatterns = [
    path("", filling.mine, name="mine"),
    path("rounds/", rounds.every, name="rounds"),
    path("rounds/new/", rounds.new, name="new_round"),
    path("rounds/<uuid:pk>/", rounds.one, name="round"),
    path("rounds/<uuid:pk>/analysis/", analysis.one, name="analysis"),
    path("rounds/<uuid:pk>/change/", rounds.change, name="change_round"),
    path("rounds/<uuid:pk>/ask/", rounds.ask, name="ask"),
    path("rounds/<uuid:pk>/send/", rounds.send, name="send_round"),
    path("rounds/<uuid:pk>/again/", rounds.again, name="repeat_round"),
    path("rounds/<uuid:pk>/close/", rounds.close, name="close_round"),
    path("rounds/<uuid:pk>/remind/", rounds.remind, name="remind"),
    path("rounds/<uuid:pk>/survey/", listening.open_survey, name="open_survey"),
    path("rounds/<uuid:pk>/survey/addresses/", listening.links, name="survey_links"),
    path("rounds/<uuid:pk>/session/", listening.new_session, name="new_session"),
    path("survey/<str:token>/", listening.survey, name="survey"),
    path("sessions/<uuid:pk>/", listening.session, name="session"),
    path("sessions/<uuid:pk>/change/", listening.change_session, name="change_session"),
    path(_SHEET, filling.one, name="return"),
    path(f"{_SHEET}report.<str:format>", analysis.paper, name="report"),
    path(f"{_SHEET}workbook/", sheets.download, name="workbook"),
    path(f"{_SHEET}upload/", sheets.upload, name="upload"),
    path(f"{_SHEET}keep/", filling.keep, name="keep"),
    path(f"{_SHEET}confirm/", filling.confirm, name="confirm"),
    path(f"{_SHEET}hand/<str:standard>/", filling.hand, name="hand"),
    path(f"{_SHEET}take-back/<str:standard>/", filling.take_back, name="take_back"),
    path(f"{_SHEET}done/<str:standard>/", filling.done, name="finish_part"),
    path(f"{_SHEET}evidence/<str:code>/", evidence.attach, name="attach"),
    path(f"{_SHEET}evidence/<str:code>/<uuid:piece>/remove/", evidence.detach, name="detach"),
    path(f"{_SHEET}sign/<str:role>/", signing.sign, name="sign"),
    path(f"{_SHEET}open-again/", signing.open_again, name="open_again"),
    path(f"{_SHEET}versions/<int:number>/", signing.version, name="version"),
    path(f"{_SHEET}moderate/<str:code>/", judging.judge, name="judge"),
    path(f"{_SHEET}actions/<str:code>/", judging.step, name="step"),
    path("evidence/", evidence.library, name="library"),
    path("evidence/new/", evidence.new, name="new_evidence"),
    path("evidence/<uuid:pk>/", evidence.one, name="evidence"),
    path("evidence/<uuid:pk>/change/", evidence.change, name="change_evidence"),
]
