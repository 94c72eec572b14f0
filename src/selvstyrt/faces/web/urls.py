"""The addresses of the pages, area by area."""

from django.urls import include, path

import selvstyrt.faces.web.open.shell  # noqa: F401  # the addresses use its word for the language
from selvstyrt.faces.web.open.home.sitemap import robots, site_map

urlpatterns = [
    path("sitemap.xml", site_map, name="site_map"),
    path("robots.txt", robots, name="robots"),
    path("", include("selvstyrt.faces.web.start.urls")),
    path("", include("selvstyrt.faces.web.many.urls")),
    path("", include("selvstyrt.faces.web.supplier.urls")),
    path("<open_language:language>", include("selvstyrt.faces.web.open.urls")),
    path("s/<uuid:scheme_uid>/", include("selvstyrt.faces.web.scheme.urls")),
    path("s/<uuid:scheme_uid>/", include("selvstyrt.faces.web.plans.urls")),
    path("s/<uuid:scheme_uid>/", include("selvstyrt.faces.web.time.urls")),
    path("s/<uuid:scheme_uid>/", include("selvstyrt.faces.web.money.urls")),
]
