"""Reports as readers send them, past the forms."""

from __future__ import annotations

from articles.models import ArticlePage, ReaderReport
from articles.services import feedback
from tests.factories import make_article


def make_report(
    page: ArticlePage | None = None, text: str = "Seven moons, not nine.", section: str = "causes", language: str = "en"
) -> ReaderReport:
    page = page or make_article(language)
    feedback.submit_report(feedback.edition_now(page), section, text)
    return ReaderReport.objects.latest("pk")
