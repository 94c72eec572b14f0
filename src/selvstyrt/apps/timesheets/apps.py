from django.apps import AppConfig


class TimesheetsConfig(AppConfig):
    name = "selvstyrt.apps.timesheets"
    label = "timesheets"
    verbose_name = "timesheets"
