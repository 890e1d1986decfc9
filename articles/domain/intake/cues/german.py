"""German."""

from __future__ import annotations

from typing import Final

from articles.domain.sections import SectionKey

from .base import Cues, TextCues

CUES: Final = Cues(
    headings={
        SectionKey.TLDR: ("tl;dr", "zusammenfassung", "kurz gesagt", "in kürze", "auf einen blick", "kurze antwort", "kurzantwort", "das wichtigste"),
        SectionKey.CAUSES: ("ursachen", "ursache", "entstehung", "was verursacht", "wie entsteht", "ätiologie"),
        SectionKey.GENETICS: (
            "genetik", "genetisch*", "gene", "vererbung", "vererbt", "erblich", "erblichkeit", "in der familie", "familiäre",
        ),
        SectionKey.RISK_FACTORS: ("risikofaktoren", "risikofaktor", "erhöht das risiko", "wer ist gefährdet", "risiken"),
        SectionKey.RESEARCH: ("forschung", "forschungsstand", "forscher", "forschende", "erforscht", "ausblick", "offene fragen"),
        SectionKey.DISCLAIMER: (
            "haftungsausschluss", "disclaimer", "rechtlicher hinweis", "wichtiger hinweis", "medizinischer hinweis", "mit diesen informationen", "nur zur information",
        ),
    },
    references=("quellen", "quellenangaben", "literatur", "literaturverzeichnis", "referenzen", "weiterführende literatur"),
    text={
        SectionKey.CAUSES: TextCues(
            ("verursacht durch", "wird verursacht", "die ursache", "ursachen", "entsteht durch", "entsteht, wenn"),
            ("ursache", "weil", "führt zu", "entsteht", "bewirkt", "mechanismus"),
        ),
        SectionKey.GENETICS: TextCues(
            ("vererbt*", "erblich*", "genetisch*", "die gene", "familiäre vorbelastung"),
            ("gen", "gene", "eltern", "familie", "familien", "dns", "zwillinge"),
        ),
        SectionKey.RISK_FACTORS: TextCues(
            ("risikofaktor", "risikofaktoren", "erhöht das risiko", "erhöhen das risiko", "höheres risiko"),
            ("risiko", "rauchen", "alkohol", "alter", "gewicht", "bewegungsmangel"),
        ),
        SectionKey.RESEARCH: TextCues(
            ("forscher", "forscherinnen", "forschende", "klinische studien", "neue studien", "noch nicht bekannt", "noch unklar"),
            ("forschung", "studie", "studien", "zukunft", "untersucht"),
        ),
    },
    leads=("tl;dr", "kurz gesagt", "in kürze", "zusammenfassung", "kurze antwort"),
    disclaims=("nur zur information", "dient nur der information", "dienen nur der information", "keine medizinische beratung"),
    replaces=("ersetzt", "ersetzen", "kein ersatz"),
    counsel=("beratung", "ärztliche*", "diagnose", "arztbesuch", "fachkraft"),
    labels=(
        "medizinisch geprüft", "ärztlich geprüft", "fachlich geprüft", "medizinische prüfung", "ärztliche prüfung", "geprüft von", "geprüft durch", "zuletzt aktualisiert", "letzte aktualisierung", "aktualisiert am", "zuletzt geprüft", "letzte prüfung", "letzte änderung", "nächste prüfung",
    ),
    claims=("wurde medizinisch geprüft", "wurde ärztlich geprüft", "wurde fachlich geprüft", "medizinisch geprüft von", "ärztlich geprüft von", "wurde zuletzt aktualisiert"),
)  # fmt: skip
