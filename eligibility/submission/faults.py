"""Turns pydantic's errors into diagnostics with lines, and prunes what is faulty from the tree.

After pruning, the rest can be read and checked further, so that all faults are told at once.
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from functools import cache
from typing import TypeAlias

from pydantic_core import ValidationError

from eligibility.errors import Diagnostic, nearest
from eligibility.language.tree import Mapping, Node, Sequence
from eligibility.submission.catalogue import dictionary
from eligibility.submission.model import SECTIONS, SubmissionModel
from eligibility.submission.model.declare import Part, Records, Section

Path: TypeAlias = tuple[str | int, ...]


MAX_FAULTS = 200  # told at once; each costs a search for the nearest word


def diagnose(error: ValidationError, root: Mapping) -> tuple[list[Diagnostic], set[Path]]:
    """Every fault of a failed validation, and the paths at which the faults stand."""
    faults: list[Diagnostic] = []
    paths: set[Path] = set()
    for detail in error.errors(include_url=False):
        path = tuple(detail["loc"])
        paths.add(path)
        if len(faults) >= MAX_FAULTS:
            continue
        carried = (detail.get("ctx") or {}).get("faults")
        if carried:
            faults.extend(carried)
        elif detail["type"] == "extra_forbidden":
            faults.append(_unknown_key(root, path))
        else:
            faults.append(_node_at(root, path).fault("E202", detail["msg"].lower()))
    return faults, paths


def pruned(node: Node, bad: set[Path], at: Path = ()) -> Node:
    """The tree without the nodes at the bad paths (a list goes as a whole when an item is bad)."""
    if isinstance(node, Mapping):
        if (*at, 0) not in bad and isinstance(node.get("value"), Sequence):
            kept = [(k, pruned(v, bad, at) if k.text == "value" else v) for k, v in node.entries]
        else:
            kept = [
                (key, pruned(value, bad, (*at, key.text)))
                for key, value in node.entries
                if not _spoiled(value, bad, (*at, key.text))
            ]
        return Mapping(node.source, node.start, node.end, kept)
    if isinstance(node, Sequence):
        items = [pruned(item, bad, (*at, index)) for index, item in enumerate(node.items)]
        return Sequence(node.source, node.start, node.end, items)
    return node


def _spoiled(node: Node, bad: set[Path], at: Path) -> bool:
    if isinstance(node, Mapping) and isinstance(node.get("value"), Sequence):
        node = node.get("value") or node
    length = len(node.items) if isinstance(node, Sequence) else 0
    return at in bad or any((*at, index) in bad for index in range(length))


def _node_at(node: Node, path: Path) -> Node:
    for step in path:
        inner = node.get("value") if isinstance(node, Mapping) and isinstance(step, int) else None
        node = inner or node
        if isinstance(node, Mapping):
            node = node.get(str(step)) or node
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
    return node


def _unknown_key(root: Mapping, path: Path) -> Diagnostic:
    parent = _node_at(root, path[:-1])
    name = str(path[-1])
    key = parent.key(name) if isinstance(parent, Mapping) else None
    where = ".".join(str(step) for step in path[:-1] if isinstance(step, str))
    message = (
        f"`{name[:60]}` is no key of `{where}`"
        if where
        else f"`{name[:60]}` is no key of a submission"
    )
    return (key or parent).fault("E201", message, _advice(name, path))


def _advice(name: str, path: Path) -> str:
    keys = _keys_of(path[:-1])
    labelled = next((key for key, label in keys.items() if name == label), "")
    if labelled:
        return f"write `{labelled}`"
    leaf = name.rpartition(".")[2]
    homes = _homes().get(leaf, ())
    if homes:
        return (
            f"`{leaf}` belongs under `{homes[0]}`" if homes[0] else f"`{leaf}` belongs at the top"
        )
    near = nearest(name, keys)
    if near:
        return near
    return "keys are " + ", ".join(list(keys)[:20]) + (", …" if len(keys) > 20 else "")


def _keys_of(path: Path) -> ReadOnly[str, str]:
    model: type[Section] = SubmissionModel
    for step in path:
        if isinstance(step, int):
            continue
        mark = model.marks.get(step)
        if isinstance(mark, Records | Part):
            model = mark.model or model
    return {
        key: model.declared[name].label.zh if name in model.declared else ""
        for name, key in model.keys().items()
    }


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    homes: dict[str, tuple[str, ...]] = {}
    for info in dictionary():
        above, _, leaf = info.path.rpartition(".")
        homes[leaf] = (*homes.get(leaf, ()), above)
    return homes | dict.fromkeys((*SECTIONS, "consents", "review"), ("",))
