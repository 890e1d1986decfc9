"""The read side. Each function takes a constant number of queries, however many rows there are."""

from __future__ import annotations

from articles.models import Place, Record, acts, may_be_public, may_stay_public, missing_for, record, signatures

from .pages import (
    ancestors,
    articles_under,
    conditions_under,
    editions,
    editions_ending_with,
    home_pages,
    link_targets,
    live_articles_below,
    public_pages,
)
from .reader_reviews import (
    Review,
    ReviewedEdition,
    edition_history,
    editions_reviewed_by,
    public_reviewers,
    review_basis,
    reviewer_keys,
    signed_contents,
)
from .signoffs import (
    SIGNED_VOCABULARY,
    ReviewState,
    able_to_sign,
    contributors,
    edition_of,
    entry_of,
    records,
    records_of_words,
    review_state,
    review_states,
    reviewers,
    signer,
)
from .waiting import waiting_for

__all__ = [
    "SIGNED_VOCABULARY",
    "Place",
    "Record",
    "Review",
    "ReviewState",
    "ReviewedEdition",
    "able_to_sign",
    "acts",
    "ancestors",
    "articles_under",
    "conditions_under",
    "contributors",
    "edition_history",
    "edition_of",
    "editions",
    "editions_ending_with",
    "editions_reviewed_by",
    "entry_of",
    "home_pages",
    "link_targets",
    "live_articles_below",
    "may_be_public",
    "may_stay_public",
    "missing_for",
    "public_pages",
    "public_reviewers",
    "record",
    "records",
    "records_of_words",
    "review_basis",
    "review_state",
    "review_states",
    "reviewer_keys",
    "reviewers",
    "signatures",
    "signed_contents",
    "signer",
    "waiting_for",
]
