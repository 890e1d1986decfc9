"""How a text becomes words that can be found, on either database: the same rules for what is kept and for what is asked.

Folding and stemming are done here and not by the database. SQLite has no stemming at all, PostgreSQL none for Chinese and its
own opinion of accents; so the same search would find other articles on each. Here one list of searches holds for both.
"""

from .passages import Passage, Piece, best_passages, marked
from .postings import Field, Weight, impacts
from .spelling import LONGEST_BEGINNING, correction_keys, distance, tolerance, word_keys
from .words import Word, names_in, query_words, split_at_known, stem_of, stems, surface_words, words_of

__all__ = [
    "LONGEST_BEGINNING",
    "Field",
    "Passage",
    "Piece",
    "Weight",
    "Word",
    "best_passages",
    "correction_keys",
    "distance",
    "impacts",
    "marked",
    "names_in",
    "query_words",
    "split_at_known",
    "stem_of",
    "stems",
    "surface_words",
    "tolerance",
    "word_keys",
    "words_of",
]
