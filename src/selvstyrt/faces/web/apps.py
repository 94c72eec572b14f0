"""The web face as a Django app: templates' filters, static files and texts."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "selvstyrt.faces.web"
    label = "web"
    verbose_name = "web"
