"""Generating a corpus: a site of 100 to 100,000 editions whose every word is signed, and whose every page says that it is
generated test material."""

from .building import LARGEST, SMALLEST, Corpus, NotEmptyError, begin, generate

__all__ = ["LARGEST", "SMALLEST", "Corpus", "NotEmptyError", "begin", "generate"]
