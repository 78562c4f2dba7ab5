"""The addresses of the area, under /releases/."""

from django.urls import path

from goldenthread.releases.views import deciding, preparing, published, reading

app_name = "releases"
urlpatterns = [
    path("", reading.releases, name="releases"),
    path("prepare/<uuid:place>/", preparing.prepare, name="prepare"),
    path("protect/<uuid:place>/", preparing.protect, name="protect"),
    path("<uuid:pk>/", reading.release, name="release"),
    path("<uuid:pk>/prepare/", preparing.prepare_again, name="prepare_again"),
    path("editions/<uuid:pk>/", reading.edition, name="edition"),
    path("editions/<uuid:pk>/proof/", reading.proof, name="proof"),
    path("editions/<uuid:pk>/release/", deciding.set_out, name="set_out"),
    path("editions/<uuid:pk>/send-back/", deciding.send_back, name="send_back"),
    path("editions/<uuid:pk>/take-down/", deciding.withdraw, name="withdraw"),
    path("audiences/<uuid:place>/", deciding.policies, name="policies"),
    path("audiences/<uuid:place>/<slug:audience>/", deciding.decide_policy, name="decide_policy"),
    path("of/<slug:slug>/", published.every, name="published"),
    path("published/<uuid:release>/", published.newest, name="newest"),
    path("published/<uuid:release>/<int:number>/", published.edition, name="published_edition"),
    path("published/<uuid:release>/<int:number>/data.csv", published.data, name="data"),
    path("published/<uuid:release>/<int:number>/datapackage.json", published.package, name="package"),
]
