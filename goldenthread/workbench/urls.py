"""Addresses of the workbench."""

from django.urls import path

from goldenthread.workbench.views import checks, drafts, due, feed, saved, settings

app_name = "workbench"
urlpatterns = [
    path("", due.my_work, name="my_work"),
    path("work/<uuid:deadline>/delegate/", due.delegate, name="delegate"),
    path("work/<uuid:deadline>/take-back/", due.take_back, name="take_back"),
    path("work/mail/", settings.mail, name="mail"),
    path("work/calendar/", settings.calendar, name="calendar"),
    path("work/calendar/<uuid:feed>/stop/", settings.stop_feed, name="stop_feed"),
    path("calendar/<str:secret>.ics", feed.calendar, name="feed"),
    path("work/views/", saved.views, name="views"),
    path("work/views/save/", saved.save_view, name="save_view"),
    path("work/views/<uuid:view>/default/", saved.default_view, name="default_view"),
    path("work/views/<uuid:view>/delete/", saved.delete_view, name="delete_view"),
    path("work/drafts/", drafts.listed, name="drafts"),
    path("work/drafts/<str:form>/", drafts.keep, name="keep_draft"),
    path("work/drafts/<str:form>/drop/", drafts.drop, name="drop_draft"),
    path("work/drafts/<str:form>/<uuid:about>/", drafts.keep, name="keep_draft"),
    path("work/drafts/<str:form>/<uuid:about>/drop/", drafts.drop, name="drop_draft"),
    path("checks/", checks.results, name="checks"),
    path("checks/all/", checks.catalogue, name="check_catalogue"),
    path("checks/run/", checks.run_again, name="run_checks"),
]
