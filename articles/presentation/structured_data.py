"""What a page tells machines about itself: schema.org's vocabulary as JSON-LD, from the same facts that readers see.

Nothing in it is typed by anybody for machines alone, and nothing is said to them that the page does not say to people. Who
reviewed a text and when is said only while the review is in date, worked out at each rendering.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import queries
from articles.models.reviewed import SOURCE_LANGUAGE

from .article import ArticleView
from .frame import Frame
from .glossary import GlossaryView
from .languages import language_label
from .listings import ConditionView, HomeView
from .pages import PageView
from .reviewer import ReviewerView
from .structured_data_parts import Thing, condition, demonstration_words, moment, person, publication, section, thing

#: What must not stand in a script element as it is: tags and comments end it, two line separators once broke parsers.
_ESCAPES: Final = {ord(mark): f"\\u{ord(mark):04X}" for mark in "<>&\u2028\u2029"}


def structured_data(request: HttpRequest, page: Any, view: PageView) -> Thing | None:
    """A page's graph, or None where there is no page, or where it stands in for one that its language lacks: the real one tells.
    No query for a page that was found by its address."""
    if not view.frame.canonical or view.frame.stand_in:
        return None
    site = _Site(request, view.frame)
    return {"@context": "https://schema.org", "@graph": [_page(site, page, view), *site.things(isinstance(view.body, HomeView))]}


def as_json(data: Thing) -> SafeString:
    """As the content of a script element that no text in it can close. Halves of characters become question marks."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(text.encode("utf-8", "replace").decode("utf-8"))  # noqa: S308 - escaped in the line above


class _Site:
    """What every page of the site says of the site, and how its addresses become absolute."""

    def __init__(self, request: HttpRequest, around: Frame) -> None:
        self.around = around
        self.language = around.language.tag
        self.absolute = request.build_absolute_uri
        self.home = self.absolute(around.home_address)

    def page(self, kind: str | list[str], name: str, **values: Any) -> Thing:
        """A page of this site at the address of the frame."""
        return thing(
            kind,
            id=self.around.canonical,
            url=self.around.canonical,
            name=name,
            inLanguage=self.language,
            isPartOf={"@id": f"{self.home}#website"},
            breadcrumb={"@id": f"{self.around.canonical}#breadcrumb"} if self.around.crumbs else None,
            **demonstration_words(self.around.demonstration),
            **values,
        )

    def things(self, with_search: bool) -> list[Thing]:
        publisher = thing("Organization", id=f"{self.absolute('/')}#publisher", name=_("Health answers"), url=self.absolute("/"))
        website = thing(
            "WebSite",
            id=f"{self.home}#website",
            url=self.home,
            name=_("Health answers"),
            inLanguage=self.language,
            publisher={"@id": publisher["@id"]},
            potentialAction=self._search() if with_search else None,
        )
        return [website, publisher, *([self._breadcrumbs()] if self.around.crumbs else [])]

    def _search(self) -> Thing:
        template = f"{self.home}search/?q={{search_term_string}}"
        target = thing("EntryPoint", urlTemplate=template)
        return {**thing("SearchAction", target=target), "query-input": "required name=search_term_string"}

    def _breadcrumbs(self) -> Thing:
        way = [(crumb.title, self.absolute(crumb.address)) for crumb in self.around.crumbs]
        return thing(
            "BreadcrumbList",
            id=f"{self.around.canonical}#breadcrumb",
            itemListElement=[
                thing("ListItem", position=number, name=title, item=address) for number, (title, address) in enumerate(way, 1)
            ],
        )


def _page(site: _Site, page: Any, view: PageView) -> Thing:
    match view.body:
        case ArticleView() as article:
            return _article(site, page, article)
        case ConditionView() as listing:
            return _condition(site, page, listing)
        case HomeView() as home:
            return site.page("WebPage", page.title, description=home.introduction)
        case ReviewerView() as reviewer:
            return _reviewer(site, reviewer)
        case GlossaryView() as glossary:
            return _glossary(site, glossary)
        case _:
            return site.page("WebPage", title_of(site.around))


def title_of(around: Frame) -> str:
    """What a page is called in its own language's place of the switch; empty for a page in a language that is not public."""
    return next((alternate.title for alternate in around.alternates if alternate.current), "")


