"""The files of one jurisdiction: source, vocabulary, shared names, matters."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from eligibility.errors import nearest
from eligibility.language.figures import read_parameters
from eligibility.language.pack import Citation, Matter, Source, Vocabulary
from eligibility.language.read_rule import Home, read_rule
from eligibility.language.reading import (
    Faults,
    in_force,
    mapping,
    text,
    texts,
    word,
    words,
    yes,
)
from eligibility.language.scope import Naming, waiting
from eligibility.language.tree import Mapping, Scalar, Sequence
from eligibility.language.tree import Node as Tree
from eligibility.language.types import Type
from eligibility.language.units import plain

_MATTER_KEYS = (
    "matter", "kind", "subject", "about", "source", "cite", "opens_on", "refers_to_law",
    "parameters", "definitions", "rules", "note",
)  # fmt: skip
_SOURCE_KEYS = (
    "jurisdiction", "title", "issuer", "status", "advisory", "in_force", "transition",
    "transition_basis", "extends", "addressees", "note", "number",
)  # fmt: skip


def read_source(faults: Faults, node: Mapping) -> Source:
    """`source.yaml`: the policy text and its standing."""
    faults.keys(node, _SOURCE_KEYS, ("jurisdiction", "title", "status", "transition"))
    basis = mapping(faults, node.get("transition_basis"), "transition_basis")
    if basis is not None:
        faults.keys(basis, ("assumption", "cite"))
    empty = words(faults, None, "") or None
    return Source(
        jurisdiction=text(faults, node.get("jurisdiction"), "jurisdiction"),
        title=words(faults, node.get("title"), "title"),  # type: ignore[arg-type]
        issuer=words(faults, node.get("issuer"), "issuer"),  # type: ignore[arg-type]
        status=word(faults, node.get("status"), "status", ("adopted", "draft", "undated")),  # type: ignore[arg-type]
        advisory=words(faults, node.get("advisory"), "advisory") or empty,
        in_force=in_force(faults, node.get("in_force")),
        transition=word(  # type: ignore[arg-type]
            faults, node.get("transition"), "transition", ("by_receipt", "by_judgement")
        ),
        transition_assumption=words(faults, basis.get("assumption"), "assumption")
        if basis
        else None,
        transition_cite=text(faults, basis.get("cite"), "cite") or None if basis else None,
        extends=texts(faults, node.get("extends"), "extends"),
    )


def read_vocabulary(faults: Faults, node: Mapping | None) -> Vocabulary:
    """`vocabulary.yaml`: names of industries (with synonyms and codes) and zones."""
    if node is None:
        return Vocabulary()
    faults.keys(node, ("industries", "zones", "note"))
    industries: dict[str, str] = {}
    codes: dict[str, str] = {}
    provisions: dict[str, tuple[str, ...]] = {}
    for key, entry in mapping(faults, node.get("industries"), "industries") or ():
        _name(faults, industries, key, key.text)
        own = mapping(faults, entry, "an industry")
        if own is None:
            continue
        faults.keys(own, ("synonyms", "codes", "en", "provisions", "note"))
        provisions[key.text] = texts(faults, own.get("provisions"), "provisions")
        _synonyms(faults, industries, own.get("synonyms"), key.text)
        for code in texts(faults, own.get("codes"), "codes"):
            codes[plain(code)] = key.text
    zones: dict[str, str] = {}
    for key, entry in mapping(faults, node.get("zones"), "zones") or ():
        _name(faults, zones, key, key.text)
        own = mapping(faults, entry, "a zone")
        if own is not None:
            faults.keys(own, ("synonyms", "level", "en", "provisions", "note"))
            provisions[key.text] = texts(faults, own.get("provisions"), "provisions")
            _synonyms(faults, zones, own.get("synonyms"), key.text)
    return Vocabulary(industries, codes, zones, provisions)


def _synonyms(faults: Faults, table: dict[str, str], tree: Tree | None, name: str) -> None:
    for item in tree.items if isinstance(tree, Sequence) else ():
        if isinstance(item, Scalar):
            _name(faults, table, item, name)
    if tree is not None and not isinstance(tree, Sequence):
        faults.tell(tree, "E303", "synonyms must be a list")


def _name(faults: Faults, table: dict[str, str], node: Scalar, name: str) -> None:
    word = plain(node.text)
    if table.setdefault(word, name) != name:
        faults.tell(node, "E303", f"`{node.text}` already stands for `{table[word]}`")


def read_matter(
    faults: Faults,
    node: Mapping,
    *,
    jurisdiction: str,
    file: str,
    facts: ReadOnly[str, Type],
    vocabulary: Vocabulary,
    shared: Mapping | None,
) -> Matter:
    """One matter file, checked against the catalogue of facts."""
    faults.keys(node, _MATTER_KEYS, ("matter", "kind", "subject", "about", "cite", "rules"))
    name = text(faults, node.get("matter"), "matter")
    cite = Citation(jurisdiction, text(faults, node.get("cite"), "cite"))
    naming = _naming(faults, node, jurisdiction, name, cite, facts, vocabulary, shared)
    listed = node.get("rules")
    trees = listed.items if isinstance(listed, Sequence) else []
    naming.collect_items(trees)
    for declared in naming.trees:
        naming.resolve(declared)
    home = Home(jurisdiction, name, cite)
    rules = [read_rule(faults, tree, naming, home) for tree in trees]
    return Matter(
        name=name,
        jurisdiction=jurisdiction,
        kind=word(faults, node.get("kind"), "kind", ("compliance", "permission", "supervision")),  # type: ignore[arg-type]
        subject=word(
            faults, node.get("subject"), "subject", ("project", "parcel", "zone", "authority")
        ),  # type: ignore[arg-type]
        about=words(faults, node.get("about"), "about"),  # type: ignore[arg-type]
        opens_on=_openers(faults, node.get("opens_on"), facts),
        refers_to_law=yes(faults, node.get("refers_to_law"), "refers_to_law"),
        parameters=naming.parameters,
        definitions=naming.read,
        rules=tuple(rule for rule in rules if rule is not None),
        file=file,
    )


def _naming(
    faults: Faults, node: Mapping, jurisdiction: str, name: str, cite: Citation,
    facts: ReadOnly[str, Type], vocabulary: Vocabulary, shared: Mapping | None,
) -> Naming:  # fmt: skip
    quiet = Faults()  # the faults of shared.yaml are told once, by the library
    parameters = {}
    trees = {}
    if shared is not None:
        prefix = f"{jurisdiction}/shared"
        parameters = read_parameters(quiet, shared.get("parameters"), prefix, cite, vocabulary)
        trees = waiting(quiet, shared.get("definitions"))
    own = read_parameters(
        faults, node.get("parameters"), f"{jurisdiction}/{name}", cite, vocabulary
    )
    trees |= waiting(faults, node.get("definitions"))
    return Naming(faults, facts, parameters | own, trees)


def _openers(faults: Faults, tree: Tree | None, facts: ReadOnly[str, Type]) -> tuple[str, ...]:
    found = texts(faults, tree, "opens_on")
    for path in found:
        if tree is not None and not _is_fact(path, facts):
            help = nearest(path, facts)
            faults.tell(tree, "E501", f"opens_on names `{path}`, which is no fact", help)
    return tuple(path if path in facts else _item_path(path) for path in found)


def _item_path(path: str) -> str:
    head, _, tail = path.rpartition(".")
    return path if "[]" in path else f"{head}[].{tail}"


def _is_fact(path: str, facts: ReadOnly[str, Type]) -> bool:
    if path in facts:
        return True
    head, _, tail = _item_path(path).partition("[].")
    kind = facts.get(head)
    return kind is not None and kind.item is not None and tail in kind.item.fields
