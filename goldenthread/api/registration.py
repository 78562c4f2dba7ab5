"""What the programming interface adds to the whole."""

from goldenthread.access.permissions import Permission
from goldenthread.api.offers import me, papers, register
from goldenthread.audit import registry as audit
from goldenthread.ui import menu
from goldenthread.workbench import portable, routes

audit.declare("api.token_made", "made the interface token {name}, for {days} days", fields="name days")
audit.declare("api.token_revoked", "revoked the interface token {name}", fields="name")

portable.leave_out("tokens are made anew in each installation", "api.Token")

for _prefix, _title, _router in [
    ("me", "The account", me.me),
    ("deadlines", "The due list", me.deadlines),
    ("partnerships", "Partnerships", register.partnerships),
    ("agencies", "Agencies", register.agencies),
    ("groups", "Groups", register.groups),
    ("memberships", "Memberships", register.memberships),
    ("rules", "Rules", papers.rules),
    ("documents", "Papers", papers.papers),
    ("records", "Records", papers.records),
]:
    routes.register(routes.Routes(_prefix, _title, _router))

menu.register(
    menu.MenuItem("my_work.tokens", "Interface tokens", "api:tokens", Permission.API_TOKEN, 9, parent="my_work")
)
