"""A process of its own, as a web server has many: reads what to do from its standard input, one JSON object a line, does it in
its own transactions on its own database, and answers in a line. Started by `tests.workflow.processes`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osteo_site.settings.dev")
settings.DEBUG = False
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
django.setup()

from django.core.exceptions import PermissionDenied, ValidationError  # noqa: E402 (only now Django is ready)
from django.db import connection, connections, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from wagtail.models import Page, PageLogEntry, WorkflowState  # noqa: E402

from articles.models import ArticlePage, LedgerEntry, Notice, Reviewed, ReviewPolicy, ReviewRequest, User  # noqa: E402
from articles.services import reviews, signing  # noqa: E402
from articles.services.reauthentication import Presence  # noqa: E402
from articles.services.verification import Tally, verify  # noqa: E402
from tests import factories  # noqa: E402
from tests.signing import sign_off_text  # noqa: E402
from tests.workflow import people  # noqa: E402

Answer = dict[str, Any]


def prepare(signers: int = 2, required: int = 1, live: bool = False) -> Answer:
    """An article under review, over a live one or not, its editor, and people who may sign it."""
    ReviewPolicy.objects.all().delete()
    with transaction.atomic():
        page, editor = people.submitted()
        made = [people.make_signer() for _n in range(signers)]
        if live:
            people.sign(page, made[0])
            page = people.edit(page, editor, tldr="The next version.")
            reviews.submit(page, editor)
        ReviewPolicy.objects.create(medical_for_source=required)
    digest = people.latest_digest(page)
    return {"page": page.pk, "digest": digest, "editor": editor.pk, "signers": [user.pk for user in made]}


def sign(page: int, signer: int, digest: str, after: float = 0) -> Answer:
    time.sleep(after)
    user = User.objects.get(pk=signer)
    entry = signing.sign(
        ArticlePage.objects.get(pk=page), people.statement(), signer=user, presence=Presence(signer), digest=digest
    )
    return {"sequence": entry.sequence, "completes": entry.completes}


def withdraw(sequence: int, signer: int) -> Answer:
    user = User.objects.get(pk=signer)
    entry = signing.withdraw(sequence, by=user, presence=Presence(signer), reason="I misread it.")
    return {"sequence": entry.sequence}


def edit(page: int, editor: int, tldr: str, after: float = 0, hold: float = 0, autosave: bool = False) -> Answer:
    """Saves a draft as Wagtail's edit view does: the row itself too while it is not live, and all of it in one transaction."""
    time.sleep(after)
    user = User.objects.get(pk=editor)
    stored = Page.objects.get(pk=page).specific
    draft = stored.get_latest_revision_as_object()
    draft.tldr = tldr
    with transaction.atomic():
        if not draft.live:
            draft.save()
        overwritten = stored.get_latest_revision() if autosave else None
        draft.save_revision(user=user, clean=False, log_action=True, overwrite_revision=overwritten)
        time.sleep(hold)
    return {"revision": draft.latest_revision_id}


def append(name: str, number: int) -> Answer:
    for n in range(number):
        subject = f"article:{name}-{n}"
        sign_off_text(Reviewed(subject, "en", name, {"language": "en", "subject": subject}))
    return {}


def state(page: int | None = None) -> Answer:
    """What readers and the ledger hold, and what a verification finds."""
    found = [str(finding) for finding in verify(Tally())]
    answer: Answer = {"problems": found, "sequences": list(LedgerEntry.objects.values_list("sequence", flat=True))}
    if page is not None:
        row = ArticlePage.objects.get(pk=page)
        entries = LedgerEntry.objects.filter(subject=f"article:{row.translation_key}").order_by("sequence")
        answer |= {
            "live": row.live,
            "tldr": row.tldr,
            "draft": row.get_latest_revision_as_object().tldr,
            "acts": [[entry.kind, entry.signer, entry.completes] for entry in entries],
            "requests": list(ReviewRequest.objects.filter(page=row).order_by("pk").values_list("outcome", flat=True)),
            "workflows": list(WorkflowState.objects.filter(object_id=str(page)).order_by("pk").values_list("status", flat=True)),
            "publications": PageLogEntry.objects.filter(page=page, action="wagtail.publish").count(),
            "notices": Notice.objects.filter(subject=f"article:{row.translation_key}").count(),
            "live_revision": row.live_revision_id,
        }
    return answer


def statements(act_of: str, values: Answer) -> Answer:
    """How many statements it takes, found by doing it and taking it back."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        ACTS[act_of](**values)
        transaction.set_rollback(True)
    return {"number": len(queries)}


def killed(act_of: str, values: Answer, at: int | None = None, within: float | None = None) -> Answer:
    """Does something in a process that is killed before its `at`-th statement, or after a random time. Says whether it was."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        _do_and_die(act_of, values, at)
    if within is not None:
        time.sleep(random.uniform(0, within))
        os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    return {"killed": os.WIFSIGNALED(status), "status": status}


def _do_and_die(act: str, values: Answer, at: int | None) -> None:
    statements = 0

    def die_in_time(execute: Callable[..., Any], *arguments: Any) -> Any:
        nonlocal statements
        statements += 1
        if statements == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    try:
        with connection.execute_wrapper(die_in_time):
            ACTS[act](**values)
    except BaseException:
        os._exit(1)
    os._exit(0)


ACTS: dict[str, Callable[..., Answer]] = {
    act.__name__: act for act in (prepare, sign, withdraw, edit, append, state, statements, killed)
}


def answer(line: str) -> Answer:
    values = json.loads(line)
    try:
        return ACTS[values.pop("act")](**values)
    except ValidationError as refusal:
        return {"refused": refusal.code if hasattr(refusal, "code") else "invalid", "error": type(refusal).__name__}
    except PermissionDenied as refusal:
        return {"refused": str(refusal), "error": "PermissionDenied"}
    except Exception as error:
        return {"failed": repr(error)}


def main() -> None:
    random.seed(int(sys.argv[1]))
    factories._numbers = count(os.getpid() * 10_000)  # other processes make people and pages on the same database
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(line)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
