"""The enterprise behind the project."""

from __future__ import annotations

from eligibility.language.types import DATE, TEXT
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice, fact

CATEGORIES = {
    "zombie": "僵尸企业", "scattered_polluting": "散乱污企业", "low_safety": "本质安全度较低企业",
    "none": "不属于以上各类",
}  # fmt: skip
SIZES = {"micro": "微型", "small": "小型", "medium": "中型", "large": "大型"}


class Enterprise(Section):
    """Facts under `enterprise`."""

    credit_code: Given = fact(
        TEXT, "统一社会信用代码", "unified social credit code", proof=proofs.LICENCE,
        about=("十八位，含校验位", "eighteen characters with a check digit"))  # fmt: skip
    opening_accepted_on: Given = fact(
        DATE, "企业开办受理日", "day on which the opening was taken in",
        proof=proofs.OPENING_RECORD)  # fmt: skip
    opened_on: Given = fact(
        DATE, "企业开办办结日", "day on which the opening was completed",
        about=("注册登记、刻章备案等全部事项办结之日",
               "registration, seals and the other steps all done"),
        proof=proofs.OPENING_RECORD, lever=proofs.HANDLE)  # fmt: skip
    size: Given = choice(SIZES, "企业规模", "size of the enterprise", proof=proofs.ENTERPRISE_SIZE)
    category: Given = choice(
        CATEGORIES, "整治认定类别", "category under which the authority has listed it",
        proof=proofs.CLEAN_UP_LIST)  # fmt: skip
