"""The ledger as auditors get it: verified by a script of its own, which shares no code with the program that wrote it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from articles.models import LedgerEntry
from articles.services import ledger_export
from tests.services.verification.running import knees
from tests.signing import sign_off_text
from tests.tampering import tamper

pytestmark = pytest.mark.django_db

SCRIPT = settings.BASE_DIR / "osteo_site" / "deploy" / "verify_ledger.py"


def exported(path: Path) -> Path:
    call_command("export_ledger", output=str(path), stdout=io.StringIO())
    return path


def public_keys() -> list[str]:
    return [f"--public-key={name}:{key}" for name, key in ledger_export.public_keys().items()]


def verify(path: Path, *arguments: str) -> tuple[int, str]:
    """As an auditor runs it: without this environment's packages, elsewhere."""
    command = [sys.executable, "-I", "-S", str(SCRIPT), str(path), *(arguments or public_keys())]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=path.parent, timeout=60)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    """The script's own functions, to try more files than there is time to start it for."""
    names: dict[str, Any] = {"__name__": "verify_ledger"}
    exec(compile(SCRIPT.read_text(encoding="utf-8"), str(SCRIPT), "exec"), names)
    return names


def test_export__is_verified_by_an_auditor_without_secrets(tmp_path: Path, settings: Settings) -> None:
    assert verify(exported(tmp_path / "empty"))[0] == 0
    sign_off_text(*knees(2))
    earlier = exported(tmp_path / "earlier")
    known = public_keys()
    settings.LEDGER_KEYS = {"next": "a-new-key-of-tests-only-" * 3, **settings.LEDGER_KEYS}
    sign_off_text(*knees(3), comment="ناقص: «comma» — 逗号")
    file = exported(tmp_path / "ledger")
    last = LedgerEntry.objects.latest("sequence")
    head = f"{last.sequence}:{last.entry_hash}"
    code, said = verify(file, *known, f"--extends={earlier}", f"--expect-head={head}")
    assert (code, said.strip()) == (0, f"In order: 5 entries, signed with {known[0].split('=')[1].split(':')[0]}. Head: {head}")
    assert verify(file)[0] == 0  # the new key and the old one
    assert file.stat().st_mode & 0o077 == 0
    assert not [key for key in settings.LEDGER_KEYS.values() if key in file.read_text()]
    # An older export in the place of a newer one; a key that is not the site's; a head that was cut off.
    assert verify(earlier, *known, f"--extends={file}")[0] == 1
    assert verify(file, f"--public-key=next:{'0' * 64}")[0] == 1
    assert verify(earlier, *known, f"--expect-head={head}")[0] == 1
    assert verify(tmp_path / "none")[0] == verify(file, "--public-key=next")[0] == 2


def test_export__every_byte_counts(tmp_path: Path, script: dict[str, Any]) -> None:
    sign_off_text(*knees(2))
    whole = exported(tmp_path / "ledger").read_bytes()
    keys = ledger_export.public_keys()

    def problem(data: bytes) -> str | None:
        try:
            script["verify"](iter(data.splitlines(keepends=True)), keys)
        except script["Problem"] as found:
            return str(found)
        return None

    assert problem(whole) is None
    for at in range(len(whole)):
        for other in (whole[at] ^ 1, whole[at] ^ 0x20):  # a digit or letter beside it, and the other case
            assert problem(whole[:at] + bytes([other]) + whole[at + 1 :]), at
    header, first, second, end = whole.splitlines(keepends=True)
    for lines in (
        [header, second, end],
        [header, first, end],
        [header, second, first, end],
        [header, first, first, second, end],
        [header, first, second],
        [header, first, second, end, b"{}\n"],
        [header, end],
        [header],
        [],
        [first, second, end],
    ):
        assert problem(b"".join(lines))
    assert problem(whole[:-1])
    assert problem(whole + b"\n")


def test_export__rewritten_and_signed_by_another_is_not_the_sites(tmp_path: Path, settings: Settings) -> None:
    """Whoever has the database and this program, but not the keys, can make a file that holds together, and no signature."""
    known = public_keys()
    settings.LEDGER_KEYS = dict.fromkeys(settings.LEDGER_KEYS, "somebody-elses-key-of-tests-" * 2)
    sign_off_text(*knees(1))
    forged = exported(tmp_path / "forged")
    assert verify(forged)[0] == 0
    code, said = verify(forged, *known)
    assert code == 1
    assert "not signed with the public key" in said


def test_export__of_a_ledger_that_does_not_verify_is_refused(tmp_path: Path) -> None:
    sign_off_text(*knees(3))
    file = exported(tmp_path / "ledger")
    before = file.read_bytes()
    tamper("UPDATE ledger SET comment = 'never said' WHERE sequence = 2")
    with pytest.raises(CommandError, match="Entry 2 of the ledger does not verify"):
        exported(file)
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]
    assert file.read_bytes() == before
    with pytest.raises(CommandError, match="cannot be written"):
        exported(tmp_path / "none" / "ledger")


def test_public_keys__are_published(client: Client) -> None:
    answer = client.get("/.well-known/ledger-keys.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == {"format": "health-answers-ledger/1", "algorithm": "Ed25519", "keys": ledger_export.public_keys()}
