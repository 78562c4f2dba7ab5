"""The addresses of the area, under /reports/."""

from django.urls import path

from goldenthread.reports.views import comments, compiling, published

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
    path("published/<uuid:pk>/", published.edition, name="edition"),
    path("published/<uuid:pk>/<slug:format>/", published.download, name="download"),
]
