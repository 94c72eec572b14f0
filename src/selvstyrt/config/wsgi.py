"""WSGI entry: for a server behind a proxy that buffers requests."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")

application = get_wsgi_application()
reverse("readyz")  # loads every page now, so that the first visitor does not wait for it
