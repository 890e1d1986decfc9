"""Settings of the reader's site that people change in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site


@register_setting(icon="cogs")
class SiteSettings(BaseSiteSetting):
    default_disclaimer = models.ForeignKey(
        "articles.Disclaimer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("default disclaimer"),
        help_text=_(
            "Stands at the end of every article that does not choose another. An edition cannot be published without it in its own language."
        ),
    )
    #: Set by `manage.py demo` alone, and shown on every page. Nobody can untick it: the content stays a demonstration.
    demonstration = models.BooleanField(default=False, editable=False)

    panels: ClassVar[list[Any]] = [FieldPanel("default_disclaimer")]
    select_related: ClassVar[list[str]] = ["default_disclaimer"]

    class Meta:
        verbose_name = _("reader’s site")

    @classmethod
    def stored(cls, site: Site | None) -> SiteSettings | None:
        """A site's settings, if any were ever saved. Unlike Wagtail's `for_site` it never writes: readers only read."""
        return cls.objects.select_related("default_disclaimer").filter(site=site).first() if site else None
