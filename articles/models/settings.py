"""Settings of the reader's site that people change in the admin."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
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

    def clean(self) -> None:
        super().clean()
        self._validate_that_live_editions_keep_a_disclaimer()

    def _validate_that_live_editions_keep_a_disclaimer(self) -> None:
        """Those that choose none of their own end with this one, in their own language and no other."""
        articles = apps.get_model("articles", "ArticlePage").objects.filter(live=True, disclaimer__isnull=True)
        chosen = self.default_disclaimer
        for language in set(articles.values_list("locale__language_code", flat=True)):
            texts = [chosen.for_readers(field, language) if chosen else None for field in ("title", "text")]
            if not all(text and text.language == language for text in texts):
                sentence = _(
                    "Live articles end with the default disclaimer in a language that this one is not signed in: %(language)s."
                )
                error = ValidationError(sentence, params={"language": dict(settings.LANGUAGES)[language]})
                raise ValidationError({"default_disclaimer": error})

    @classmethod
    def stored(cls, site: Site | None) -> SiteSettings | None:
        """A site's settings, if any were ever saved. Unlike Wagtail's `for_site` it never writes: readers only read."""
        return cls.objects.select_related("default_disclaimer").filter(site=site).first() if site else None
