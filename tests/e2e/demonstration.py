"""The demonstration as a newcomer starts it: its own process, its own data, nothing from this shell's environment."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.migrated import migrated_file

ROOT = Path(__file__).resolve().parents[2]
#: Seconds that the demonstration may take to build itself and serve its first page.
PATIENCE = 180
#: What a shell, or these tests, may have set for a site of another kind.
_OTHER_SITES = {
    "ALLOWED_HOSTS", "BASE_URL", "DATABASE_URL", "DEBUG", "DJANGO_ALLOW_ASYNC_UNSAFE", "DJANGO_SETTINGS_MODULE", "SECOND_FACTOR_REQUIRED",
    "SECRET_KEY",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Demonstration:
    """Where it is served, the password of its accounts, and the file that holds what it says."""

    address: str
    password: str
    output: Path


def shared_by_processes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of this test run alone that all its processes know. Under xdist, each has its own below it."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def environment(data: Path) -> dict[str, str]:
    """What a process on the demonstration in this directory runs under."""
    return {name: value for name, value in os.environ.items() if name not in _OTHER_SITES} | {"DATA_DIR": str(data)}


def _copy_of_a_built_one(shared: Path, data: Path) -> None:
    """Builds the demonstration once for all processes of a test run, as its first command does, but for the migrations, which
    are copied; the others copy all of it."""
    built = shared / "built_demonstration"
    with (shared / "built_demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            built.mkdir()
            shutil.copy(migrated_file(), built / "db.sqlite3")
            command = [sys.executable, "manage.py", "demo", "--no-serve"]
            done = subprocess.run(command, cwd=ROOT, env=environment(built), capture_output=True, text=True, check=False)
            if done.returncode:
                shutil.rmtree(built)
                pytest.fail(f"The demonstration could not be built. It said:\n{done.stdout}{done.stderr}")
    shutil.copytree(built, data, dirs_exist_ok=True)


@contextmanager
def served_demonstration(shared: Path, data: Path) -> Iterator[Demonstration]:
    """Serves the demonstration from an empty directory, and ends it with all its processes. `shared` is a directory that all
    processes of the test run have in common."""
    _copy_of_a_built_one(shared, data)
    port = _free_port()
    output = data / "output"
    with output.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", "--port", str(port)],
            cwd=ROOT,
            env=environment(data),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://localhost:{port}"
    try:
        _wait_until_served(f"{address}/en/", process, output)
        yield Demonstration(address, (data / "demonstration-password").read_text(encoding="ascii"), output)
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_served(address: str, process: subprocess.Popen[bytes], output: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(address, timeout=10):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    ending = f"ended with status {process.returncode}" if process.poll() is not None else f"did not serve within {PATIENCE} s"
    pytest.fail(f"The demonstration {ending}. It said:\n{output.read_text(errors='replace')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    for kind in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, kind)
            process.wait(timeout=10)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
