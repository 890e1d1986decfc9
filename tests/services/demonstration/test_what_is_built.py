"""What a newcomer finds: one article in every language, a second on its way, the whole vocabulary, an account for each role."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.test import Client
from django.utils import timezone
from modeltranslation.translator import translator
from modeltranslation.utils import build_localized_fieldname
from pytest_django import Settings
from wagtail.models import Page, Site

from articles import queries
from articles.domain.parity import Check
from articles.domain.signoffs import Meaning, Severity
from articles.models import (
    ArticlePage,
    ConditionPage,
    Contribution,
    Disclaimer,
    GlossaryTerm,
    HomePage,
    LedgerEntry,
    ReviewerProfile,
    ReviewRequest,
    RiskFactor,
    SiteSettings,
    TranslationRequest,
    User,
    subject_of,
)
from articles.services import demonstration, reviews
from articles.services.demonstration import content
from articles.services.verification import Tally, verify
from tests.factories import LANGUAGES
from tests.site.test_sitemap import assert_reciprocal, listed, of_page
from tests.site.test_structured_data import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("built")]

VOCABULARY = [GlossaryTerm, RiskFactor, Disclaimer, ReviewerProfile]
#: Other names and a pronunciation may be worth giving in one language and not in another.
MAY_DIFFER = {"also_known_as", "pronunciation"}


@pytest.mark.parametrize("model", [HomePage, ConditionPage, ArticlePage])
def test_pages__are_live_editions_of_one_page_in_every_language(model: type[Page]) -> None:
    pages = model.objects.filter(live=True).exclude(slug="family").select_related("locale")
    assert sorted(page.locale.language_code for page in pages) == sorted(LANGUAGES)
    assert len({page.translation_key for page in pages}) == 1
    with_drafts = [page.locale.language_code for page in pages if page.has_unpublished_changes]
    assert with_drafts == (["en"] if model is ArticlePage else [])


def outdated(language: str) -> dict[str, Severity]:
    page = ArticlePage.objects.get(slug="causes", locale__language_code=language)
    return {section.section: section.severity for section in queries.source_of(page).behind(page.basis)}


def test_translations__one_lacks_a_change_of_meaning_and_one_a_change_for_safety() -> None:
    behind = {language: found for language in LANGUAGES if (found := outdated(language))}
    assert behind == {"es": {"research": Severity.MEANING}, "de": {"risk_factors": Severity.SAFETY}}
    asked = {request.language: request.why for request in TranslationRequest.objects.filter(closed_at=None, due=None)}
    assert asked == {"es": "meaning", "de": "safety"}


def test_safety__is_told_to_readers_of_the_edition_that_lacks_it(client: Client) -> None:
    told = {}
    for language in LANGUAGES:
        page = client.get(f"/{language}/osteoporosis/causes/").content.decode()
        told[language] = "outdated-heading" in page
    assert told == {language: language == "de" for language in LANGUAGES}


def test_second_article__is_begun_in_one_language_and_asked_for_in_another() -> None:
    source = ArticlePage.objects.get(slug="family", locale__language_code="en")
    french = ArticlePage.objects.get(slug="family", locale__language_code="fr")
    assert (source.live, french.live) == (True, False)
    found = {(finding.check, finding.section) for finding in queries.findings_of(french.get_latest_revision_as_object())}
    drafts = Contribution.objects.filter(subject=subject_of(french), language="fr").values("digest").distinct()
    assert drafts.count() == 2, "the matrix calls it a draft, not a translation that nobody began"
    assert found == {(Check.SOURCE_LANGUAGE, section) for section in ("genetics", "risk_factors", "research")}
    asked = TranslationRequest.objects.get(language="de", subject=subject_of(source))
    assert asked.assignee == User.objects.get(username="translator")
    assert asked.due is not None


def test_texts__are_all_signed_through_the_same_services_as_by_people() -> None:
    assert list(verify(Tally())) == []


def test_queue__holds_the_one_change_that_a_newcomer_can_sign() -> None:
    (request,) = ReviewRequest.objects.filter(outcome="")
    state = reviews.state_of(request)
    reviewer = queries.signer(User.objects.get(username="reviewer"))
    assert (request.language, list(state.missing)) == ("en", [Meaning.MEDICAL])
    assert state.why_not(reviewer, Meaning.MEDICAL, timezone.localdate()) == []
    for name in ("administrator", "editor", "language-reviewer"):
        assert state.why_not(queries.signer(User.objects.get(username=name)), Meaning.MEDICAL, timezone.localdate())


def test_sign_offs__say_that_no_clinician_gave_them() -> None:
    comments = set(LedgerEntry.objects.filter(kind="sign_off").values_list("comment", flat=True))
    assert comments == {content.texts(language)["sign_off"]["comment"] for language in LANGUAGES}


def test_articles__are_complete_and_each_in_its_own_words() -> None:
    pages = ArticlePage.objects.filter(slug="causes").select_related("locale")
    assert [page.missing_parts() for page in pages] == [[]] * len(LANGUAGES)
    for field in ("title", "tldr", "search_description", "causes", "genetics", "risk_factors", "research"):
        assert len({str(getattr(page, field)) for page in pages}) == len(LANGUAGES), field


def test_page_tree__is_sound() -> None:
    assert not any(Page.find_problems())


def test_condition__has_the_same_good_codes_in_every_edition() -> None:
    codes = [[(code.system, code.code) for code in page.codes.all()] for page in ConditionPage.objects.all()]
    assert ("snomed-ct", "64859006") in codes[0]
    assert all(edition == codes[0] for edition in codes)
    for page in ConditionPage.objects.all():
        for code in page.codes.all():
            code.clean()


@pytest.mark.parametrize("language", LANGUAGES)
def test_edition__is_read_under_its_english_address(language: str, client: Client) -> None:
    assert client.get(f"/{language}/osteoporosis/causes/").status_code == 200


@pytest.mark.parametrize("model", VOCABULARY)
def test_vocabulary__is_whole_in_every_language(model: type[RiskFactor]) -> None:
    assert model.objects.exists()
    for entry in model.objects.all():
        assert entry.live
        entry.full_clean()
        for field in set(translator.get_options_for_model(model).get_field_names()) - MAY_DIFFER:
            texts = {language: getattr(entry, build_localized_fieldname(field, language)) for language in LANGUAGES}
            assert all(texts.values()) or not any(texts.values()), f"{entry.key}.{field}: {texts}"


def test_site__says_that_it_is_a_demonstration() -> None:
    settings = SiteSettings.stored(Site.objects.get(is_default_site=True))
    assert settings is not None
    assert settings.demonstration
    assert settings.default_disclaimer is not None
    assert settings.default_disclaimer.live


def test_accounts__are_one_for_each_role() -> None:
    password = demonstration.demonstration_password()
    roles = {}
    for account in demonstration.ACCOUNTS:
        user = authenticate(username=account.username, password=password)
        assert user is not None
        roles[account.username] = (user.is_superuser, sorted(group.name for group in user.groups.all()))
    assert roles == {
        "administrator": (True, []),
        "editor": (False, ["Editors"]),
        "translator": (False, [f"Translators ({language})" for language in sorted(LANGUAGES) if language != "en"]),
        "reviewer": (False, ["Medical reviewers"]),
        "language-reviewer": (False, ["Medical reviewers"]),
    }
    assert not User.objects.exclude(demonstration=True).exists()


def test_accounts__are_refused_by_production_settings(settings: Settings, client: Client) -> None:
    password = demonstration.demonstration_password()
    assert client.login(username="administrator", password=password)
    assert client.get("/admin/").status_code == 200
    settings.DEMONSTRATION_ALLOWED = False
    assert client.get("/admin/").status_code == 302  # a session that is open already is refused, too
    assert authenticate(username="administrator", password=password) is None


def test_articles__are_written_by_the_editor_and_translated_by_the_translator() -> None:
    for page in ArticlePage.objects.select_related("locale", "latest_revision__user"):
        assert page.latest_revision.user.username == ("editor" if page.locale.language_code == "en" else "translator")


def test_pages_and_sitemap__agree_on_every_edition_and_tell_machines_only_what_schema_org_defines(client: Client) -> None:
    from_map = listed(client)
    assert_reciprocal(from_map)
    assert {address: of_page(client, address) for address in from_map} == from_map
    for address in from_map:
        assert told(client, address)["creativeWorkStatus"], address
