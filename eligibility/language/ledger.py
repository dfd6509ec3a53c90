"""`provisions.yaml`: every provision of a text, with its place, its standing and our paraphrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Literal

from eligibility.classes import dataclass
from eligibility.errors import Place, Refused
from eligibility.language.library import LEDGER, rules_folder
from eligibility.language.located import load
from eligibility.language.pack import Mark, Words
from eligibility.language.reading import Faults, mapping, text, word, words
from eligibility.language.tree import Mapping as Tree
from eligibility.language.tree import Scalar, Sequence

Standing = Literal["encoded", "data", "open norm", "authority duty"]
Core = Literal["high", "medium", "low"]
ProvisionForce = Literal["binding", "default", "target", "encouraged", "discretion", "definition"]
STANDINGS: tuple[Standing, ...] = ("encoded", "data", "open norm", "authority duty")
CORES: tuple[Core, ...] = ("high", "medium", "low")
FORCES: tuple[ProvisionForce, ...] = (
    "binding", "default", "target", "encouraged", "discretion", "definition",
)  # fmt: skip
_KEYS = (
    "id", "locator", "matter", "force", "core", "standing", "mark", "zh", "en", "reason", "note",
)  # fmt: skip


@dataclass(frozen=True)
class Provision:
    """One statement of a text. `standing` is None while nobody has settled it.

    `reason`: why there is no test, and who decides (open norms, duties that are not encoded).
    """

    id: str
    locator: str
    matter: str
    force: ProvisionForce
    core: Core | None
    standing: Standing | None
    says: Words
    reason: Words | None
    mark: Mark | None
    place: Place


@dataclass(frozen=True)
class Ledger:
    """The provisions of one text by id, in the order of the text."""

    jurisdiction: str
    provisions: Mapping[str, Provision] = field(default_factory=dict, hash=False)


def load_ledger(jurisdiction: str, folder: Path | None = None) -> Ledger:
    """The ledger of a jurisdiction (an empty one where none is kept); `Refused` with its faults."""
    path = rules_folder(folder) / jurisdiction / LEDGER
    if not path.is_file():
        return Ledger(jurisdiction)
    faults = Faults()
    ledger = read_ledger(faults, load(path), jurisdiction)
    if faults.found:
        raise Refused(faults.found)
    return ledger


def read_ledger(faults: Faults, root: Tree, jurisdiction: str) -> Ledger:
    """The ledger that a file holds; faults are collected."""
    faults.keys(root, ("provisions", "note"), ("provisions",))
    found: dict[str, Provision] = {}
    listed = root.get("provisions")
    if listed is not None and not isinstance(listed, Sequence):
        faults.tell(listed, "E303", "provisions must be a list")
    for item in listed.items if isinstance(listed, Sequence) else ():
        node = mapping(faults, item, "a provision")
        provision = _provision(faults, node) if node is not None else None
        if provision is None:
            continue
        first = found.setdefault(provision.id, provision)
        if first is not provision:
            said = f"`{provision.id}` stands on line {first.place.line} too"
            faults.tell(item, "E303", said, "list each provision once")
    return Ledger(jurisdiction, found)


def _provision(faults: Faults, node: Tree) -> Provision | None:
    faults.keys(node, _KEYS, ("id", "locator", "matter", "force", "zh", "en"))
    id = text(faults, node.get("id"), "id")
    if not id:
        return None
    return Provision(
        id=id,
        locator=text(faults, node.get("locator"), "locator"),
        matter=text(faults, node.get("matter"), "matter"),
        force=word(faults, node.get("force"), "force of a provision", FORCES),  # type: ignore[arg-type]
        core=_choice(faults, node, "core", CORES),  # type: ignore[arg-type]
        standing=_choice(faults, node, "standing", STANDINGS),  # type: ignore[arg-type]
        says=Words(text(faults, node.get("zh"), "zh"), text(faults, node.get("en"), "en")),
        reason=words(faults, node.get("reason"), "reason"),
        mark=_choice(faults, node, "mark", ("verified", "unverified")),  # type: ignore[arg-type]
        place=_place(node),
    )


def _choice(faults: Faults, node: Tree, key: str, choices: tuple[str, ...]) -> str | None:
    found = node.get(key)
    return None if found is None else word(faults, found, key, choices)


def _place(node: Tree) -> Place:
    id = node.get("id")
    return id.place if isinstance(id, Scalar) else node.place
