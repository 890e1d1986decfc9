"""Writing and taking away what the search keeps. The number of queries does not grow with the pages of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from wagtail.models import Page

from articles import queries
from articles.domain.search import word_keys
from articles.domain.streams import chosen_keys
from articles.models import (
    ArticlePage,
    ConditionPage,
    GlossaryTerm,
    RiskFactor,
    SearchDocument,
    SearchKey,
    SearchName,
    SearchPosting,
    SearchWord,
)
from articles.models.translatable import article_shape

from .drafts import Draft, article_draft, condition_draft, documents_fields, term_draft

#: Pages that are read and written at once.
BATCH: Final = 200
Kind = SearchDocument.Kind


@transaction.atomic
def keep_pages(keys: Collection[int]) -> None:
    """Brings what is kept of these pages in line with what readers see of them. Articles follow their condition's names."""
    drafts = _page_drafts(keys)
    changed = _keep(drafts, SearchDocument.objects.filter(page__in=keys))
    conditions = [draft.key for draft in changed if draft.kind == Kind.CONDITION]
    for condition in Page.objects.filter(pk__in=conditions):
        _in_batches(condition.get_children().filter(live=True).values_list("pk", flat=True))


@transaction.atomic
def keep_below(page: Page) -> None:
    """The page and all below it, as after a move or when it becomes private."""
    _in_batches(Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True))


@transaction.atomic
def keep_entry(entry: GlossaryTerm) -> None:
    """A glossary term, in the languages in which readers may see it."""
    _keep(_term_drafts([entry]), SearchDocument.objects.filter(term=entry))


def rebuild() -> int:
    """Everything anew, in a transaction for each batch: readers keep finding meanwhile. Gives how many documents are kept."""
    with transaction.atomic():
        SearchWord.objects.all().delete()
        SearchDocument.objects.all().delete()
    _in_batches(_all_pages())
    for terms in _batches(GlossaryTerm.objects.filter(live=True).order_by("pk")):
        with transaction.atomic():
            _keep(_term_drafts(terms), SearchDocument.objects.filter(term__in=terms))
    return SearchDocument.objects.count()


def rebuild_if_empty() -> None:
    """After an update that brought the search to a site that has articles."""
    if not SearchDocument.objects.exists() and _all_pages().exists():
        rebuild()


def _all_pages() -> Any:
    return Page.objects.type(ArticlePage, ConditionPage).filter(live=True).order_by("pk").values_list("pk", flat=True)


def _in_batches(keys: Iterable[int]) -> None:
    for batch in _batches(keys):
        keep_pages(batch)


def _batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    everything = list(items)
    return (everything[start : start + BATCH] for start in range(0, len(everything), BATCH))


def _page_drafts(keys: Collection[int]) -> list[Draft]:
    articles = list(queries.public_pages(ArticlePage.objects.filter(pk__in=keys)).select_related("locale"))
    conditions = queries.public_pages(ConditionPage.objects.filter(pk__in=keys)).select_related("locale")
    above = _conditions_above(articles)
    chosen = {page.pk: set(chosen_keys(list(page.raw_bodies().values()), "factors")) for page in articles}
    wanted = set().union(*chosen.values())
    factors = RiskFactor.objects.in_bulk(wanted) if wanted else {}
    shape = article_shape() if articles else {}
    return [
        *(condition_draft(page) for page in conditions),
        *(
            article_draft(page, above.get(page.path), [factors[key] for key in chosen[page.pk] if key in factors], shape)
            for page in articles
        ),
    ]


def _conditions_above(articles: Iterable[ArticlePage]) -> dict[str, ConditionPage]:
    """By the article's path."""
    paths = {page.path: page.path[: -page.steplen] for page in articles}
    parents = {page.path: page for page in ConditionPage.objects.filter(path__in=set(paths.values()))} if paths else {}
    return {path: parents[parent] for path, parent in paths.items() if parent in parents}


def _term_drafts(terms: Iterable[GlossaryTerm]) -> list[Draft]:
    found = (term_draft(term, language) for term in terms for language, _name in settings.LANGUAGES)
    return [draft for draft in found if draft is not None]


def _keep(drafts: Collection[Draft], before: Any) -> list[Draft]:
    """Replaces what was kept `before` by what is to be kept. Gives the drafts that were new or have changed."""
    kept = {(row.term_id or row.page_id, row.language, row.kind, row.digest): row.pk for row in before.defer("sections")}
    same = {(draft.key, draft.language, draft.kind.value, draft.digest) for draft in drafts}
    gone = [pk for of, pk in kept.items() if of not in same]
    if gone:
        SearchDocument.objects.filter(pk__in=gone).delete()
    new = [draft for draft in drafts if (draft.key, draft.language, draft.kind.value, draft.digest) not in kept]
    if new:
        _write(new)
    return new


def _write(drafts: list[Draft]) -> None:
    documents = SearchDocument.objects.bulk_create([SearchDocument(**documents_fields(draft)) for draft in drafts])
    postings, names = [], []
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for document, draft in zip(documents, drafts, strict=True):
        language = draft.language
        postings += [
            SearchPosting(word=f"{language}:{stem}", impact=impact, document=document) for stem, impact in draft.impacts().items()
        ]
        names += [SearchName(name=f"{language}:{name}"[:255], document=document) for name in draft.name_keys()]
        words[language].update(draft.words())
    SearchPosting.objects.bulk_create(postings)
    SearchName.objects.bulk_create(names, ignore_conflicts=True)
    for language, found in words.items():
        _learn(language, found)


def _learn(language: str, words: dict[str, str]) -> None:
    """Keeps words that no text had before, in one order, so that two publications at once wait for each other and none fails."""
    known = set(SearchWord.objects.filter(language=language, word__in=words).values_list("word", flat=True))
    new = sorted(set(words) - known)
    if not new:
        return
    rows = [SearchWord(language=language, word=word, shown=words[word][:60]) for word in new]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
    stored = SearchWord.objects.filter(language=language, word__in=new).order_by("word")
    keys = [SearchKey(key=f"{language}:{key}", word=row) for row in stored for key in sorted(word_keys(row.word))]
    SearchKey.objects.bulk_create(keys, ignore_conflicts=True)
