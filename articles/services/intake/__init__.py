"""Bringing existing texts in: files in, drafts out."""

from __future__ import annotations

from .importing import import_article
from .kinds import SUFFIXES
from .report import Cleaned, IntakeError, Report

__all__ = ["SUFFIXES", "Cleaned", "IntakeError", "Report", "import_article"]
