"""The empty submission: every fact with its label, unit or choices and proof as a comment."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from eligibility.language.pack import Language, Words
from eligibility.submission.catalogue import FactInfo, dictionary
from eligibility.submission.model import SubmissionModel

_MAX_CHOICES = 16
_HEADS = {
    "zh": "项目文件：逐项填写；不知道的留空（或写 unknown），确实没有的写 none，空清单写 []",
    "en": "A project file. Leave empty what is not known, write none for what does not exist, "
          "[] for an empty list",
}  # fmt: skip
_EVIDENCE = {
    "zh": "任何一项都可附证据：{value: 7 亩, evidence: 总平面图, page: 3, stated_on: 2026-02-11}",
    "en": "any fact may carry evidence: {value: 7 亩, evidence: site plan, page: 3}",
}
_PROOF = {"zh": "证明材料：", "en": "proof: "}
_NONE = {"zh": "没有的填 none", "en": "none where there is none"}
_ONE_EACH = {"zh": "每项一组，去掉 # 填写", "en": "one group for each; remove the # and fill in"}


def template(
    paths: Collection[str] | None = None,
    *,
    language: Language = "zh",
    jurisdiction: str | None = None,
    as_of: date | None = None,
) -> str:
    """An empty submission in YAML for these facts (all of them when None), readable as it stands.

    A path of a list stands for all fields of its items; a field (`land.parcels[].area`) for itself.
    """
    lines = [f"# {_HEADS[language]}", f"# {_EVIDENCE[language]}"]
    lines.append(_line("as_of:", as_of.isoformat() if as_of else "", _head("as_of", language)))
    lines.append(_line("jurisdiction:", jurisdiction or "", _head("jurisdiction", language)))
    begun: set[str] = set()  # sections and records whose first line is written
    for info in _wanted(paths):
        above = info.path.rpartition(".")[0]
        first = above not in begun
        begun.add(above)
        if first and above and "[]" not in above:
            lines.append(f"{above}:")
        lines.append(_fact(info, first, language))
    return "\n".join(lines) + "\n"


def _head(name: str, language: Language) -> str:
    return SubmissionModel.declared[name].label.in_language(language)


def _wanted(paths: Collection[str] | None) -> list[FactInfo]:
    everything = dictionary()
    if paths is None:
        return list(everything)
    chosen = {_bare(path) for path in paths}
    wanted = [info for info in everything if _named(_bare(info.path), chosen)]
    records = {info.path.rpartition(".")[0] for info in wanted if "[]." in info.path}
    names = {info.path for info in wanted} | {f"{above}.id" for above in records}
    return [info for info in everything if info.path in names]


def _bare(path: str) -> str:
    """The path without `[]` and indexes: `land.parcels[2].area` and `land.parcels.area` are one."""
    return re.sub(r"\[\d*\]", "", path)


def _named(bare: str, chosen: set[str]) -> bool:
    """Whether a path is chosen, lies below a chosen one, or leads to one."""
    above = {bare[:i] for i, char in enumerate(bare) if char == "."} | {bare}
    return bool(above & chosen) or any(path.startswith(bare + ".") for path in chosen)


def _fact(info: FactInfo, first: bool, language: Language) -> str:
    depth = info.path.count("[].")
    indent = "  " if "." in info.path.split("[")[0] else ""
    key = info.path.rpartition(".")[2] + ":"
    if depth:
        key = f"# {'    ' * (depth - 1)}{'- ' if first else '  '}{key}"
    return _line(indent + key, "", _note(info, language))


def _line(key: str, value: str, note: str) -> str:
    start = f"{key} {value}".rstrip()
    return f"{start:<36}  # {note}"


def _note(info: FactInfo, language: Language) -> str:
    parts = [info.label.in_language(language)]
    parts += _spoken(info.description, language, "")
    item = info.type.item
    if item is not None and item.fields:
        parts.append(_ONE_EACH[language])
    words = (item or info.type).words
    if words:
        zh = language == "zh"
        shown = [f"{word} {info.choices[word]}" if zh else word for word in words[:_MAX_CHOICES]]
        parts.append(" | ".join(shown) + (" | …" if len(words) > _MAX_CHOICES else ""))
    elif info.unit:
        parts.append(info.unit)
    if item is not None and not item.fields:
        parts.append("[a, b]")
    if info.absent:
        parts.append(_NONE[language])
    parts += _spoken(info.proof, language, _PROOF[language])
    return "; ".join(parts) if language == "en" else "；".join(parts)


def _spoken(words: Words, language: Language, before: str) -> list[str]:
    text = words.in_language(language)
    return [before + text] if text else []
