"""English."""

from __future__ import annotations

from typing import Final

from articles.domain.sections import SectionKey

from .base import Cues, TextCues

CUES: Final = Cues(
    headings={
        SectionKey.TLDR: ("tl;dr", "tldr", "summary", "in brief", "in short", "short answer", "key points", "at a glance"),
        SectionKey.CAUSES: ("causes", "cause", "caused", "what causes", "aetiology", "etiology"),
        SectionKey.GENETICS: (
            "genetics", "genetic", "genes", "gene", "heredity", "hereditary", "inherited", "inheritance", "family history", "run in families", "runs in families",
        ),
        SectionKey.RISK_FACTORS: ("risk factors", "risk factor", "raises the risk", "increases the risk", "who is at risk", "your risk", "risks"),
        SectionKey.RESEARCH: ("research", "researchers", "research frontiers", "outlook", "open questions", "future directions", "not yet known", "scientists"),
        SectionKey.DISCLAIMER: ("disclaimer", "medical disclaimer", "use this information", "for information only"),
    },
    references=("references", "sources", "bibliography", "further reading", "literature"),
    text={
        SectionKey.CAUSES: TextCues(
            ("caused by", "is the cause", "main cause", "causes of", "results from", "arises when"),
            ("cause", "causes", "because", "leads to", "due to", "mechanism"),
        ),
        SectionKey.GENETICS: TextCues(
            ("runs in families", "run in families", "inherited", "genes", "hereditary", "genetic*", "family history"),
            ("gene", "parent", "parents", "family", "families", "dna", "twins"),
        ),
        SectionKey.RISK_FACTORS: TextCues(
            ("risk factor", "risk factors", "raises the risk", "raise the risk", "increases the risk", "increase the risk", "higher risk", "more likely to develop"),
            ("risk", "smoking", "alcohol", "age", "weight", "inactivity"),
        ),
        SectionKey.RESEARCH: TextCues(
            ("researchers", "scientists", "clinical trial", "clinical trials", "new studies", "under investigation", "not yet known"),
            ("research", "study", "studies", "trial", "trials", "future"),
        ),
    },
    leads=("tl;dr", "tldr", "in short", "in brief", "summary", "short answer", "the short answer"),
    disclaims=("not constitute medical advice", "is not medical advice", "for educational purposes only", "for information only", "for informational purposes only"),
    replaces=("not a substitute for", "not replace", "not intended to replace", "cannot replace", "no substitute for"),
    counsel=("medical advice", "advice", "professional", "diagnosis", "consultation"),
    labels=(
        "medically reviewed", "medical review", "medical reviewer", "clinically reviewed", "reviewed by", "reviewed on", "fact checked", "last updated", "last reviewed", "last medically reviewed", "last modified", "last revised", "page last reviewed", "page last updated", "updated on", "date of last review", "next review due", "next review date",
    ),
    claims=("was medically reviewed", "been medically reviewed", "medically reviewed by", "reviewed by a doctor", "was last updated on", "clinically reviewed by"),
)  # fmt: skip
