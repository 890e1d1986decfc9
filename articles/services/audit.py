"""The audit log of staff acts: in Wagtail's log, where administrators read it, and the same in the log of the server.

Wagtail and our own services write most entries. This adds what neither does: who came and went, who got which rights, what was
taken out. The server's log (`osteo.audit`) names people and things by their numbers alone; words stay in the database.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from articles.models import LedgerEntry, User

LOGIN: Final = "osteo.login"
LOGOUT: Final = "osteo.logout"
LOGIN_FAILED: Final = "osteo.login_failed"
RIGHTS: Final = "osteo.rights"
DOWNLOAD: Final = "osteo.download"
IMPORT: Final = "osteo.import"
ASK: Final = "osteo.ask_for_translation"
PURGE: Final = "osteo.purge_reports"

_logger: Final = logging.getLogger("osteo.audit")


def note(action: str, *, on: Any, by: User | None = None, **data: Any) -> None:
    """An entry in Wagtail's log, which is mirrored."""
    log(instance=on, action=action, user=by, data=data)


def tell(action: str, *, by: int | None = None, on: str = "", **numbers: int) -> None:
    """A line in the server's log alone, for what nothing in the database stands for. Once it is certain to have happened."""
    extra = {"audit_action": action, "audit_user": by, "audit_object": on, **{f"audit_{name}": n for name, n in numbers.items()}}
    transaction.on_commit(partial(_logger.info, "%s", action, extra=extra), robust=True)


def mirror(entry: Any) -> None:
    """What was just written into Wagtail's log: who, what, on which object, and the number of the entry."""
    on = f"{entry.content_type.app_label}.{entry.content_type.model}:{getattr(entry, 'object_id', None) or entry.page_id}"
    tell(entry.action, by=entry.user_id, on=on, entry=entry.pk)


def mirror_ledger(entries: Iterable[LedgerEntry]) -> None:
    for entry in entries:
        tell(f"osteo.ledger.{entry.kind}", by=entry.signer, on=f"{entry.subject}:{entry.language}", entry=entry.sequence)


def failed_login(name: object) -> None:
    """On the account of that name. What somebody typed who has none may be a password, and is kept nowhere."""
    account = User.objects.filter(**{User.USERNAME_FIELD: name}).first() if isinstance(name, str) and "\0" not in name else None
    if account is None:
        tell(LOGIN_FAILED)
    else:
        note(LOGIN_FAILED, on=account)


def rights_changed(of: User | Group, what: str, names: Iterable[str], *, given: bool) -> None:
    told: dict[str, Any] = {"given" if given else "taken": {what: sorted(names)}}
    note(RIGHTS, on=of, **told)
