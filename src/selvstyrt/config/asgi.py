"""ASGI entry: for a single box without a proxy, where slow clients must not hold a worker."""

import os
import warnings

from django.core.asgi import get_asgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")

# Static files are read in a thread, which is as it should be for files of this size.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

application = get_asgi_application()
reverse("readyz")  # loads every page now, so that the first visitor does not wait for it
