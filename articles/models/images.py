"""Images and their renditions. Our own models from the first migration, because they are hard to change later.

What was uploaded is kept where no address leads. Readers get renditions, whose addresses nobody can guess before they are shown.
"""

from __future__ import annotations

import secrets
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from articles.domain.pictures import cleaned


class CleanFile(ContentFile):
    """A picture's file that was cleaned already."""


class ArticleImage(AbstractImage):
    """An uploaded picture. Its alternative text is decided where it is used, since it depends on the use."""

    file: Any  # Wagtail's own field
    credit = models.CharField(
        max_length=150,
        blank=True,
        verbose_name=_("credit"),
        help_text=_("Who made the picture, and under which licence. Shown wherever a figure does not name its own."),
    )

    admin_form_fields = (*Image.admin_form_fields, "credit")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Cleans a new file, on whatever path it came, and keeps the file's hash true to it: sign-offs of figures rest on it.

        Raises PictureError for a file that is no picture, or one that is too large.
        """
        if self.file and not self.file._committed:
            if not isinstance(self.file.file, CleanFile):
                self.file.seek(0)
                self.file = clean_file(self.file.read(), self.file.name)
            self._set_image_file_metadata()
        super().save(*args, **kwargs)

    def get_upload_to(self, filename: str) -> str:
        """A name by chance: people's own names of files tell too much, and renditions take theirs from it."""
        return f"original_images/{secrets.token_hex(16)}{PurePath(filename).suffix.lower()}"

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


def clean_file(data: bytes, name: str) -> CleanFile:
    """Raises PictureError."""
    return CleanFile(cleaned(data, settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS), name=name)


class ArticleRendition(AbstractRendition):
    image = models.ForeignKey(ArticleImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition"),
        ]
