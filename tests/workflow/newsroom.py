"""An article and whatever becomes of it in the hands of six people, as a state machine."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from wagtail.models import Revision

from articles import queries
from articles.domain.checklist import QUESTIONS
from articles.domain.signoffs import Meaning, Policy, Signature, missing_signatures
from articles.models import (
    ArticlePage,
    Contribution,
    LedgerEntry,
    ReviewerProfile,
    ReviewPolicy,
    ReviewRequest,
    User,
    reviewed_edition,
)
from articles.services import reviews, signing
from articles.services.reauthentication import Presence
from tests.factories import (
    locale,
    make_article,
    make_condition,
    make_editor,
    make_reviewer,
    make_superuser,
    set_default_disclaimer,
)

#: What may be refused: by the gate, by the rules of signing, by Wagtail's permissions. Nothing else may go wrong.
REFUSALS = (ValidationError, PermissionDenied)
PEOPLE = ("editor", "second editor", "physician", "linguist", "both", "superuser")
WORDS = ("moonlight", "lamps", "mirrors")

person = st.sampled_from(PEOPLE)
words = st.sampled_from(WORDS)
number = st.integers(0, 5)
meaning = st.sampled_from(Meaning)


def _profile(user: User, *competences: Meaning) -> User:
    languages, names = ["en", "de"], {"name_en": user.username, "credentials_en": "MD (invented)", "specialty_en": "Knees"}
    ReviewerProfile.objects.create(
        key=user.username, user=user, languages=languages, competences=[competence.value for competence in competences], **names
    )
    return user


def _people() -> dict[str, User]:
    made = {
        "editor": make_editor(username="editor"),
        "second editor": make_editor(username="second-editor"),
        "physician": _profile(make_reviewer(username="physician"), Meaning.MEDICAL),
        "linguist": _profile(make_reviewer(username="linguist"), Meaning.LANGUAGE),
        "both": _profile(make_reviewer(username="both"), *Meaning),
        "superuser": _profile(make_superuser(username="superuser"), *Meaning),
    }
    assert set(made) == set(PEOPLE)
    return made


class Newsroom(RuleBasedStateMachine):
    """One article and whatever copies and translations come of it, in the hands of six people."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        #: Who ever changed which words, by the ledger's name for the text: kept here, apart from what is tested.
        self.writers: dict[tuple[tuple[str, str], str], set[int]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        """An English edition and its translation, both live after reviews as they are meant to go."""
        set_default_disclaimer()
        self.people = _people()
        source = make_article(live=False, tldr="moonlight")
        self.keep(source, "lamps", self.people["editor"])
        self.go_through_a_review(0)
        source.get_parent().specific.copy_for_translation(locale("de")).save_revision().publish()
        self.keep(self.pick(0).copy_for_translation(locale("de")), "Lampen", self.people["second editor"])
        self.go_through_a_review(1)
        assert [page.live for page in self.pages()] == [True, True]

    # --- Helpers -----------------------------------------------------------------------------------------------------

    def pages(self) -> list[ArticlePage]:
        return list(ArticlePage.objects.select_related("locale").order_by("pk"))

    def pick(self, which: int) -> ArticlePage:
        pages = self.pages()
        return pages[which % len(pages)]

    def user(self, name: str) -> User | None:
        """None once somebody has deleted the account."""
        return User.objects.filter(pk=self.people[name].pk).first()

    def attempt(self, act: Any, *args: Any, **kwargs: Any) -> Any:
        """As in a request: it happens as a whole, or is refused and does not happen."""
        try:
            with transaction.atomic():
                return act(*args, **kwargs)
        except REFUSALS:
            return None

    def keep(self, page: ArticlePage, tldr: str, by: User, **how: Any) -> None:
        draft = page.get_latest_revision_as_object()
        before = reviewed_edition(draft).digest
        draft.tldr = tldr
        text = reviewed_edition(draft)
        if self.attempt(draft.save_revision, user=by, **how) and text.digest != before:  # who saves it unchanged wrote nothing
            self.writers.setdefault((text.place, text.digest), set()).add(by.pk)

    # --- Writing -----------------------------------------------------------------------------------------------------

    @rule(which=number, by=person, tldr=words)
    def edit(self, which: int, by: str, tldr: str) -> None:
        if user := self.user(by):
            self.keep(self.pick(which), tldr, user)

    @rule(which=number, by=person, tldr=words)
    def autosave(self, which: int, by: str, tldr: str) -> None:
        """Overwrites the latest revision in place, as the editor does every few seconds."""
        page = self.pick(which)
        if (user := self.user(by)) and page.latest_revision:
            self.keep(page, tldr, user, overwrite_revision=page.latest_revision)

    @rule(which=number, revision=number, by=person)
    def revert(self, which: int, revision: int, by: str) -> None:
        page = self.pick(which)
        earlier = list(page.revisions.order_by("pk"))
        if earlier and (user := self.user(by)):
            chosen = earlier[revision % len(earlier)]
            self.attempt(lambda: chosen.as_object().save_revision(user=user, previous_revision=chosen).publish(user=user))

    # --- Reviewing ---------------------------------------------------------------------------------------------------

    @rule(which=number, by=st.sampled_from(["editor", "second editor", "superuser"]))
    def submit(self, which: int, by: str) -> None:
        page = self.pick(which)
        if (user := self.user(by)) and not page.workflow_in_progress and page.latest_revision:
            self.attempt(reviews.submit, page, user)

    @rule(which=number, by=person, what=meaning)
    def sign(self, which: int, by: str, what: Meaning) -> None:
        """By the right person and by the wrong one: the rules tell them apart."""
        if user := self.user(by):
            page = self.pick(which)
            statement = signing.Statement(what, {question.value: True for question in QUESTIONS[what]})
            digest = reviewed_edition(page.get_latest_revision_as_object()).digest
            self.attempt(signing.sign, page, statement, signer=user, presence=Presence(user.pk), digest=digest)

    @rule(which=number, by=person)
    def sign_what_was_on_the_screen_before_an_edit(self, which: int, by: str) -> None:
        if user := self.user(by):
            page = self.pick(which)
            seen = reviewed_edition(page.get_latest_revision_as_object()).digest
            if editor := self.user("second editor"):
                self.keep(page, "slipped in", editor)
            statement = signing.Statement(Meaning.MEDICAL, {q.value: True for q in QUESTIONS[Meaning.MEDICAL]})
            entry = self.attempt(signing.sign, page, statement, signer=user, presence=Presence(user.pk), digest=seen)
            assert entry is None or entry.digest == seen

    @rule(which=number)
    def go_through_a_review(self, which: int) -> None:
        """As it is meant to go; else few examples would ever have anything live."""
        page = self.pick(which)
        if (editor := self.user("editor")) and not page.workflow_in_progress and page.latest_revision:
            self.attempt(reviews.submit, page, editor)
        for by, what in (("linguist", Meaning.LANGUAGE), ("physician", Meaning.MEDICAL), ("both", Meaning.MEDICAL)):
            self.sign(which, by, what)

    @rule(which=number, by=person)
    def request_changes(self, which: int, by: str) -> None:
        open_requests = list(ReviewRequest.objects.filter(outcome="", page__isnull=False).order_by("pk"))
        if open_requests and (user := self.user(by)):
            request = open_requests[which % len(open_requests)]
            digest = reviews.latest_text(request).digest
            self.attempt(signing.request_changes, request, by=user, reason="Why?", digest=digest)

    @rule(which=number)
    def withdraw(self, which: int) -> None:
        entries = list(LedgerEntry.objects.filter(kind="sign_off").order_by("sequence"))
        if entries:
            entry = entries[which % len(entries)]
            if user := User.objects.filter(pk=entry.signer).first():
                self.attempt(signing.withdraw, entry.sequence, by=user, presence=Presence(user.pk), reason="I was wrong.")

    @rule(which=number)
    def take_down(self, which: int) -> None:
        if user := self.user("editor"):
            page = self.pick(which)
            self.attempt(signing.take_down, page, page.locale.language_code, by=user, reason="It does harm.")

    @rule(count=st.integers(1, 2))
    def change_the_policy(self, count: int) -> None:
        ReviewPolicy.objects.update_or_create(pk=1, defaults={"medical_for_source": count, "medical_for_translation": count})

    # --- Publishing --------------------------------------------------------------------------------------------------

    @rule(which=number, by=st.sampled_from(["editor", "superuser"]))
    def publish(self, which: int, by: str) -> None:
        page = self.pick(which)
        if (user := self.user(by)) and page.latest_revision:
            self.attempt(page.latest_revision.publish, user=user)

    @rule(which=number)
    def save_as_live(self, which: int) -> None:
        draft = self.pick(which).get_latest_revision_as_object()
        draft.live = True
        self.attempt(draft.save)

    @rule(which=number)
    def save_the_live_column(self, which: int) -> None:
        draft = self.pick(which).get_latest_revision_as_object()
        draft.live = True
        self.attempt(draft.save, update_fields=["live"])

    @rule(which=number)
    def unpublish(self, which: int) -> None:
        self.attempt(self.pick(which).unpublish)

    @rule(which=number)
    def schedule(self, which: int) -> None:
        """Puts the latest draft on the timetable. Scheduled by whoever: its hour decides."""
        draft = self.pick(which).get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(hours=1)
        self.attempt(lambda: draft.save_revision().publish())

    @rule()
    def hour_comes(self) -> None:
        past = timezone.now() - timedelta(minutes=1)
        for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
            revision.content["go_live_at"] = past.isoformat()
            Revision.objects.filter(pk=revision.pk).update(content=revision.content, approved_go_live_at=past)
        call_command("publish_scheduled", stderr=io.StringIO())

    # --- The tree and the house --------------------------------------------------------------------------------------

    @precondition(lambda self: len(self.pages()) < 5)
    @rule(which=number, live=st.booleans())
    def copy(self, which: int, live: bool) -> None:
        slug = f"copy-{len(self.pages())}-{ArticlePage.objects.order_by('-pk').values_list('pk', flat=True)[0]}"
        self.attempt(self.pick(which).copy, keep_live=live, update_attrs={"slug": slug}, user=self.user("superuser"))

    @precondition(lambda self: len(self.pages()) < 5)
    @rule(which=number, alias=st.booleans())
    def translate(self, which: int, alias: bool) -> None:
        page, german = self.pick(which), locale("de")
        if page.locale_id != german.pk and not page.has_translation(german):
            self.attempt(page.copy_for_translation, german, copy_parents=True, alias=alias)

    @rule(which=number)
    def move(self, which: int) -> None:
        page = self.pick(which)
        self.attempt(page.move, make_condition(page.locale.language_code), pos="last-child")

    @rule(by=st.sampled_from(["second editor", "physician", "linguist"]))
    def delete_an_account(self, by: str) -> None:
        if user := self.user(by):
            user.delete()

    @rule()
    def purge_revisions(self) -> None:
        call_command("purge_revisions", stdout=io.StringIO())

    # --- What must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def what_is_live_is_signed_by_people_who_did_not_write_it(self) -> None:
        for page in ArticlePage.objects.filter(live=True).select_related("locale"):
            text = reviewed_edition(page)
            record = queries.record(text.place)
            complete = [review for review in record.reviews() if review.last.digest == text.digest]
            assert complete, f"{text.place} is live without a complete review that stands"
            signatures = [Signature(act.signer, Meaning(act.meaning)) for act in record.sign_offs(text.digest)]
            weakest = Policy().requirements(is_translation=text.is_translation)
            assert not missing_signatures(weakest, signatures)
            writers = self.writers.get((text.place, text.digest), set())
            wrote = Contribution.objects.filter(subject=text.subject, language=text.language, digest=text.digest)
            signers = {signature.signer for signature in signatures}
            assert not signers & (writers | set(wrote.values_list("user", flat=True)))
            assert page.alias_of_id is None

    @invariant()
    def a_live_edition_stands_in_the_tree_of_its_language(self) -> None:
        for page in ArticlePage.objects.filter(live=True).select_related("locale"):
            assert {ancestor.locale_id for ancestor in page.get_ancestors().filter(depth__gt=1)} == {page.locale_id}
