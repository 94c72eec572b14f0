"""ASGI entry: for a single box without a proxy, where slow clients must not hold a worker."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")

application = get_asgi_application()
