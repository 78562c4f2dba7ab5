"""A few pages to try the ui with, besides the product's own addresses."""

from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import path

from goldenthread.access.guards import public, signed_in
from goldenthread.access.permissions import Permission
from goldenthread.config.urls import handler400, handler403, handler404, handler500  # noqa: F401
from goldenthread.config.urls import urlpatterns as product
from goldenthread.foundation.errors import EditConflict, NotAllowed, NotFound, RuleBroken
from goldenthread.ui.forms import DateField, EditForm, RadioField, TextAreaField, TextField
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, FlagFilter, ListView, TextFilter
from goldenthread.ui.pages import page

User = get_user_model()
ACCOUNTS = ListView(
    "test.accounts",
    "Accounts",
    columns=[
        Column("email", "Email", value=lambda row: row.email, sort="email", link=lambda row: f"/x/{row.pk}/"),
        Column("joined", "Joined", value=lambda row: row.joined_at.date(), sort="joined_at"),
        Column("active", "Active", value=lambda row: row.is_active, tag=lambda row: ("Active", "green")),
        Column("name", "Name in files", value=lambda row: row.email, hidden=True),
    ],
    filters=[
        TextFilter("email", "Email"),
        ChoiceFilter(
            "state", "State", [("on", "On"), ("off", "Off")], lambda rows, v: rows.filter(is_active=v == "on")
        ),
        FlagFilter("is_active", "Only active"),
        DateRangeFilter("joined_at__date", "Joined"),
    ],
    default_sort="email",
    per_page=5,
    empty=Empty("No accounts yet", "Accounts stand here.", ("Get help", "ui:help")),
)


class SampleForm(EditForm):
    name = TextField("Name", max_length=20)
    started = DateField("Start date", required=False)
    colour = RadioField("What colour is it?", choices=[("red", "Red"), ("other", "Other")], reveals={"other": "which"})
    which = TextField("Which colour", required=False)
    notes = TextAreaField("Notes", required=False, max_length=100, count=True)


@public("test")
def listed(request):
    return ACCOUNTS.respond(request, User.objects.all())


@public("test")
def form(request):
    return page(request, "ui/test_form.jinja", {"form": SampleForm(request.POST or None)})


@public("test")
def refuse(request, how):
    raise {
        "not-allowed": NotAllowed("Your roles do not let you do this."),
        "not-found": NotFound("Nothing."),
        "rule": RuleBroken("The end is before the beginning."),
        "conflict": EditConflict(theirs=None, seen=1),
        "fault": RuntimeError("boom"),
    }[how]


@signed_in
def private(request):
    return HttpResponse("in")


NEEDED = Permission.LIST_EXPORT
urlpatterns = [
    path("test/list/", listed),
    path("test/form/", form),
    path("test/refuse/<str:how>/", refuse),
    path("test/private/", private),
    path("test/sign-in/", form, name="account_login"),
    *product,
]
