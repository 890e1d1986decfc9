"""What the readers' search reads: a copy of what is public, word by word, kept by `articles.services.searching`.

Postings are plain rows with one index that holds all that is asked of them, so that SQLite and PostgreSQL answer alike and a
search costs as many queries for a hundred thousand editions as for ten. Every key begins with its language: no search looks at
another's.
"""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from .vocabulary import GlossaryTerm

#: What a word counts at least where it stands in more than a page's running text (`articles.domain.search.Weight`).
PROMINENT: Final = 15


class SearchDocument(models.Model):
    """A public edition, condition or glossary term in one language."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        CONDITION = "condition", _("condition")
        TERM = "term", _("glossary term")

    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    page = models.OneToOneField(Page, null=True, on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey(GlossaryTerm, null=True, on_delete=models.CASCADE, related_name="+")
    #: Of everything that was indexed: what is saved without a change to it is not indexed again.
    digest = models.CharField(max_length=64)
    #: What may be shown of it: a list of anchor, heading and plain text.
    sections = models.JSONField(default=list)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["term", "language"], name="one_search_document_of_a_term"),
            models.CheckConstraint(condition=Q(page=None) ^ Q(term=None), name="search_document_of_page_or_term"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id or self.term_id} ({self.language})"


class SearchPosting(models.Model):
    """That a document can be found by a word (`<language>:<stem>`), and how much the word counts for it."""

    pk = models.CompositePrimaryKey("word", "document_id", "impact")
    word = models.CharField(max_length=70)
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="postings")
    impact = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        indexes: ClassVar[list[Any]] = [
            # Of a word that is on thousands of pages, those that are about it: few, whatever the word.
            models.Index(fields=["word", "-impact", "document"], name="search_prominent", condition=Q(impact__gte=PROMINENT)),
        ]

    def __str__(self) -> str:
        return self.word


class SearchName(models.Model):
    """A name that a condition or glossary term goes by, as its stems in order (`<language>:<stem> <stem>`)."""

    pk = models.CompositePrimaryKey("name", "document_id")
    name = models.CharField(max_length=255)
    document = models.ForeignKey(SearchDocument, on_delete=models.CASCADE, related_name="names")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.name


class SearchWord(models.Model):
    """A word of the texts, to correct readers' spelling by. Words that no text has any more stay until the index is rebuilt:
    nothing is corrected into a word without postings."""

    language = models.CharField(max_length=20)
    word = models.CharField(max_length=50)
    shown = models.CharField(max_length=60)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=["language", "word"], name="unique_search_word")]

    def __str__(self) -> str:
        return self.word


class SearchKey(models.Model):
    """What a word shares with its misspellings and beginnings (`<language>:<key>`, see `articles.domain.search.spelling`)."""

    pk = models.CompositePrimaryKey("key", "word_id")
    key = models.CharField(max_length=70)
    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="keys")

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions: ClassVar[tuple[str, ...]] = ()

    def __str__(self) -> str:
        return self.key
