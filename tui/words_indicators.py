"""Words of the board of indicators: filters, assessments, additions. The rules of `tui.words` hold here too.

The page for the room has its own in `tui.words_board`.
"""

from __future__ import annotations

BOARD_HINT_LOOK = "gõ số: đến biểu hiện · gõ chữ: tìm"
BOARD_HINT = f"{BOARD_HINT_LOOK} · Enter: ghi · Space: có, không, chưa rõ"
BOARD_KEYS = (("Enter", "ghi"), ("Space", "có/không"), ("Tab", "lọc"), ("Insert", "thêm"))
BOARD_OPEN = " · {count} chưa kết luận"
BOARD_OVERTIME = " · quá giờ thảo luận {minutes}′"
BOARD_LEFT = " · còn {minutes}′"
BOARD_EACH = ", mỗi biểu hiện {pace}"
BOARD_FILTERS = {
    "all": "tất cả",
    "untouched": "chưa đụng đến",
    "open": "chưa kết luận",
    "silent": "chưa ai nói",
    "found": "có",
}
BOARD_EMPTY = "Không có biểu hiện nào ở mục lọc này. Tab: mục lọc khác."
BOARD_NO_MATCH = "Không thấy “{text}”. Enter: thêm làm biểu hiện ngoài danh sách."
BOARD_NO_NUMBER = "Không có biểu hiện số {number}."
BOARD_ADD = "Thêm biểu hiện ngoài danh sách"
BOARD_BLANK = "Biểu hiện {number} (chưa nhập nội dung Phụ lục)"
BOARD_BLANK_SHORT = "Biểu hiện {number} (chưa nhập)"
EXAMPLE_MARK = "ví dụ minh hoạ"
BOARD_HEADS = ("#", "Biểu hiện", "Có hay không", "Người nói", "+", "~", "Phút", "KL")
PRESENT_WORDS = {"co": "có", "khong": "không", "chua_ro": "chưa rõ"}
DEGREE_MISSING = "mức độ?"
CONCLUDED, NOT_CONCLUDED = "xong", "chưa"
BOARD_ASK = "Biểu hiện {label}"
BOARD_DEGREE = "mức độ"
BOARD_SCOPE = "phạm vi"
BOARD_EVIDENCE = "dẫn chứng"
BOARD_CONCLUSION = "kết luận"
BOARD_FOCUS = "đang bàn biểu hiện này"
BOARD_UNFOCUS = "thôi bàn riêng biểu hiện này"
BOARD_RAISED = "người nêu"
BOARD_SPOKE = "Đã nói"
ASSESSED = {
    "degree": BOARD_DEGREE,
    "scope": BOARD_SCOPE,
    "evidence": BOARD_EVIDENCE,
    "conclusion": BOARD_CONCLUSION,
    "decision": "quyết định",
    "raised_by": BOARD_RAISED,
}
DETAIL_CONFLICT = "≠ Hai máy ghi khác nhau: chọn lại để giữ một."
DETAIL_UNTOUCHED = "Chưa ai nói về biểu hiện này."
