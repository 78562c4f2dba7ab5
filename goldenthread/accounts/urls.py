"""Addresses of the accounts area."""

from django.urls import path

from goldenthread.accounts.views import invitations, mine, openings, people

app_name = "accounts"
urlpatterns = [
    path("", people.accounts, name="accounts"),
    path("mine/", mine.account, name="account"),
    path("roles/", people.roles, name="roles"),
    path("second-factor/", people.coverage, name="coverage"),
    path("demonstration/", mine.demonstration_sign_in, name="demonstration_sign_in"),
    path("invitations/", invitations.invitations, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.withdraw, name="withdraw"),
    path("invitations/accept/<str:token>/", invitations.accept, name="accept"),
    path("break-glass/", openings.break_glass, name="break_glass"),
    path("break-glass/<uuid:opening_id>/end/", openings.end, name="end_opening"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<uuid:opening_id>/", openings.review, name="review_opening"),
    path("<uuid:user_id>/", people.account, name="one"),
    path("<uuid:user_id>/grant/", people.grant, name="grant"),
    path("<uuid:user_id>/close/", people.close, name="close"),
    path("<uuid:user_id>/second-factor/reset/", people.reset_second_factor, name="reset_second_factor"),
    path("<uuid:user_id>/reopen/", people.reopen, name="reopen"),
    path("grants/<uuid:grant_id>/end/", people.end_grant, name="end_grant"),
]
