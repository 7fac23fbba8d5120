"""What the pages of figures say: indicators, participation, commitments, sessions under way."""

from __future__ import annotations

from typing import Final

SIGNS: Final = "Biểu hiện"
SPEAKING: Final = "Phát biểu"
TASKS: Final = "Cam kết"
LIVE: Final = "Đang họp"
OTHERS: Final = "Biểu hiện khác ngoài danh mục"

EVERYTHING: Final = "Toàn bộ"
CAMPAIGN: Final = "Đợt"
OTHER_CAMPAIGN: Final = "Đợt {campaign}"
SHOW: Final = "Xem"
UNIT: Final = "Đơn vị"
BELOW: Final = "Xem theo cấp dưới"
ALL_BELOW: Final = "Các cấp dưới"
NOTHING_HELD: Final = "Chưa có buổi nào kết thúc, nên chưa có số liệu. Xem đơn vị nào chưa họp ở trang Tiến độ."
AT_A_GLANCE: Final = "Tóm tắt"
HELD: Final = "đơn vị đã họp"
OF: Final = "{part}/{whole}"

# --- indicators ---

NUMBER: Final = "Số"
INDICATOR: Final = "Biểu hiện số {number}"
FOUND_BY: Final = "Đơn vị nêu có"
BY_DEGREE: Final = "Theo mức độ"
NO_DEGREE: Final = "chưa ghi mức độ"
NOT_FOUND: Final = "Không có"
UNCLEAR: Final = "Chưa rõ"
BEFORE: Final = "Đợt trước (%)"
TURN: Final = "Tăng, giảm (điểm %)"
INCOMPARABLE: Final = (
    "Danh mục biểu hiện của hai đợt khác nhau, hoặc trụ sở chưa có kế hoạch của đợt trước: chỉ so những biểu hiện "
    "trùng lời; ô trống là không so được."
)
TABLE: Final = "Số đơn vị nêu “có” ở từng biểu hiện, nhiều nhất đứng trước"
TOP: Final = "số biểu hiện nêu nhiều nhất"
FOUND_TOTAL: Final = "lần biểu hiện được nêu “có”"
BEYOND_TOTAL: Final = "biểu hiện khác được nêu"
DEGREE_LEGEND: Final = "Độ dài thanh là tỷ lệ trên số đơn vị đã họp; các phần của thanh theo thứ tự: {degrees}."
PERSONAL: Final = (
    "Trong {all} lần, {own} lần chỉ ở phạm vi cá nhân: báo cáo số lượng, không nêu số biểu hiện và không có trong bảng."
)
HEAT: Final = "Bảng đối chiếu {count} biểu hiện theo đơn vị"
HEAT_UNITS: Final = "{ranks}; – không có; ? chưa rõ; ô trống: chưa trả lời, hoặc chỉ ở phạm vi cá nhân."
HEAT_OFFICES: Final = (
    "Mỗi ô là số đơn vị nêu “có”; nền đậm hơn khi tỷ lệ trên số đơn vị đã họp cao hơn (dưới 25 %, 50 %, 75 %)."
)
RANK: Final = "{rank}: {degree}"
SAYS: Final = {"co": "có", "khong": "không có", "chua_ro": "chưa rõ"}
CELL: Final = "Biểu hiện số {number}: {said}"
OVER_TIME: Final = "Theo ngày họp"
DAY: Final = "Ngày"
SESSIONS: Final = "Số buổi đã họp"
SIGNS_THAT_DAY: Final = "Biểu hiện nêu có"
PER_SESSION: Final = "Bình quân một buổi"
LIST_OTHERS: Final = "Xem và xếp nhóm các biểu hiện khác"
NONE_OTHERS: Final = "Chưa đơn vị nào nêu biểu hiện ngoài danh mục."
OTHERS_HINT: Final = (
    "Các đơn vị tự đặt lời, nên cùng một việc có thể viết khác nhau. Đánh dấu những dòng cùng một việc, ghi tên nhóm"
    " rồi bấm Xếp nhóm. Lời của đơn vị giữ nguyên; việc xếp nhóm được ghi lại và bỏ được."
)
TITLE: Final = "Lời của đơn vị"
DEGREE: Final = "Mức độ"
GROUP: Final = "Nhóm"
GROUPS: Final = "Các nhóm"
GROUP_NAME: Final = "Tên nhóm"
DO_GROUP: Final = "Xếp nhóm"
UNDO: Final = "Bỏ lần xếp này"
COUNT: Final = "Số đơn vị"
CHOOSE: Final = "Chọn: {title}, {unit}"
TOO_MANY: Final = "Chỉ hiện {most} dòng đầu. Hãy chọn cấp dưới để xem hết."
GROUP_FAULT: Final = "Chưa xếp được. Hãy đánh dấu ít nhất một dòng và ghi tên nhóm."
UNDO_FAULT: Final = "Lần xếp nhóm này không còn, hoặc có dòng ngoài phạm vi của đồng chí."

