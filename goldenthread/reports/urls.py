"""The addresses of the area, under /reports/."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from goldenthread.reports.views import (
    carried,
    comments,
    compiling,
    finishing,
    packs,
    published,
    received,
    sending,
    updates,
    writing,
)


class FigureName(StringConverter):
    """A figure or thread of an edition, as `document/index.py` names it: one piece of an address, without a slash."""

    regex = "[A-Za-z0-9_.:~-]{1,200}"


register_converter(FigureName, "figure")

app_name = "reports"
urlpatterns = [
    path("", compiling.reports, name="reports"),
    path("start/", compiling.start, name="start"),
    path("<uuid:pk>/", compiling.report, name="report"),
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
    path("sendings/", sending.sendings, name="sendings"),
    path("sendings/<uuid:pk>/receipt/", sending.acknowledge, name="acknowledge"),
    path("sendings/<uuid:pk>/ask/", sending.chase, name="chase"),
    path("sendings/<uuid:pk>/take-back/", sending.take_back, name="take_back"),
    path("<uuid:pk>/preview/", compiling.preview, name="preview"),
    path("<uuid:pk>/title/", compiling.title, name="title"),
    path("<uuid:pk>/order/", compiling.order, name="order"),
    path("<uuid:pk>/add/", compiling.add, name="add"),
    path("<uuid:pk>/finish/", finishing.finish, name="finish"),
    path("<uuid:pk>/approve/", finishing.approve, name="approve"),
    path("<uuid:pk>/reopen/", finishing.reopen, name="reopen"),
    path("<uuid:pk>/release/", finishing.release, name="release"),
    path("<uuid:pk>/publish/", finishing.publish, name="publish"),
    path("<uuid:pk>/silence/<slug:kind>/", finishing.silence, name="silence"),
    path("silences/<uuid:pk>/end/", finishing.hear_again, name="hear_again"),
    path("sections/<uuid:pk>/", writing.write, name="write"),
    path("sections/<uuid:pk>/ready/", writing.ready, name="ready"),
    path("sections/<uuid:pk>/read/", carried.look_at, name="look_at"),
    path("sections/<uuid:pk>/remove/", writing.remove, name="remove"),
    path("editions/<uuid:pk>/take-down/", finishing.take_down, name="take_down"),
    path("packs/", packs.packs, name="packs"),
    path("packs/make/<uuid:pk>/", packs.make_pack, name="make_pack"),
    path("packs/<uuid:pk>/", packs.pack, name="pack"),
    path("packs/<uuid:pk>/again/", packs.again, name="pack_again"),
    path("packs/<uuid:pk>/<slug:format>/", packs.pack_file, name="pack_file"),
    path("received/", received.received, name="received"),
    path("received/<uuid:pk>/", received.received_report, name="received_report"),
    path("received/<uuid:pk>/arrived/", received.receive, name="receive"),
    path("received/<uuid:pk>/says/", received.summarise, name="summarise"),
    path("received/ask/<uuid:pk>/", received.ask_for, name="ask_for"),
    path("updates/", updates.updates, name="updates"),
    path("updates/<uuid:pk>/", updates.update, name="update"),
    path("updates/<uuid:pk>/file/<slug:format>/", updates.download_update, name="download_update"),
    path("updates/<uuid:pk>/ask/", updates.ask_agency, name="ask_agency"),
    path("updates/<uuid:pk>/introduction/", updates.introduce, name="introduce"),
    path("updates/<uuid:pk>/give/", updates.give, name="give"),
    path("updates/begin/<uuid:pk>/", updates.begin, name="begin_update"),
    path("updates/parts/<uuid:pk>/", updates.write_part, name="write_part"),
    path("updates/parts/<uuid:pk>/drop/", updates.drop_part, name="drop_part"),
    path("of/<slug:slug>/", published.published, name="published"),
    path("published/<uuid:pk>/", published.edition, name="edition"),
    path("published/<uuid:pk>/figures/", published.figures, name="figures"),
    path("published/<uuid:pk>/figures/<figure:name>/", published.figure, name="figure"),
    path("published/<uuid:pk>/figures/<figure:name>/json/", published.figure_data, name="figure_data"),
    path("published/<uuid:pk>/threads/<figure:name>/", published.thread, name="thread"),
    path("published/<uuid:pk>/threads/<figure:name>/<int:step>/", published.thread_step, name="thread_step"),
    path("published/<uuid:pk>/data/", published.data, name="data"),
    path("published/<uuid:pk>/young/", published.young, name="young"),
    path("published/<uuid:pk>/<slug:format>/", published.download, name="download"),
]
