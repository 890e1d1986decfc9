"""Development's settings as the real servers run under in these tests: no debug pages, so with the page cache; plain files."""

from __future__ import annotations

from osteo_site.settings.dev import *  # noqa: F403
from osteo_site.settings.dev import LOGGING, STORAGES

DEBUG = False
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
#: Thousands of articles are asked for while they are taken down.
LOGGING = {**LOGGING, "loggers": {"django.request": {"level": "ERROR"}}}
