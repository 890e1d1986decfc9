"""Telling people what concerns them: in the admin, and by mail after the change is safely stored.

Nobody is told the same about the same words twice, and nobody about their own act. Mail goes in each person's own
language, and not to those who switched that kind off in their account. A mail server that fails loses nothing.
"""

from __future__ import annotations

import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from articles import queries
from articles.models import Contribution, LedgerEntry, Notice, ReviewRequest, TranslationRequest, User

logger = logging.getLogger(__name__)

#: Which switch of a person's account silences which kinds of mail. The rest concerns what they did or must do themselves.
_SWITCHES = {
    Notice.Kind.REVIEW_WANTED: "submitted_notifications",
    Notice.Kind.COMPLETED: "approved_notifications",
    Notice.Kind.CHANGES_REQUESTED: "rejected_notifications",
}


def review_wanted(request: ReviewRequest, state: queries.ReviewState, by: User | None) -> None:
    """Asks everyone who could give one of the missing sign-offs."""
    able = [profile.user for profile in queries.able_to_sign(state) if profile.user]
    key = f"request {request.pk}" if state.at_hand.is_renewal else ""  # of the words they were told before
    _tell(_about(request, Notice.Kind.REVIEW_WANTED, address_of(request), key=key), able, by)


def assigned(request: ReviewRequest, by: User | None) -> None:
    """Tells the person whom the review was given to."""
    if request.assignee:
        _tell(_about(request, Notice.Kind.ASSIGNED, address_of(request)), [request.assignee], by)


def changes_requested(request: ReviewRequest, refusal: LedgerEntry, by: User) -> None:
    """Tells those who wrote the text, and gives the reason."""
    message = _about(
        request, Notice.Kind.CHANGES_REQUESTED, editor_address(request), refusal.comment, f"entry {refusal.sequence}"
    )
    _tell(message, _contributors((refusal.subject, refusal.language)), by)


def text_changed(request: ReviewRequest, lost: Iterable[LedgerEntry], by: User | None) -> None:
    """Tells those whose sign-offs no longer hold, because somebody edited the text during its review."""
    signers = User.objects.filter(pk__in={entry.signer for entry in lost if entry.signer})
    _tell(_about(request, Notice.Kind.TEXT_CHANGED, address_of(request)), signers, by)


def completed(request: ReviewRequest, by: User) -> None:
    """Tells those who wrote the text that nothing is missing any more."""
    message = _about(request, Notice.Kind.COMPLETED, editor_address(request), key=f"request {request.pk}")
    _tell(message, _contributors((request.subject, request.language)), by)


def taken_down(act: LedgerEntry, address: str, by: User | None) -> None:
    """Tells those who wrote the text and those who had signed it, and gives the reason."""
    place = (act.subject, act.language)
    signers = {
        sign_off.signer for review in queries.record(place).ever for sign_off in review.sign_offs if sign_off.signer is not None
    }
    people = [*User.objects.filter(pk__in=signers), *_contributors(place)]
    message = _Message(
        Notice.Kind.TAKEN_DOWN, act.subject, act.language, act.title, f"entry {act.sequence}", address, act.comment
    )
    _tell(message, people, by)


def translations_wanted(requests: Iterable[TranslationRequest], by: User | None) -> None:
    """Asks whoever they were given to, else everyone who writes in the language. Of many at once each person is told once."""
    writers: dict[str, list[User]] = {}
    asked: dict[User, list[TranslationRequest]] = defaultdict(list)
    for request in requests:
        if request.assignee is None and request.language not in writers:
            writers[request.language] = list(queries.translators_into(request.language))
        for person in [request.assignee] if request.assignee else writers[request.language]:
            asked[person].append(request)
    for person, wanted in asked.items():
        first = wanted[0]
        if len(wanted) == 1:
            _tell(_about_translation(first, Notice.Kind.TRANSLATION_WANTED, f"request {first.pk}"), [person], by)
        else:
            key = hashlib.sha256(" ".join(str(request.pk) for request in wanted).encode()).hexdigest()
            address = reverse("translations:work")
            message = _Message(
                Notice.Kind.TRANSLATION_WANTED, first.subject, first.language, first.title, key, address, count=len(wanted)
            )
            _tell(message, [person], by)


def source_changed(request: TranslationRequest, by: User | None) -> None:
    """Tells them that a translation is outdated, and in which sections."""
    key = f"request {request.pk}: {request.why} {' '.join(request.sections)}"
    _tell(_about_translation(request, Notice.Kind.SOURCE_CHANGED, key), _translators(request), by)


def _translators(request: TranslationRequest) -> Iterable[User]:
    return [request.assignee] if request.assignee else queries.translators_into(request.language)


def _about_translation(request: TranslationRequest, kind: Notice.Kind, key: str) -> _Message:
    return _Message(kind, request.subject, request.language, request.title, key[:64], _editor(request))


def _editor(request: TranslationRequest) -> str:
    """Where a translation is written; where there is none yet, the list of what is asked for."""
    if edition := queries.edition_of(request.subject, request.language):
        return reverse("wagtailadmin_pages:edit", args=[edition.pk])
    if entry := queries.entry_of(request.subject):
        return reverse(f"wagtailsnippets_{entry._meta.app_label}_{entry._meta.model_name}:edit", args=[entry.pk])
    return reverse("translations:work")


