"""Small builders of what tests need, on top of what the migrations seed: languages, home pages, groups.

Everything medical in here is plainly made up ("glimmer knee"), so that no test text can be taken for advice.
"""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from modeltranslation.utils import build_localized_fieldname
from PIL import Image as PillowImage
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.blocks.rich_text import citation_html
from articles.domain.sections import BODY_SECTIONS
from articles.models import (
    ArticleImage,
    ArticlePage,
    ConditionCode,
    ConditionPage,
    Disclaimer,
    GlossaryTerm,
    HomePage,
    InformationPage,
    RiskFactor,
    SiteSettings,
    User,
    VocabularyEntry,
)
from tests.signing import sign_off_entry, signed_off

LANGUAGES = [code for code, _name in settings.LANGUAGES]
#: Every account made here has it.
PASSWORD = "glimmer-knee-and-marble-elbow"

_numbers = count(1)


def _letters(number: int) -> str:
    """A number without a digit: whoever edits a translation under test need not repeat its source's numbers."""
    return str(number).translate(str.maketrans("0123456789", "bcdfghklmn"))


Block = dict[str, Any]
AnyPage = TypeVar("AnyPage", bound=Page)
AnyEntry = TypeVar("AnyEntry", bound=VocabularyEntry)


# --- Blocks, as a StreamField stores them --------------------------------------------------------------------------


def block(kind: str, value: Any) -> Block:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def cite(key: str) -> str:
    """A citation mark, as rich text stores it."""
    return citation_html(key)


def page_link(page: Page, text: str = "a link") -> str:
    """A link to a page, as rich text stores it."""
    return f'<a id="{page.pk}" linktype="page">{text}</a>'


def text_block(html: str = "<p>Glimmer knees glimmer.</p>") -> Block:
    return block("text", html)


def analogy_block(title: str = "Think of a lamp", text: str = "<p>It flickers.</p>", limit: str = "") -> Block:
    return block("analogy", {"title": title, "text": text, "limit": limit})


def question_answer_block(question: str = "Does it hum?", answer: str = "<p>Only on Mondays.</p>") -> Block:
    return block("question_answer", {"question": question, "answer": answer})


def questions_to_ask_block(*questions: str) -> Block:
    asked = questions or ("Will my knee hum?", "Who turns off the lamp?")
    return block("questions_to_ask", {"questions": [block("item", question) for question in asked]})


def callout_block(urgency: str = "tip", text: str = "<p>Knees like music.</p>") -> Block:
    return block("callout", {"urgency": urgency, "text": text})


def comparison_block(cause: str = "<p>Moonlight.</p>", risk_factor: str = "<p>Open curtains.</p>") -> Block:
    return block("comparison", {"cause": cause, "risk_factor": risk_factor})


def key_figure_block(
    source: str = "", *, value: str = "7", unit: str = "moons", meaning: str = "until a knee stops glimmering."
) -> Block:
    return block("key_figure", {"value": value, "unit": unit, "meaning": meaning, "source": source})


def figure_block(
    picture: ArticleImage, *, alt_text: str = "A glimmering knee", decorative: bool = False, caption: str = "", credit: str = ""
) -> Block:
    chosen = {"image": picture.pk, "alt_text": alt_text, "decorative": decorative}
    return block("figure", {"image": chosen, "caption": caption, "credit": credit})


def risk_factor_list_block(*factors: RiskFactor) -> Block:
    return block("risk_factor_list", {"factors": [block("item", factor.pk) for factor in factors]})


def reference(key: str, **values: Any) -> Block:
    """One entry of the list of references."""
    known = {
        "key": key,
        "authors": f"Author of {key}",
        "title": f"Title of {key}",
        "source": f"Journal of {key}",
        "year": 2001,
        "doi": "",
        "pmid": "",
        "url": "",
    }
    return block("reference", {**known, **values})


def stream(*blocks: Block) -> str:
    """Blocks as they are given to a StreamField of a page."""
    return json.dumps(blocks)


# --- Pages ---------------------------------------------------------------------------------------------------------


def locale(language: str) -> Locale:
    return Locale.objects.get(language_code=language)


def home(language: str = "en") -> HomePage:
    """The home page of a language, as the migrations seed it."""
    return HomePage.objects.select_related("locale").get(locale__language_code=language)


def make_condition(
    language: str = "en", *, live: bool = True, codes: Sequence[Mapping[str, str]] = (), **fields: Any
) -> ConditionPage:
    """A condition under a language's home page. `codes` are mappings of system, code and display_name."""
    number = next(_numbers)
    page = ConditionPage(
        **{"title": f"Glimmer knee {number} ({language})", "slug": f"glimmer-knee-{number}", "live": live, **fields}
    )
    page.codes = [ConditionCode(sort_order=order, **code) for order, code in enumerate(codes)]
    home(language).add_child(instance=page)
    return page


