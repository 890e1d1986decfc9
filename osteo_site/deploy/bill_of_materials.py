#!/usr/bin/env python3
"""Writes a software bill of materials (CycloneDX 1.6, JSON) of pinned, hashed requirement files. Needs Python, and no network.

    python3 osteo_site/deploy/bill_of_materials.py requirements.txt [MORE …] > bom.json

Exit codes: 0, or 2 where a requirement is not pinned and hashed.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)(\[[^\]]*\])?==(?P<version>[^\s;]+)(\s*;(?P<marker>.*))?")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def requirements(text: str) -> list[str]:
    """One line each, whatever the file spreads over several."""
    lines = text.replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith(("#", "-r", "-c"))]


def component(line: str) -> dict[str, Any]:
    """Raises ValueError for what is not pinned to a version with hashes."""
    wanted, hashes = HASH.sub("", line).strip(), HASH.findall(line)
    match = PINNED.fullmatch(wanted)
    if not match or not hashes:
        raise ValueError(f"not pinned with hashes: {wanted}")
    name = re.sub(r"[-_.]+", "-", match["name"]).lower()
    address = f"pkg:pypi/{quote(name)}@{quote(match['version'])}"
    # The hashes are of the files that may be installed: one for each platform and the source. CycloneDX has room for one file's
    # in `hashes`, so each is a reference to a distribution.
    files = [
        {
            "type": "distribution",
            "url": f"https://pypi.org/project/{name}/{match['version']}/#files",
            "hashes": [{"alg": "SHA-256", "content": digest}],
        }
        for digest in sorted(hashes)
    ]
    found: dict[str, Any] = {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": match["version"],
        "purl": address,
        "externalReferences": files,
    }
    if match["marker"]:
        found["properties"] = [{"name": "python:environment-marker", "value": match["marker"].strip()}]
    return found


def bill(paths: list[str]) -> dict[str, Any]:
    lines = [line for path in paths for line in requirements(Path(path).read_text(encoding="utf-8"))]
    components = {found["bom-ref"]: found for found in map(component, lines)}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "health-answers", "name": "health-answers"}},
        "components": [components[reference] for reference in sorted(components)],
        "dependencies": [{"ref": "health-answers", "dependsOn": sorted(components)}],
    }


def main(paths: list[str]) -> int:
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        print(json.dumps(bill(paths), indent=1))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
