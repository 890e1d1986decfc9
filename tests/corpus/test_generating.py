"""A generated corpus is one that people could have made, and what people and readers do with it costs the same at any size."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from articles import queries
from articles.models import ArticlePage, LedgerEntry, ReviewRequest, SourceEdition, User
from articles.services import searching
from articles.services.verification import Tally, verify
from tests.benchmarks.corpus import Corpus, NotEmptyError, begin, generate
from tests.benchmarks.corpus.texts import topic, word
from tests.benchmarks.corpus.words import MARKS
from tests.benchmarks.measuring.acts import Acts
from tests.rows import everything
from tests.site.reader import queries_of, read, words

LANGUAGES = ["en", "de", "ar"]
#: Articles of the corpus, and those that are added to it.
FIRST, MORE = range(20), range(20, 40)


@pytest.fixture(scope="module")
def corpus(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Corpus]:
    """Sixty editions, made once for this module and taken back after it."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr("django.conf.settings.DATA_DIR", tmp_path_factory.mktemp("data"))
        begun = begin(120, LANGUAGES)
        begun.write(FIRST)
        yield begun
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db]


def test_corpus__is_signed_complete_and_known_to_the_search(corpus: Corpus) -> None:
    tally = Tally()
    assert list(verify(tally)) == []
    assert (tally.editions, ArticlePage.objects.filter(live=True).count()) == (60, 60)
    assert LedgerEntry.objects.filter(subject__startswith="article:").count() == 20 + 2 * 40
    assert SourceEdition.objects.filter(subject__startswith="article:", published_at__isnull=False).count() == 20
    for page in ArticlePage.objects.select_related("locale"):
        assert page.missing_parts() == []
        assert bool(page.basis) == (page.locale.language_code != "en")
    for language in LANGUAGES:
        rare, *_that_link_to_it = queries.search(word(7, language), language).documents
        assert rare.page is not None
        assert rare.page.slug == "generated-8"
        assert [document.term.key for document in queries.search(topic(0, language), language).named if document.term] == [
            "generated-1"
        ]


def test_rows__are_what_the_services_would_have_written(corpus: Corpus) -> None:
    """Kept once more as people's work is, the search's copy does not change, and a sign-off publishes what waits."""
    page = ArticlePage.objects.filter(locale__language_code="de").order_by("pk")[3]
    kept = everything()
    searching.keep_pages([page.pk])
    assert everything() == kept
    assert not page.get_latest_revision().as_object().missing_parts()
    request = ReviewRequest.objects.filter(outcome="", language="en").first()
    assert request is not None
    acts = Acts()
    acts.sign()()
    acts.publish()()
    assert ReviewRequest.objects.filter(pk=request.pk, outcome="").exists()  # what is measured is taken back


def test_pages__say_that_they_are_generated(corpus: Corpus, client: Client) -> None:
    for language in LANGUAGES:
        page = ArticlePage.objects.filter(locale__language_code=language).order_by("pk")[5]
        soup = read(client, page.get_url())
        assert MARKS[language] in words(soup)
        assert soup.select(".demonstration")
        assert soup.select('main a[href*="/generated-1/generated-5/"]')


def test_growth__same_queries_with_twice_the_editions(corpus: Corpus, client: Client) -> None:
    """What readers, reviewers, editors and machines ask for; the rows on a page are as many as before, or more."""
    client.force_login(User.objects.get(username="reviewer"))
    article = ArticlePage.objects.filter(locale__language_code="en").order_by("pk")[5].get_url()
    asked = {
        "article": article,
        "search": "/en/search/?q=bone",
        "rare word": f"/en/search/?q={word(3, 'en')}",
        "misspelt": "/en/search/?q=osteoprosis",
        "sitemap": "/sitemap.xml",
        "queue": reverse("review_desk:queue") + "?tab=all",
        "matrix": reverse("translations:matrix"),
    }

    def counted() -> dict[str, int]:
        for address in asked.values():
            client.get(address)
        return {name: len(queries_of(lambda address=address: client.get(address))) for name, address in asked.items()}

    before = counted()
    with transaction.atomic():
        corpus.write(MORE)
        assert ArticlePage.objects.filter(live=True).count() == 120
        after = counted()
        transaction.set_rollback(True)
    assert after == before


def test_generate__refuses_where_there_is_a_corpus_or_a_demonstration(corpus: Corpus) -> None:
    with pytest.raises(NotEmptyError):
        generate(60)
