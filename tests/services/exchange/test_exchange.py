"""Editions go out and come back as drafts, and nothing that is live changes."""

from __future__ import annotations

import json

import pytest
from wagtail.models import Comment

from articles.domain.exchange import Reason
from articles.models import ArticlePage, Contribution, User
from articles.models.translation_words import TranslationError
from articles.services import exchange
from articles.services.exchange import ExchangeError, Format
from tests.factories import block, make_article, make_editor, make_glossary_term, make_superuser, publish, text_block, translate

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_editor()


def spanish(**fields: object) -> ArticlePage:
    """A live Spanish edition of which nothing but the title and the short answer is translated."""
    page: ArticlePage = translate(make_article(**fields), "es")
    return stored(page)


def stored(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.select_related("locale").get(pk=page.pk)


def latest(page: ArticlePage) -> ArticlePage:
    draft: ArticlePage = stored(page).get_latest_revision_as_object()
    return draft


def filled(page: ArticlePage, old: str, new: str, form: Format = Format.PO) -> bytes:
    """An export in which one target was changed."""
    file = exchange.export_edition(page, form).decode()
    assert old in file
    return file.replace(old, new).encode()


def test_import__is_one_draft_and_readers_see_nothing_of_it(editor: User) -> None:
    page = spanish(title="Why?")
    before = list(page.revisions.values_list("pk", flat=True))
    report = exchange.import_edition(page, filled(page, "Why? [es]", "¿Por qué?"), by=editor)
    (revision,) = page.revisions.exclude(pk__in=before)
    assert exchange.import_edition(page, exchange.export_edition(page, Format.XLIFF), by=editor).revision is None
    assert (report.written, report.revision) == (1, revision.pk)
    assert (latest(page).title, latest(page).live) == ("¿Por qué?", True)
    assert stored(page).title == "Why? [es]"
    assert revision.user == editor
    assert Contribution.objects.filter(language="es", user=editor.pk).exists()


def test_import__leaves_every_other_value_as_it_is_stored(editor: User) -> None:
    """Also what this version of the blocks does not know, or would write in another spelling."""
    odd = block("text", '<p data-block-key="x1">It&#x27;s <strong>odd</strong>&nbsp;.</p>')
    page = spanish(citations=0, causes=[odd, text_block("<p>Hum.</p>")])
    stored_before = json.loads(json.dumps([list(stream.raw_data) for _section, stream in latest(page).body_streams()]))
    exchange.import_edition(
        page, filled(page, 'msgid "<p>Hum.</p>"\nmsgstr ""', 'msgid "<p>Hum.</p>"\nmsgstr "<p>Zumba.</p>"'), by=editor
    )
    stored_after = [list(stream.raw_data) for _section, stream in latest(page).body_streams()]
    stored_before[0][1]["value"] = "<p>Zumba.</p>"
    assert stored_after == stored_before


def test_source_that_moved_on__refuses_the_file(editor: User) -> None:
    page = spanish(title="Why?")
    file = exchange.export_edition(page, Format.XLIFF)
    source = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    source.title = "Why on earth?"
    publish(source)
    with pytest.raises(ExchangeError) as refused:
        exchange.import_edition(page, file, by=editor)
    assert [(problem.reason, problem.details["text"]) for problem in refused.value.problems] == [(Reason.STALE, "title")]


def test_new_block_of_the_source__is_put_in_with_its_translation(editor: User) -> None:
    first, second = text_block("<p>One.</p>"), text_block("<p>Two.</p>")
    page = spanish(citations=0, causes=[first, second])
    draft = latest(page)
    draft.causes = json.dumps([{**second, "value": "<p>Dos.</p>"}])
    draft.save_revision(user=editor)
    file = filled(page, 'msgid "<p>One.</p>"\nmsgstr ""', 'msgid "<p>One.</p>"\nmsgstr "<p>Uno.</p>"')
    exchange.import_edition(page, file, by=editor)
    assert [child["value"] for child in latest(page).causes.raw_data] == ["<p>Uno.</p>", "<p>Dos.</p>"]


def test_source_edition_and_locked_edition__are_refused(editor: User) -> None:
    page = spanish()
    file = exchange.export_edition(page, Format.PO)
    source = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    with pytest.raises(TranslationError, match="not the translation"):
        exchange.export_edition(source, Format.PO)
    ArticlePage.objects.filter(pk=page.pk).update(locked=True, locked_by=make_superuser())
    with pytest.raises(TranslationError, match="locked"):
        exchange.import_edition(page, file, by=editor)


def test_export__tells_the_place_remarks_and_terms_and_only_what_changed() -> None:
    make_glossary_term(term_en="knee", term_es="rodilla")
    page = spanish(title="Why does a knee glimmer?")
    source = ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="en")
    Comment.objects.create(page=source, user=make_editor(), text="Keep it\nshort.", contentpath="title")
    file = exchange.export_edition(page, Format.PO).decode()
    assert (
        "#. Place: title\n#. At most 255 characters\n#. Comment on the source: Keep it short.\n#. Glossary: knee → rodilla\n"
        in file
    )
    changed = exchange.export_edition(page, Format.PO, changed_only=True).decode()
    assert 'msgctxt "title"' not in changed
    assert 'msgctxt "causes/' in changed
    with pytest.raises(TranslationError, match="nothing to take out"):
        exchange.export_edition(
            translate(make_article(blocks=0, citations=0, live=False), "es", live=False, title="¿?", tldr="¡!"),
            Format.PO,
            changed_only=True,
        )
    outdated = exchange.export_edition(page, Format.PO, changed_only=True, sections=["title"]).decode()
    assert '#, fuzzy\nmsgctxt "title"' in outdated


def test_file__finds_its_edition_by_itself() -> None:
    page = spanish()
    assert exchange.edition_in(exchange.export_edition(page, Format.XLIFF)) == page
    for subject in ("article:nonsense", "article:", "riskfactor:x", "article:00000000-0000-4000-8000-000000000000"):
        file = exchange.export_edition(page, Format.PO).decode().replace(f"article:{page.translation_key}", subject)
        with pytest.raises(ExchangeError):
            exchange.edition_in(file.encode())
