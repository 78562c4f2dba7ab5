"""The addresses of the area, under /returns/."""

from django.urls import path

from goldenthread.returns.views import calls, filling, judging, sheets

_WORK = "of/<uuid:agency>/<str:start>/<str:end>/"
app_name = "returns"
urlpatterns = [
    path("", filling.mine, name="mine"),
    path(_WORK, filling.workspace, name="workspace"),
    path(f"{_WORK}keep/", filling.keep, name="keep"),
    path(f"{_WORK}take-back/", filling.take_back, name="take_back"),
    path(f"{_WORK}sign/", filling.sign, name="sign"),
    path(f"{_WORK}hand/<str:part>/", filling.hand, name="hand"),
    path(f"{_WORK}workbook/", sheets.download, name="workbook"),
    path(f"{_WORK}upload/", sheets.upload, name="upload"),
    path("on-time/", judging.timeliness, name="timeliness"),
    path("calls/", calls.every, name="calls"),
    path("calls/new/", calls.new, name="new_call"),
    path("calls/<uuid:pk>/", calls.one, name="call"),
    path("calls/<uuid:pk>/change/", calls.change, name="change_call"),
    path("calls/<uuid:pk>/ask/", calls.ask, name="ask"),
    path("calls/<uuid:pk>/asks/<uuid:ask>/remove/", calls.stop_asking, name="stop_asking"),
    path("calls/<uuid:pk>/asks/<uuid:ask>/groups/", calls.split, name="split_ask"),
    path("calls/<uuid:pk>/send/", calls.send, name="send_call"),
    path("calls/<uuid:pk>/close/", calls.close, name="close_call"),
    path("calls/<uuid:pk>/open/", calls.reopen, name="reopen_call"),
    path("calls/<uuid:pk>/again/", calls.again, name="repeat_call"),
    path("<uuid:pk>/", judging.one, name="return"),
    path("<uuid:pk>/accept/", judging.accept, name="accept"),
    path("<uuid:pk>/ask/", judging.query, name="query"),
    path("<uuid:pk>/send-back/", judging.send_back, name="send_back"),
    path("<uuid:pk>/chase/", judging.chase, name="chase"),
    path("<uuid:pk>/lock/", judging.lock, name="lock"),
    path("<uuid:pk>/unlock/", judging.unlock, name="unlock"),
    path("<uuid:pk>/versions/<int:number>/", judging.version, name="version"),
    path("questions/<uuid:pk>/reply/", judging.reply, name="reply"),
]
