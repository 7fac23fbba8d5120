"""What the pages of progress and of the calendar say."""

from __future__ import annotations

from typing import Final

from hq.counting import Stage

PROGRESS: Final = "Tiến độ"
TITLE: Final = "Tiến độ: {unit}"
EVERYWHERE: Final = "toàn bộ các đơn vị"
CAMPAIGN: Final = "Đợt"
SESSION_BY: Final = "Họp xong: hết {day}"
REPORT_BY: Final = "Gửi báo cáo: hết {day}"
DAYS_LEFT: Final = "còn {days} ngày"
LAST_DAY: Final = "hôm nay là ngày cuối"
DAYS_OVER: Final = "quá {days} ngày"

BRING_IN: Final = "Nhập danh sách đơn vị"

COUNTS: Final = "Các con số chính"
UNITS: Final = "phải họp"
SILENT: Final = "chưa gửi gì"
ANNOUNCED: Final = "đang chuẩn bị"
BEGUN: Final = "đang họp hoặc họp dở"
HELD: Final = "đã họp"
NO_MINUTES: Final = "chưa thông qua biên bản"
SHORT: Final = "họp dưới {least} phút"
QUIET: Final = "100% đồng ý, không ai nói"
NO_SUPERIOR: Final = "không có cấp trên dự"
REPORTED: Final = "đã gửi báo cáo"
LATE: Final = "họp trễ hoặc báo cáo trễ"

STAGES: Final = {
    Stage.SILENT: "chưa gửi gì",
    Stage.PLANNED: "đang chuẩn bị",
    Stage.NOTIFIED: "đã báo lịch",
    Stage.RUNNING: "đang họp",
    Stage.HELD: "đã họp",
    Stage.ADOPTED: "đã có biên bản",
    Stage.REPORTED: "đã báo cáo",
}
UNFINISHED: Final = "họp dở"
STAGE_KEYS: Final = {
    "chua-gui": frozenset({Stage.SILENT}),
    "chuan-bi": frozenset({Stage.PLANNED, Stage.NOTIFIED}),
    "chua-hop": frozenset({Stage.SILENT, Stage.PLANNED, Stage.NOTIFIED, Stage.RUNNING}),
    "dang-hop": frozenset({Stage.RUNNING}),
    "da-hop": frozenset({Stage.HELD, Stage.ADOPTED, Stage.REPORTED}),
    "thieu-bien-ban": frozenset({Stage.HELD}),
    "thieu-bao-cao": frozenset({Stage.HELD, Stage.ADOPTED}),
    "da-bao-cao": frozenset({Stage.REPORTED}),
}
"""Key in the address → stages."""
STAGE_CHOICES: Final = (
    ("", "mọi bước"),
    ("chua-gui", "chưa gửi gì"),
    ("chuan-bi", "đang chuẩn bị"),
    ("chua-hop", "chưa họp xong"),
    ("dang-hop", "đang họp hoặc họp dở"),
    ("da-hop", "đã họp"),
    ("thieu-bien-ban", "đã họp, thiếu biên bản"),
    ("thieu-bao-cao", "đã họp, thiếu báo cáo"),
    ("da-bao-cao", "đã báo cáo"),
)
MARK_CHOICES: Final = (
    ("", "không lọc thêm"),
    ("tre", LATE),
    ("ngan", "họp thiếu phút"),
    ("im-lang", "100% đồng ý, không ai nói"),
    ("khong-du", "không có cấp trên dự"),
)
STAGE: Final = "Bước"
MARK: Final = "Cần chú ý"
LOOKED_FOR: Final = "Tên, mã, người theo dõi"
SORTED: Final = "Xếp theo"

BELOW: Final = "Theo đơn vị cấp dưới"
LIST: Final = "Từng đơn vị, cần nhắc trước đứng trên"
NAME: Final = "Đơn vị"
DATE: Final = "Ngày họp"
MINUTES: Final = "Phút"
PRESENT: Final = "Có mặt"
SPOKE: Final = "Phát biểu"
PAPERS: Final = "Biên bản"
REPORT: Final = "Báo cáo"
NEXT: Final = "Hạn kế tiếp"
OVERSEER: Final = "Người theo dõi"
NO_OVERSEER: Final = "chưa phân công"
CAME: Final = "có cấp trên dự"
CAME_NOT: Final = "không có cấp trên dự"
OF: Final = "{part}/{whole}"
HAS: Final = "có"
WAITING: Final = "còn {count} mục trên máy"
SENT: Final = "gửi {day}"
IS_LATE: Final = LATE
UNKEPT: Final = "chưa đạt, không nêu lý do: {rules}"
MEET: Final = "họp: {left}"
SEND: Final = "báo cáo: {left}"
DONE: Final = "xong"

