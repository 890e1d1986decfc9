"""Words that go to readers without a sign-off: of home pages, conditions and pages about the site. What they may not say.

Doses and measured values are refused, on every path to readers. Names of conditions, risk factors and glossary terms may stand
in them (“about osteoporosis”), so whoever publishes a new one states that nothing is said about health with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.models import Page

from articles.domain.parity import doses

#: The fields that readers meet, of whichever of these pages has them.
WORDS = ("title", "seo_title", "search_description", "introduction", "also_known_as", "body")
CONFIRMED = "says_nothing_about_health"


def unsigned_words(page: Page) -> dict[str, Any]:
    """What readers meet of a page, by field, as it is stored."""
    return {name: _stored(getattr(page, name)) for name in WORDS if hasattr(page, name)}


def describe_doses(found: Iterable[str]) -> str:
    return _(
        "“%(dose)s” is a dose or a measured value, and nobody reviews this text. Move the sentence into an article, where it is signed."
    ) % {"dose": "”, “".join(found)}


def _stored(value: Any) -> Any:
    return value.stream_block.get_prep_value(value) if isinstance(value, StreamValue) else value


class UnsignedPageForm(WagtailAdminPageForm):
    """Lets a draft say anything. On publication it refuses doses."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self._judge({name: _stored(cleaned[name]) for name in WORDS if cleaned.get(name)})
        return cleaned

    def _judge(self, words: Mapping[str, Any]) -> None:
        for name, raw in words.items():
            if found := doses(raw, self._language):
                self.add_error(name, ValidationError(describe_doses(found), code="dose"))

    @property
    def _language(self) -> str:
        page = self.instance if self.instance.locale_id else self.parent_page
        language: str = page.locale.language_code
        return language


class ConfirmedPageForm(UnsignedPageForm):
    """On publication it asks about names that usually belong into an article, too."""

    says_nothing_about_health = forms.BooleanField(
        required=False,
        label=gettext_lazy("It says nothing about health"),
        help_text=gettext_lazy("Nobody reviews this text. What helps people to understand an illness belongs into an article."),
    )

    #: The names of conditions, risk factors and terms that stand in words of a language. Set by `articles.queries.unsigned`.
    find_names: ClassVar[Callable[[Any, str], list[str]]] = staticmethod(lambda _words, _language: [])

    def _judge(self, words: Mapping[str, Any]) -> None:
        """Asks at each publication that brings a name which readers do not meet on the page yet."""
        super()._judge(words)
        if not self.cleaned_data.get(CONFIRMED) and (new := self._new_names(words)):
            sentence = ngettext(
                "The text names “%(names)s”. If it says nothing about health with it, tick this box and publish again.",
                "The text names “%(names)s”. If it says nothing about health with them, tick this box and publish again.",
                len(new),
            )
            self.add_error(CONFIRMED, ValidationError(sentence % {"names": "”, “".join(new)}, code="names"))

    def _new_names(self, words: Mapping[str, Any]) -> list[str]:
        live = type(self.instance).objects.filter(pk=self.instance.pk, live=True).first() if self.instance.pk else None
        known = type(self).find_names(unsigned_words(live), self._language) if live else []
        return [name for name in type(self).find_names(dict(words), self._language) if name not in known]


class ConfirmationPanel(FieldPanel):
    """The box, where it is asked for: after a publication that was refused for the lack of it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"field_name": CONFIRMED, **kwargs})

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self) -> bool:
            asked = (
                self.form is not None
                and self.form.is_bound
                and (self.form.errors.get(CONFIRMED) or self.form.data.get(CONFIRMED))
            )
            return bool(asked) and bool(super().is_shown())
