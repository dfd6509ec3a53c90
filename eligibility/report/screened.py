"""The summary of a screening: rows in, decided and refused; counts by conclusion, rule, place."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from eligibility.evaluation.assessment import WORST_FIRST, Conclusion
from eligibility.language.pack import Language
from eligibility.report.to_json import tagged
from eligibility.report.wording import CONCLUSIONS

_MOST_RULES = 12
_WORDS = {
    "zh": {
        "rows": "读入 {rows} 行 = 研判 {decided} 行 + 退回 {refused} 行",
        "refused": "退回的行及原因见 {out}.refused.csv",
        "verdicts": "结论", "deciding": "起决定作用的规则", "places": "按地区",
        "advice": "本程序仅供参考，以主管部门决定为准",
        "answer": "结果写入 {out}（{seconds:.1f} 秒）",
    },
    "en": {
        "rows": "{rows} rows in = {decided} decided + {refused} refused",
        "refused": "the refused rows with their reasons are in {out}.refused.csv",
        "verdicts": "verdicts", "deciding": "deciding rules", "places": "by jurisdiction",
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
    looked_again: Any

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
    for conclusion in _present(summary.verdicts):
        named = CONCLUSIONS[conclusion].in_language(language)
        lines.append(f"  {summary.verdicts[conclusion]:>10,}  {named}")
    if summary.deciding:
        lines += ["", words["deciding"]]
        lines += [f"  {n:>10,}  {rule}" for rule, n in summary.deciding.most_common(_MOST_RULES)]
    places = _heads(summary.places)
    if len(places) > 1:
        lines += ["", words["places"]]
        for place in places:
            told = ", ".join(
                f"{CONCLUSIONS[c].in_language(language)} {summary.places[f'{place}|{c}']:,}"
                for c in WORST_FIRST
                if summary.places[f"{place}|{c}"]
            )
            lines.append(f"  {place}: {told}")
    lines += ["", words["answer"].format(out=out, seconds=seconds), words["advice"]]
    return "\n".join(lines) + "\n"


def _present(counted: Any) -> list[Conclusion]:
    return [c for c in WORST_FIRST if counted[c]]


def _heads(counted: Any) -> list[str]:
    return sorted({key.partition("|")[0] for key in counted})


def _told(counted: Any, head: str) -> dict[str, int]:
    return {c: counted[f"{head}|{c}"] for c in WORST_FIRST if counted[f"{head}|{c}"]}


def as_json(summary: Summary, out: str, as_of: date) -> dict[str, Any]:
    """The summary as a plain value."""
    matters = _heads(summary.conclusions)
    return tagged(
        "screening", output=out, as_of=as_of.isoformat(), rows=summary.rows,
        decided=summary.decided, refused=summary.refused,
        verdicts={c: summary.verdicts[c] for c in _present(summary.verdicts)},
        conclusions={
            name: _told(summary.conclusions, name)
            for name in matters
        },
        deciding=dict(summary.deciding.most_common()),
        jurisdictions={
            place: _told(summary.places, place)
            for place in _heads(summary.places)
        },
        by_file=summary.by_file, by_interpreter=dict(summary.looked_again),
    )  # fmt: skip
