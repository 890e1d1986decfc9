"""Reading one line of a list of references. What a line does not plainly say is not guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from articles.domain.identifiers import is_doi, is_pmid, normalise_doi, normalise_pmid

#: The longest values that the list of references takes, in characters (`articles.blocks.references`).
_LONGEST: Final = {"authors": 300, "title": 300, "source": 200}
_LONGEST_LINE: Final = 1000
_NUMBER: Final = re.compile(r"^\s*(?:\[\d{1,3}\]|\d{1,3}[.)])\s*")
_DOI: Final = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_PMID: Final = re.compile(r"(?:PMID:?\s*|https?://pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,8})\b/?", re.IGNORECASE)
#: “Ralston SH, Uitterlinden AG. Genetics of osteoporosis. Endocr Rev. 2010;31:629-62.” (the style of Vancouver, which
#: PubMed writes): authors as names with initials, a title, a journal, a year with volume and pages.
_VANCOUVER: Final = re.compile(
    r"(?P<authors>[^\W\d_][\w'’\- ]* [A-Z]{1,3}(?:, [^\W\d_][\w'’\- ]* [A-Z]{1,3})*(?:, et al)?)\. "
    r"(?P<title>[^.?!]+[.?!]) "
    r"(?P<journal>[^.;\d]+)\. ?"
    r"(?P<year>(?:18|19|20|21)\d{2})(?P<date>(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)(?P<where>;[^\s.]+)?\.?"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A publication with everything that the list of references asks for."""

    key: str
    authors: str
    title: str
    source: str
    year: int
    doi: str = ""
    pmid: str = ""

    @property
    def text(self) -> str:
        return " ".join([self.authors, self.title, self.source, str(self.year), self.doi, self.pmid])


def reference_in(line: str, taken: Collection[str] = ()) -> Reference | None:
    """The publication in a line; None unless the line names authors, title, source and year and nothing besides, and a DOI
    or PubMed identifier that is one. `taken` are the short names already in use.
    """
    text = _NUMBER.sub("", " ".join(line.split()))
    doi, text = _cut(_DOI, text)
    pmid, text = _cut(_PMID, text)
    doi, pmid = normalise_doi(doi), normalise_pmid(pmid)
    if len(line) > _LONGEST_LINE or not (doi or pmid) or (doi and not is_doi(doi)) or (pmid and not is_pmid(pmid)):
        return None
    found = _VANCOUVER.fullmatch(text.strip(" ."))
    if found is None:
        return None
    values = {
        "authors": found["authors"],
        "title": found["title"].rstrip("."),
        "source": found["journal"] + (found["date"] or "") + (found["where"] or "").replace(";", " ", 1),
    }
    if any(len(value) > _LONGEST[name] for name, value in values.items()):
        return None
    key = _key(found["authors"], found["year"], taken)
    return Reference(key=key, year=int(found["year"]), doi=doi, pmid=pmid, **values) if key else None


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """What the pattern finds, and the text without it."""
    found = pattern.search(text)
    if found is None:
        return "", text
    return found.group(1), f"{text[: found.start()].rstrip()} {text[found.end() :].lstrip()}".strip()


def _key(authors: str, year: str, taken: Collection[str]) -> str:
    """A short name from the first author's own name and the year; empty where the name has no Latin letters."""
    surname = authors.split(",")[0].rsplit(" ", 1)[0]
    plain = unicodedata.normalize("NFKD", surname).encode("ascii", "ignore").decode().lower()
    stem = "-".join([*re.findall(r"[a-z0-9]+", plain), year])
    if stem == year:
        return ""
    return next(key for number in range(1, len(taken) + 2) if (key := stem if number == 1 else f"{stem}-{number}") not in taken)
