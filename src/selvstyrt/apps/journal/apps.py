from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "selvstyrt.apps.journal"
    label = "journal"
    verbose_name = "journal"
