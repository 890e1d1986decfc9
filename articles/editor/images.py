"""The form of a picture: only pictures come in, and one that readers see in a signed article stays as it was signed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.forms import BaseImageForm

from articles.domain.pictures import Flaw, PictureError
from articles.models.images import CleanFile, clean_file
from articles.models.signing_words import GateError
from articles.services import picture_gate

_WORDS: Final = {
    Flaw.UNREADABLE: _("This file cannot be read as a picture. It may be damaged: save it anew and upload that."),
    Flaw.ANIMATED: _("This picture moves. Upload a still one: moving pictures keep people from reading."),
    Flaw.TOO_MANY_PIXELS: _("This picture has more than %(limit)d million pixels. Make it smaller and upload that."),
}


def _refusing(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Wagtail's reading of an upload, which counts the frames of a file that may be cut off, and fails where it is."""

    def reading(data: Any) -> Any:
        try:
            return read(data)
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(_WORDS[Flaw.UNREADABLE], Flaw.UNREADABLE.value) from error

    return reading


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:  # not where several pictures are described at once
            self.fields["file"].to_python = _refusing(self.fields["file"].to_python)

    def clean_file(self) -> Any:
        """After Wagtail's checks of name, size and kind. The file goes on as nothing but the picture in it."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data or not file or isinstance(file, CleanFile):
            return file
        file.seek(0)
        try:
            return clean_file(file.read(), file.name)
        except PictureError as error:
            millions = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
            raise ValidationError(_WORDS[error.flaw], error.flaw.value, {"limit": millions}) from error

    def _post_clean(self) -> None:
        """Asks the gate when the posted values are on the picture, so that a refusal stands at its field."""
        super()._post_clean()
        if self.errors:
            return
        try:
            picture_gate.guard_picture(self.instance)
        except GateError as refusal:
            self.add_error(self._field_of_refusal(), refusal.messages)

    def _field_of_refusal(self) -> str | None:
        return next((name for name in ("file", "credit") if name in self.fields and name in self.changed_data), None)
