"""The content version: kept by triggers, because they see what signals do not.

`QuerySet.update`, `bulk_create`, raw SQL, a restored table: whatever changes a row that readers may see changes the version, in
the same transaction. What counts is not listed; what does not count is (`rules.py`). `migrate` puts the triggers in place.
"""

from __future__ import annotations

from .installing import ensure, loosen, remove

__all__ = ["ensure", "loosen", "remove"]
