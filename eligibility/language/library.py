"""Finds and loads the rule sets: one folder a jurisdiction, every fault of every file at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import field
from pathlib import Path

from eligibility.classes import dataclass
from eligibility.errors import Diagnostic, Refused, nearest, refuse
from eligibility.language import tree
from eligibility.language.figures import read_parameters
from eligibility.language.located import load
from eligibility.language.pack import Citation, Matter, Pack, Source, Vocabulary
from eligibility.language.read_pack import read_matter, read_source, read_vocabulary
from eligibility.language.reading import Faults
from eligibility.language.types import Type

SOURCE, VOCABULARY, SHARED, LEDGER, ALLOCATION = (
    "source.yaml", "vocabulary.yaml", "shared.yaml", "provisions.yaml", "allocation.yaml",
)  # fmt: skip
_NOT_MATTERS = {SOURCE, VOCABULARY, SHARED, LEDGER, ALLOCATION}
_SUFFIXES = (".yaml", ".yml", ".json")
_PACKAGE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Rulebook:
    """The packs in play. `digest` is over every rule file that was read."""

    packs: Mapping[str, Pack] = field(hash=False)
    digest: str
    folder: Path


def rules_folder(given: Path | None = None) -> Path:
    """The folder of rule sets: the one given, else the checkout's, else the installed one."""
    if given is not None:
        if not given.is_dir():
            refuse("E101", f"`{given}` is no folder of rules", help="--rules names a folder")
        return given
    checkout = _PACKAGE.parent / "rules"
    return checkout if checkout.is_dir() else _PACKAGE / "_rules"


def jurisdictions(folder: Path) -> tuple[str, ...]:
    """The jurisdictions that a folder of rule sets holds, sorted."""
    return tuple(sorted(p.parent.name for p in folder.glob(f"*/{SOURCE}")))


def load_packs(
    facts: Mapping[str, Type], wanted: Iterable[str] | None = None, folder: Path | None = None
) -> Rulebook:
    """The packs of the jurisdictions wanted (all when None) and of those they extend.

    `facts` is the catalogue that expressions are checked against. Raises `Refused` with every
    fault of every file.
    """
    where = rules_folder(folder)
    names = list(wanted) if wanted is not None else list(jurisdictions(where))
    packs: dict[str, Pack] = {}
    faults: list[Diagnostic] = []
    while names:
        name = names.pop(0)
        if name in packs:
            continue
        packs[name] = _load(where, name, facts, faults)
        names.extend(packs[name].source.extends)
    _unique_ids(packs.values(), faults)
    if faults:
        raise Refused(faults)
    return book_of(packs, where)


def book_of(packs: Mapping[str, Pack], where: Path) -> Rulebook:
    """The rulebook of these packs, with the digest over all of them."""
    digest = hashlib.sha256("".join(packs[n].digest for n in sorted(packs)).encode()).hexdigest()
    return Rulebook(packs, f"sha256:{digest}", where)


def rule_files(home: Path) -> list[Path]:
    """The files of one jurisdiction that make its pack, sorted."""
    return sorted(p for p in home.iterdir() if p.suffix in _SUFFIXES and p.name != LEDGER)


def digest_of(texts: Mapping[str, str]) -> str:
    """The digest of a pack: over the names and texts of its files."""
    digest = hashlib.sha256()
    for file, text in texts.items():
        digest.update(file.encode() + b"\0" + text.encode() + b"\0")
    return digest.hexdigest()


def load_vocabulary(jurisdiction: str, folder: Path | None = None) -> Vocabulary:
    """The vocabulary of a jurisdiction alone (empty when it has none)."""
    path = rules_folder(folder) / jurisdiction / VOCABULARY
    if not path.is_file():
        return Vocabulary()
    faults = Faults()
    vocabulary = read_vocabulary(faults, load(path))
    if faults.found:
        raise Refused(faults.found)
    return vocabulary


def unknown_jurisdiction(name: str, folder: Path) -> Diagnostic:
    """The diagnostic for a jurisdiction that no folder stands for."""
    known = jurisdictions(folder)
    help = nearest(name, known) or f"there are {', '.join(known)}"
    return Diagnostic("E210", f"there is no jurisdiction `{name}`", help=help)


def _load(where: Path, name: str, facts: Mapping[str, Type], faults: list[Diagnostic]) -> Pack:
    home = where / name
    if not (home / SOURCE).is_file():
        raise Refused([*faults, unknown_jurisdiction(name, where)])
    read: dict[str, tree.Mapping] = {}
    for path in rule_files(home):
        try:
            read[path.name] = load(path)
        except Refused as refused:
            faults.extend(refused.diagnostics)
    own = Faults()
    pack = _assemble(own, name, read, facts)
    faults.extend(own.found)
    texts = {file: node.source.text for file, node in read.items()}
    return Pack(name, pack.source, pack.vocabulary, pack.matters, digest_of(texts), texts)


def _assemble(
    faults: Faults, name: str, read: dict[str, tree.Mapping], facts: Mapping[str, Type]
) -> Pack:
    source = read_source(faults, read[SOURCE]) if SOURCE in read else _no_source()
    vocabulary = read_vocabulary(faults, read.get(VOCABULARY))
    shared = read.get(SHARED)
    if shared is not None:
        faults.keys(shared, ("parameters", "definitions", "note"))
        cite = Citation(name, "")
        read_parameters(faults, shared.get("parameters"), f"{name}/shared", cite, vocabulary)
    matters: dict[str, Matter] = {}
    for file, node in read.items():
        if file in _NOT_MATTERS:
            continue
        matter = read_matter(
            faults, node, jurisdiction=name, file=node.source.file, facts=facts,
            vocabulary=vocabulary, shared=shared,
        )  # fmt: skip
        if matter.name != file.rpartition(".")[0]:
            faults.tell(node, "E306", f"matter `{matter.name}` stands in a file named `{file}`")
        matters[matter.name] = matter
    return Pack(name, source, vocabulary, matters)


def _no_source() -> Source:
    return read_source(Faults(), tree.Mapping(tree.Source(SOURCE, ""), 0, 0, []))


def _unique_ids(packs: Iterable[Pack], faults: list[Diagnostic]) -> None:
    rules = [rule for pack in packs for m in pack.matters.values() for rule in m.rules]
    counted = Counter(rule.id for rule in rules)
    seen: set[str] = set()
    for rule in rules:
        if counted[rule.id] > 1 and rule.id in seen:
            faults.append(Diagnostic("E305", f"the rule id `{rule.id}` is used twice", rule.place))
        seen.add(rule.id)
