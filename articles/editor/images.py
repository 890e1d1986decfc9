"""The form of a picture: one that readers see in a signed article stays as it was signed."""

from __future__ import annotations

from wagtail.images.forms import BaseImageForm

from articles.models.signing_words import GateError
from articles.services import picture_gate


class PictureForm(BaseImageForm):
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