def settled(request: ReviewRequest) -> None:
    """The review has ended: what asked for it is nothing that anybody still has to read."""
    asked = Notice.objects.filter(kind__in=[Notice.Kind.REVIEW_WANTED, Notice.Kind.ASSIGNED], read_at__isnull=True)
    asked.filter(subject=request.subject, language=request.language).update(read_at=timezone.now())


def _about(request: ReviewRequest, kind: Notice.Kind, address: str, reason: str = "", key: str = "") -> _Message:
    return _Message(kind, request.subject, request.language, request.title, key or request.digest, address, reason)


def address_of(request: ReviewRequest) -> str:
    """Where the text is reviewed."""
    return reverse("review_desk:text", args=[request.pk])


def editor_address(request: ReviewRequest) -> str:
    return reverse("wagtailadmin_pages:edit", args=[request.page_id]) if request.page_id else address_of(request)


def sentence(kind: str, parameters: Mapping[str, Any]) -> str:
    """A message's headline, in the language that is active."""
    if count := parameters.get("count"):
        return ngettext("%(count)d translation is asked of you.", "%(count)d translations are asked of you.", count) % {
            "count": count
        }
    text = {
        Notice.Kind.REVIEW_WANTED: _("“%(title)s” (%(language)s) waits for your sign-off."),
        Notice.Kind.ASSIGNED: _("%(by)s assigned the review of “%(title)s” (%(language)s) to you."),
        Notice.Kind.CHANGES_REQUESTED: _("%(by)s requests changes to “%(title)s” (%(language)s)."),
        Notice.Kind.TEXT_CHANGED: _("“%(title)s” (%(language)s) was changed after you signed it. Your sign-off no longer holds."),
        Notice.Kind.COMPLETED: _("“%(title)s” (%(language)s) has all its sign-offs."),
        Notice.Kind.TAKEN_DOWN: _("“%(title)s” (%(language)s) was taken down."),
        Notice.Kind.TRANSLATION_WANTED: _("“%(title)s” (%(language)s) waits for a translation."),
        Notice.Kind.SOURCE_CHANGED: _("The source of “%(title)s” (%(language)s) changed. The translation is outdated."),
    }[Notice.Kind(kind)]
    language = str(dict(settings.LANGUAGES).get(parameters.get("language", ""), ""))
    return text % {"by": parameters.get("by") or _("Somebody"), "title": parameters.get("title", ""), "language": language}


def _contributors(place: queries.Place) -> QuerySet[User]:
    subject, language = place
    rows = Contribution.objects.filter(subject=subject, language=language)
    return User.objects.filter(pk__in=rows.values("user"), is_active=True)


@dataclass(frozen=True, slots=True)
class _Message:
    """What is said of which words. `key` is what nobody is told twice."""

    kind: Notice.Kind
    subject: str
    language: str
    title: str
    key: str
    address: str
    reason: str = ""
    count: int = 1


def _tell(message: _Message, people: Iterable[User], by: User | None) -> None:
    told = set(
        Notice.objects.filter(
            kind=message.kind, subject=message.subject, language=message.language, digest=message.key
        ).values_list("user", flat=True)
    )
    notices = [
        _notice(message, person, by)
        for person in {person.pk: person for person in people}.values()
        if person.is_active and person.pk not in told and (by is None or person.pk != by.pk)
    ]
    Notice.objects.bulk_create(notices)
    if notices:
        transaction.on_commit(lambda: _send(notices), robust=True)


def _notice(message: _Message, person: User, by: User | None) -> Notice:
    parameters = {
        "title": message.title,
        "language": message.language,
        "by": (by.get_full_name() or by.get_username()) if by else "",
        "reason": message.reason,
        **({"count": message.count} if message.count > 1 else {}),
    }
    return Notice(
        user=person,
        kind=message.kind,
        subject=message.subject,
        language=message.language,
        digest=message.key,
        parameters=parameters,
        address=message.address,
    )


def _send(notices: list[Notice]) -> None:
    """Each by itself, so that one address that fails keeps no other from being told."""
    profiles = {profile.user_id: profile for profile in UserProfile.objects.filter(user__in=[notice.user for notice in notices])}
    for notice in notices:
        profile = profiles.get(notice.user.pk)
        if notice.user.email and not notice.user.demonstration and _wants_mail(profile, notice.kind):
            try:
                _mail(notice, profile)
            except Exception:  # whatever a mail backend raises; each has errors of its own
                logger.exception("No mail to account %s: %s", notice.user.pk, notice.kind)


def _wants_mail(profile: UserProfile | None, kind: str) -> bool:
    switch = _SWITCHES.get(Notice.Kind(kind))
    return profile is None or switch is None or getattr(profile, switch)


def _mail(notice: Notice, profile: UserProfile | None) -> None:
    with translation.override((profile and profile.preferred_language) or settings.LANGUAGE_CODE):
        headline = sentence(notice.kind, notice.parameters)
        reason = notice.parameters.get("reason")
        lines = [headline, *([_("Reason: %(reason)s") % {"reason": reason}] if reason else [])]
        lines += [settings.WAGTAILADMIN_BASE_URL + notice.address] if notice.address else []
        lines += [_("You get this because you work on these texts. Your account’s settings decide which mails you get.")]
        send_mail(" ".join(headline.splitlines()), "\n\n".join(lines), None, [notice.user.email])
