"""What the table of the vocabulary's paths plays on: a risk factor that a live article lists, signed more or less."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.test import Client
from wagtail.models import Revision

from articles.domain.signoffs import EntryKind, Meaning, Scope, Severity
from articles.models import ArticlePage, RiskFactor, User, reviewed_entry
from articles.services import ledger, signing
from articles.services.reauthentication import Presence
from tests.factories import make_article, make_risk_factor, risk_factor_list_block, set_default_disclaimer, text_block
from tests.signing import sign_off_entry
from tests.site.reader import soup_of, words
from tests.workflow.stage import ACTORS

FIRST, TEXT, LATER = "first", "signed", "later"
#: What a reader of the article finds in its list, and what any other page could show of each entry, by its short name.
Shown = tuple[str, Mapping[str, str]]


@dataclass
class Stage:
    """An entry in one state. `latest` are the words of its last draft."""

    entry: RiskFactor
    article: ArticlePage
    latest: str
    people: Mapping[str, User]

    def row(self) -> RiskFactor:
        return RiskFactor.objects.get(pk=self.entry.pk)

    def draft(self) -> RiskFactor:
        draft: RiskFactor = self.row().get_latest_revision_as_object()
        return draft

    def revision(self) -> Revision:
        return self.row().latest_revision

    def first_revision(self) -> Revision:
        return self.row().revisions.order_by("pk").first()

    def shown(self) -> Shown:
        """Opens the article as a reader does."""
        response = Client().get(self.article.get_url())
        assert response.status_code == 200
        names = soup_of(response).select(".risk-factors dt, .risk-factors dd")
        texts = {entry.key: entry.for_readers("name", "en") for entry in RiskFactor.objects.all()}
        return " · ".join(map(words, names)), {key: text.text for key, text in texts.items() if text}

    def once_public(self) -> Shown:
        return f"{name(self.latest)} · {explanation(self.latest)}", {self.entry.key: name(self.latest)}


def name(version: str) -> str:
    return f"Moonlight, {version}"


def explanation(version: str) -> str:
    return f"It shines, {version}."


def form(version: str, **values: str) -> dict[str, str]:
    """An entry in English alone, as the editor posts it."""
    fields = {
        f"{field}_{code}": "" for field in ("name", "explanation", "advice") for code in ("es", "fr", "de", "ar", "zh_hans")
    }
    own = {
        "key": "moonlight",
        "modifiable": "on",
        "name_en": name(version),
        "explanation_en": explanation(version),
        "advice_en": "",
    }
    return {**fields, **own, **values}


def write(entry: RiskFactor, version: str, by: User) -> None:
    entry.name_en, entry.explanation_en = name(version), explanation(version)
    entry.save_revision(user=by)


def _drafted() -> Stage:
    set_default_disclaimer()
    people = {actor: make() for actor, make in ACTORS.items()}
    words_of_entry = {"name_en": name(FIRST), "explanation_en": explanation(FIRST), "advice_en": ""}
    entry = make_risk_factor("moonlight", languages=["en"], live=False, **words_of_entry)
    article = make_article(risk_factors=[text_block(), risk_factor_list_block(entry)])
    for version in (FIRST, TEXT):
        write(entry, version, people["author"])
    return Stage(entry, article, TEXT, people)


def unsigned() -> Stage:
    return _drafted()


def signed() -> Stage:
    stage = _drafted()
    sign_off_entry(stage.draft())
    return stage


def signed_then_edited() -> Stage:
    stage = signed()
    write(stage.draft(), LATER, stage.people["author"])
    stage.latest = LATER
    return stage


def live_then_edited() -> Stage:
    stage = signed()
    stage.revision().publish()
    write(stage.draft(), LATER, stage.people["author"])
    stage.latest = LATER
    return stage


def signed_in_another_language() -> Stage:
    """The very words were signed as German ones, and then taken for English."""
    stage = _drafted()
    german = stage.draft()
    german.name_de, german.explanation_de = german.name_en, german.explanation_en
    sign_off_entry(german, ["de"])
    return stage


def half_signed() -> Stage:
    """A sign-off for the language where a medical one is missing."""
    stage = _drafted()
    ledger.append(_sign_off(stage, stage.people["reviewer"], Meaning.LANGUAGE, completes=False))
    return stage


def withdrawn() -> Stage:
    stage = _drafted()
    reviewer = stage.people["reviewer"]
    (entry,) = ledger.append(_sign_off(stage, reviewer, Meaning.MEDICAL, completes=True))
    stage.revision().publish()
    signing.withdraw(entry.sequence, by=reviewer, presence=Presence(reviewer.pk), reason="I was wrong.")
    return stage


def taken_down() -> Stage:
    stage = signed()
    stage.revision().publish()
    signing.take_down(stage.row(), "en", by=stage.people["publisher"], reason="It does harm.")
    return stage


STATES: Mapping[str, Callable[[], Stage]] = {
    state.__name__.replace("_", " "): state
    for state in (
        unsigned,
        signed,
        signed_then_edited,
        live_then_edited,
        signed_in_another_language,
        half_signed,
        withdrawn,
        taken_down,
    )
}


def _sign_off(stage: Stage, by: User, meaning: Meaning, *, completes: bool) -> ledger.Act:
    return ledger.Act(
        EntryKind.SIGN_OFF,
        reviewed_entry(stage.draft(), "en"),
        by,
        meaning=meaning,
        scope=Scope.FULL,
        severity=Severity.MEANING,
        completes=completes,
    )
