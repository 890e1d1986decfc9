"""Taking an edition's texts out, with all that a translator should know of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Comment

from articles import queries
from articles.domain.exchange import Format, Header, Unit, write
from articles.domain.exchange.glossary import Glossary
from articles.domain.html import canonical_html
from articles.domain.segments import Kind, Segment, texts, to_do
from articles.models import ArticlePage, GlossaryTerm, reviewed_edition, subject_of
from articles.models.reviewed import SOURCE_LANGUAGE
from articles.models.translation_words import TranslationError

from .work import Work, work_on


def export_edition(
    page: ArticlePage, form: Format, *, changed_only: bool = False, sections: Collection[str] | None = None
) -> bytes:
    """The latest draft's texts as a file. `changed_only` leaves out what is translated and in step with the source.

    `sections` are those to call outdated, the ones that the source has left behind unless others are named. Raises
    TranslationError for an edition that is no translation, or where nothing is left to do.
    """
    work = work_on(page)
    outdated = set(work.outdated if sections is None else sections)
    chosen = to_do(work.segments, outdated) if changed_only else work.segments
    if not chosen:
        raise TranslationError(
            _("Everything is translated and in step with the source. There is nothing to take out."), code="done"
        )
    rules = work.as_rules()
    header = Header(
        subject=subject_of(work.draft),
        source_language=SOURCE_LANGUAGE,
        language=rules.language,
        source_digest=reviewed_edition(work.source).digest,
        draft_digest=rules.digest,
        count=len(chosen),
        is_whole=len(chosen) == len(work.segments),
    )
    return write(form, header, _units(work, chosen, outdated))


def file_name(page: ArticlePage, form: Format) -> str:
    return f"{page.slug}.{page.locale.language_code}.{form.ending}"


def _units(work: Work, chosen: Collection[Segment], outdated: Collection[str]) -> list[Unit]:
    comments, previous = _comments(work.source), _previous_texts(work, outdated)
    glossary = _glossary(work.draft.locale.language_code)
    return [
        Unit(
            segment,
            needs_work=segment.section in outdated,
            notes=tuple(_notes(segment, comments)),
            glossary=glossary.of(segment),
            previous=_unless_same(previous.get(segment.key), segment),
        )
        for segment in chosen
    ]


def _notes(segment: Segment, comments: Mapping[str, list[str]]) -> Iterator[str]:
    yield _("Place: %(place)s") % {"place": " › ".join(segment.context)}
    if segment.limit is not None:
        yield _("At most %(count)d characters") % {"count": segment.limit}
    for comment in comments.get(segment.key, ()):
        yield _("Comment on the source: %(comment)s") % {"comment": comment}


def _comments(source: ArticlePage) -> Mapping[str, list[str]]:
    """What people remarked on the source's texts and nobody has settled, by the texts' names. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    open_ones = Comment.objects.filter(page_id=source.pk, resolved_at=None).order_by("pk")
    for path, text in open_ones.values_list("contentpath", "text"):
        found[path.replace(".", "/")].append(text)
    return found


def _glossary(language: str) -> Glossary:
    """The glossary's signed terms that have a signed translation. One query."""
    pairs = {}
    for entry in GlossaryTerm.objects.filter(live=True):
        term, translation = entry.for_readers("term", SOURCE_LANGUAGE), entry.for_readers("term", language)
        if term and translation and (term.language, translation.language) == (SOURCE_LANGUAGE, language):
            pairs[term.text] = translation.text
    return Glossary(pairs)


def _previous_texts(work: Work, outdated: Collection[str]) -> dict[str, str]:
    """What the texts of outdated sections said in the source editions that they were translated from. At most one query."""
    editions = {section: work.draft.basis.get(section, {}).get("edition") for section in outdated}
    signed = queries.signed_sources(edition for edition in editions.values() if edition is not None)
    found = {}
    for section, edition in editions.items():
        if edition in signed:
            fields = {name: field for name, field in work.shape.items() if field.section == section}
            found.update({text.key: text.value for text in texts(_as_fields(signed[edition]), fields)})
    return found


def _as_fields(content: Mapping[str, Any]) -> dict[str, Any]:
    """A signed edition's content by the fields that an article keeps it in."""
    headings = {f"{section}_heading": text for section, text in content.get("headings", {}).items()}
    return {**content, **headings, **content.get("sections", {})}


def _unless_same(previous: str | None, segment: Segment) -> str | None:
    now = canonical_html(segment.source) if segment.kind is Kind.HTML else segment.source.replace("\r\n", "\n").strip()
    return previous if previous != now else None
