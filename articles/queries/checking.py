"""What the automatic checks say of a translation: the one place that gathers what they look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from modeltranslation.utils import build_localized_fieldname

from articles.domain.basis import COMPARED, SignedEdition, assembled, edition_of_section, section_digests
from articles.domain.names import split_names
from articles.domain.parity import Finding, GlossaryPair, Links, findings, links_in
from articles.models import ArticlePage, GlossaryTerm, reviewed_edition, subject_of
from articles.models.forms import ArticlePageForm
from articles.models.reviewed import SOURCE_LANGUAGE

from .links import links_by_hand
from .translations import Source, signed_sources, source_page, sources

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceTexts:
    """A translation's source in words: as readers get it now (else its latest draft), and as each section was made from it.

    `made_from` holds the present words where those that a section was made from were never signed; `known` names the others.
    """

    page: ArticlePage
    source: Source
    is_signed: bool
    now: Content
    made_from: Content
    known: frozenset[str]


def source_texts(page: ArticlePage) -> SourceTexts | None:
    """`page` holds a draft of a translation. None for a source edition, or where there is no source. Four queries at most."""
    source_edition = source_page(page)
    if source_edition is None:
        return None
    subject = subject_of(page)
    source = sources([subject])[subject]
    origins = {section: _origin(page, section, source) for section in COMPARED}
    wanted = [edition.sequence for edition in (source.live, *origins.values()) if edition]
    contents = signed_sources(wanted) if wanted else {}
    now = contents.get(source.live.sequence) if source.live else None
    present: Content = _present(source_edition) if now is None else now
    parts = {section: contents.get(edition.sequence, present) if edition else present for section, edition in origins.items()}
    known = frozenset(section for section, edition in origins.items() if edition and edition.sequence in contents)
    return SourceTexts(source_edition, source, now is not None, present, assembled(SOURCE_LANGUAGE, parts), known)


def _origin(page: ArticlePage, section: str, source: Source) -> SignedEdition | None:
    made = page.basis.get(section)
    return edition_of_section(section, made, source.editions) if made else None


def _present(source: ArticlePage) -> Content:
    """Words that nobody has signed, or that were public before there was a ledger."""
    return reviewed_edition(source if source.live else source.get_latest_revision_as_object(), pictures={}).content


def glossary_pairs(language: str) -> list[GlossaryPair]:
    """The glossary in the source's language and another one: what is signed of it, and words to avoid. One query."""
    terms = GlossaryTerm.objects.filter(live=True).order_by("key")
    pairs = [_pair(term, language) for term in terms if SOURCE_LANGUAGE in term.signed_languages]
    return [pair for pair in pairs if pair.preferred or pair.avoid]


def _pair(term: GlossaryTerm, language: str) -> GlossaryPair:
    own = _names(term, language) if language in term.signed_languages else ()
    avoid = split_names(getattr(term, build_localized_fieldname("avoid", language)))
    return GlossaryPair(term.key, _names(term, SOURCE_LANGUAGE), own, tuple(avoid))


def _names(term: GlossaryTerm, language: str) -> tuple[str, ...]:
    title, others = (getattr(term, build_localized_fieldname(name, language)) or "" for name in ("term", "also_known_as"))
    return tuple(split_names(f"{title}\n{others}"))


def findings_of(
    page: ArticlePage, texts: SourceTexts | None = None, glossary: Sequence[GlossaryPair] | None = None
) -> list[Finding]:
    """What the checks find in a translation, as this object holds it, against the source that each section was made from.

    Nothing for a source edition, or where there is no source. Whoever has the source's texts and the glossary already gives
    them. At most nine queries, however long the text and the glossary are.
    """
    texts = texts or source_texts(page)
    if texts is None:
        return []
    own = reviewed_edition(page, pictures={}).content
    language = page.locale.language_code
    pairs = glossary_pairs(language) if glossary is None else glossary
    return findings(texts.made_from, own, glossary=pairs, links=_links(own, language))


def _links(own: Content, language: str) -> Links:
    addresses: Iterable[str] = (key for key in links_in([own["sections"], own["tldr"]]) if isinstance(key, str))
    return links_by_hand(list(addresses), language)


def open_blocking(page: ArticlePage) -> list[Finding]:
    """The findings that keep a translation, as this object holds it, from moving on: nobody has justified them in writing."""
    return [finding for finding in findings_of(page) if finding.blocking and not is_justified(page, finding)]


def is_justified(page: ArticlePage, finding: Finding) -> bool:
    return bool(page.check_reasons.get(finding.fingerprint, {}).get("reason"))


def unchanged_sections(draft: ArticlePage, since: datetime) -> frozenset[str]:
    """The sections of a translation's draft whose words readers have already; of one that is not live, those whose words are
    as old as its last draft before a source was published. A later draft is no measure: autosave keeps new words before
    anybody declares them. Two queries, or what a revision takes.
    """
    row = ArticlePage.objects.filter(pk=draft.pk).select_related("locale").get()
    older = None if row.live else row.revisions.filter(created_at__lt=since).order_by("-created_at", "-pk").first()
    before = row if row.live else older and older.as_object()
    if before is None:
        return frozenset()
    # A picture is the one that was chosen, whatever became of its file.
    old, new = (section_digests(reviewed_edition(text, pictures={}).content) for text in (before, draft))
    return frozenset(section for section, digest in new.items() if old[section] == digest)


def register() -> None:
    """Gives the editor's form what it cannot import: it is below."""
    ArticlePageForm.find_blocking = staticmethod(open_blocking)
    ArticlePageForm.find_unchanged = staticmethod(unchanged_sections)
