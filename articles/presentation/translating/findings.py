"""What the automatic checks found in a translation, with what somebody wrote to justify it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from articles.domain.parity import Finding
from articles.models import ArticlePage, User
from articles.models.declaring import check_reason_field
from articles.models.parity_words import describe
from articles.presentation.desk.words import person_name

#: Where findings about the text as a whole are shown.
WHOLE = ""


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding. `reason`, `who` and `at` say who justified it, where somebody did."""

    fingerprint: str
    field: str
    sentence: str
    blocking: bool
    reason: str
    who: str
    at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it keeps the translation from moving on."""
        return self.blocking and not self.reason


def people_named(page: ArticlePage) -> Mapping[int, User]:
    """Everybody who declared a section in step, or justified a finding. One query, none where nobody did."""
    said = [*page.check_reasons.values(), *page.basis.values()]
    keys = {item["by"] for item in said if item.get("by")}
    return User.objects.in_bulk(keys) if keys else {}


def findings_by_section(
    page: ArticlePage, findings: Iterable[Finding], people: Mapping[int, User]
) -> dict[str, list[FindingView]]:
    """The findings of each section, those that block first."""
    found: dict[str, list[FindingView]] = defaultdict(list)
    for finding in sorted(findings, key=lambda finding: not finding.blocking):
        found[finding.section].append(_view(page, finding, people))
    return found


def _view(page: ArticlePage, finding: Finding, people: Mapping[int, User]) -> FindingView:
    kept = page.check_reasons.get(finding.fingerprint, {})
    return FindingView(
        fingerprint=finding.fingerprint,
        field=check_reason_field(finding.fingerprint),
        sentence=describe(finding),
        blocking=finding.blocking,
        reason=kept.get("reason", ""),
        who=person_name(people.get(kept.get("by"))) if kept else "",
        at=datetime.fromisoformat(kept["at"]) if kept else None,
    )
