"""What is kept: pages, vocabulary, images, accounts, settings."""

from __future__ import annotations

from .article import ArticlePage
from .attempts import ProofAttempt
from .condition import ConditionCode, ConditionPage
from .content_version import ContentVersion
from .feedback import HelpfulCount, ReaderReport
from .home import HomePage
from .images import ArticleImage, ArticleRendition
from .information import InformationPage
from .ledger import Contribution, LedgerEntry
from .policy import ReviewPolicy
from .reviewed import Reviewed, picture_keys, reviewed_edition, reviewed_entry, reviewed_languages, subject_of
from .reviews import Notice, ReviewRequest
from .search import SearchDocument, SearchKey, SearchName, SearchPosting, SearchWord
from .settings import SiteSettings
from .standing import AtHand, Place, Record, acts, may_be_public, may_stay_public, missing_for, record, review_at_hand
from .translations import SourceEdition, TranslationRequest
from .users import User
from .vocabulary import Disclaimer, GlossaryTerm, ReviewerProfile, RiskFactor, VocabularyEntry
from .workflows import LedgerAct, MedicalReviewTask

__all__ = [
    "ArticleImage",
    "ArticlePage",
    "ArticleRendition",
    "AtHand",
    "ConditionCode",
    "ConditionPage",
    "ContentVersion",
    "Contribution",
    "Disclaimer",
    "GlossaryTerm",
    "HelpfulCount",
    "HomePage",
    "InformationPage",
    "LedgerAct",
    "LedgerEntry",
    "MedicalReviewTask",
    "Notice",
    "Place",
    "ProofAttempt",
    "ReaderReport",
    "Record",
    "ReviewPolicy",
    "ReviewRequest",
    "Reviewed",
    "ReviewerProfile",
    "RiskFactor",
    "SearchDocument",
    "SearchKey",
    "SearchName",
    "SearchPosting",
    "SearchWord",
    "SiteSettings",
    "SourceEdition",
    "TranslationRequest",
    "User",
    "VocabularyEntry",
    "acts",
    "may_be_public",
    "may_stay_public",
    "missing_for",
    "picture_keys",
    "record",
    "review_at_hand",
    "reviewed_edition",
    "reviewed_entry",
    "reviewed_languages",
    "signatures",
    "subject_of",
]
