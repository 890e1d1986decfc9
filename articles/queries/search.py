"""Finding what answers a reader's words, in the reader's language: six queries, whatever is asked and however much there is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page

from articles.domain.search import (
    LONGEST_BEGINNING,
    Word,
    correction_keys,
    distance,
    names_in,
    query_words,
    split_at_known,
    stem_of,
    stems,
    tolerance,
)
from articles.models import SearchDocument, SearchKey, SearchName, SearchPosting
from articles.models.search import PROMINENT

from .pages import public_pages

#: What is looked for at most, so that no query costs more than another: words, and words that one may have meant.
MOST_WORDS, MOST_MEANT = 12, 6
#: More results than anybody reads. What answers much worse than the best of its kind is none.
MOST_RESULTS, WORST = 200, 0.06
#: From how many documents on a word is common, and how many documents of all common words, and of each, are looked at.
COMMON, CANDIDATES, FEWEST_CANDIDATES = 5_000, 1_500, 200
#: How much less a word counts that was not typed like this: completed, of another ending, in a compound, another name of it.
COMPLETED, OTHER_ENDING, IN_COMPOUND, SYNONYM = 0.9, 0.7, 0.4, 0.8
#: So that a word on three pages out of four counts a little, too.
_FEWEST_DOCUMENTS: Final = 50
#: What is left of a word, in letters, where its ending is put aside.
SHORTEST_STEM: Final = 5
#: A stem, what it counts, and which word of the query it stands for.
_WANTED: Final = "(%s, CAST(%s AS double precision), CAST(%s AS integer))"


@dataclass(slots=True)
class Sought:
    """One word of a query: what it may stand for, each stem with what it counts. `corrected` is the spelling that was meant."""

    word: Word
    meant: dict[str, float]
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Documents, best first, without their sections; `named` are those that go by a name in the query, the longest name first."""

    words: list[Sought] = field(default_factory=list)
    documents: list[SearchDocument] = field(default_factory=list)
    named: list[SearchDocument] = field(default_factory=list)

    @property
    def stems(self) -> set[str]:
        return {stem for word in self.words for stem in word.meant}


def search(text: str, language: str) -> Found:
    """What readers of a language may see, in the order in which it answers the text."""
    words = query_words(text, language)[:MOST_WORDS]
    if not words:
        return Found()
    kept = _kept_under(words, language)
    named = _named(text, language)
    sought = [Sought(word, _spelled_so(word, kept, language)) for word in words]
    _add_synonyms(sought, named, language)
    guesses = [_guesses(word, kept, language) for word in words]
    everything = {stem for one in sought for stem in one.meant} | {stem for some in guesses for stem, _c, _s in some}
    documents = _frequencies(everything, language)
    for one, meant in zip(sought, guesses, strict=True):
        if one.word.stem not in documents:
            _correct(one, [guess for guess in meant if guess[0] in documents], documents)
    best = _best(sought, documents, language)
    readable = _readable(best)
    shown = {row.pk for row in readable}
    return Found(sought, readable, [row for row in named if row.pk in shown])


def with_sections(documents: Iterable[SearchDocument]) -> dict[int, list[list[str]]]:
    """What may be shown of each, by its key. One query."""
    keys = [document.pk for document in documents]
    return dict(SearchDocument.objects.filter(pk__in=keys).values_list("pk", "sections")) if keys else {}


def terms_of(page: Page, language: str, most: int = 30) -> list[SearchDocument]:
    """The glossary terms of one word that the articles under a page use, with the terms themselves. One query."""
    used = SearchPosting.objects.filter(word=OuterRef("name"), document__page__path__startswith=page.path)
    names = SearchName.objects.filter(Exists(used), name__startswith=f"{language}:", document__kind=SearchDocument.Kind.TERM)
    rows = SearchDocument.objects.filter(pk__in=names.values("document_id")).select_related("term")[:most]
    return [row for row in rows if _is_signed(row)]


# --- What was meant ----------------------------------------------------------------------------------------------------


def _kept_under(words: Iterable[Word], language: str) -> dict[str, dict[str, str]]:
    """Key → words of the texts → as they are written. One query for all words."""
    keys = {f"{language}:{key}" for word in words for key in _keys(word.folded, language)}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    rows = SearchKey.objects.filter(key__in=keys).values_list("key", "word__word", "word__shown")
    for key, word, shown in rows:
        found[key.partition(":")[2]][word] = shown
    return found


