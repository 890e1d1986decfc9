"""The one Django app of the project."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Health articles")

    def ready(self) -> None:
        from . import audit_signals, checks, permissions, signal_handlers
        from .editor import previews
        from .queries import checking, stand_ins, unsigned

        checks.register()
        checking.register()
        permissions.register()
        stand_ins.register()
        unsigned.register()
        previews.register()
        signal_handlers.register()
        audit_signals.register()
