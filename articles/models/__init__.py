"""What is kept: pages, vocabulary, images, accounts, settings."""

from __future__ import annotations

from .article import ArticlePage
from .condition import ConditionCode, ConditionPage
from .home import HomePage
from .images import ArticleImage, ArticleRendition
from .ledger import Contribution, LedgerEntry
from .policy import ReviewPolicy
from .settings import SiteSettings
from .users import User
from .vocabulary import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, VocabularyEntry

__all__ = [
    "ArticleImage",
    "ArticlePage",
    "ArticleRendition",
    "ConditionCode",
    "ConditionPage",
    "Contribution",
    "Disclaimer",
    "GlossaryTerm",
    "HomePage",
    "LedgerEntry",
    "ReviewPolicy",
    "ReviewerProfile",
    "RiskFactor",
    "SiteSettings",
    "User",
    "VocabularyEntry",
]
