"""What the rule panel says, in Vietnamese: figures of at most 24 cells, cures that say what to do.

The sentences are templates; what people typed goes in as a value and is never itself a template.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from models.agenda import MINUTE
from models.vietnamese.words import short_date

FIGURE_CELLS = 24
"""Cells the panel has for a figure."""

NAMES_SHOWN = 3
"""People a sentence names before it only counts the rest."""

QUOTE_CELLS = 40
"""Cells a quoted note may take inside a sentence."""


# --- Building blocks ---


def clip(text: str, cells: int = FIGURE_CELLS) -> str:
    """The text, cut with an ellipsis where it is too long."""
    return text if len(text) <= cells else text[: cells - 1].rstrip() + "…"


def quoted(text: str) -> str:
    """A note inside a sentence."""
    return f"“{clip(' '.join(text.split()), QUOTE_CELLS)}”"


def day(date: dt.date) -> str:
    """ "12/09/2023", as every day on the screen."""
    return short_date(date)


def minutes_up(ms: int) -> int:
    """Minutes still wanting: a begun minute counts whole."""
    return -(-ms // MINUTE)


def minutes(ms: int) -> str:
    """ "53′": minutes that are over."""
    return f"{ms // MINUTE}′"


def listed(shown: Sequence[str], total: int, unit: str = "người") -> str:
    """ "An, Bình, Cường và 2 người nữa"."""
    rest = total - len(shown)
    return ", ".join(shown) + (f" và {rest} {unit} nữa" if rest > 0 else "")


def joined(parts: Sequence[str]) -> str:
    """ "địa điểm, chủ trì và thư ký"."""
    *first, last = parts
    return f"{', '.join(first)} và {last}" if first else last


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


BY_EYE = "Phần mềm chưa tự kiểm tra điều này: chủ trì tự xem lại."
"""For a rule of the plan that has no check."""

COMPLETE = "đủ"
MISSING = "thiếu {what}"
MISSING_ITEMS = "thiếu {count} mục"
NOT_YET = "chưa có"


def missing(parts: Sequence[str]) -> str:
    """ "thiếu địa điểm", or how many things are missing where names do not fit."""
    if not parts:
        return COMPLETE
    named = MISSING.format(what=parts[0])
    fits = len(parts) == 1 and len(named) <= FIGURE_CELLS
    return named if fits else MISSING_ITEMS.format(count=len(parts))


# --- Preparation ---

IDENTITY = {
    "date": "ngày",
    "planned_start": "giờ",
    "place": "địa điểm",
    "chair": "chủ trì",
    "clerk": "thư ký",
}
MEMBERS = "danh sách {word}"
C01 = "Ghi {parts} ở phần chuẩn bị."

C02_FIGURE, C02_NONE = "{count}/{total} đúng hạn", "không có tài liệu"
C02_SOON = "Phát tài liệu {papers} chậm nhất ngày {day}, rồi ghi ngày phát."
C02_LATE = "Tài liệu {papers} phải phát chậm nhất ngày {day}: dời {session}, hoặc nêu lý do."
C02_HELD = "Nếu đã phát tài liệu {papers} từ ngày {day} trở về trước thì ghi lại ngày phát; nếu không thì nêu lý do."

C03_NOBODY = "không yêu cầu"
C03_TOLD = "đã báo {day}"
C03_AFTER = "báo {day}, quá muộn"
C03_NOT_TOLD = "chưa báo"
C03_WHOM = "chưa ghi báo cho ai"
C03 = "Báo trước thời gian {session} cho {whom}, rồi ghi ngày báo và người được báo (họ tên, chức vụ)."
C03_HELD = "Nếu đã báo trước cho {whom} thì ghi ngày báo và người được báo (họ tên, chức vụ); nếu không thì nêu lý do."

C04_NONE = "chưa có ngày"
C04 = "Định ngày {session} chậm nhất là {day}."
C04_HELD = "Đã quá ngày {day}: nêu lý do tổ chức muộn."

C05_YES, C05_NO, C05_UNSAID = "tổ chức riêng", "có lồng ghép", "chưa ghi rõ"
C05_SAY = "Ghi rõ ở phần chuẩn bị: buổi này tổ chức riêng hay lồng ghép với sinh hoạt thường kỳ."
C05_PART = "Tách {session} này khỏi sinh hoạt thường kỳ, hoặc nêu lý do."
C05_HELD = "{session} đã lồng ghép: nêu lý do."

# --- Session ---

C06_NOBODY = "chưa có danh sách"
C06_UNMARKED = "{count} người chưa điểm danh"
C06_NO_REASON = "{count} người thiếu lý do"
C06_DONE = "{present}/{total} có mặt"
C06_LIST = "Nạp danh sách {word} ở phần chuẩn bị."
C06_MARK = "Điểm danh nốt {names}."
C06_REASON = "Ghi lý do vắng của {names}, hoặc đổi thành “vắng không lý do”."

C07_FIGURE, C07_NONE = "{count}/{total} bước", "không yêu cầu"
C07_SKIPPED = "thiếu {count} bước"
C07_WRONG = "{count} bước sai người"
C07_UNNAMED = "{count} bước chưa ghi người"
C07_HOLD = "Thực hiện bước còn thiếu: {steps}."
C07_NAME = "Bước “{step}” phải do {roles} trình bày: ghi đúng người trình bày, hoặc nêu lý do."
C07_WRITE = "Bước “{step}” chưa ghi ai trình bày ({roles}): ghi tên, hoặc nêu lý do."

C08_NONE = "chưa thảo luận"
C08_FIGURE = "thảo luận {spent}"
C08_SHORT = "{spent}, cần {longest}"
C08_HOLD = "Thực hiện bước thảo luận."
C08 = "Thảo luận thêm ít nhất {count} phút: “{step}” đang là bước dài nhất."

NOBODY_HERE = "chưa ai có mặt"
SPOKEN = "{count}/{total} đã phát biểu"
SILENT = "{count} người chưa phát biểu"
C09 = "Mời thêm ít nhất {count} người phát biểu; im lặng lâu nhất: {names}."
C09_NOBODY_LEFT = "Mời thêm ít nhất {count} người phát biểu."
C10 = "Mời {names} phát biểu."
C10_LEFT = "{names} đã về mà chưa phát biểu: xin ý kiến qua điện thoại, hoặc nêu lý do."

C11_NO_VOTE = "chưa biểu quyết"
C11_DIFFERENT = "có phiếu khác"
C11_LIVELY = "đồng ý hết, có bàn luận"
C11_HOLLOW = "đồng ý hết, không ý kiến"
C11_LACKS = ("lượt phát biểu nào", "biểu hiện nào ghi “có”", "giải pháp hay ý kiến khác nhau nào")
C11 = "Gợi mở để mọi người nói thêm trước khi biểu quyết: chưa có {lacks}."

C12_FIGURE, C12_NONE = "{count}/{total} câu hỏi", "không có câu hỏi"
C12 = "Gợi ý phát biểu về: {questions}."

C13_NOT_PRESENTED = "chưa trình bày"
C13_FIGURE = "{count} biểu hiện “có”"
C13_OPEN = "{count} biểu hiện thiếu"
C13_PRESENT = "Thực hiện bước “{step}”."
C13_DEGREE, C13_SOLUTION = "mức độ", "giải pháp"
C13_ADD = "{row}: ghi {parts}"

C14_FIGURE = "{count} đủ ý, cần {least}"
C14_WHO, C14_WHAT, C14_WHEN = "ai làm", "làm gì", "bao giờ xong"
C14_ADD = "Giải pháp {note} còn thiếu: {parts}."
C14_WRITE = "Ghi thêm giải pháp nêu rõ ai làm, làm gì, bao giờ xong."

C15_UNIT = "việc"
C15_NONE = "chưa ghi việc nào"
C15_NOTHING = "không có việc nào"
C15_UNOWNED = "{count} việc chưa rõ ai"
C15_FIGURE = "{count} việc, đủ người"
C15_UNREMEDIED = "{count} người thiếu giải pháp"
C15_ASK = (
    "Hỏi việc nào còn tồn đọng, chậm muộn, trách nhiệm của ai; mỗi việc ghi một dòng kèm người chịu trách nhiệm."
    " Không có việc nào thì ghi như vậy ở phần Kết thúc."
)
C15_WHO = "Ghi người chịu trách nhiệm cho {notes}."
C15_REMEDY = "Ghi giải pháp gắn với trách nhiệm của {names} về việc còn tồn đọng."

C16_UNIT = "ý kiến"
C16_NONE = "không có"
C16_FIGURE = "{count}/{total} có kết quả"
C16 = "Ghi kết quả (đã thống nhất hoặc bảo lưu) cho {notes}."

# --- Closing ---

C17_SUMMARY, C17_QUALITY, C17_PARTICIPATION = "tổng hợp ý kiến", "đánh giá", "ý thức tham gia"
C17 = "Ghi {parts} ở phần kết thúc."

C18_UNREAD, C18_NO_VOTE = "chưa đọc lại", "chưa biểu quyết"
C18_LATE_READ, C18_LATE_VOTE = "đọc sau khi kết thúc", "biểu quyết sau kết thúc"
C18_DONE = "đã đọc, đã biểu quyết"
C18_READ = "Đọc lại biên bản, rồi lấy biểu quyết trước khi kết thúc."
C18_VOTE = "Lấy biểu quyết thông qua biên bản trước khi kết thúc."

C19_MINUTES = "thông qua biên bản"
C19_CONFLICT = "hai máy đếm khác nhau"
C19_TOO_MANY = "{cast} phiếu / {entitled} người"
C19_ENTITLED = "{entitled} người, có {can_vote}"
C19_NARROW = "{entitled} người trên {base}"
C19_FIGURE = "{count}/{base} tán thành"
C19_SETTLE = "Biểu quyết “{title}”: hai máy ghi khác nhau, chủ trì cho biết kết quả đúng rồi ghi lại."
C19_RECOUNT = "Biểu quyết “{title}”: đếm lại, số phiếu không được quá {entitled} người có quyền biểu quyết."
C19_BASE = (
    "Biểu quyết “{title}”: chỉ có {can_vote} người có mặt được biểu quyết ({apart}); xem lại điểm danh hoặc ghi lại "
    "kết quả."
)
C19_APART = {"members": "không tính đảng viên dự bị, khách", "committee": "không tính khách"}
C19_COUNT_BASE = (
    "Biểu quyết “{title}”: tỷ lệ phải tính trên ít nhất {entitled} người; xem lại điểm danh rồi biểu quyết lại."
)
C19_AGAIN = "Cần ít nhất {needed} người tán thành: sửa biên bản theo ý kiến rồi biểu quyết lại."
C19_VOTE = "Lấy biểu quyết thông qua biên bản."

C20_LEFT, C20_DONE, C20_SHORT = "còn {count}′", "{spent}", "{spent} / {least}′"
C20 = "Chưa kết thúc vội: cần thêm ít nhất {count} phút, nên dành cho thảo luận."

C21 = "Đại biểu cấp trên đến thì ghi tên ở phần điểm danh; không đến thì nêu lý do."
C21_POST = "Kế hoạch cần {posts} dự, chỉ đạo: đến thì ghi tên và chức vụ ở phần điểm danh; không đến thì nêu lý do."
C21_OTHER_FIGURE, C21_ASK_FIGURE = "chưa đúng chức vụ", "chưa rõ chức vụ"
C21_OTHER = "{names} không phải {posts} như kế hoạch cần: mời thêm đúng người, hoặc nêu lý do."
C21_ASK = "Chức vụ của {names} chưa rõ: ghi lại kèm chức vụ; kế hoạch cần {posts} dự, chỉ đạo."

C22_FIGURE = "{present}/{obliged} = {percent}"
C22_UNEXCUSED = "{percent}; {count} không lý do"
C22_ASK = "Hỏi lý do vắng của {names}."
C22_LATE = "Ai đến muộn thì ghi giờ đến; cần ít nhất {needed} người có mặt."

C23_SENT = "gửi {day}"
C23_DAYS = "còn {count} ngày"
C23_OVER = "quá hạn {count} ngày"
C23 = "Gửi báo cáo kết quả về {to} (qua {through}) chậm nhất ngày {day}, rồi ghi ngày gửi."
C23_LATE = "Gửi báo cáo kết quả về {to} (qua {through}) ngay, ghi ngày gửi và nêu lý do gửi muộn."
