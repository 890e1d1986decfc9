"""What structured data is put together from: people, conditions, sections, publications. Plain dicts in schema.org's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.domain.codes import RULES, CodeSystem
from articles.domain.sections import SECTION_KINDS

Thing = dict[str, Any]

#: An author as Vancouver style writes one: a family name and the initials of the others ("Ralston SH", "van der Berg-Ito K").
_AUTHOR: Final = re.compile(r"[^\W\d_][^\d,;:()/]* [^\W\d_a-z]{1,4}")
_AND_OTHERS: Final = re.compile(r",?\s+et al\.?$", re.IGNORECASE)
_HEALTH_ASPECTS: Final = {kind.anchor: f"https://schema.org/{kind.health_aspect}" for kind in SECTION_KINDS}


def thing(kind: str | list[str], /, **values: Any) -> Thing:
    """A thing of schema.org, without the properties of which nothing is known."""
    named = {name: value for name, value in values.items() if value not in (None, "", [])}
    address = {"@id": named.pop("id")} if "id" in named else {}
    return {"@type": kind, **address, **named}


def moment(at: datetime | None) -> str:
    """A moment in ISO 8601, on the site's own clock; empty where there is none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def demonstration_words(demonstration: bool) -> dict[str, str]:
    """Says of a text what the banner above it says to people. Empty for real content."""
    if not demonstration:
        return {}
    return {
        "creativeWorkStatus": _("Demonstration"),
        "disambiguatingDescription": _(
            "The people named here are invented, and no clinician has read these texts. Do not rely on them for your health."
        ),
    }


def person(name: str, credentials: str, address: str, demonstration: bool, **more: Any) -> Thing:
    """A reviewer. An invented one carries that in the name itself, which no program can lose, and never a credential."""
    if demonstration:
        return thing("Person", name=_("%(name)s (invented person)") % {"name": name}, url=address)
    credential = thing("EducationalOccupationalCredential", name=credentials) if credentials else None
    return thing("Person", name=name, url=address, hasCredential=credential, **more)


def condition(address: str, name: str, names: list[str], codes: Iterable[tuple[str, str]]) -> Thing:
    """A condition by its names and its codes (system and code). It has one `@id` on every page in its language."""
    return thing(
        "MedicalCondition",
        id=f"{address}#condition",
        name=name,
        alternateName=names,
        url=address,
        code=[thing("MedicalCode", codeValue=code, codingSystem=RULES[CodeSystem(system)].name) for system, code in codes],
    )


def section(canonical: str, anchor: str, heading: str, language: str) -> Thing:
    """A section of an article and the aspect of health that it is about."""
    address = f"{canonical}#{anchor}"
    return thing(
        ["WebPageElement", "HealthTopicContent"],
        id=address,
        url=address,
        name=heading,
        inLanguage=language,
        hasHealthAspect=_HEALTH_ASPECTS[anchor],
    )


def publication(reference: Any) -> Thing:
    """A cited publication: scholarly where it has the identifier of one, else whatever it is."""
    numbers = {"DOI": reference["doi"], "PMID": reference["pmid"]}
    identifiers = [thing("PropertyValue", propertyID=name, value=number) for name, number in numbers.items() if number]
    return thing(
        "ScholarlyArticle" if identifiers else "CreativeWork",
        name=reference["title"],
        datePublished=str(reference["year"] or ""),
        identifier=identifiers,
        url=reference.address,
        **_authorship(reference.author_names),
    )


def _authorship(names: str) -> Mapping[str, Any]:
    """The authors one by one where they are written like people, else the line as it stands: it may name an organisation."""
    authors = [author.strip() for author in _AND_OTHERS.sub("", names).split(",")]
    if all(_AUTHOR.fullmatch(author) for author in authors):
        return {"author": [thing("Person", name=author) for author in authors]}
    return {"creditText": names}
