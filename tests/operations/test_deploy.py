"""The examples of a production set-up are true: what they name exists, and the programs that read them accept them."""

from __future__ import annotations

import configparser
import json
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from granian.cli import cli

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "osteo_site" / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
#: Read outside of `osteo_site/settings`, and what only development reads.
ELSEWHERE, DEVELOPMENT = {"DJANGO_SETTINGS_MODULE"}, {"DEBUG", "SECOND_FACTOR_REQUIRED"}


def variables_of_settings() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "osteo_site" / "settings").glob("*.py"))
    return set(re.findall(r'(?:env\.\w+\(|\(env, )"([A-Z0-9_]+)"', text))


def unit(path: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(path.read_text(encoding="utf-8"))
    return parser


def test_variables__are_told_in_the_readme_and_in_the_example() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split("### Settings")[1].split("### Layout")[0]
    first = " ".join(line.split("|")[1] for line in readme.splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([A-Z0-9_]+)`", first)) == variables_of_settings() | ELSEWHERE
    example = (DEPLOY / "env.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?([A-Z0-9_]+)=", example, re.MULTILINE)) == variables_of_settings() - DEVELOPMENT


@pytest.mark.parametrize("path", [path for path in UNITS if path.suffix == ".service"], ids=lambda path: path.stem)
def test_unit__starts_what_exists(path: Path) -> None:
    service = unit(path)["Service"]
    program, *arguments = shlex.split(service["ExecStart"])
    if program.endswith("/python"):
        script, command, *options = arguments
        assert (ROOT / script).is_file()
        if command == "db_worker":  # whose models exist only with TASKS=database
            source = find_spec("django_tasks_db.management.commands.db_worker")
            assert source is not None
            assert all(option in Path(str(source.origin)).read_text() for option in options)
        else:
            parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
            parser.parse_args(options)
    elif program.endswith("/granian"):
        assert cli.make_context("granian", arguments).params["app"] == "osteo_site.wsgi:application"
    else:
        assert "alarm" in path.name
    if service.get("User"):
        assert (service["NoNewPrivileges"], service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("yes", "strict", "")


def test_units__form_a_whole() -> None:
    names = {path.name for path in UNITS}
    for path in UNITS:
        if path.suffix == ".timer":
            assert path.with_suffix(".service").name in names
            assert unit(path)["Timer"]["OnCalendar"]
        elif failed := unit(path)["Unit"].get("OnFailure"):
            assert failed.replace("%n", "") in names
    if shutil.which("systemd-analyze"):
        done = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", *map(str, UNITS)], capture_output=True, text=True, check=False, timeout=60
        )
        said = [line for line in done.stderr.splitlines() if "/opt/health-answers" not in line and "health-answers" in line]
        assert said == []


def test_nginx__accepts_its_configuration(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    proxy = tmp_path / "proxy.conf"
    shutil.copy(DEPLOY / "nginx-proxy.conf", proxy)
    for wanted in ("ssl_protocols TLSv1.2 TLSv1.3;", "location /-/ { return 404; }", "location /media/ { return 404; }"):
        assert wanted in text
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in proxy.read_text()
    if not (nginx := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")):
        pytest.skip("nginx is not installed")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=health.example.org -days 1"
    subprocess.run(["openssl", *make.split(), "-keyout", key, "-out", certificate], check=True, capture_output=True)
    for old, new in (
        ("/etc/nginx/snippets/health-answers-proxy.conf", proxy),
        ("/etc/letsencrypt/live/health.example.org/fullchain.pem", certificate),
        ("/etc/letsencrypt/live/health.example.org/privkey.pem", key),
        ("/var/log/nginx/health-answers.log", tmp_path / "access.log"),
    ):
        text = text.replace(old, str(new))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{text}\n}}\n")
    done = subprocess.run([nginx, "-t", "-q", "-c", whole], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stderr) == (0, "")


def test_container__copies_what_exists_and_runs_as_nobody_in_particular() -> None:
    lines = re.sub(r"\\\n", " ", (DEPLOY / "Containerfile").read_text(encoding="utf-8")).splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert not [name for names in copied for name in names if not (ROOT / name).exists()]
    assert [line.split()[1] for line in lines if line.startswith("USER")] == ["health-answers"]
    (command,) = [json.loads(line.removeprefix("CMD ")) for line in lines if line.startswith("CMD ")]
    words = shlex.split(command[-1].partition("exec granian ")[2].replace("${WEB_CONCURRENCY:-3}", "3"))
    assert cli.make_context("granian", words).params["host"] == "0.0.0.0"


def test_bill_of_materials__names_every_pinned_package() -> None:
    script = DEPLOY / "bill_of_materials.py"
    files = [str(ROOT / "requirements.txt"), str(DEPLOY / "requirements.txt")]
    done = subprocess.run([sys.executable, "-I", "-S", script, *files], capture_output=True, text=True, check=True, timeout=30)
    bill = json.loads(done.stdout)
    pins = {line.split("==")[0].split("[")[0] for file in files for line in Path(file).read_text().splitlines() if "==" in line}
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    assert {component["name"] for component in bill["components"]} == pins
    for component in bill["components"]:
        assert component["purl"] == f"pkg:pypi/{component['name']}@{component['version']}"
        assert all(len(file["hashes"][0]["content"]) == 64 for file in component["externalReferences"])
    unpinned = subprocess.run(
        [sys.executable, script, str(ROOT / ".ci" / "requirements.in")], capture_output=True, text=True, check=False, timeout=30
    )
    assert (unpinned.returncode, unpinned.stdout) == (2, "")


def test_documents__lead_to_files_that_exist() -> None:
    for path in (ROOT / "README.md", *DEPLOY.glob("*.md")):
        for name in re.findall(r"`((?:osteo_site|articles|tests|\.ci)/[\w./-]+)`", path.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{path.name}: {name}"
