"""One line of a record: JSON that bears its own digest and that of the line before.

INVARIANT: a line is valid only as these very bytes: any changed byte breaks its digest, and any
line that is changed, lost or moved breaks the chain at the line after it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from eligibility.classes import dataclass

FORMAT = "eligibility.record/1"
START = "sha256:" + "0" * 64  # what the first line names as the line before
_SEAL = b',"seal":"'
_END = b'"}'
_SEAL_LENGTH = len(START)

Damage = Literal["torn", "damaged", "moved", "unchained"]


@dataclass(frozen=True)
class Entry:
    """A line that is whole: its number, its content."""

    number: int
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """A line that is not as it was written.

    `torn`: cut short; `damaged`: changed; `moved`: it says that it is line `detail`; `unchained`:
    line `detail` before it is not the one that it was written after.
    """

    number: int
    damage: Damage
    detail: str = ""


def digest(raw: bytes) -> str:
    """The digest of bytes, as everything here writes it."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def sealed(content: Mapping[str, Any]) -> bytes:
    """The line of a content, without its line end."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    body = text.encode("utf-8", errors="surrogatepass")[:-1]
    return body + _SEAL + digest(body).encode() + _END


def opened(raw: bytes) -> Mapping[str, Any] | None:
    """The content of a line; None when it is not as it was written."""
    start = len(raw) - _SEAL_LENGTH - len(_END)
    body = raw[: max(0, start - len(_SEAL))]
    if raw[len(body) :] != _SEAL + digest(body).encode() + _END:
        return None
    try:
        content = json.loads(body + b"}")
    except ValueError:
        return None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        return None
    return content if isinstance(content.get("line"), int) and "rules" in content else None


def read(lines: Iterable[bytes]) -> Iterator[Entry | Fault]:
    """Each line (with its line end) as an entry, a fault, or a fault and then the entry."""
    before, due, known = START, 1, True
    for number, line in enumerate(lines, 1):
        raw = line.removesuffix(b"\n")
        content = opened(raw)
        if content is None:
            whole = raw.endswith(_END) and line.endswith(b"\n")
            yield Fault(number, "damaged" if whole else "torn")
            known, due = not whole, due + 1
        else:
            if content["line"] != due:
                yield Fault(number, "moved", str(content["line"]))
            elif known and content["previous"] != before:
                yield Fault(number, "unchained", str(number - 1))
            if not line.endswith(b"\n"):
                yield Fault(number, "torn")
            yield Entry(number, content)
            known, due = True, content["line"] + 1
        before = digest(raw)
