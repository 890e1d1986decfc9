"""The read side. Each function takes a constant number of queries, however many rows there are."""

from __future__ import annotations

from articles.models import Place, Record, acts, may_stay_public, missing_for, record, signatures

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
from .signoffs import (
    SIGNED_VOCABULARY,
    ReviewState,
    able_to_sign,
    contributors,
    edition_of,
    entry_of,
    records,
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
    "ReviewState",
    "able_to_sign",
    "acts",
    "ancestors",
    "articles_under",
    "conditions_under",
    "contributors",
    "edition_of",
    "editions",
    "editions_ending_with",
    "entry_of",
    "home_pages",
    "link_targets",
    "live_articles_below",
    "may_stay_public",
    "missing_for",
    "public_pages",
    "record",
    "records",
    "review_state",
    "review_states",
    "reviewers",
    "signatures",
    "signer",
    "waiting_for",
]
