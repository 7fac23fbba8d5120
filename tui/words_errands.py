"""Words that the commands without a screen print. The rules of `tui.words` hold here too."""

from __future__ import annotations

NO_MEETINGS = "Chưa có buổi họp nào."
NO_SUCH_MEETING = "Không có buổi họp nào là “{wanted}”. Gõ `bienban meetings` để xem danh sách."
MANY_SUCH_MEETINGS = "Có {count} buổi họp khớp “{wanted}”: hãy gõ dài hơn."
ROSTER_SAVED = "Đã lưu {count} người. {changes}"
ROSTER_SAME = "Danh sách không có gì thay đổi."
ROSTER_CHANGES = "Thêm {added}, thay đổi {changed}, không còn {missing}."
PLAN_FINE = "Kế hoạch đọc được: {title} · {steps} bước · {indicators} biểu hiện · mã {digest}"
INDICATORS_UNDERSTOOD = "Đọc được {count}/{total} biểu hiện từ {file} (bảng mã {encoding})"
INDICATORS_SAVED = "Đã lưu. Mã SHA-256: {digest}"
INDICATORS_NOT_SAVED = "Chưa lưu vì chưa đủ. Sửa tệp rồi nhập lại, hoặc thêm --force để lưu phần đã có."
VERIFIED = {
    "whole": "nguyên vẹn",
    "torn": "đứt đuôi",
    "damaged": "HỎNG",
    "foreign": "tệp lạ",
    "busy": "đang ghi",
    "locked": "đang khoá",
}
NOTHING_TO_VERIFY = "Chưa có dữ liệu nào để kiểm tra."
