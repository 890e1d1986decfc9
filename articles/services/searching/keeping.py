"""Writing and taking away what the search keeps. The number of queries does not grow with the pages of a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, ReferenceIndex

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
from articles.models.locking import lock_rows
from articles.models.translatable import article_shape

from .drafts import Draft, article_draft, condition_draft, documents_fields, term_draft
from .postings import Posting, write_postings

#: Pages that are read and written at once.
BATCH: Final = 200
Kind = SearchDocument.Kind


@transaction.atomic(savepoint=False)
def keep_pages(keys: Collection[int], *, anew: bool = False) -> None:
    """Brings what is kept of these pages in line with the rows that readers see. Articles follow their condition's names, and
    whether it is public. `anew` writes what has not changed, too.

    Two transactions that keep the same page wait for each other: the later one reads what the earlier has committed, so that
    neither stores it twice, nor old words over new. The rows are locked after the ledger, which is where every publication
    begins, and after the row that is being saved. A condition's articles come after it; nothing that has an article's row asks
    for its condition's.
    """
    lock_rows(Page, keys)
    changed = _keep(_page_drafts(keys), SearchDocument.objects.filter(page__in=keys), anew=anew)
    if changed and not anew:
        for condition in Page.objects.filter(pk__in=changed).order_by("pk"):
            in_batches(condition.get_children().filter(live=True).order_by("pk").values_list("pk", flat=True))


@transaction.atomic(savepoint=False)
def keep_below(page: Page) -> None:
    """The page and all below it, as after a move or when it becomes private."""
    in_batches(Page.objects.descendant_of(page, inclusive=True).order_by("pk").values_list("pk", flat=True))


@transaction.atomic(savepoint=False)
def keep_term(key: int) -> None:
    """A glossary term, in the languages in which readers may see it."""
    keep_terms([key])


@transaction.atomic(savepoint=False)
def keep_terms(keys: Collection[int], *, anew: bool = False) -> None:
    """As `keep_pages`: by the rows, one writer at a time."""
    lock_rows(GlossaryTerm, keys)
    drafts = _term_drafts(GlossaryTerm.objects.filter(pk__in=keys))
    _keep(drafts, SearchDocument.objects.filter(term__in=keys), anew=anew)


@transaction.atomic(savepoint=False)
def keep_articles_listing(factor: int) -> None:
    """The articles that can be found by the name of a risk factor."""
    uses = ReferenceIndex.objects.filter(
        to_content_type=ReferenceIndex._get_base_content_type(RiskFactor),
        to_object_id=str(factor),
        base_content_type=ReferenceIndex._get_base_content_type(ArticlePage),
    )
    listing = {int(key) for key in uses.values_list("object_id", flat=True)}
    if listing:
        in_batches(Page.objects.filter(pk__in=listing, live=True).order_by("pk").values_list("pk", flat=True))


def in_batches(keys: Iterable[int]) -> None:
    for batch in batches(keys):
        keep_pages(batch)


def batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    everything = list(items)
    return (everything[start : start + BATCH] for start in range(0, len(everything), BATCH))


def _page_drafts(keys: Collection[int]) -> list[Draft]:
    articles = list(queries.public_pages(ArticlePage.objects.filter(pk__in=keys)).select_related("locale"))
    others = set(keys) - {page.pk for page in articles}
    conditions = queries.public_pages(ConditionPage.objects.filter(pk__in=others)).select_related("locale") if others else []
    above = _conditions_above(articles)
    chosen = {page.pk: set(chosen_keys(list(page.raw_bodies().values()), "factors")) for page in articles}
    wanted = set().union(*chosen.values())
    factors = RiskFactor.objects.in_bulk(wanted) if wanted else {}
    shape = article_shape() if articles else {}
    return [
        *(condition_draft(page) for page in conditions),
        *(
            article_draft(page, above.get(page.path), [factors[key] for key in sorted(chosen[page.pk]) if key in factors], shape)
            for page in articles
        ),
    ]


def _conditions_above(articles: Iterable[ArticlePage]) -> dict[str, ConditionPage]:
    """The public ones, by the article's path."""
    paths = {page.path: page.path[: -page.steplen] for page in articles}
    wanted = ConditionPage.objects.filter(path__in=set(paths.values()))
    parents = {page.path: page for page in queries.public_pages(wanted)} if paths else {}
    return {path: parents[parent] for path, parent in paths.items() if parent in parents}


def _term_drafts(terms: Iterable[GlossaryTerm]) -> list[Draft]:
    found = (term_draft(term, language) for term in terms for language, _name in settings.LANGUAGES)
    return [draft for draft in found if draft is not None]


def _keep(drafts: Collection[Draft], before: QuerySet[SearchDocument], *, anew: bool) -> set[int]:
    """Replaces what was kept `before` by what is to be kept. Gives the conditions whose names came, went or have changed."""
    rows = before.values_list("pk", "page_id", "term_id", "language", "kind", "digest")
    kept = {(page or term, language, kind, digest): pk for pk, page, term, language, kind, digest in rows}
    wanted = {(draft.key, draft.language, draft.kind.value, draft.digest): draft for draft in drafts}
    gone = kept if anew else {of: pk for of, pk in kept.items() if of not in wanted}
    new = wanted if anew else {of: draft for of, draft in wanted.items() if of not in kept}
    if gone:
        _forget(list(gone.values()))
    if new:
        add(new.values())
    return {key for key, _language, kind, _digest in (*gone, *new) if kind == Kind.CONDITION}


def _forget(documents: list[int]) -> None:
    """Three statements. Django's `delete` reads the rows first, to tell receivers of signals of which there are none."""
    for rows in (
        SearchPosting.objects.filter(document__in=documents),
        SearchName.objects.filter(document__in=documents),
        SearchDocument.objects.filter(pk__in=documents),
    ):
        rows._raw_delete(rows.db)


def add(drafts: Collection[Draft]) -> None:
    """Keeps documents of which nothing is kept yet."""
    documents = SearchDocument.objects.bulk_create([SearchDocument(**documents_fields(draft)) for draft in drafts])
    postings: list[Posting] = []
    names = []
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for document, draft in zip(documents, drafts, strict=True):
        language = draft.language
        postings += [(f"{language}:{stem}", impact, document.pk) for stem, impact in draft.impacts().items()]
        names += [SearchName(name=f"{language}:{name}"[:255], document=document) for name in draft.name_keys()]
        words[language].update(draft.words())
    write_postings(postings)
    SearchName.objects.bulk_create(names, ignore_conflicts=True)
    for language, found in sorted(words.items()):
        _learn(language, found)


def _learn(language: str, words: dict[str, str]) -> None:
    """Keeps words that no text had before, in one order, so that two publications at once wait for each other and none fails."""
    known = set(SearchWord.objects.filter(language=language, word__in=words).values_list("word", flat=True))
    new = sorted(set(words) - known)
    if not new:
        return
    rows = [SearchWord(language=language, word=word, shown=words[word][:60]) for word in new]
    SearchWord.objects.bulk_create(rows, ignore_conflicts=True)
    write_keys(SearchWord.objects.filter(language=language, word__in=new).order_by("word"))


def write_keys(words: Iterable[SearchWord]) -> None:
    keys = [SearchKey(key=f"{row.language}:{key}", word=row) for row in words for key in sorted(word_keys(row.word))]
    SearchKey.objects.bulk_create(keys, ignore_conflicts=True)
