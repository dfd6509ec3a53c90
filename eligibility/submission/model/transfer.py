"""The transfer of a parcel's right."""

from __future__ import annotations

from eligibility.language.types import DATE, TRUTH
from eligibility.submission.model import proofs
from eligibility.submission.model.declare import Given, Section, choices, fact

BARS = {
    "sealed": "查封或限制权利", "taken_back": "已收回",
    "co_owner_without_consent": "共有人未书面同意",
    "disputed": "权属有争议", "unregistered": "未登记领证", "other": "法律禁止的其他情形",
}  # fmt: skip


class Transfer(Section):
    """Facts under `transfer`."""

    requested: Given = fact(
        TRUTH, "是否申请转让土地使用权", "whether the holder wants to transfer the parcel's right",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    pre_registered: Given = fact(
        TRUTH, "是否已办理预告登记", "whether the transfer is pre-registered",
        proof=proofs.PRE_REGISTRATION)  # fmt: skip
    registration_requested: Given = fact(
        TRUTH, "是否申请办理转移登记", "whether registration of the transfer is applied for",
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
    bars: Given = choices(
        BARS, "禁止转让的情形", "what bars the transfer",
        about=("登记资料查询无此类情形的填 []", "[] where the register shows none"),
        proof=proofs.REGISTER_SEARCH)  # fmt: skip
    registrable_since: Given = fact(
        DATE, "能够办理转移登记之日", "day from which the transfer could be registered",
        about=("尚不能办理的填 none", "none while it cannot"), proof=proofs.AUDIT)  # fmt: skip
    registration_applied_on: Given = fact(
        DATE, "申请转移登记日期", "day on which registration was applied for",
        about=("未申请的填 none", "none while there is no application"),
        proof=proofs.APPLICATION, lever=proofs.APPLY)  # fmt: skip
