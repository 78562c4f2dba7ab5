"""Addresses of the thread."""

from django.urls import path

from goldenthread.thread.views import along, difference, doing, finding, many, pages, recommending

app_name = "thread"

urlpatterns = [
    path("of/<uuid:pk>/", along.whole, name="whole"),
    path("findings/", pages.findings, name="findings"),
    path("findings/record/", finding.record, name="record"),
    path("findings/<uuid:pk>/", pages.finding, name="finding"),
    path("findings/<uuid:pk>/change/", finding.change, name="change_finding"),
    path("themes/", pages.themes, name="themes"),
    path("themes/<uuid:pk>/", pages.theme, name="theme"),
    path("themes/<uuid:pk>/change/", finding.rename_theme, name="change_theme"),
    path("recommendations/", pages.recommendations, name="recommendations"),
    path("recommendations/make/", recommending.recommend, name="recommend"),
    path("recommendations/<uuid:pk>/", pages.recommendation, name="recommendation"),
    path("recommendations/<uuid:pk>/change/", recommending.change, name="change_recommendation"),
    path("recommendations/<uuid:pk>/rest-on/", recommending.rest_on, name="rest_on"),
    path("recommendations/<uuid:pk>/ask/", recommending.ask, name="ask"),
    path("recommendations/<uuid:pk>/answer/<uuid:agency>/", recommending.answer, name="answer"),
    path("recommendations/<uuid:pk>/take-back/<uuid:response>/", recommending.take_back, name="take_back"),
    path("actions/", pages.actions, name="actions"),
    path("actions/open/", doing.open_action, name="open"),
    path("actions/update/", many.update_many, name="update_many"),
    path("actions/<uuid:pk>/", pages.action, name="action"),
    path("actions/<uuid:pk>/change/", doing.change, name="change_action"),
    path("actions/<uuid:pk>/date/", doing.due, name="due"),
    path("actions/<uuid:pk>/owner/", doing.hand_over, name="hand_over"),
    path("actions/<uuid:pk>/colleague/", doing.delegate, name="delegate"),
    path("actions/<uuid:pk>/update/", doing.update, name="update"),
    path("actions/<uuid:pk>/shortfall/", doing.shortfall, name="shortfall"),
    path("actions/<uuid:pk>/withdraw/", doing.end, {"how": "withdraw"}, name="withdraw"),
    path("actions/<uuid:pk>/supersede/", doing.end, {"how": "supersede"}, name="supersede"),
    path("actions/<uuid:pk>/merge/", doing.end, {"how": "merge"}, name="merge"),
    path("actions/<uuid:pk>/reopen/", doing.reopen, name="reopen"),
    path("actions/<uuid:pk>/asked-for/", doing.demand, name="demand"),
    path("actions/<uuid:pk>/asked-for/<uuid:record>/", doing.undemand, name="undemand"),
    path("actions/<uuid:pk>/evidence/", difference.add_evidence, name="add_evidence"),
    path(
        "actions/<uuid:pk>/evidence/<uuid:evidence>/withdraw/", difference.withdraw_evidence, name="withdraw_evidence"
    ),
    path("actions/<uuid:pk>/difference/", difference.judge, name="judge"),
    path("actions/<uuid:pk>/close/", difference.close, name="close"),
]