def _keys(word: str, language: str) -> set[str]:
    if len(word) < 3 or word.isdecimal():
        return set()
    parts = {f"={part}" for cut in range(3, len(word) - 2) for part in (word[:cut], word[cut:])} if language == "de" else set()
    return {f"={word}", *_beginnings(word), *correction_keys(word), *parts}


def _beginnings(word: str) -> list[str]:
    """The whole word as the beginning of others, and what is left of it without an ending that its stemmer does not know."""
    lengths = [len(word), *(length for length in (len(word) - 1, len(word) - 2) if length >= SHORTEST_STEM)]
    return [f"^{word[: min(length, LONGEST_BEGINNING)]}" for length in lengths]


def _spelled_so(word: Word, kept: Mapping[str, Mapping[str, str]], language: str) -> dict[str, float]:
    """The word itself. A German one also as the beginning of compounds."""
    meant = {word.stem: 1.0}
    if language == "de":
        for other in _longer(word.folded, word.folded, kept):
            meant.setdefault(stem_of(other, language), IN_COMPOUND)
    return meant


def _longer(word: str, beginning: str, kept: Mapping[str, Mapping[str, str]]) -> list[str]:
    found = kept.get(f"^{beginning[:LONGEST_BEGINNING]}", {})
    return sorted((other for other in found if other.startswith(beginning) and other != word), key=len)[:MOST_MEANT]


def _guesses(word: Word, kept: Mapping[str, Mapping[str, str]], language: str) -> list[tuple[str, float, str]]:
    """What an unknown word may stand for, the likeliest first: stem, what it counts, and the spelling that was meant."""
    typed = word.folded
    known = {key[1:] for key in kept if key.startswith("=")}
    parts = split_at_known(typed, known) if language == "de" else []
    completed = _longer(typed, typed, kept)
    endings = [
        other
        for cut in (1, 2)
        if len(typed) - cut >= SHORTEST_STEM
        for other in _longer(typed, typed[:-cut], kept)
        if len(other) < len(typed) + 4
    ]
    return [
        *((stem_of(part, language), 1.0, "") for part in parts),
        *((stem_of(other, language), COMPLETED, "") for other in completed),
        *_corrections(word, kept, language),
        *((stem_of(other, language), OTHER_ENDING, "") for other in endings),
    ]


def _corrections(word: Word, kept: Mapping[str, Mapping[str, str]], language: str) -> list[tuple[str, float, str]]:
    near = {other: shown for key in correction_keys(word.folded) for other, shown in kept.get(key, {}).items()}
    judged = sorted((distance(word.folded, other), other, shown) for other, shown in near.items())
    likely = [item for item in judged if item[0] <= tolerance(word.folded)][:MOST_MEANT]
    return [
        (stem_of(other, language), (1 + likely[0][0]) / (1 + mistakes) ** 2 * (1 + likely[0][0]), shown)
        for mistakes, other, shown in likely
    ]


def _correct(sought: Sought, guesses: list[tuple[str, float, str]], documents: Mapping[str, int]) -> None:
    """Of spellings that are as near, the commonest is offered; none where the word may only be unfinished."""
    for stem, counts, _shown in guesses:
        sought.meant.setdefault(stem, counts)
    if guesses and guesses[0][2]:
        spelled = [guess for guess in guesses if guess[2]]
        sought.corrected = max(spelled, key=lambda guess: (guess[1], documents[guess[0]]))[2]


def _named(text: str, language: str) -> dict[SearchDocument, str]:
    """The conditions and glossary terms that go by a name in the query, each with that name, the longest first. One query."""
    names = [f"{language}:{name}"[:255] for name in names_in(text, language)][:60]
    rows = SearchName.objects.filter(name__in=names).select_related("document", "document__term", "document__page__locale")
    found = sorted(rows, key=lambda row: (names.index(row.name), row.document_id))
    documents: dict[SearchDocument, str] = {}
    for row in found:
        documents.setdefault(row.document, row.name.partition(":")[2])
    return documents


def _add_synonyms(sought: list[Sought], named: Mapping[SearchDocument, str], language: str) -> None:
    """Whoever asks for another name of a term finds what speaks of it by its own."""
    for document, name in named.items():
        if document.kind == SearchDocument.Kind.TERM and document.sections:
            own = stems(document.sections[0][1], language)
            for one in sought:
                if one.word.stem in name.split():
                    for stem in own:
                        one.meant.setdefault(stem, SYNONYM)


# --- What answers it ---------------------------------------------------------------------------------------------------


