"""Root addresses."""

from django.urls import include, path
from django.views.generic import RedirectView

from selvstyrt.faces.web import health, language

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("sprak/", language.choose_language, name="choose_language"),
    # A person has one address; it is changed on one's own page.
    path("konto/email/", RedirectView.as_view(pattern_name="own_address"), name="address_moved"),
    path("konto/", include("allauth.urls")),
    path("", include("selvstyrt.faces.api.calendar")),
    path("", include("selvstyrt.faces.api.open.urls")),
    path("", include("selvstyrt.faces.web.urls")),
]

handler400 = "selvstyrt.faces.web.errors.wrong_request"
handler403 = "selvstyrt.faces.web.errors.no_access"
handler404 = "selvstyrt.faces.web.errors.not_found"
handler500 = "selvstyrt.faces.web.errors.our_fault"