# --- participation ---

SPOKE: Final = "thành viên dự họp đã phát biểu"
WORDLESS: Final = "buổi không ai phát biểu"
SHORT: Final = "buổi dưới {least} phút"
QUIET: Final = "buổi “100 % đồng ý, không ý kiến”"
CONTRIBUTIONS: Final = "lượt phát biểu"
ATTENDED: Final = "thành viên phải dự có mặt"
GRADES: Final = "Xếp loại chất lượng"
GRADE: Final = "Xếp loại"
NO_GRADE: Final = "chưa xếp loại"
STEPS: Final = "Thời gian các phần của buổi họp"
STEP: Final = "Phần"
MEAN: Final = "Bình quân (phút)"
TIMES: Final = "Số buổi có phần này"
STEP_KINDS: Final = {
    "roll_call": "Ổn định, điểm danh",
    "purpose": "Quán triệt mục đích, yêu cầu",
    "reading": "Đọc bài viết",
    "presentation": "Trình bày kế hoạch",
    "indicators": "Trình bày các biểu hiện",
    "discussion": "Thảo luận",
    "conclusion": "Tổng hợp, đánh giá",
    "read_back": "Thông qua biên bản",
    "close": "Kết thúc",
}
BY_UNIT: Final = "Từng đơn vị đã họp"
BY_OFFICE: Final = "Từng cấp dưới"
PRESENT: Final = "Có mặt"
SPOKE_SHARE: Final = "Đã phát biểu"
TURNS: Final = "Lượt"
MINUTES: Final = "Phút"
NOTED: Final = "Cần xem"
NOTE_SHORT: Final = "thiếu thời gian"
NOTE_QUIET: Final = "100 % đồng ý, không ý kiến"
NOTE_WORDLESS: Final = "không ai phát biểu"
ONLY: Final = "Chỉ hiện"
ALL: Final = "Tất cả"
MEETINGS: Final = "Buổi đã họp"
UNDER: Final = "Dưới {least} phút"
SILENT: Final = "Không ai phát biểu"
AGREED: Final = "100 % đồng ý"

# --- commitments ---

STATES: Final = {
    "overdue": "quá hạn",
    "soon": "sắp đến hạn",
    "open": "chưa đến hạn",
    "undated": "không ghi ngày",
    "done": "đã xong",
}
TASK: Final = "Giải pháp, việc được giao"
OWNER: Final = "Thực hiện"
DUE: Final = "Thời hạn"
STATE: Final = "Tình trạng"
TAKEN: Final = "Từ buổi ngày"
TASK_LIST: Final = "Giải pháp và việc được giao, theo thời hạn"
OWNER_HIDDEN: Final = "một đồng chí của đơn vị"
TASKS_OF_OFFICES: Final = "Giải pháp và việc được giao, theo cấp dưới"
TASK_HINT: Final = (
    "Chỉ có giải pháp của tập thể; lời hứa của từng người về bản thân nằm trong biên bản của đơn vị."
    " “Đã xong” là khi một buổi sau của đơn vị ghi như vậy."
)
SOON: Final = "sắp đến hạn ({days} ngày)"

# --- sessions under way ---

NOBODY: Final = "Lúc này không có buổi nào đang họp và gửi về."
LIVE_TABLE: Final = "Các buổi đang họp"
STARTED: Final = "Bắt đầu"
ELAPSED: Final = "Đã họp (phút)"
PLACE: Final = "Địa điểm"
LAST: Final = "Ghi lần cuối"
LIVE_HINT: Final = (
    "Trang tự tải lại sau {seconds} giây. Đơn vị chỉ hiện ở đây khi máy của thư ký gửi dữ liệu ngay trong buổi họp."
)
UNFINISHED: Final = "Đã bắt đầu nhưng chưa thấy kết thúc"
UNFINISHED_HINT: Final = (
    "Bắt đầu từ ngày trước, hoặc hơn {hours} giờ chưa có gì mới: họp dở, hoặc phần còn lại nằm trên máy."
    " Hãy gọi hỏi đơn vị."
)
FOLLOWED_BY: Final = "Người theo dõi"
