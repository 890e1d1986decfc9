"""Images and their renditions. Our own models from the first migration, because they are hard to change later."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class ArticleImage(AbstractImage):
    """An uploaded picture. Its alternative text is decided where it is used, since it depends on the use."""

    credit = models.CharField(
        max_length=150,
        blank=True,
        verbose_name=_("credit"),
        help_text=_("Who made the picture, and under which licence. Shown wherever a figure does not name its own."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the file's hash true to the file: sign-offs of figures rest on it."""
        if self.file and not self.file._committed:
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class ArticleRendition(AbstractRendition):
    image = models.ForeignKey(ArticleImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]
