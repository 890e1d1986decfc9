"""Building a corpus, batch by batch: the demonstration's people, vocabulary and pages first, then everything in bulk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision
from wagtail.search.backends import get_search_backend

from articles.domain.basis import made_from, section_digests
from articles.domain.signoffs import Meaning
from articles.domain.streams import chosen_keys
from articles.models import (
    ArticleImage,
    ArticlePage,
    ConditionPage,
    HomePage,
    RiskFactor,
    reviewed_edition,
)
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translatable import article_shape
from articles.services import searching
from articles.services.demonstration import DatabaseState, database_state, demonstration_password
from articles.services.demonstration.accounts import ensure_accounts, refuse_outside_demonstrations
from articles.services.demonstration.building import lay_ground
from articles.services.searching.drafts import article_draft

from . import rows
from .pages import Numbers, condition_page, edition, revision, searchable_blocks_remembered, write
from .reviews import write_waiting
from .signing import People, sign_sources, sign_translations
from .texts import Phrases, topic
from .vocabulary import write_terms
from .words import MARKS

SMALLEST, LARGEST = 6, 100_000
#: Articles that are about one condition, and articles that are written together.
OF_A_CONDITION, BATCH = 20, 100
#: Editions with a change that waits for review: one in fifty, at least as many as the desk shows on a page and some.
WAITING_SHARE, WAITING_AT_LEAST = 50, 30

Progress = Callable[[int], None]


class NotEmptyError(Exception):
    """The database holds something already: a demonstration, another corpus, or somebody's work."""