def section_block(heading: str = "Who dreams this up?", text: str = "<p>Nobody you know.</p>") -> Block:
    """A section of a page about the site."""
    return block("section", {"heading": heading, "text": text})


def make_information(kind: str = "about", language: str = "en", *, live: bool = True, **fields: Any) -> InformationPage:
    """A page about the site under a language's home page."""
    values = {
        "title": f"Page {kind} ({language})",
        "slug": f"page-{next(_numbers)}",
        "introduction": f"Introduction of {kind}.",
        "body": [section_block()],
        **fields,
    }
    page = InformationPage(kind=kind, live=live, **{k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()})
    home(language).add_child(instance=page)
    return page


def make_article(
    language: str = "en",
    blocks: int = 1,
    citations: int = 1,
    images: int = 0,
    page_links: int = 0,
    live: bool = True,
    parent: ConditionPage | None = None,
    **fields: Any,
) -> ArticlePage:
    """An article with every section filled, complete enough to be published.

    `blocks` text blocks in each section; `citations` references `ref-1` …, each cited once, in the causes; `images`
    figures with a picture each; `page_links` links, each to a condition of its own. `fields` replace any field; a
    section or the references may be given as a list of blocks. A live one gets a default disclaimer for its site where
    there is none.
    """
    if live:
        _ensure_default_disclaimer()
    number = next(_numbers)
    words = f"in {language}, article {_letters(number)}"
    parent = parent or make_condition(language)
    bodies = {
        section.value: [text_block(f"<p>{section} {words}, block {_letters(n)}.</p>") for n in range(blocks)]
        for section in BODY_SECTIONS
    }
    bodies["causes"] += [text_block(f"<p>Fact {_letters(n)}.{cite(f'ref-{n}')}</p>") for n in range(1, citations + 1)]
    bodies["causes"] += [figure_block(image(title=f"Picture {n}"), caption=f"Caption {n}") for n in range(1, images + 1)]
    linked = [make_condition(language) for _n in range(page_links)]
    bodies["causes"] += [text_block(f"<p>See {page_link(page, page.title)}.</p>") for page in linked]
    values: dict[str, Any] = {
        "title": f"Why do knees glimmer, {words}?",
        "slug": f"why-{number}",
        "tldr": f"The short answer {words}.",
        "references": [reference(f"ref-{n}") for n in range(1, citations + 1)],
        "live": False,
        **bodies,
        **fields,
    }
    page = ArticlePage(**{name: json.dumps(value) if isinstance(value, list) else value for name, value in values.items()})
    parent.add_child(instance=page)
    return publish(page) if live else page


def publish(page: AnyPage) -> AnyPage:
    """Publishes a page as it stands, through a revision. An article gets the sign-offs that it needs."""
    revision = page.save_revision()
    if isinstance(page, ArticlePage):
        signed_off(revision.as_object())
    revision.publish()
    page.refresh_from_db()
    return page


def translate(page: Page, language: str, *, live: bool = True, **fields: Any) -> Any:
    """An edition of a page in another language (of the pages above it too, where they have none), under the same slug."""
    parent = page.get_parent().specific
    if not parent.get_translations(inclusive=True).filter(locale__language_code=language).exists():
        translate(parent, language)
    edition = page.copy_for_translation(locale(language))
    edition.slug = page.slug
    if isinstance(edition, ArticlePage):
        fields = {"title": f"{page.title} [{language}]", "tldr": f"{page.tldr} [{language}]", **fields}
    for name, value in fields.items():
        setattr(edition, name, json.dumps(value) if isinstance(value, list) else value)
    if live:
        _ensure_default_disclaimer()
        return publish(edition)
    edition.save_revision()
    return edition


def translate_to_all(page: Page) -> dict[str, Any]:
    """Live editions of a page in all languages, by language, the page itself included."""
    own = page.locale.language_code
    return {language: page if language == own else translate(page, language) for language in LANGUAGES}


def alias_behind_the_gate(page: Page, language: str) -> Page:
    """A live alias in another language, as only SQL could make one of an article: the gate refuses it on every other path."""
    parent = page.get_parent().specific
    if not parent.get_translations().filter(locale__language_code=language).exists():
        translate(parent, language)
    edition: Page = page.copy_for_translation(locale(language))
    Page.objects.filter(pk=edition.pk).update(alias_of=page, live=True)
    return Page.objects.get(pk=edition.pk).specific


