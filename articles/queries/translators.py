"""Who writes in which language. The right to change the language's home page, and with it everything below, says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from wagtail.models import GroupPagePermission

from articles.models import HomePage, User


def languages_written(user: User) -> frozenset[str]:
    """The languages in which a person may write. Two queries."""
    homes = HomePage.objects.filter(depth=2).select_related("locale")
    return frozenset(page.locale.language_code for page in homes if page.permissions_for_user(user).can_edit())


def translators_into(language: str) -> Iterable[User]:
    """Everyone whose group is one for this language. Those who may write everywhere are not meant. One query."""
    groups = GroupPagePermission.objects.filter(
        page__depth=2, page__locale__language_code=language, permission__codename="change_page"
    )
    return User.objects.filter(groups__in=groups.values("group"), is_active=True).distinct()


def writers() -> dict[User, frozenset[str]]:
    """Everyone whose groups may change the home page of a language, with the languages; of all pages, with all. Those with the
    fewest first: who translates into one language stands before who may write everywhere. Two queries."""
    rights = GroupPagePermission.objects.filter(page__depth__lte=2, permission__codename="change_page")
    languages: dict[int, set[str]] = defaultdict(set)
    for person, depth, language in rights.values_list("group__user", "page__depth", "page__locale__language_code"):
        if person is not None:
            languages[person] |= {language} if depth > 1 else dict(settings.LANGUAGES).keys()
    people = User.objects.in_bulk(languages)
    found = {people[pk]: frozenset(codes) for pk, codes in languages.items() if people[pk].is_active}
    return dict(sorted(found.items(), key=lambda pair: (len(pair[1]), pair[0].get_full_name() or pair[0].get_username())))
