"""The warnings of a reading in Chinese: each of their sentences by its pattern."""

from __future__ import annotations

import re
from datetime import date

from eligibility.report.quantities import day
from eligibility.report.reader import Reader
from eligibility.submission.catalogue import info_of

_PATH = r"(?P<path>[a-z_]+(?:\.[a-z_]+|\[\d+\])*)"
_OTHER = r"(?P<other>[a-z_]+(?:\.[a-z_]+|\[\d+\])*)"
_TEXT = r"`(?P<text>.*?)`"
_CODE = f"{_PATH}: {_TEXT} "
_CELL = r"(?:sheet `(?P<sheet>.*?)`, )?"
_MERGED = rf"{_CELL}(?P<cell>\w+) \({_TEXT}\) is part of the merged cell (?P<whole>[\w:]+): "
# What the readers of submissions and tables say (submission/coherence, project_code, credit_code,
# read, model/scalars and tables/rows), and the same in Chinese.
PATTERNS: tuple[tuple[str, str], ...] = (
    (rf"(?:line (?P<line>\d+): )?{_TEXT} is finer than the exact base unit: rounded to (?P<new>.+)",
     "{at}“{text}”超出可精确表示的最小单位，已取整为 {new}"),
    (rf"{_PATH} \((?P<text>.*)\) is more than {_OTHER} \((?P<new>.*)\)",
     "{path}（{text}）大于{other}（{new}），请核对"),
    (r"land\.parcels: the areas add up to (?P<text>\S+ 亩) more than land\.total_area",
     "各宗地面积之和比项目总用地面积多 {text}，请核对"),
    (r"land\.parcels: the areas add up to (?P<text>\S+ 亩) less than land\.total_area",
     "各宗地面积之和比项目总用地面积少 {text}，请核对"),
    (_CODE + r"fails its check digit \((?P<new>.+) would be right\)",
     "{path}“{text}”校验位不符，应为 {new}，请核对"),
    (_CODE + "has neither the present nor the older form of a project code",
     "{path}“{text}”不合现行或早期的项目代码格式，请核对"),
    (_CODE + r"has not the form of a unified social credit code .*",
     "{path}“{text}”不合统一社会信用代码的格式（18 位，不含 I、O、S、V、Z），请核对"),
    (_CODE + r"fails its check character \((?P<new>.+) would be right\)",
     "{path}“{text}”校验码不符，应为 {new}，请核对"),
    (_CODE + r"fails the check of its organisation code \((?P<new>.+) is right\)",
     "{path}“{text}”中的主体标识码（第 9 至 17 位）校验不符，应为 {new}，请核对"),
    (rf"{_PATH}: (?P<on>\d+-\d+-\d+) lies after the day of judgement, (?P<then>\d+-\d+-\d+)",
     "{path}（{on}）晚于判断日（{then}），请核对"),
    (rf"{_PATH}: the industry {_TEXT} is not in the catalogue; .*",
     "{path}：产业“{text}”不在本地目录内，待审查人归类之前按未知比较"),
    (rf"{_PATH}: {_TEXT} is not among the zones that the text names",
     "{path}：“{text}”不在文本点名的开发区之列，请核对"),
    (rf"{_CELL}row (?P<text>\d+) is hidden: it was read",
     "{at}第 {text} 行为隐藏行，已照常读取"),
    (rf"the project code {_TEXT} stands in row (?P<new>.+) too",
     "项目代码“{text}”另见第 {new} 行，请核对"),
    (_MERGED + "its value was taken", "{at}单元格 {cell}（{text}）属合并单元格 {whole}，已取其值"),
    (_MERGED + "it was read as not known",
     "{at}单元格 {cell}（{text}）属合并单元格 {whole}，按未知读取"),
)  # fmt: skip
_COMPILED = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in PATTERNS)
_LEADING = re.compile(rf"{_PATH}(?P<rest>[: ].*)", re.DOTALL)


def warning(text: str, reader: Reader) -> str:
    """A warning in the reader's language; one without a pattern bears at least the fact's name."""
    if reader.language == "en":
        return text
    for pattern, words in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            return words.format(**_said(found.groupdict(), reader))
    leading = _LEADING.fullmatch(text)
    if leading is not None and info_of(leading["path"]) is not None:
        return f"{_label(leading['path'], reader)}{leading['rest']}"
    return text


def _said(given: dict[str, str | None], reader: Reader) -> dict[str, str]:
    """The parts of a warning with facts by name and dates as Chinese writes them."""
    parts = {key: value for key, value in given.items() if value is not None}
    for key in ("path", "other"):
        if key in parts:
            parts[key] = _label(parts[key], reader)
    for key in ("on", "then"):
        if key in parts:
            parts[key] = day(date.fromisoformat(parts[key]), reader.language)
    at = f"第 {parts['line']} 行：" if "line" in parts else ""
    return {"at": f"工作表“{parts['sheet']}”" if "sheet" in parts else at, **parts}


def _label(path: str, reader: Reader) -> str:
    """What the dictionary calls a fact, with the place of its item in the list."""
    info = info_of(path)
    if info is None:
        return path
    place = re.search(r"\[(\d+)\]", path)
    return (f"第 {int(place[1]) + 1} 项" if place else "") + reader.say(info.label)