def make_private(page: Page) -> Page:
    """Only people who log in may open it."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


# --- Vocabulary and settings ---------------------------------------------------------------------------------------


def _in_languages(languages: Iterable[str], **texts: str) -> dict[str, str]:
    return {
        build_localized_fieldname(field, language): f"{text} [{language}]"
        for field, text in texts.items()
        for language in languages
    }


def _kept(entry: AnyEntry) -> AnyEntry:
    """A live one with its sign-offs, in every language that it is written in."""
    if entry.live:
        sign_off_entry(entry)
    entry.save()
    return entry


def make_risk_factor(
    key: str | None = None, *, modifiable: bool = True, languages: Iterable[str] = LANGUAGES, live: bool = True, **fields: Any
) -> RiskFactor:
    """A risk factor, written in these languages; each text ends with its language in brackets."""
    key = key or f"factor-{next(_numbers)}"
    texts = _in_languages(languages, name=f"Name of {key}", explanation=f"Explanation of {key}", advice=f"Advice on {key}")
    return _kept(RiskFactor(**{"key": key, "modifiable": modifiable, "live": live, **texts, **fields}))


def make_glossary_term(
    key: str | None = None, *, languages: Iterable[str] = LANGUAGES, live: bool = True, **fields: Any
) -> GlossaryTerm:
    key = key or f"term-{next(_numbers)}"
    texts = _in_languages(languages, term=f"Term {key}", definition=f"Definition of {key}")
    return _kept(GlossaryTerm(**{"key": key, "live": live, **texts, **fields}))


def make_disclaimer(
    languages: Iterable[str] = LANGUAGES, *, key: str | None = None, live: bool = True, **fields: Any
) -> Disclaimer:
    """A disclaimer, written in these languages; each text ends with its language in brackets."""
    key = key or f"disclaimer-{next(_numbers)}"
    texts = _in_languages(languages, title=f"Title of {key}", text=f"Text of {key}")
    return _kept(Disclaimer(**{"key": key, "live": live, **texts, **fields}))


def site_settings() -> SiteSettings:
    """The stored settings of the default site, made at first use."""
    return SiteSettings.objects.get_or_create(site=Site.objects.get(is_default_site=True))[0]


def set_default_disclaimer(disclaimer: Disclaimer | None = None) -> Disclaimer:
    """Makes a disclaimer (a new one in all languages, unless given) the site's default."""
    disclaimer = disclaimer or make_disclaimer()
    SiteSettings.objects.filter(pk=site_settings().pk).update(default_disclaimer=disclaimer)
    return disclaimer


def _ensure_default_disclaimer() -> None:
    if not SiteSettings.objects.filter(default_disclaimer__isnull=False).exists():
        set_default_disclaimer()


def mark_as_demonstration(demonstration: bool = True) -> None:
    SiteSettings.objects.filter(pk=site_settings().pk).update(demonstration=demonstration)


# --- Pictures ------------------------------------------------------------------------------------------------------


def image_file(name: str = "knee.png", size: tuple[int, int] = (12, 8), colour: str = "navy") -> ImageFile:
    """A small picture, drawn in memory."""
    buffer = io.BytesIO()
    PillowImage.new("RGB", size, colour).save(buffer, "PNG")
    buffer.seek(0)
    return ImageFile(buffer, name=name)


def image(title: str = "A knee", **fields: Any) -> ArticleImage:
    """An uploaded picture."""
    return ArticleImage.objects.create(title=title, file=image_file(), **fields)


# --- People --------------------------------------------------------------------------------------------------------


def make_user(username: str = "", *, group: str | None = None, superuser: bool = False, **fields: Any) -> User:
    """An account in a group that the migrations seed (Editors, Translators (es) …, Medical reviewers), or a superuser."""
    username = username or f"person-{next(_numbers)}"
    make = User.objects.create_superuser if superuser else User.objects.create_user
    user = make(username, f"{username}@example.org", PASSWORD, **fields)
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def make_editor(**fields: Any) -> User:
    return make_user(group="Editors", **fields)


def make_translator(languages: Iterable[str] = LANGUAGES, **fields: Any) -> User:
    """Somebody who writes in these languages, in all unless others are named."""
    user = make_user(**fields)
    user.groups.set(Group.objects.filter(name__in=[f"Translators ({language})" for language in languages]))
    return user


def make_reviewer(**fields: Any) -> User:
    return make_user(group="Medical reviewers", **fields)


def make_superuser(**fields: Any) -> User:
    return make_user(superuser=True, **fields)
