"""The addresses of the area, under /reports/."""

from django.urls import path

from goldenthread.reports.views import comments, compiling, published, sending

app_name = "reports"
urlpatterns = [
    path("", compiling.reports, name="reports"),
    path("<uuid:pk>/", compiling.report, name="report"),
    path("sections/<uuid:pk>/", compiling.write, name="write"),
    path("<uuid:pk>/comments/", comments.comments, name="comments"),
    path("sections/<uuid:pk>/comment/", comments.comment, name="comment"),
    path("comments/<uuid:pk>/answer/", comments.answer, name="answer_comment"),
    path("comments/<uuid:pk>/ask/", comments.ask, name="ask"),
    path("comments/<uuid:pk>/settle/", comments.settle, name="settle_comment"),
    path("comments/<uuid:pk>/reopen/", comments.reopen, name="reopen_comment"),
    path("<uuid:pk>/recipients/", sending.recipients, name="recipients"),
    path("<uuid:pk>/recipients/add/", sending.add, name="add_recipient"),
    path("recipients/<uuid:pk>/", sending.recipient, name="recipient"),
    path("recipients/<uuid:pk>/change/", sending.change, name="change_recipient"),
    path("recipients/<uuid:pk>/remove/", sending.remove, name="remove_recipient"),
    path("recipients/<uuid:pk>/leave-out/", sending.excuse, name="excuse_recipient"),
    path("recipients/<uuid:pk>/put-back/", sending.include, name="include_recipient"),
    path("recipients/<uuid:pk>/send/", sending.send, name="send"),
    path("sendings/<uuid:pk>/receipt/", sending.acknowledge, name="acknowledge"),
    path("sendings/<uuid:pk>/ask/", sending.chase, name="chase"),
    path("sendings/<uuid:pk>/take-back/", sending.take_back, name="take_back"),
    path("published/<uuid:pk>/", published.edition, name="edition"),
    path("published/<uuid:pk>/<slug:format>/", published.download, name="download"),
]
