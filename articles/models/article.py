"""An article: one reader's question about a condition, answered in fixed sections. One page is one edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.api import APIField
from wagtail.models import Page, PagePermissionTester, Site
from wagtail.search import index
from wagtail.url_routing import RouteResult

from articles.blocks import BlockField, ReferencesBlock, SectionBodyBlock
from articles.blocks.required import is_half_filled
from articles.domain.citations import cited_keys
from articles.domain.completeness import EditionFacts, MissingPart, missing_parts
from articles.domain.localized import LocalizedText
from articles.domain.sections import BODY_SECTIONS, SECTION_KINDS, TLDR_MAX_LENGTH, SectionKey
from articles.domain.streams import has_text, has_undecided_picture

from .forms import ArticleCopyForm, ArticlePageForm
from .locking import OneWriterAtATime, lock_row
from .panels import article_edit_handler
from .previews import Previewed
from .routed import Routed
from .settings import SiteSettings

if TYPE_CHECKING:
    from .vocabulary import Disclaimer

#: What each section asks, in every language, unless the article asks it in its own way.
DEFAULT_HEADINGS = {
    SectionKey.TLDR: _("What is the short answer?"),
    SectionKey.CAUSES: _("What causes it?"),
    SectionKey.GENETICS: _("Does it run in families?"),
    SectionKey.RISK_FACTORS: _("What raises the risk?"),
    SectionKey.RESEARCH: _("What do researchers still want to know?"),
    SectionKey.DISCLAIMER: _("How should I use this information?"),
}

#: What else of an article has an address of its own, below the article's, and its template.
_PART_TEMPLATES = {"history": "articles/pages/history.html"}
#: Parts that are no pages: `articles.views` answers for them, by Wagtail's hooks.
_FILES = frozenset({"leaflet", "picture"})
PARTS = frozenset(_PART_TEMPLATES) | _FILES

#: What a form may replace in a draft, to judge it before it is kept: the words, and what is stated about them.
_STATED = frozenset({"basis", "check_reasons", "machine_made", "tray"})
_FIELDS_OF_CONTENT = _STATED | {
    "title",
    "seo_title",
    "search_description",
    "tldr",
    "disclaimer",
    "references",
    *(section.value for section in BODY_SECTIONS),
    *(f"{kind.key}_heading" for kind in SECTION_KINDS),
}

#: What a revision holds and a draft never takes from it.
_OF_THE_ROW = frozenset({"alias_of", "content_type", "latest_revision", "live_revision", "locale", "locked_by", "owner"})


def _heading() -> models.CharField[str, str]:
    return models.CharField(
        max_length=150,
        blank=True,
        verbose_name=_("heading"),
        help_text=_("A question in the reader’s words. Leave it empty for the usual one."),
    )


def _body(verbose_name: Any) -> BlockField:
    return BlockField(SectionBodyBlock(), blank=True, verbose_name=verbose_name)


def _in_exactly(language: str, text: LocalizedText | None) -> bool:
    return text is not None and text.language == language


class ArticlePage(OneWriterAtATime, Previewed, Routed, Page):
    """One edition: an article in one language. Editions of one article share their `translation_key`."""

    tldr_heading = _heading()
    tldr = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(TLDR_MAX_LENGTH)],
        verbose_name=_("short answer (TL;DR)"),
        help_text=_("The whole answer in two to four plain sentences, at most 600 characters. Many readers read nothing else."),
    )
    causes_heading = _heading()
    causes = _body(_("causes"))
    genetics_heading = _heading()
    genetics = _body(_("genetics"))
    risk_factors_heading = _heading()
    risk_factors = _body(_("risk factors"))
    research_heading = _heading()
    research = _body(_("research frontiers"))
    disclaimer_heading = _heading()
    disclaimer = models.ForeignKey(
        "articles.Disclaimer",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
        verbose_name=_("disclaimer"),
        help_text=_("Leave it empty for the site’s default."),
    )
    references = BlockField(ReferencesBlock(required=False), blank=True, verbose_name=_("references"))
    tray = models.TextField(
        blank=True,
        verbose_name=_("tray"),
        help_text=_("Text that has no place yet. Move it into a section or delete it: readers never see it."),
    )

    #: What a translation was made from, by section: see `articles.domain.basis`. Part of the revision, and of what is signed.
    basis = models.JSONField(default=dict, blank=True, editable=False)
    #: Sections whose words a machine wrote and nobody has confirmed: section → engine and time.
    machine_made = models.JSONField(default=dict, blank=True, editable=False)
    #: Why a finding of the automatic checks is right as it is: the finding's fingerprint → reason, person and time.
    check_reasons = models.JSONField(default=dict, blank=True, editable=False)

    #: A copy within a language is another article: it was made from no source. A translation gets its own basis. A machine's
    #: words stay a machine's, and what has no place yet still has none.
    exclude_fields_in_copy: ClassVar[list[str]] = ["basis", "check_reasons"]
    template = "articles/pages/article.html"
    parent_page_types: ClassVar[list[str]] = ["articles.ConditionPage"]
    subpage_types: ClassVar[list[str]] = []
    page_description = _("One reader’s question about a condition, answered in fixed sections.")

    #: Set by `articles.permissions`.
    permission_tester: ClassVar[type[PagePermissionTester]] = PagePermissionTester
    base_form_class = ArticlePageForm
    copy_form_class = ArticleCopyForm
    edit_handler = article_edit_handler()
    search_fields: ClassVar[list[Any]] = [
        *Page.search_fields,
        index.SearchField("tldr", boost=2),
        *(index.SearchField(key.value) for key in BODY_SECTIONS),
        *(index.SearchField(f"{kind.key}_heading") for kind in SECTION_KINDS),
    ]
    api_fields: ClassVar[list[Any]] = [
        APIField("tldr"),
        *(APIField(f"{kind.key}_heading") for kind in SECTION_KINDS),
        *(APIField(key.value) for key in BODY_SECTIONS),
        APIField("references"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The article itself, or one of its parts. Its privacy is theirs: Wagtail asks for it wherever a route leads here."""
        if self.live and len(path_components) == 1 and path_components[0] in PARTS:
            return RouteResult(self, kwargs={"part": path_components[0]})
        return super().route(request, path_components)

    def get_template(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> str:
        return _PART_TEMPLATES.get(part) or super().get_template(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context(request, *args, **kwargs), "part": part}

    #: Whether the row was live when this object was read from it.
    _was_live = False

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Any:
        page = super().from_db(*args, **kwargs)
        page._was_live = bool(page.__dict__.get("live"))
        return page

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        super().refresh_from_db(*args, **kwargs)
        self._was_live = bool(self.__dict__.get("live"))

    def with_content_json(self, content: Any) -> Any:
        """Without what Wagtail takes from the row in any case: it would ask the database whether each of them still exists."""
        draft = super().with_content_json({name: value for name, value in content.items() if name not in _OF_THE_ROW})
        draft._was_live = self._was_live
        # Of the row, not of the draft, which may be older than the publication: Wagtail takes a page offline that it is to
        # publish at a later hour and that has no live revision.
        draft.live_revision_id = self.live_revision_id
        return draft

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """Writes nothing over a row that went live while this object was held as a draft.

        Wagtail's edit view writes the row of what is not live, and decides so before it saves: a draft that was saved in the
        moment in which the last reviewer signed took the publication back. The draft is kept in its revision, as it is for
        every live page.
        """
        if self.live and not self._state.adding:
            lock_row(self)  # before the gate asks the ledger: a withdrawal waits until this is stored, and then takes it down
        if not (self._state.adding or kwargs.get("update_fields") or self.live or self._was_live) and self._went_live():
            return
        super().save(*args, **kwargs)
        self._was_live = self.live

    def _went_live(self) -> bool:
        lock_row(self)
        columns = ("live", "live_revision", "first_published_at", "last_published_at")
        row = Page.objects.filter(pk=self.pk, live=True).values(*columns).first()
        if row is None:
            return False
        self.live_revision_id = row.pop("live_revision")
        for name, value in row.items():
            setattr(self, name, value)
        self._was_live = True
        return True

    @transaction.atomic
    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Any:
        """Keeps a revision that is live or waits for its hour: autosave would overwrite it in place, and then what was signed
        would never go live, or no revision would hold what readers see."""
        lock_row(self)
        if overwrite_revision is not None and self._is_out(overwrite_revision.pk):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def _is_out(self, revision: int) -> bool:
        """Asks the database: it may have been signed since this object was read."""
        scheduled = self.revisions.filter(pk=revision, approved_go_live_at__isnull=False)
        return scheduled.exists() or Page.objects.filter(pk=self.pk, live_revision=revision).exists()

    def publish_latest_if_signed(self, user: Any) -> None:
        """Publishes the latest revision, or schedules it for its hour. The gate refuses it unless exactly it was signed."""
        self.get_latest_revision().publish(user=user, skip_permission_checks=True)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return self.permission_tester(user, self)

    def can_move_to(self, parent: Page) -> bool:
        """Within its language: under another one's home page it would be shown as what it is not."""
        return super().can_move_to(parent) and (self.locale_id is None or parent.locale_id == self.locale_id)

    def heading(self, section: SectionKey) -> str:
        """The section's heading: this edition's own, else the usual one in this edition's language."""
        own: str = getattr(self, f"{section}_heading").strip()
        return own or self.default_heading(section)

    def default_heading(self, section: SectionKey) -> str:
        """The section's usual heading in this edition's language."""
        with translation.override(self.locale.language_code):
            return str(DEFAULT_HEADINGS[section])

    def body_streams(self) -> Iterator[tuple[SectionKey, Any]]:
        """Each section whose body is a stream of blocks, with that stream, in order."""
        for section in BODY_SECTIONS:
            yield section, getattr(self, section)

    def raw_bodies(self) -> dict[SectionKey, list[Any]]:
        """The sections' bodies as they are stored: plain values, nothing loaded from the database."""
        return {section: list(stream.raw_data) for section, stream in self.body_streams()}

    def raw_references(self) -> list[dict[str, Any]]:
        return [child["value"] for child in self.references.raw_data]

    def disclaimer_in_force(self, settings: SiteSettings | None = None) -> Disclaimer | None:
        """The disclaimer that this article ends with: its own choice, else its site's default. Unpublished ones do not count."""
        chosen = self.disclaimer
        if chosen is None:
            settings = settings or SiteSettings.stored(self.get_site() or Site.objects.filter(is_default_site=True).first())
            chosen = settings.default_disclaimer if settings else None
        return chosen if chosen is not None and chosen.live else None

    def with_values(self, values: Mapping[str, Any]) -> ArticlePage:
        """A copy with some fields' values replaced, to judge what was posted before it is kept."""
        edition = copy(self)
        for name, value in values.items():
            if name in _FIELDS_OF_CONTENT:
                setattr(edition, name, value)
        return edition

    def _half_filled(self) -> Iterator[SectionKey | None]:
        for section, stream in (*self.body_streams(), (None, self.references)):
            if is_half_filled(stream.stream_block, list(stream.raw_data)):
                yield section

    def missing_parts(self) -> list[MissingPart]:
        """Everything that keeps this edition from being published, in order; empty when it is complete."""
        bodies = self.raw_bodies()
        disclaimer = self.disclaimer_in_force()
        language = self.locale.language_code
        return missing_parts(
            EditionFacts(
                tldr=self.tldr,
                body_has_text={section: has_text(raw) for section, raw in bodies.items()},
                undecided_pictures=[section for section, raw in bodies.items() if has_undecided_picture(raw)],
                half_filled=list(self._half_filled()),
                machine_made=list(self.machine_made),
                tray=self.tray,
                cited={section: list(cited_keys(raw)) for section, raw in bodies.items()},
                references=[reference.get("key") or "" for reference in self.raw_references()],
                disclaimer_in_language=disclaimer
                and all(_in_exactly(language, disclaimer.for_readers(field, language)) for field in ("title", "text")),
            )
        )
