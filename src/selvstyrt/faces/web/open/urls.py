"""Addresses of the open pages, area by area; the language stands before them."""

from django.urls import include, path

urlpatterns = [
    path("", include("selvstyrt.faces.web.open.home.urls")),
    path("", include("selvstyrt.faces.web.open.vacancies.urls")),
    path("", include("selvstyrt.faces.web.open.data.urls")),
    path("", include("selvstyrt.faces.web.open.municipalities.urls")),
    path("", include("selvstyrt.faces.web.open.suppliers.urls")),
    path("", include("selvstyrt.faces.web.open.guide.urls")),
    path("", include("selvstyrt.faces.web.open.occupations.urls")),
    path("", include("selvstyrt.faces.web.open.pay.urls")),
    path("", include("selvstyrt.faces.web.open.right.urls")),
    path("", include("selvstyrt.faces.web.open.fees.urls")),
]