SUM_UNITS: Final = "Phải họp"
SUM_SILENT: Final = "Chưa gửi"
SUM_HELD: Final = "Đã họp"
SUM_LATE: Final = "Họp trễ"
SUM_SHORT: Final = "Thiếu phút"
SUM_ADOPTED: Final = "Có biên bản"
SUM_REPORTED: Final = "Có báo cáo"
SUM_ATTENDED: Final = "Cấp trên dự"

TO_CALL: Final = "Nhắc việc, danh sách gọi điện"
FETCH_REPORT: Final = "Tải báo cáo gửi cấp trên (Word)"
SEE_REPORT: Final = "Xem báo cáo"
WHO_FOLLOWS: Final = "Người theo dõi các đơn vị"
FOLLOWED: Final = "Số đơn vị"
FOLLOWED_HELD: Final = "Đã họp"
FOLLOWED_CAME: Final = "Có cấp trên dự"
FOLLOWED_MISSED: Final = "Không có ai dự"

# --- one look ---

GLANCE: Final = "Việc hôm nay"
NOT_MET: Final = "Chưa họp xong"
OF_UNITS: Final = "trên {whole} đơn vị"
ALL_UNITS: Final = "Xem cả {count} đơn vị"
ALL_MET: Final = "Mọi đơn vị đã họp."
SHORT_ONES: Final = "Họp dưới {least} phút"
OF_HELD: Final = "trên {whole} buổi đã họp"
ALL_SESSIONS: Final = "Xem cả {count} buổi"
NONE_SHORT: Final = "Không buổi nào dưới {least} phút."
NONE_HELD: Final = "Chưa có buổi nào kết thúc."
SO_MANY_MINUTES: Final = "{minutes} phút"
SO_MANY_UNITS: Final = "{count} đơn vị"
MOST_NAMED: Final = "Biểu hiện nêu nhiều nhất"
NUMBERED: Final = "Số {number}"
BY_UNITS: Final = "{part} trên {whole} đơn vị đã họp"
OF_MET: Final = "{part}/{whole}"
NOTHING: Final = "Chưa có"
ALL_SIGNS: Final = "Xem bảng biểu hiện"
DUE_NEXT: Final = "Hạn kế tiếp"
TO_MEET: Final = "để họp xong"
TO_REPORT: Final = "để gửi báo cáo"
SINCE_MEETING: Final = "kể từ hạn họp xong"
SINCE_REPORT: Final = "kể từ hạn gửi báo cáo"
NOT_MET_YET: Final = "{left}, {count} đơn vị chưa họp xong"
NOT_REPORTED_YET: Final = "{left}, {count} đơn vị chưa gửi"
MEET_TODAY: Final = "Họp trong hôm nay"
NOBODY_TODAY: Final = "không có đơn vị nào"
SEE_CALENDAR: Final = "Xem lịch"

# --- the calendar ---

CALENDAR: Final = "Lịch"
CALENDAR_TITLE: Final = "Lịch sinh hoạt đã báo"
CALENDAR_HINT: Final = (
    "Người theo dõi xem lịch này để sắp xếp dự họp. Buổi quá ngày mà chưa thấy họp xong đứng trên cùng."
)
CALENDAR_EMPTY: Final = "Chưa có đơn vị nào báo lịch từ hôm nay."
CALENDAR_CHOICES: Final = (("", "từ hôm nay"), ("tat-ca", "cả những ngày đã qua"))
WHEN: Final = "Thời gian"
TIME: Final = "Giờ"
PLACE: Final = "Địa điểm"
TOLD: Final = "Báo cấp trên"
NOT_TOLD: Final = "chưa báo"
NO_TIME: Final = "chưa định giờ"
PASSED: Final = "Quá ngày, chưa thấy họp xong"
TODAY: Final = "{weekday}, {day} (hôm nay)"
DAY: Final = "{weekday}, {day}"
WEEKDAYS: Final = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