def generate(
    editions: int,
    languages: Sequence[str] = (),
    *,
    progress: Progress = lambda _done: None,
    say: Callable[[str], None] = lambda _message: None,
) -> None:
    """Fills an empty database with this many editions. `progress` is told how many there are, batch by batch.

    Raises NotEmptyError where there is anything, and ImproperlyConfigured under production settings. An interrupted run leaves
    what it has written, in order: start again with an empty database.
    """
    corpus = begin(editions, languages, say)
    done = 0
    progress(done)
    articles = -(-editions // len(corpus.languages))
    for start in range(0, articles, BATCH):
        done += corpus.write(range(start, min(start + BATCH, articles)))
        progress(done)


def begin(editions: int, languages: Sequence[str] = (), say: Callable[[str], None] = lambda _message: None) -> Corpus:
    """What a corpus of this many editions stands on, as `generate`, without an edition yet."""
    refuse_outside_demonstrations()
    if database_state() is not DatabaseState.EMPTY:
        raise NotEmptyError
    with transaction.atomic():
        accounts = ensure_accounts(demonstration_password())
        ground = lay_ground(accounts, say)
    chosen = [code for code, _name in settings.LANGUAGES if code in languages or code == SOURCE_LANGUAGE or not languages]
    signers = {Meaning.MEDICAL: accounts["reviewer"], Meaning.LANGUAGE: accounts["language-reviewer"]}
    return Corpus(
        editions=editions,
        languages=chosen,
        people=People(accounts["editor"], accounts["translator"], signers),
        phrases={code: Phrases(code, ground.images, ground.factors) for code in chosen},
        pictures=ArticleImage.objects.in_bulk(),
        factors=list(RiskFactor.objects.order_by("pk")),
        homes={
            home.locale.language_code: home
            for home in HomePage.objects.select_related("locale").filter(locale__language_code__in=chosen)
        },
        now=timezone.now(),
        numbers=Numbers(),
    )


@dataclass
class Corpus:
    """What articles are made of, and what has been given away of it."""

    editions: int
    languages: list[str]
    people: People
    phrases: dict[str, Phrases]
    pictures: dict[int, ArticleImage]
    factors: list[RiskFactor]
    homes: dict[str, HomePage]
    now: datetime
    numbers: Numbers

    def __post_init__(self) -> None:
        self._taken = {language: home.numchild for language, home in self.homes.items()}

    @transaction.atomic
    def write(self, articles: range) -> int:
        """These articles in all languages, and the conditions that begin with them. Gives how many editions that are.

        A batch begins where a condition does, at a multiple of `OF_A_CONDITION`.
        """
        conditions = self._conditions(articles)
        keys = dict(zip(articles, self._keys(articles), strict=True))
        sources = [self._edition(number, SOURCE_LANGUAGE, keys, conditions) for number in articles]
        texts = [reviewed_edition(page, self.pictures) for page in sources]
        entries = sign_sources(texts, self.people, self.now)
        translations = []
        for number, text, entry in zip(articles, texts, entries, strict=True):
            made = made_from(section_digests(text.content), entry.sequence, by=self.people.translator.pk, at=self.now)
            for language in list(keys[number])[1:]:
                translations.append(self._edition(number, language, keys, conditions))
                translations[-1].basis = made
        if translations:
            sign_translations([reviewed_edition(page, self.pictures) for page in translations], self.people)
        pages = [*sources, *translations]
        self._write_pages(pages, conditions)
        rows.continue_numbering(Page, Revision, PageLogEntry, ReferenceIndex)
        return len(pages)

    def _write_pages(self, pages: list[ArticlePage], conditions: dict[tuple[int, str], ConditionPage]) -> None:
        """Rows of the editions, what waits for review, and both indexes."""
        above = {page.path: page for page in conditions.values()}
        by = {page.pk: self.people.writer(is_translation=page.locale.language_code != SOURCE_LANGUAGE) for page in pages}
        revisions = [revision(page, next(self.numbers.revision), by[page.pk]) for page in pages]
        write_waiting([page for page in pages if self._waits_for_review(page)], above, self.people, self.numbers)
        write(pages, revisions, by, self.numbers)
        for page in pages:
            above[_parent(page)].numchild += 1
        Page.objects.bulk_update([Page(pk=page.pk, numchild=page.numchild) for page in above.values()], ["numchild"])
        shape = article_shape()
        searching.add([article_draft(page, above[_parent(page)], self._listed(page), shape) for page in pages])
        with searchable_blocks_remembered():
            get_search_backend().get_index_for_model(Page).add_items(ArticlePage, pages)

    def _waits_for_review(self, page: ArticlePage) -> bool:
        """One edition in so many, of every language some."""
        number, language = page.translation_key.int & 0xFFFF_FFFF, self.languages.index(page.locale.language_code)
        share = min(WAITING_SHARE, max(1, self.editions // WAITING_AT_LEAST))
        return (7 * number + 11 * language) % share == 0

    def _listed(self, page: ArticlePage) -> list[RiskFactor]:
        listed = set(chosen_keys(list(page.raw_bodies().values()), "factors"))
        return [factor for factor in self.factors if factor.pk in listed]

    def _conditions(self, articles: range) -> dict[tuple[int, str], ConditionPage]:
        """Those that begin with these articles, written, with their terms in the glossary: by number and language."""
        numbers = range(articles.start // OF_A_CONDITION, (articles.stop - 1) // OF_A_CONDITION + 1)
        found = {}
        for language in self.languages:
            home = self.homes[language]
            for number in numbers:
                place = self._taken[language] + number + 1
                title = topic(number, language).capitalize()
                found[number, language] = condition_page(
                    home, number, place, next(self.numbers.page), title, MARKS[language], self.people.editor, self.now
                )
        pages = list(found.values())
        by = {page.pk: self.people.editor for page in pages}
        write(pages, [revision(page, next(self.numbers.revision), by[page.pk]) for page in pages], by, self.numbers)
        for language, home in self.homes.items():
            Page.objects.filter(pk=home.pk).update(numchild=self._taken[language] + numbers.stop)
        terms = write_terms(numbers, self.languages, self.people, self.now, self.numbers.revision)
        searching.keep_terms(terms)
        searching.keep_pages([page.pk for page in pages])
        get_search_backend().get_index_for_model(Page).add_items(ConditionPage, pages)
        return found

    def _keys(self, articles: range) -> list[dict[str, int]]:
        """The keys of the pages of each article, by language; of the last one, only as many as are wanted."""
        found = []
        for number in articles:
            most = min(len(self.languages), self.editions - number * len(self.languages))
            found.append(dict(zip(self.languages[:most], self.numbers.page, strict=False)))
        return found

    def _edition(
        self, number: int, language: str, keys: dict[int, dict[str, int]], conditions: dict[tuple[int, str], ConditionPage]
    ) -> ArticlePage:
        condition = number // OF_A_CONDITION
        phrases = self.phrases[language]
        others = [other for other in (number - 1, number + 1) if language in keys.get(other, {})]
        words = phrases.fields(number, condition, [(keys[other][language], phrases.title(other)) for other in others])
        by = self.people.writer(is_translation=language != SOURCE_LANGUAGE)
        place = number % OF_A_CONDITION + 1
        return edition(conditions[condition, language], number, place, keys[number][language], words, by, self.now)


def _parent(page: ArticlePage) -> str:
    return str(page.path[: -page.steplen])
