"""WSGI entry: for a server behind a proxy that buffers requests."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")

application = get_wsgi_application()
