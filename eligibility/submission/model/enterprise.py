"""The enterprise behind the project."""

from __future__ import annotations

from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choice

CATEGORIES = {
    "zombie": "僵尸企业", "scattered_polluting": "散乱污企业", "low_safety": "本质安全度较低企业",
    "none": "不属于以上各类",
}  # fmt: skip
SIZES = {"micro": "微型", "small": "小型", "medium": "中型", "large": "大型"}


class Enterprise(Section):
    """Facts under `enterprise`."""

    size: Given = choice(SIZES, "企业规模", "size of the enterprise", proof=proofs.ENTERPRISE_SIZE)
    category: Given = choice(
        CATEGORIES, "整治认定类别", "category under which the authority has listed it",
        proof=proofs.CLEAN_UP_LIST)  # fmt: skip
