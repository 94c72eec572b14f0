from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "selvstyrt.apps.reports"
    label = "reports"
    verbose_name = "reports"
