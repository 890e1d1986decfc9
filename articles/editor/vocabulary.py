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
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.presentation.languages import LanguageLabel, language_label

from .reviewer_profile import ReviewerProfileForm
from .sign_off_panel import SignOffPanel
from .take_down import UnpublishEntryView
from .vocabulary_form import EntryForm
from .vocabulary_panels import SourceMovedPanel, TranslatedFieldPanel, UsesPanel
from .vocabulary_views import CreateEntryView, EditEntryView


def _language_tab(model: type[VocabularyEntry], code: str) -> ObjectList:
    """One language's fields. Panels must name each language's own field: the plain one holds whatever was active last."""
    label = language_label(code)
    is_translation = model.needs_sign_off and code != SOURCE_LANGUAGE
    fields = [_field(model, name, label, is_translation) for name in translator.get_options_for_model(model).get_field_names()]
    return ObjectList([*([SourceMovedPanel(code)] if is_translation else []), *fields], heading=label.endonym)


def _field(model: type[VocabularyEntry], name: str, label: LanguageLabel, is_translation: bool) -> FieldPanel:
    column = build_localized_fieldname(name, label.code)
    how = {"heading": getattr(model._meta.get_field(name), "verbose_name", name), "attrs": {"dir": label.direction}}
    if is_translation and name in model.reviewed_fields():
        return TranslatedFieldPanel(column, source=name, **how)
    return FieldPanel(column, **how)


def tabs(
    model: type[VocabularyEntry], shared: list[str], base_form_class: type[WagtailAdminModelForm] | None = None
) -> TabbedInterface:
    """First what all languages share, then a tab for each language, the source language first."""
    about = [UsesPanel(heading=_("Where it is used")), SignOffPanel(heading=_("Sign-off, language by language"))]
    general = ObjectList(
        [*(about if model.needs_sign_off else []), *(FieldPanel(name) for name in ["key", *shared])], heading=_("General")
    )
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
