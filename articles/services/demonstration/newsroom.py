"""The demonstration's articles: written, signed, changed and translated by its accounts, as people would."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.log_actions import LogContext
from wagtail.models import Locale, Page

from articles.domain.basis import Declared
from articles.domain.sections import BODY_SECTIONS
from articles.domain.signoffs import Severity
from articles.models import ArticlePage, ConditionPage, User, subject_of
from articles.services import translation_requests, translations

from . import content
from .content import SOURCE
from .panel import Panel

LANGUAGES = [code for code, _name in settings.LANGUAGES]
#: Places of blocks: the section and the number of the block in it.
Places = Collection[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The people who write and sign, and the pictures and risk factors that they choose from."""

    people: Mapping[str, User]
    panel: Panel
    images: Mapping[str, int]
    factors: Mapping[str, int]
    progress: Callable[[str], None]

    def write_article(self, condition: ConditionPage) -> ArticlePage:
        """The first article: each addition to the source is signed by itself, and some translations stay behind it."""
        additions = content.shared()["additions"]
        later = [(addition["section"], addition["block"]) for addition in additions]
        words = content.texts(SOURCE)["article"]
        article = self._draft(condition, content.shared()["article"]["slug"], words, later)
        self.panel.sign_article(article, submitted_by=self.people["editor"])
        editions = {}
        for number, addition in enumerate(additions):
            editions[addition["older"]] = self._translate(article, addition["older"], later[number:])
            self._write(article, words, later[number + 1 :])
            self._save(article, "editor")
            self.panel.sign_article(article, submitted_by=self.people["editor"], severity=Severity(addition["severity"]))
        for language in LANGUAGES:
            if language not in (SOURCE, *editions):
                self._translate(article, language, ())
        self._follow_all_but_the_first(editions[additions[0]["older"]], additions)
        return article

    def write_second_article(self, condition: ConditionPage) -> None:
        """The second article: signed in the source language, begun in one other, asked for in another."""
        plan, words = content.shared()["family"], content.family(SOURCE)
        article = self._draft(condition, plan["slug"], words, ())
        self.panel.sign_article(article, submitted_by=self.people["editor"])
        self._save(self._begin(article, plan["begun"], content.family(plan["begun"])), "translator")
        translation_requests.ask(
            {subject_of(article): article.title},
            [plan["asked"]],
            by=self.people["editor"],
            due=timezone.localdate() + timedelta(days=plan["days"]),
            assignee=self.people["translator"],
        )

    def _draft(self, condition: ConditionPage, slug: str, words: Mapping[str, Any], without: Places) -> ArticlePage:
        page = ArticlePage(title=words["title"], slug=slug, live=False, owner=self.people["editor"])
        cited = content.cited(block for section in BODY_SECTIONS for block in words[section])
        setattr(page, "references", content.references_json(cited | _sources(words)))  # noqa: B010 - the field takes JSON
        self._write(page, words, without)
        condition.add_child(instance=page)
        self._save(page, "editor")
        return page

    def _translate(self, source: ArticlePage, language: str, without: Places) -> ArticlePage:
        self.progress(f"Article in {language}")
        page: ArticlePage = copy_into(source, language, self.people["translator"])
        self._write(page, content.texts(language)["article"], without)
        self._save(page, "translator")
        self.panel.sign_article(page, submitted_by=self.people["translator"])
        return page

    def _begin(self, source: ArticlePage, language: str, words: Mapping[str, Any]) -> ArticlePage:
        page: ArticlePage = copy_into(source, language, self.people["translator"])
        self._write(page, words, ())
        return page

    def _follow_all_but_the_first(self, page: ArticlePage, additions: Iterable[Mapping[str, Any]]) -> None:
        """The oldest translation follows every later addition, and still lacks the first."""
        first, *others = additions
        language = page.locale.language_code
        self._write(page, content.texts(language)["article"], [(first["section"], first["block"])])
        declared = {addition["section"]: (Declared.UPDATED, "") for addition in others}
        translations.declare(page, declared, by=self.people["translator"])
        self._save(page, "translator")
        self.panel.sign_article(page, submitted_by=self.people["translator"])

    def _write(self, page: ArticlePage, words: Mapping[str, Any], without: Places) -> None:
        """The words that there are; what a translation lacks yet stays in the words of its source."""
        page.title, page.tldr, page.search_description = words["title"], words["tldr"], words["search_description"]
        for section in BODY_SECTIONS:
            if section in words:
                left_out = [block for name, block in without if name == section]
                blocks = content.section_json(section, words[section], self.images, self.factors, left_out)
                setattr(page, section, blocks)

    def _save(self, page: ArticlePage, by: str) -> None:
        page.full_clean()
        page.save_revision(user=self.people[by], log_action=True)


def copy_into(source: Page, language: str, by: User) -> Any:
    """A draft copy in another language, under an address in English, as simple_translation makes it."""
    action = CopyPageForTranslationAction(source, Locale.objects.get(language_code=language), user=by)
    with LogContext(user=by):  # as in a request of theirs: it is kept who began the translation
        page = action.execute(skip_permission_checks=True)
    page.slug = source.slug
    return page


def _sources(words: Mapping[str, Any]) -> set[str]:
    return {block["source"] for section in BODY_SECTIONS for block in words[section] if "source" in block}
