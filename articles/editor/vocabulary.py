"""The vocabulary in the admin: one entry on one screen, one tab for each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from articles.models import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, VocabularyEntry
from articles.presentation.languages import language_label

from .reviewer_profile import ReviewerProfileForm
from .sign_off_panel import SignOffPanel
from .take_down import UnpublishEntryView
from .vocabulary_views import CreateEntryView, EditEntryView


class EntryForm(WagtailAdminModelForm):
    """The short name is chosen once: the ledger knows the entry by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True


def _language_tab(model: type[VocabularyEntry], code: str) -> ObjectList:
    """One language's fields. Panels must name each language's own field: the plain one holds whatever was active last."""
    label = language_label(code)
    fields = translator.get_options_for_model(model).get_field_names()
    return ObjectList(
        [
            FieldPanel(
                build_localized_fieldname(name, code),
                heading=getattr(model._meta.get_field(name), "verbose_name", name),
                attrs={"dir": label.direction},
            )
            for name in fields
        ],
        heading=label.endonym,
    )


def tabs(
    model: type[VocabularyEntry], shared: list[str], base_form_class: type[WagtailAdminModelForm] | None = None
) -> TabbedInterface:
    """First what all languages share, then a tab for each language, the source language first."""
    signing = [SignOffPanel(heading=_("Sign-off, language by language"))] if model.needs_sign_off else []
    general = ObjectList([*signing, *(FieldPanel(name) for name in ["key", *shared])], heading=_("General"))
    languages = [_language_tab(model, code) for code, _name in settings.LANGUAGES]
    return TabbedInterface([general, *languages], base_form_class=base_form_class or EntryForm)


def languages_present(entry: VocabularyEntry) -> str:
    """The languages that an entry is written in, by code."""
    return ", ".join(code for code, _name in settings.LANGUAGES if entry.has_language(entry.title_field, code))


def status(entry: VocabularyEntry) -> Any:
    """As Wagtail says it, without asking for each entry whether it is scheduled: entries have no timetable in the form."""
    if not entry.live:
        return _("draft")
    return _("live + draft") if entry.has_unpublished_changes else _("live")


class VocabularyViewSet(SnippetViewSet):
    add_view_class = CreateEntryView
    edit_view_class = EditEntryView
    unpublish_view_class = UnpublishEntryView
    ordering: ClassVar[list[str]] = ["key"]
    list_per_page = 50
    copy_view_enabled = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        "key",
        Column("languages", label=_("Languages"), accessor=languages_present),
        UpdatedAtColumn(),
        LiveStatusTagColumn(accessor=status),
    ]


class GlossaryTermViewSet(VocabularyViewSet):
    model = GlossaryTerm
    icon = "openquote"
    edit_handler = tabs(GlossaryTerm, [])


class RiskFactorViewSet(VocabularyViewSet):
    model = RiskFactor
    icon = "warning"
    list_filter: ClassVar[list[str]] = ["modifiable"]
    edit_handler = tabs(RiskFactor, ["modifiable"])


class DisclaimerViewSet(VocabularyViewSet):
    model = Disclaimer
    icon = "info-circle"
    edit_handler = tabs(Disclaimer, [])


class ReviewerProfileViewSet(VocabularyViewSet):
    model = ReviewerProfile
    icon = "user"
    edit_handler = tabs(
        ReviewerProfile,
        ["user", "competences", "languages", "valid_from", "valid_until", "registration", "photo"],
        ReviewerProfileForm,
    )


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabulary")
    menu_icon = "list-ul"
    menu_order = 120
    items = (GlossaryTermViewSet, RiskFactorViewSet, DisclaimerViewSet, ReviewerProfileViewSet)
