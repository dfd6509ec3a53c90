"""Packs of any number of rules: the twenty of the job, again and again with other figures."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml
from peers.job import MATTER, PACK, PLACE


class _Plain(yaml.SafeDumper):
    """YAML without anchors, which rule files may not have."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002  (PyYAML asks for each value)
        return True


def write_pack(folder: Path, rules: int) -> Path:
    """Write a pack of so many rules; comes back: the folder of rule sets."""
    home = folder / f"rules{rules}" / PLACE
    home.mkdir(parents=True)
    (home / "source.yaml").write_text((PACK / PLACE / "source.yaml").read_text())
    matter = yaml.safe_load((PACK / PLACE / f"{MATTER}.yaml").read_text())
    figures, listed = matter["parameters"], matter["rules"]
    own = matter.pop("definitions")
    matter |= {"parameters": {}, "definitions": {}, "rules": []}
    for index in range(rules):
        again, at = divmod(index, len(listed))
        names = {name: f"{name}_{again}" for name in (*figures, *own)}
        rule = {**listed[at], "id": f"{listed[at]['id']}-{again}"}
        for part in ("when", "require", "forbid"):
            if part in rule:
                rule[part] = _renamed(rule[part], names)
        matter["rules"].append(rule)
        for name, figure in figures.items():
            varied = {**figure, "value": _varied(figure["value"], again)}
            matter["parameters"][names[name]] = varied
        for name, text in own.items():
            matter["definitions"][names[name]] = _renamed(text, names)
    text = yaml.dump(matter, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    (home / f"{MATTER}.yaml").write_text(text)
    return home.parent


def _renamed(text: str, names: dict[str, str]) -> str:
    return re.sub(r"\b\w+\b", lambda word: names.get(word[0], word[0]), text)


def _varied(value: Any, again: int) -> Any:
    """A figure a little higher each time."""
    if isinstance(value, list) or not again:
        return value
    if isinstance(value, int):
        return value + again
    if value.endswith("%"):
        return f"{value[:-1]}.{again}%"
    if "/" in value:
        return str(Fraction(value) + Fraction(again, 1000))
    number, unit = value.split()
    return f"{int(number) + again} {unit}"
