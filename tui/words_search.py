"""Words of the search over all meetings, and of keeping a meeting in a file. The rules of `tui.words` hold here too.

"Cất đi" hides a meeting from the list; "cất vào tệp" writes it to a file of its own: two words, never one for both.
"""

from __future__ import annotations

# --- search ---

PANE_SEARCH = "Tìm mọi buổi"
SEARCH_TITLE = "Tìm trong mọi buổi"
SEARCH_HINT = "gõ chữ, #7, @tên, 9/2023, còn:mở · ↑ ↓ rồi Enter: xem · Esc: thôi"
SEARCH_KEYS = (("Enter", "xem"), ("↑ ↓", "chọn"), ("Esc", "thôi"))
SEARCH_HOW = (
    ("rác thải", "có đủ các chữ, thứ tự nào cũng được, không cần dấu"),
    ("“tổ tự quản”", "trong ngoặc kép: các chữ đứng liền nhau"),
    ("#7", "về biểu hiện 7, kể cả biểu hiện ghi thêm (#26, #27…)"),
    ("/2", "trả lời câu hỏi 2"),
    ("@hùng  @nvh", "người nói hoặc người làm; một phần tên, chữ đầu, @hùng61"),
    ("9/2023  2023-09", "buổi họp trong tháng; 15/9/2023: đúng ngày"),
    (">2023  <9/2023", "sau, trước; >= và <= tính cả mốc ấy"),
    ("còn:mở", "chưa thống nhất, chưa trả lời, chưa làm xong"),
    ("+ ~ ! = ? *", "chỉ giải pháp, ý kiến khác, quyết định, kết luận…"),
)
SEARCH_COUNT = "{total} kết quả trong {meetings} buổi"
SEARCH_FIRST = "hiện {shown} kết quả đầu"
SEARCH_PEOPLE = "người: {names}"
SEARCH_NOBODY = "không có ai tên như vậy"
SEARCH_UNREAD = "chưa hiểu {words}"
SEARCH_READING = "Đang đọc lại, còn {count} buổi chưa tìm được"
SEARCH_UNREADABLE = "{count} buổi không đọc được"
SEARCH_NONE = "Không thấy “{text}” ở buổi nào. Xoá bớt chữ để thấy nhiều hơn."
SEARCH_WAIT = "Chưa thấy “{text}”; còn buổi chưa đọc xong."
SEARCH_CHOOSE = "Gõ điều cần tìm rồi nhấn Enter ở kết quả muốn xem."
NO_WORDS = "không ghi lời nào"
FOUND_KINDS = {
    "turn": "phát biểu",
    "indicator": "bảng biểu hiện",
    "vote": "biểu quyết",
    "detail": "phần kết thúc",
    "meeting": "buổi họp",
}
FOUND_LABEL = "Xem buổi {day}"
FOUND_HINT = "Esc: về kết quả tìm · ↑ ↓: mục khác · F8: biên bản"
FOUND_KEYS = (("Esc", "về kết quả"),)
K_SEARCH, H_SEARCH = "Tìm mọi buổi", "Tìm trong mọi buổi: chữ không dấu, #7, @tên, ngày, còn:mở"

# --- a meeting in a file ---

K_KEEP, H_KEEP = "Cất vào tệp", "Cất cả buổi vào một tệp .bienban để giữ ở ổ khác"
K_RESTORE, H_RESTORE = "Khôi phục từ tệp", "Đưa một buổi từ tệp .bienban về máy này"
KEEP_ASK = "Cất buổi {day} vào tệp"
KEEP_HINT = "Enter: cất vào tệp này · hoặc sửa tên tệp · Esc để thôi"
KEEP_WHICH = "Chọn một buổi trong danh sách, hoặc mở buổi đó, rồi cất vào tệp."
KEPT = "Đã cất {entries} mục vào {path}, đã đọc lại và kiểm tra."
KEEP_FAILED = "Chưa cất được vào {path}: {why}. Hãy chọn thư mục khác."
KEEP_NAME = "buổi"
RESTORE_ASK = "Khôi phục từ tệp"
RESTORE_HINT = "gõ hoặc kéo thả tệp .bienban vào đây rồi Enter · Esc để thôi"
RESTORED_NEW = "Đã khôi phục buổi ngày {day}, {unit}: {entries} mục."
RESTORED_LONGER = "Đã bổ sung buổi ngày {day}, {unit}: máy này trước đó thiếu một phần."
RESTORED_SAME = "Buổi ngày {day}, {unit} đã có đủ trên máy này; không có gì thay đổi."
RESTORED_PLAN = "Máy này không có kế hoạch của buổi ấy nên buổi chỉ xem được."
RESTORED_RENEWED = "Từ nay máy này ghi tiếp vào một dòng ghi mới."

# --- find in the minutes ---

MINUTES_FIND = "Tìm"
MINUTES_FIND_HINT = "Enter: chỗ kế tiếp · ↑ ↓: cuộn · Esc: thôi tìm"
MINUTES_FIND_KEYS = (("Enter", "chỗ kế tiếp"), ("Esc", "thôi tìm"))
MINUTES_FIND_NONE = "Biên bản này không có “{text}”."

# --- command line ---

FIND_NOTHING = "Không thấy gì khớp “{query}”."
FIND_EMPTY = "Hãy gõ điều cần tìm, ví dụ “rác thải @hùng >2023”."
FIND_READING = "Đang đọc {count} buổi…"
FIND_MORE = "… còn {count} kết quả nữa"
