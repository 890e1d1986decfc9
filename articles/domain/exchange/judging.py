"""Whether a file that could be read may be written into a draft: all of it, or nothing and every reason why."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from articles.domain.markup import Damage, damage
from articles.domain.segments import Kind, Segment

from .document import MOST_PROBLEMS, ExchangeError, Found, Header, Incoming, Problem, Reason, fingerprint

#: Control characters that texts may hold. A browser sends line breaks as two.
_ALLOWED_CONTROLS = frozenset("\t\n\r")
#: The longest passage that is taken, in characters, where its field sets no limit: some forty pages.
LONGEST_PASSAGE = 100_000


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file is judged against: an edition's present draft and its source's present words."""

    subject: str
    source_language: str
    language: str
    digest: str
    segments: Sequence[Segment]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a good file brings: the texts to write, by name, and how many it leaves as they are."""

    targets: dict[str, str]
    #: Texts that the file holds without a translation, or with one that is not finished: the draft keeps its own.
    untouched: int
    #: Texts whose translation is what the draft holds already.
    unchanged: int


@dataclass
class _Judging:
    incoming: Incoming
    draft: Draft
    problems: list[Problem] = field(default_factory=list)
    targets: dict[str, str] = field(default_factory=dict)
    untouched: int = 0
    unchanged: int = 0


def judge(incoming: Incoming, draft: Draft) -> Verdict:
    """Raises ExchangeError with everything that is wrong."""
    if problems := list(_foreign(incoming.header, draft)):
        raise ExchangeError(problems)
    work = _Judging(incoming, draft)
    known = {segment.key: segment for segment in draft.segments}
    seen: set[str] = set()
    for found in incoming.found:
        if found.key in seen:
            work.problems.append(Problem(found.line, Reason.DUPLICATE, {"text": found.key}))
        elif (segment := known.get(found.key)) is None:
            work.problems.append(Problem(found.line, Reason.UNKNOWN_TEXT, {"text": found.key}))
        else:
            _judge_text(work, found, segment)
        seen.add(found.key)
        if len(work.problems) >= MOST_PROBLEMS:
            break
    else:
        work.problems += _missing(incoming.header, seen, draft)
    if work.problems:
        raise ExchangeError(work.problems)
    return Verdict(work.targets, work.untouched, work.unchanged)


def _foreign(header: Header, draft: Draft) -> Iterator[Problem]:
    if header.subject != draft.subject:
        yield Problem(None, Reason.FOREIGN, {"found": header.subject, "expected": draft.subject})
    for found, expected in ((header.source_language, draft.source_language), (header.language, draft.language)):
        if found.lower() != expected.lower():
            yield Problem(None, Reason.LANGUAGE, {"found": found, "expected": expected})


def _missing(header: Header, seen: set[str], draft: Draft) -> Iterator[Problem]:
    if len(seen) < header.count:
        absent = [segment.key for segment in draft.segments if segment.key not in seen] if header.is_whole else []
        details: dict[str, str | int] = {"count": header.count, "found": len(seen), "texts": ", ".join(absent[:5])}
        yield Problem(None, Reason.MISSING_TEXT, details)


def _judge_text(work: _Judging, found: Found, segment: Segment) -> None:
    named = {"text": segment.key}
    try:
        if not found.has_source_of(segment):
            work.problems.append(Problem(found.line, Reason.STALE, named))
            return
        target = found.target_for(segment)
    except ExchangeError as error:
        work.problems += error.problems
        return
    if target is None or not target.strip():
        work.untouched += 1
    elif target == segment.own or _is_as_exported(found, target):
        work.unchanged += 1
    elif problems := [*faults(segment, target, found.target_line), *_conflict(work, found, segment)]:
        work.problems += problems
    else:
        work.targets[segment.key] = target


def _is_as_exported(found: Found, target: str) -> bool:
    """Nobody touched it in the file, so what was written into the draft meanwhile stays."""
    return bool(found.fingerprint) and fingerprint(target) == found.fingerprint


def _conflict(work: _Judging, found: Found, segment: Segment) -> Iterator[Problem]:
    """The draft was changed, too, since the file was made."""
    if work.incoming.header.draft_digest == work.draft.digest:
        return
    if found.fingerprint != fingerprint(segment.own) if found.fingerprint else not segment.is_untouched:
        yield Problem(found.target_line, Reason.CONFLICT, {"text": segment.key})


def faults(segment: Segment, target: str, line: int | None = None) -> Iterator[Problem]:
    """What keeps a text from being written into its place: its length, its signs, its markup."""
    named = {"text": segment.key}
    limit = segment.limit or LONGEST_PASSAGE
    if len(target) > limit:
        yield Problem(line, Reason.TOO_LONG, {**named, "limit": limit, "length": len(target)})
        return
    if segment.kind is Kind.LINE and ("\n" in target or "\r" in target):
        yield Problem(line, Reason.LINE_BREAK, named)
    known = segment.source + (segment.own or "")
    if control := next((sign for sign in target if _is_control(sign) and sign not in known), ""):
        yield Problem(line, Reason.CONTROL_CHARACTER, {**named, "character": f"U+{ord(control):04X}"})
    if segment.kind is Kind.HTML and (harm := _markup_damage(segment, target)):
        yield Problem(line, Reason.MARKUP, {**named, **_harm_details(harm)})


def _is_control(sign: str) -> bool:
    """Control characters, halves of characters, and code points that stand for none."""
    return sign not in _ALLOWED_CONTROLS and (unicodedata.category(sign) in {"Cc", "Cs"} or (ord(sign) & 0xFFFE) == 0xFFFE)


def _markup_damage(segment: Segment, target: str) -> Damage | None:
    """Judged by the source. A translation that already has other markup may keep exactly that."""
    harm = damage(target, segment.source)
    if harm and not segment.is_untouched and segment.own is not None and damage(target, segment.own) is None:
        return None
    return harm


def _harm_details(harm: Damage) -> dict[str, str]:
    return {
        "missing": ", ".join(harm.missing[:5]),
        "unexpected": ", ".join(harm.unexpected[:5]),
        "misplaced": harm.misplaced,
    }
