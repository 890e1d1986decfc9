"""French."""

from __future__ import annotations

from typing import Final

from articles.domain.sections import SectionKey

from .base import Cues, TextCues

CUES: Final = Cues(
    headings={
        SectionKey.TLDR: ("tl;dr", "résumé", "en résumé", "en bref", "en deux mots", "réponse courte", "l'essentiel", "points clés"),
        SectionKey.CAUSES: ("causes", "cause", "qu'est-ce qui cause", "qu'est-ce qui provoque", "étiologie", "origine"),
        SectionKey.GENETICS: (
            "génétique", "gènes", "gène", "hérédité", "héréditaire", "transmission", "antécédents familiaux", "de famille",
        ),
        SectionKey.RISK_FACTORS: ("facteurs de risque", "facteur de risque", "augmente le risque", "qui est à risque", "risques"),
        SectionKey.RESEARCH: ("recherche", "recherches", "chercheurs", "scientifiques", "perspectives", "questions ouvertes"),
        SectionKey.DISCLAIMER: (
            "avertissement", "mise en garde", "mention légale", "clause de non-responsabilité", "utiliser ces informations", "à titre d'information",
        ),
    },
    references=("références", "sources", "bibliographie", "pour en savoir plus", "littérature"),
    text={
        SectionKey.CAUSES: TextCues(
            ("causée par", "causé par", "due à", "la cause", "les causes", "provoquée par", "survient lorsque"),
            ("cause", "causes", "parce que", "provoque", "entraîne", "mécanisme"),
        ),
        SectionKey.GENETICS: TextCues(
            ("héréditaire*", "les gènes", "génétique*", "antécédents familiaux", "se transmet"),
            ("gène", "gènes", "parents", "famille", "familles", "adn", "jumeaux"),
        ),
        SectionKey.RISK_FACTORS: TextCues(
            ("facteur de risque", "facteurs de risque", "augmente le risque", "augmentent le risque", "risque plus élevé"),
            ("risque", "tabac", "fumer", "alcool", "âge", "poids", "sédentarité"),
        ),
        SectionKey.RESEARCH: TextCues(
            ("chercheurs", "scientifiques", "essais cliniques", "essai clinique", "nouvelles études", "on ne sait pas encore"),
            ("recherche", "étude", "études", "essais", "avenir"),
        ),
    },
    leads=("tl;dr", "en résumé", "en bref", "résumé", "réponse courte"),
    disclaims=("ne constitue pas un avis médical", "à titre informatif", "à titre d'information", "un but éducatif"),
    replaces=("ne remplace*", "ne saurait remplacer", "ne peut pas remplacer", "ne peut remplacer", "ne se substitue*"),
    counsel=("avis", "avis médical", "conseils", "consultation", "professionnel", "diagnostic"),
    labels=(
        "relu médicalement", "revu médicalement", "validé médicalement", "vérifié médicalement", "relecture médicale", "révision médicale", "relu par", "revu par", "révisé par", "validé par", "vérifié par", "dernière mise à jour", "mis à jour le", "mise à jour le", "dernière révision", "date de mise à jour",
    ),
    claims=("a été relu par", "a été revu par", "a été validé par", "a été relu médicalement", "a été mis à jour le"),
)  # fmt: skip
