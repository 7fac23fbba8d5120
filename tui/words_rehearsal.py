"""Words of a rehearsal: what the coach says beside the script (desk.md L17)."""

from __future__ import annotations

from typing import Final

from tui import words_closing as closing
from tui import words_indicators as texts
from tui import words_preparation

K_WIPE = "Xoá bỏ"
K_COACH, H_COACH = "Làm giúp", "Tập dượt: máy làm giúp việc kịch bản đang chờ"

COACH_NOW: Final = " TẬP DƯỢT {clock} "
COACH_ELSE: Final = "sang việc kế tiếp, vì không còn làm được việc này: {what}"
COACH_WHICH: Final = "việc\N{NO-BREAK SPACE}{number}/{count}"
COACH_OVER: Final = (
    "Hết kịch bản. In biên bản: ^P, gõ xuat, Enter ở dòng Xuất biên bản · F8: xem biên bản"
    " · F12: xoá buổi tập dượt rồi đóng · ^Q: đóng, để lại xem sau"
)
COACH_NOT_HERE: Final = "F12 chỉ dùng khi tập dượt: bienban rehearse."
COACH_SKIPPED: Final = "Bỏ qua một việc của kịch bản: {why}"

WIPED: Final = "Đã xoá buổi tập dượt. Các buổi họp thật không bị đụng tới."
KEPT: Final = "Buổi tập dượt còn đó. Lần sau `bienban rehearse` sẽ bắt đầu lại từ đầu."

TIMES = "{key} {count} lần"
TYPE, TYPE_IT = "gõ {text}", "gõ câu ấy"
KEY_NAMES: Final = {
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Xoá lùi",
    "delete": "Delete",
    "insert": "Insert",
    "tab": "Tab",
    "space": "Space",
    "up": "↑",
    "down": "↓",
}

DOING: Final = {
    "detail": "Ghi {0}: {1}",
    "document": "{0}: phát ngày {1}",
    "present": "{0} có mặt",
    "excused": "{0} vắng có lý do: {1}",
    "unexcused": "{0} vắng không lý do",
    "unmark": "Xoá dấu của {0}",
    "rest": "Những người còn lại có mặt",
    "left": "{0} ra ngoài",
    "shift": "Sửa giờ đến của {0}: {1} phút",
    "standing": "Diện của {0}: {1}",
    "guest": "Thêm khách: {0}, {1}",
    "superior": "Thêm đại biểu cấp trên: {0}, {1}",
    "start": "Bắt đầu, từ {0} phút trước",
    "step": "Sang bước kế",
    "presenter": "Người trình bày: {0}",
    "pause": "Nghỉ giải lao",
    "resume": "Hết giờ nghỉ",
    "floor": "Mời {0} nói",
    "order": "{0} nêu ý kiến về thủ tục",
    "next": "Mời người đầu hàng chờ",
    "ask": "{0} xin phát biểu",
    "withdraw": "{0} rút, không nói nữa",
    "stop": "Người đang nói đã nói xong",
    "kind": "Đổi loại phát biểu: {0}",
    "speaker": "Ghi nhầm người, đang nói là {0}",
    "note": "Ghi: {0}",
    "edit": "Sửa thành: {1}",
    "fix": "Thay “{0}” bằng “{1}”",
    "delete": "Bỏ ghi chép: {0}",
    "focus": "Bàn biểu hiện {0}",
    "settle": "“{0}” {1}: {2}",
    "assess": "Biểu hiện {0}, {1}: {2}",
    "beyond": "Biểu hiện ngoài danh mục: {0}",
    "read": "Bắt đầu đọc biên bản",
    "correct": "Đoạn “{0}”: thay “{1}” bằng “{2}”",
    "vote": "Tán thành {0}, không tán thành {1}, ý kiến khác {2}",
    "waive": "Lý do của {0}: {1}",
    "end": "Kết thúc buổi sinh hoạt",
    "undo": "Hoàn tác",
    "redo": "Làm lại",
}
"""Verb of a script → what the clerk does, filled with the parts of the line."""

FOCUS_NONE: Final = "Thôi bàn riêng một biểu hiện"

FIELDS: Final = {
    **words_preparation.DETAIL_LABELS,
    "summary": closing.TASK_SUMMARY,
    "quality": closing.TASK_QUALITY,
    "quality_remark": closing.TASK_REMARK,
    "participation": closing.TASK_PARTICIPATION,
    "atmosphere": closing.TASK_ATMOSPHERE,
    "superior_remark": closing.TASK_SUPERIOR,
    "no_backlog": closing.TASK_BACKLOG,
}

ASSESSED: Final = {"present": texts.BOARD_HEADS[2], **texts.ASSESSED}
