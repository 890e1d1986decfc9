"""A condition: a coded disease or topic that holds articles."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.models import Orderable, Page, PagePermissionTester
from wagtail.search import index

from articles.domain.codes import RULES, CodeProblem, CodeSystem, code_problem, normalise_code
from articles.domain.names import split_names

from .forms import ArticleCopyForm
from .routed import Routed
from .unsigned import UnsignedPageForm

_PROBLEMS = {
    CodeProblem.FORMAT: _("“%(code)s” is not written like a code of %(system)s. An example of one is %(example)s."),
    CodeProblem.CHECK_DIGIT: _(
        "“%(code)s” is not a %(system)s code: its check digit is wrong. Copy it again; a digit may be missing or swapped."
    ),
    CodeProblem.NOT_A_CONCEPT: _(
        "“%(code)s” is a %(system)s identifier, but not of a concept (it may be a description’s). An example of a concept is %(example)s."
    ),
}
#: Addresses under a language that are no condition's (`osteo_site.urls`). A page there would never be seen.
RESERVED_SLUGS = frozenset({"a-z", "feed", "feedback", "glossary", "reviewers", "search"})


class ConditionPage(Routed, Page):
    """A disease or topic, identified by codes, under which its articles stand.

    It carries no prose: everything medical that a reader meets on it (names apart) comes from the articles below, which
    are signed one by one.
    """

    also_known_as = models.TextField(
        blank=True,
        max_length=1000,
        verbose_name=_("also known as"),
        help_text=_(
            "Other names that readers use for it in this language, one on each line, everyday names included. Search finds them."
        ),
    )

    template = "articles/pages/condition.html"
    parent_page_types: ClassVar[list[str]] = ["articles.HomePage"]
    subpage_types: ClassVar[list[str]] = ["articles.ArticlePage"]
    page_description = _("A disease or topic with its codes. Articles stand under it.")
    #: Set by `articles.permissions`.
    permission_tester: ClassVar[type[PagePermissionTester]] = PagePermissionTester
    base_form_class = UnsignedPageForm
    copy_form_class = ArticleCopyForm

    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("also_known_as"),
        MultiFieldPanel(
            [InlinePanel("codes", label=_("Code"), min_num=0, max_num=20)],
            heading=_("Codes"),
            help_text=_(
                "What health records and search engines recognise the condition by. Look each code up in its system; do not guess."
            ),
        ),
    ]
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("also_known_as", boost=2),
        index.AutocompleteField("also_known_as"),
        index.RelatedFields("codes", [index.SearchField("code")]),
    ]
    api_fields: ClassVar[list[Any]] = [APIField("names"), APIField("codes")]

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")

    def clean(self) -> None:
        super().clean()
        self._validate_slug()

    def _validate_slug(self) -> None:
        if self.slug in RESERVED_SLUGS:
            message = _("“%(slug)s” is an address of the site itself. Choose another.")
            raise ValidationError({"slug": ValidationError(message, code="reserved", params={"slug": self.slug})})

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return self.permission_tester(user, self)

    def can_move_to(self, parent: Page) -> bool:
        """Within its language: the articles below would be shown as what they are not."""
        return super().can_move_to(parent) and (self.locale_id is None or parent.locale_id == self.locale_id)

    @property
    def names(self) -> list[str]:
        """The other names, in the order they were written down."""
        return split_names(self.also_known_as)


class CodeFormField(forms.CharField):
    def to_python(self, value: Any) -> str:
        """Tidied here, not only in `clean`, so that the form compares codes as they will be kept."""
        return normalise_code(super().to_python(value) or "")


class CodeField(models.CharField):
    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CodeFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class ConditionCode(Orderable):
    """One code of a condition in one system, with the system's own name for it."""

    SYSTEMS = [(system.value, RULES[system].name) for system in CodeSystem]

    page = ParentalKey(ConditionPage, on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=20, choices=SYSTEMS, verbose_name=_("system"))
    code = CodeField(max_length=30, verbose_name=_("code"), help_text=_("Checked for how the system writes its codes."))
    display_name = models.CharField(
        max_length=200,
        verbose_name=_("display name"),
        help_text=_("What the system itself calls it, for example “Osteoporosis without pathological fracture”."),
    )

    panels: ClassVar[list[Any]] = [FieldPanel("system"), FieldPanel("code"), FieldPanel("display_name")]
    api_fields: ClassVar[list[Any]] = [APIField("system"), APIField("code"), APIField("display_name")]

    class Meta(Orderable.Meta):
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        constraints = [models.UniqueConstraint(fields=["page", "system", "code"], name="unique_code_of_a_condition")]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.code}"

    def clean(self) -> None:
        super().clean()
        self.code = normalise_code(self.code)
        if self.system and self.code:
            self._validate_code(CodeSystem(self.system))

    def _validate_code(self, system: CodeSystem) -> None:
        problem = code_problem(system, self.code)
        if problem is not None:
            rule = RULES[system]
            raise ValidationError(
                {
                    "code": ValidationError(
                        _PROBLEMS[problem], code=problem, params={"code": self.code, "system": rule.name, "example": rule.example}
                    )
                }
            )
