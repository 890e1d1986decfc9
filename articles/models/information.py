"""Pages about the site itself, which every health site owes its readers: who is behind it, how it reviews, privacy, contact."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index

from articles.blocks import BlockField, InformationBodyBlock

from .condition import RESERVED_SLUGS
from .information_forms import InformationCopyForm, InformationPageForm
from .routed import Routed
from .unsigned import ConfirmationPanel

INTRODUCTION_MAX_LENGTH = 400


class InformationPage(Routed, Page):
    """One page about the site in one language. Nobody signs it, so it says nothing about health.

    Whoever may publish under the home page may publish it; its address follows its kind, in English in every language.
    """

    class Kind(models.TextChoices):
        ABOUT = "about", _("About this site")
        HOW_WE_REVIEW = "how-we-review", _("How we review")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        PRIVACY = "privacy", pgettext_lazy("a page about the site", "Privacy")
        CONTACT = "contact", _("Contact")
        OTHER = "other", _("Another page about the site")

    kind = models.CharField(
        max_length=20,
        choices=Kind.choices,
        default=Kind.OTHER,
        verbose_name=_("kind"),
        help_text=_(
            "Every page of the site links to these. There is one of each kind in a language; the address follows the kind."
        ),
    )
    introduction = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(INTRODUCTION_MAX_LENGTH)],
        verbose_name=_("introduction"),
        help_text=_("What matters most, in at most 400 characters. Many readers read nothing else."),
    )
    body = BlockField(
        InformationBodyBlock(required=False),
        blank=True,
        verbose_name=_("text"),
        help_text=_(
            "About the site, never about health: nobody signs this page. What helps people to understand an illness belongs into an article."
        ),
    )

    template = "articles/pages/information.html"
    parent_page_types: ClassVar[list[str]] = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("About the site itself: who is behind it, how it reviews, accessibility, privacy, contact.")
    base_form_class = InformationPageForm
    copy_form_class = InformationCopyForm

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        ConfirmationPanel(),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]
    api_fields: ClassVar[list[Any]] = [APIField("kind"), APIField("introduction"), APIField("body")]

    class Meta:
        verbose_name = _("page about the site")
        verbose_name_plural = _("pages about the site")

    @property
    def label(self) -> str:
        """What links to it are called, the same on every page; its title where its kind says nothing."""
        return self.label_of(self.kind, self.title)

    @classmethod
    def label_of(cls, kind: str, title: str) -> str:
        return title if kind == cls.Kind.OTHER else str(dict(cls.Kind.choices).get(kind, kind))

    @classmethod
    def place_of(cls, kind: str) -> int:
        """The order in which pages link to them: by kind, the others last."""
        return cls.Kind.values.index(kind) if kind in cls.Kind.values else len(cls.Kind.values)

    #: Medical review is of what is said about health.
    has_workflow = False

    def get_workflow(self) -> None:
        return None

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        if self.kind in self.Kind.values and self.kind != self.Kind.OTHER:
            self.slug = str(self.kind)
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        if self.path:  # first, so that the second of a kind is told so, and not that an address is taken
            self.validate_place(self.get_parent())
        super().clean()

    def validate_place(self, parent: Page) -> None:
        """Raises ValidationError for a second page of a kind in a language, and for an address that is not free to take."""
        if self.kind == self.Kind.OTHER:
            if self.slug in RESERVED_SLUGS or self.slug in self.Kind.values:
                message = _("“%(slug)s” is an address of the site itself. Choose another.")
                raise ValidationError({"slug": ValidationError(message, code="reserved", params={"slug": self.slug})})
            return
        if InformationPage.objects.child_of(parent).filter(kind=self.kind).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"kind": ValidationError(_("There is a page of this kind in this language already."), code="kind")}
            )

    def can_move_to(self, parent: Page) -> bool:
        """Within its language, where it has its place already."""
        return super().can_move_to(parent) and (self.locale_id is None or parent.locale_id == self.locale_id)
