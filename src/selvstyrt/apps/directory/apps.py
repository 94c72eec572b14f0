from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "selvstyrt.apps.directory"
    label = "directory"
    verbose_name = "directory"
