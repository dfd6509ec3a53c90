"""The summary of a screening: rows in, decided and refused; counts by conclusion, rule, place."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from eligibility.evaluation.assessment import WORST_FIRST, Conclusion
from eligibility.language.pack import Language
from eligibility.report.to_json import tagged
from eligibility.report.wording import CONCLUSIONS

_MOST_RULES = 12
_MOST_NAMES = 20
_WORDS = {
    "zh": {
        "rows": "读入 {rows} 行 = 研判 {decided} 行 + 退回 {refused} 行",
        "refused": "退回的行及原因见 {out}.refused.csv",
        "verdicts": "结论", "deciding": "起决定作用的规则", "places": "按地区", "zones": "按开发区",
        "matters": "各事项结论",
        "by_file": "{many} 行按项目文件逐行读取和研判",
        "again": "由解释器逐行判定的规则",
        "advice": "本程序仅供参考，以主管部门决定为准",
        "answer": "结果写入 {out}（{seconds:.1f} 秒）",
    },
    "en": {
        "rows": "{rows} rows in = {decided} decided + {refused} refused",
        "refused": "the refused rows with their reasons are in {out}.refused.csv",
        "verdicts": "verdicts", "deciding": "deciding rules", "places": "by jurisdiction",
        "zones": "by zone", "matters": "conclusions by matter",
        "by_file": "{many} rows were read and decided one by one, as project files",
        "again": "rules decided row by row, by the interpreter",
        "advice": "the program advises; the competent authority decides",
        "answer": "the answer is in {out} ({seconds:.1f} s)",
    },
}  # fmt: skip


class Summary(Protocol):
    """What a screening came to."""

    rows: int
    refused: int
    by_file: int
    verdicts: Any
    conclusions: Any
    deciding: Any
    places: Any
    zones: Any
    refusals: Any
    figures: Any
    looked_again: Any
    shown: Any

    @property
    def decided(self) -> int:
        """How many rows were decided."""
        ...


def as_text(
    summary: Summary,
    out: str,
    language: Language,
    seconds: float,  # measure: a clock
) -> str:
    """The summary for a terminal."""
    words = _WORDS[language]
    lines = [
        words["rows"].format(rows=summary.rows, decided=summary.decided, refused=summary.refused)
    ]
    if summary.refused:
        lines.append(words["refused"].format(out=out))
    lines += ["", words["verdicts"]]
    for conclusion in present(summary.verdicts):
        named = CONCLUSIONS[conclusion].in_language(language)
        lines.append(f"  {summary.verdicts[conclusion]:>10,}  {named}")
    if summary.deciding:
        lines += ["", words["deciding"]]
        lines += [f"  {n:>10,}  {rule}" for rule, n in largest(summary.deciding)[:_MOST_RULES]]
    lines += _matters(summary, language)
    for key, counted in (("places", summary.places), ("zones", summary.zones)):
        lines += _by(words[key], counted, language)
    if summary.by_file:
        lines += ["", words["by_file"].format(many=f"{summary.by_file:,}")]
    if summary.looked_again:
        lines += ["", words["again"]]
        lines += [f"  {n:>10,}  {rule}" for rule, n in largest(summary.looked_again)]
    lines += ["", words["answer"].format(out=out, seconds=seconds), words["advice"]]
    return "\n".join(lines) + "\n"


def _matters(summary: Summary, language: Language) -> list[str]:
    lines = [
        f"  {name}: {_listed(told(summary.conclusions, name), language)}"
        for name in heads(summary.conclusions)
    ]
    return ["", _WORDS[language]["matters"], *lines] if len(lines) > 1 else []


def _by(title: str, counted: Any, language: Language) -> list[str]:
    """Counts by name, the largest first; none where there is one name only."""
    names = sorted(heads(counted), key=lambda name: (-sum(told(counted, name).values()), name))
    if len(names) < 2:
        return []
    lines = [f"  {name}: {_listed(told(counted, name), language)}" for name in names[:_MOST_NAMES]]
    more = len(names) - _MOST_NAMES
    return ["", title, *lines, *([f"  … +{more:,}"] if more > 0 else [])]


def _listed(counted: dict[Conclusion, int], language: Language) -> str:
    return ", ".join(
        f"{CONCLUSIONS[c].in_language(language)} {many:,}" for c, many in counted.items()
    )


def largest(counted: Any) -> list[tuple[str, int]]:
    """What is counted, the largest counts first, in an order that does not change."""
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def present(counted: Any) -> list[Conclusion]:
    """The conclusions that occur, the worst first."""
    return [c for c in WORST_FIRST if counted[c]]


def heads(counted: Any) -> list[str]:
    """What is counted by conclusion: the matters, jurisdictions or zones."""
    return sorted({key.rpartition("|")[0] for key in counted})


def told(counted: Any, head: str) -> dict[Conclusion, int]:
    """The conclusions of one of them with their counts."""
    return {c: counted[f"{head}|{c}"] for c in WORST_FIRST if counted[f"{head}|{c}"]}


def as_json(summary: Summary, out: str, as_of: date) -> dict[str, Any]:
    """The summary as a plain value."""
    matters = heads(summary.conclusions)
    return tagged(
        "screening", output=out, as_of=as_of.isoformat(), rows=summary.rows,
        decided=summary.decided, refused=summary.refused,
        verdicts={c: summary.verdicts[c] for c in present(summary.verdicts)},
        conclusions={
            name: told(summary.conclusions, name)
            for name in matters
        },
        deciding=dict(largest(summary.deciding)),
        jurisdictions={
            place: told(summary.places, place)
            for place in heads(summary.places)
        },
        zones={zone: told(summary.zones, zone) for zone in heads(summary.zones)},
        refusals=[
            {"code": key.partition("|")[0], "column": key.partition("|")[2], "count": many}
            for key, many in largest(summary.refusals)
        ],
        by_file=summary.by_file, by_interpreter=dict(summary.looked_again),
    )  # fmt: skip
