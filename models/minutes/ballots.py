"""A vote by hand as a sentence: counts, share of the base, what was needed (R46, L15, domain.md 6.3)."""

from __future__ import annotations

from models.document import Paragraph, ParagraphKind
from models.minutes.phrases import clause
from models.minutes.scribe import Scribe
from models.plan import Share
from models.vietnamese.words import share
from models.votes import ADOPTION, ELECTRONIC, Vote

_MODES = {"open": "công khai, giơ tay", "secret": "bỏ phiếu kín"}


def ballot(scribe: Scribe, vote: Vote, kind: ParagraphKind = "item") -> Paragraph:
    """The result of a vote. Two counts that differ, or one that does not add up, are a gap until cleared."""
    doubt = _doubt(vote) if scribe.drafting else ""
    text = f"Biểu quyết {_title(vote)}{_how(vote)}: {_result(scribe, vote)}"
    return Paragraph(key(vote.motion), f"{text} {doubt}".strip(), kind, gap=bool(doubt))


def key(motion: str) -> str:
    """The key of a vote's paragraph; the adoption has the plain one."""
    return "vote" if motion == ADOPTION else f"vote:{motion}"


def _title(vote: Vote) -> str:
    return "thông qua biên bản" if vote.motion == ADOPTION else clause(vote.title)


def _how(vote: Vote) -> str:
    """By hands or by ballot papers; a count of the electronic handbook says so in its title (L15)."""
    return "" if vote.motion == ELECTRONIC else f" ({_MODES.get(vote.mode, vote.mode)})"


def _result(scribe: Scribe, vote: Vote) -> str:
    if vote.conflict:
        return scribe.blank("kết quả biểu quyết")  # neither count is the result until a person says which (L19)
    majority = scribe.meeting.plan.thresholds.majority
    outcome = "đạt" if vote.passed(majority) else "không đạt"
    return (
        f"tán thành {share(vote.in_favour, vote.base)}, không tán thành {vote.against}, "
        f"ý kiến khác {vote.other}; có mặt {vote.entitled} {scribe.heads} có quyền biểu quyết. "
        f"Tỷ lệ tính trên {_base(scribe, vote)}; "
        f"cần ít nhất {least(majority, vote.base)} {scribe.heads} tán thành; kết quả {outcome}."
    )


def _base(scribe: Scribe, vote: Vote) -> str:
    """What the share is of: the official members who count (24-QĐ/TW 9.3.2), or the whole committee (9.3.3)."""
    word = scribe.body.member_word
    return f"tổng số {vote.base} {word}" if scribe.body.voting == "committee" else f"{vote.base} {word} chính thức"


def least(majority: Share, base: int) -> int:
    """The smallest number of hands that exceeds the plan's share of the base."""
    return majority.least_exceeding(base)


def _doubt(vote: Vote) -> str:
    if vote.conflict:
        return "[Hai máy ghi kết quả khác nhau: cần chọn một]"
    if not vote.reconciles:
        return f"[Kiểm đếm {vote.cast}, có quyền biểu quyết {vote.entitled}: chưa khớp]"
    return ""
