"""XML from strangers as a small tree with line numbers: no document type, no entities, nothing fetched, nothing too deep."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from .document import Reason, refuse

#: The deepest nesting of elements. Inline markup in a paragraph's unit needs about a dozen.
_DEEPEST: Final = 40
#: The most elements. A long article needs some thousands.
_MOST: Final = 100_000

Name = tuple[str | None, str]


@dataclass(slots=True)
class Node:
    """An element: its name space and name, its attributes without name spaces, and what is in it, in order."""

    name: Name
    attributes: dict[str, str]
    line: int
    content: list[Node | str] = field(default_factory=list)

    def children(self, name: Name) -> Iterator[Node]:
        return (child for child in self.content if isinstance(child, Node) and child.name == name)

    def first(self, name: Name) -> Node | None:
        return next(self.children(name), None)

    @property
    def text(self) -> str:
        """The text that stands directly in it."""
        return "".join(part for part in self.content if isinstance(part, str))


class _Builder(ContentHandler):
    def __init__(self, parser: Any) -> None:
        super().__init__()
        self._parser = parser
        self._open: list[Node] = []
        self._count = 0
        self.root: Node | None = None

    def startElementNS(self, name: Any, qname: str | None, attrs: Any) -> None:  # noqa: N802 (the name is SAX's)
        line = self._parser.getLineNumber()
        if len(self._open) >= _DEEPEST:
            raise refuse(line, Reason.TOO_DEEP, limit=_DEEPEST)
        self._count += 1
        if self._count > _MOST:
            raise refuse(line, Reason.TOO_MANY, limit=_MOST)
        node = Node(name, {local: value for (space, local), value in attrs.items() if space is None}, line)
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def endElementNS(self, name: Any, qname: str | None) -> None:  # noqa: N802
        self._open.pop()

    def characters(self, content: str) -> None:
        self._open[-1].content.append(content)


def parse(data: bytes) -> Node:
    """Raises ExchangeError with the line for whatever is not well-formed, or not harmless."""
    parser = DefusedExpatParser(forbid_dtd=True, forbid_entities=True, forbid_external=True)
    parser.setFeature(feature_namespaces, True)
    builder = _Builder(parser)
    parser.setContentHandler(builder)
    try:
        parser.parse(io.BytesIO(data))
    except DefusedXmlException:
        raise refuse(parser.getLineNumber(), Reason.DOCTYPE) from None
    except SAXParseException as error:
        raise refuse(error.getLineNumber(), Reason.SYNTAX, what=error.getMessage()) from None
    except (SAXException, UnicodeError, LookupError, ValueError) as error:
        raise refuse(parser.getLineNumber(), Reason.SYNTAX, what=str(error)) from None
    if builder.root is None:
        raise refuse(1, Reason.SYNTAX, what="")
    return builder.root
