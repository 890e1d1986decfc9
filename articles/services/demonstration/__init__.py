"""The demonstration: a first condition and article in every language, and accounts to try each role with."""

from __future__ import annotations

from .accounts import ACCOUNTS, demonstration_password
from .building import build
from .state import DatabaseState, database_state, holds_foreign_tables

__all__ = ["ACCOUNTS", "DatabaseState", "build", "database_state", "demonstration_password", "holds_foreign_tables"]