def _frequencies(found: Collection[str], language: str) -> dict[str, int]:
    """In how many documents each stem is, counted up to `COMMON`; stems that are in none are left out. One query."""
    if not found:
        return {}
    of_word = f"SELECT 1 FROM {_table()} p WHERE p.word = wanted.word LIMIT {COMMON}"  # noqa: S608 - our own names
    statement = (
        f"WITH wanted(word) AS (VALUES {', '.join(['(%s)'] * len(found))}) "  # noqa: S608 - our own names
        f"SELECT word, (SELECT COUNT(*) FROM ({of_word}) counted) FROM wanted"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"{language}:{stem}" for stem in found])
        return {word.partition(":")[2]: documents for word, documents in cursor.fetchall() if documents}


def _table() -> str:
    return connection.ops.quote_name(SearchPosting._meta.db_table)


def _best(sought: list[Sought], documents: Mapping[str, int], language: str) -> dict[int, float]:
    """Document → score, the best first. One query: postings are added up where they are kept.

    A document counts more the more of the words it holds, and a word the fewer documents it is in.
    """
    most = max([_FEWEST_DOCUMENTS, *documents.values()])
    value: dict[str, float] = {}
    place: dict[str, int] = {}
    for number, one in enumerate(sought):
        for stem, counts in one.meant.items():
            worth = counts * math.log(1.5 + most / documents[stem]) ** 2 if stem in documents else 0
            if worth > value.get(stem, 0):
                value[stem], place[stem] = worth, number
    if not value:
        return {}
    common = [f"{language}:{stem}" for stem in value if documents[stem] >= COMMON]
    others = [f"{language}:{stem}" for stem in value if documents[stem] < COMMON]
    candidates, words = _candidates(common, others) if common else ("", [])
    # SQLite reads what is joined like this from left to right: all else is found by a key then, on PostgreSQL in any case.
    read = f"candidates CROSS JOIN wanted CROSS JOIN {_table()} p" if common else f"wanted CROSS JOIN {_table()} p"
    statement = (
        f"WITH {candidates}wanted(word, worth, place) AS (VALUES {', '.join([_WANTED] * len(value))}) "  # noqa: S608 - our names
        f"SELECT p.document_id, SUM(p.impact * worth) * COUNT(DISTINCT place) AS score FROM {read} "
        f"WHERE p.word = wanted.word{' AND p.document_id = candidates.document_id' if common else ''} "
        f"GROUP BY p.document_id ORDER BY score DESC, p.document_id LIMIT {MOST_RESULTS}"
    )
    wanted = [item for stem, worth in value.items() for item in (f"{language}:{stem}", worth, place[stem])]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*words, *wanted])
        return dict(cursor.fetchall())


def _candidates(common: Collection[str], others: Collection[str]) -> tuple[str, list[str]]:
    """The documents that are looked at where a word is a `common` one, as a part of a query with its parameters: of each such
    word those that it counts most for, and some more; of the `others` all. So a search costs no more the more pages there are.
    """
    most = max(FEWEST_CANDIDATES, CANDIDATES // len(common))
    of_common = (
        f"SELECT document_id FROM (SELECT document_id FROM {_table()} WHERE word = %s AND impact >= {PROMINENT} "  # noqa: S608
        f"ORDER BY impact DESC, document_id LIMIT {most}) prominent "
        f"UNION SELECT document_id FROM (SELECT document_id FROM {_table()} WHERE word = %s LIMIT {most}) more"
    )
    of_others = f"SELECT document_id FROM {_table()} WHERE word IN ({', '.join(['%s'] * len(others))})"  # noqa: S608
    parts = " UNION ".join([*([of_common] * len(common)), *([of_others] if others else [])])
    return f"candidates AS ({parts}), ", [*(key for key in common for _twice in range(2)), *others]


def _readable(scores: Mapping[int, float]) -> list[SearchDocument]:
    """Those that readers may see this moment, whatever the index says, the best first. One query."""
    public = Exists(public_pages(Page.objects.filter(pk=OuterRef("page_id"))))
    rows = SearchDocument.objects.filter(Q(page=None) | public, pk__in=list(scores))
    rows = rows.select_related("page__locale", "term").defer("sections")
    shown = sorted((row for row in rows if row.term is None or _is_signed(row)), key=lambda row: -scores[row.pk])
    best: dict[str, float] = {}
    for row in shown:
        best.setdefault(row.kind, scores[row.pk])
    return [row for row in shown if scores[row.pk] >= best[row.kind] * WORST]


def _is_signed(document: SearchDocument) -> bool:
    return bool(document.term and document.term.live and document.language in document.term.signed_languages)
