"""The WSGI entry point. Without DJANGO_SETTINGS_MODULE it uses the production settings."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.production")

application = get_wsgi_application()
