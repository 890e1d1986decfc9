"""A style sheet as it is on paper."""

from __future__ import annotations

import pytest

from articles.domain.paper import on_paper


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("@media print { a { color: red } }", "@media all { a { color: red } }"),
        ("@media print and (orientation: portrait) {}", "@media all and (orientation: portrait) {}"),
        ("@media screen {}", "@media not all {}"),
        ("@media (prefers-color-scheme: dark) { :root {} }", "@media not all { :root {} }"),
        ("@media (min-width: 40rem) { a {} }", "@media (min-width: 40rem) { a {} }"),
        (".print { color: red }", ".print { color: red }"),
        ("a { background: url(x.svg) }", 'a { background: url("/static/articles/x.svg") }'),
        ("a { background: url('../y.svg') }", 'a { background: url("/static/y.svg") }'),
        ('@import url("z.css");', '@import url("/static/articles/z.css");'),
        ('a { background: url("data:image/png;base64,x") }', 'a { background: url("data:image/png;base64,x") }'),
        ("", ""),
    ],
)
def test_on_paper(written: str, shown: str) -> None:
    assert on_paper(written, "/static/articles/site.css") == shown
