"""The gate's part for pictures: what a live edition shows was signed with it, file and credit."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from articles.models import ArticleImage, ArticlePage
from articles.models.signing_words import GateError


def guard_picture(image: ArticleImage, update_fields: Collection[str] | None = None) -> None:
    """Called before every save of a picture. Raises GateError if it would change what a live edition shows."""
    if not image.pk or (update_fields is not None and not {"file", "credit"} & set(update_fields)):
        return
    before = ArticleImage.objects.filter(pk=image.pk).values("file", "credit").first()
    if before is None or (before["file"] == image.file.name and image.file._committed and before["credit"] == image.credit):
        return
    _refuse_if_shown(
        image,
        _("A live article shows this picture, and its sign-offs hold for it as it is. Upload the new one as another picture."),
    )


def guard_deletion_of_picture(image: ArticleImage) -> None:
    """Called before every deletion of a picture. Raises GateError if a live edition would lose it."""
    _refuse_if_shown(
        image, _("A live article shows this picture, and its sign-offs hold for it. Publish the article without it first.")
    )


def _refuse_if_shown(image: ArticleImage, sentence: str) -> None:
    users = ReferenceIndex.get_references_to(image).values_list("object_id", flat=True)
    if ArticlePage.objects.filter(pk__in=[int(pk) for pk in users if str(pk).isdigit()], live=True).exists():
        raise GateError(image.title, [sentence], reason="picture_in_use")