def _article(site: _Site, page: Any, article: ArticleView) -> Thing:
    headings = [(article.tldr_anchor, article.tldr_heading), *((part.anchor, part.heading) for part in article.sections)]
    if article.disclaimer.paragraphs:
        headings.append((article.disclaimer.anchor, article.disclaimer.heading))
    return site.page(
        "MedicalWebPage",
        page.title,
        description=article.tldr,
        datePublished=moment(article.published),
        dateModified=moment(article.updated),
        publisher={"@id": f"{site.absolute('/')}#publisher"},
        audience=thing("Patient"),
        about=_condition_of(site, page),
        hasPart=[section(site.around.canonical, anchor, heading, site.language) for anchor, heading in headings],
        citation=[publication(cited.reference) for cited in article.references],
        **_translations(site.around),
        **_review(site, article),
    )


def _condition_of(site: _Site, page: Any) -> Thing | None:
    """Only one that readers can open; it is the last on the way up, then."""
    above = queries.condition_above(page)
    if above is None:
        return None
    address = site.absolute(site.around.crumbs[-1].address)
    return condition(address, above.title, *queries.names_and_codes(above))


def _translations(around: Frame) -> dict[str, Any]:
    """A translation names its source, the source its translations, as far as readers can open them."""
    editions = {
        other.language.code: thing("MedicalWebPage", id=other.address, inLanguage=other.language.tag, name=other.title)
        for other in around.alternates
        if not other.current
    }
    if around.language.code == SOURCE_LANGUAGE:
        return {"workTranslation": list(editions.values())}
    return {"translationOfWork": editions.get(SOURCE_LANGUAGE)}


def _review(site: _Site, article: ArticleView) -> dict[str, Any]:
    """Nothing once the review has lapsed or was taken back, from that very moment: an answer in date is what it would claim.

    Only those who judged the medicine: whoever compared a translation with its source did not.
    """
    review = article.review
    if review is None or review.overdue or review.last_reviewed is None:
        return {}
    signers = [
        person(
            signer.name, signer.credentials, site.absolute(signer.address) if signer.address else "", site.around.demonstration
        )
        for signer in review.reviewers
    ]
    return {"reviewedBy": signers, "lastReviewed": review.last_reviewed.isoformat()}


def _glossary(site: _Site, glossary: GlossaryView) -> Thing:
    """The page, about a set of terms."""
    page = site.around.canonical
    terms = [
        thing(
            "DefinedTerm",
            id=f"{page}#{term.entry.key}",
            name=term.entry.term,
            description=term.entry.definition,
            url=f"{page}#{term.entry.key}",
        )
        for letter in glossary.letters
        for term in letter.terms
    ]
    title = title_of(site.around)
    return site.page("WebPage", title, about=thing("DefinedTermSet", id=f"{page}#terms", name=title, hasDefinedTerm=terms))


def _condition(site: _Site, page: Any, listing: ConditionView) -> Thing:
    return site.page(
        ["MedicalWebPage", "CollectionPage"],
        page.title,
        audience=thing("Patient"),
        about=condition(site.around.canonical, page.title, listing.names, [(code.system, code.code) for code in listing.codes]),
        hasPart=[
            thing("MedicalWebPage", id=site.absolute(card.address), url=site.absolute(card.address), name=card.title)
            for card in listing.articles
        ],
    )


def _reviewer(site: _Site, reviewer: ReviewerView) -> Thing:
    """A reviewer's page in its own language; what stands in from another one is left to people, who see its mark."""
    profile = reviewer.profile
    texts = {field: profile.for_readers(field, get_language()) for field in ("credentials", "specialty", "biography")}
    own = {field: text.text if text and not text.stands_in else "" for field, text in texts.items()}
    who = person(
        reviewer.name,
        own["credentials"],
        site.around.canonical.partition("?")[0],
        site.around.demonstration,
        jobTitle=own["specialty"],
        description=own["biography"],
        identifier=profile.registration,
        knowsLanguage=[language_label(code).tag for code in profile.languages],
    )
    return site.page("ProfilePage", reviewer.name, mainEntity=who)
