"""Which matters are assessed: those asked for, else those that the facts open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest
from eligibility.evaluation.assessment import NotAssessed
from eligibility.language.pack import Matter, Pack, Words
from eligibility.language.values import NONE, UNKNOWN, Record
from eligibility.submission.facts import Facts

_NOT_ASKED = Words("未要求研判", "not asked for")
_NOT_PROJECTS = ("zone", "authority")
_NOT_OPENED = Words("没有启动该事项的事实", "no fact that opens it is stated")


@dataclass(frozen=True)
class Opened:
    """A matter to assess, local or background or both; `asked`: it was asked for by name."""

    name: str
    local: Matter | None
    background: Matter | None
    asked: bool

    @property
    def matter(self) -> Matter:
        """The matter as the submission's own jurisdiction has it, else the background's."""
        found = self.local or self.background
        assert found is not None  # noqa: S101  (one of the two made it)
        return found

    @property
    def same_subject(self) -> bool:
        """Whether local and background speak of one subject: projects, or zones and offices."""
        if self.local is None or self.background is None:
            return True
        both = [m.subject in _NOT_PROJECTS for m in (self.local, self.background)]
        return both[0] == both[1]


def choose(
    pack: Pack, backgrounds: Iterable[Pack], facts: Facts, asked: Iterable[str]
) -> tuple[list[Opened], list[NotAssessed]]:
    """The matters to assess, in the order of their names, and those left out with the reason.

    Raises `Refused` when a matter is asked for that no pack in play has.
    """
    wanted = set(asked)
    backing = _merged(backgrounds)
    names = sorted({*pack.matters, *backing})
    faults = [_no_such(name, names) for name in sorted(wanted - set(names))]
    if faults:
        raise Refused(faults)
    chosen, left = [], []
    for name in names:
        found = Opened(name, pack.matters.get(name), backing.get(name), name in wanted)
        if not wanted and not found.same_subject:
            found = _of_one_subject(found, facts)
        if name in wanted or (not wanted and opens(found.matter, facts)):
            chosen.append(found)
        else:
            left.append(NotAssessed(name, _NOT_ASKED if wanted else _NOT_OPENED))
    return chosen, left


def _of_one_subject(found: Opened, facts: Facts) -> Opened:
    """Local rules about zones and background about projects open each for itself."""
    local = found.local if found.local is not None and opens(found.local, facts) else None
    if local is not None or found.background is None or not opens(found.background, facts):
        return found
    return Opened(found.name, None, found.background, found.asked)


def _merged(packs: Iterable[Pack]) -> Mapping[str, Matter]:
    found: dict[str, Matter] = {}
    for pack in packs:
        for name, matter in pack.matters.items():
            found.setdefault(name, matter)
    return found


def _no_such(name: str, known: list[str]) -> Diagnostic:
    help = nearest(name, known) or f"there are {', '.join(known)}"
    return Diagnostic("E211", f"there is no matter `{name}`", help=help)


def opens(matter: Matter, facts: Facts) -> bool:
    """Whether a fact is known that opens the matter."""
    return any(_is_known(path, facts) for path in matter.opens_on)


def _is_known(path: str, facts: Facts) -> bool:
    head, _, field = path.partition("[].")
    value = facts.get(head)
    if value is UNKNOWN or (value is NONE and path not in facts.origins):
        return False
    if not field:
        return True
    items = value if isinstance(value, tuple) else ()
    return any(
        isinstance(item, Record) and item.fields.get(field, UNKNOWN) is not UNKNOWN
        and f"{item.path}.{field}" in facts.origins
        for item in items
    )  # fmt: skip
