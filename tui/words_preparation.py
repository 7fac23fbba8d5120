"""Words of the preparation: its rows and what each is for. The rules of `tui.words` hold here too."""

from __future__ import annotations

PREPARATION_HINT = "Enter: ghi mục này · gõ chữ để tìm mục"
PREPARATION_HINT_START = " · F6: bắt đầu buổi sinh hoạt"
PREPARATION_KEYS = (("Enter", "ghi"), ("Delete", "xoá"))
DETAIL_LABELS: dict[str, str] = {
    "date": "Ngày sinh hoạt",
    "planned_start": "Giờ bắt đầu (dự kiến)",
    "place": "Địa điểm",
    "chair": "Chủ trì",
    "clerk": "Thư ký",
    "separate": "Tổ chức riêng, không lồng ghép",
    "has_committee": "Chi bộ có chi ủy",
    "prepared_by": "Người chuẩn bị nội dung",
    "focus_topics": "Nội dung trọng tâm",
    "task_tie": "Gắn với nhiệm vụ chính trị",
    "informed": "Đã phổ biến đến đảng viên",
    "notified_on": "Ngày báo cấp trên",
    "notified_whom": "Báo cho",
    "number": "Số biên bản",
    "unit": "Tên đơn vị",
    "parent": "Cấp trên trực tiếp",
    "locality": "Địa danh",
}
NEEDED, ADVISED = "cần ghi", "nên ghi"
ROSTER_LABEL, INDICATORS_LABEL, PROGRAMME_LABEL = "Danh sách", "Biểu hiện", "Chương trình"
ROSTER_VALUE = "{count} người"
POSTS_HELD = "thấy {count} chức vụ"
POSTS_MISSING = "chưa thấy: {posts}"
POSTS_HELP = "Chức vụ nhận ra: {held}."
POSTS_HELP_MISSING = "Chưa thấy: {missing}. Thiếu thì ghi vào cột chức vụ rồi nhập lại (Enter)."
INDICATORS_SOURCED = "{count} biểu hiện, đã nhập Phụ lục · {digest}"
INDICATORS_EXAMPLE = "{count} biểu hiện, ví dụ minh hoạ · {digest}"
INDICATORS_BLANK = "{blank}/{count} chưa nhập nội dung Phụ lục · {digest}"
INDICATORS_HOW = "Lệnh: bienban plan indicators TỆP"
PROGRAMME_VALUE = "{steps} bước, dự kiến {minutes}′ · kế hoạch: không dưới {least}′"
PROGRAMME_HOW = "Số phút từng bước nằm trong tệp kế hoạch."
ROW_HELP: dict[str, str] = {
    "has_committee": "Có chi ủy thì tập thể chi ủy chỉ đạo chuẩn bị; không có thì bí thư.",
    "prepared_by": "Ai đã chuẩn bị nội dung: chi ủy, hoặc đồng chí bí thư.",
    "focus_topics": "Những nội dung cần bàn kỹ; báo trước để mọi người chuẩn bị ý kiến.",
    "task_tie": "Buổi sinh hoạt gắn với nhiệm vụ nào của đơn vị trong thời gian này.",
    "informed": "Kế hoạch đã đến với mọi đảng viên của chi bộ chưa.",
    "number": "Số của biên bản, ví dụ 05. Bỏ trống thì biên bản chừa chỗ để điền.",
    "unit": "Tên ghi ở đầu biên bản; buổi sau lấy lại tên này.",
    "parent": "Tên đảng bộ, đảng ủy cấp trên ghi ở đầu biên bản; buổi sau lấy lại tên này.",
    "locality": "Địa danh ở dòng ngày tháng của biên bản; buổi sau lấy lại địa danh này.",
    "commitments": "Việc buổi trước đã giao: Enter mở ra, mỗi việc một phím là xong, làm tiếp hay quá hạn.",
    "indicators": "Nội dung Phụ lục nhập từ tệp trước khi mở buổi mới; buổi này giữ nội dung lúc mở.",
    "programme": "Số phút từng bước nằm trong tệp kế hoạch; màn hình không tự cắt ngắn bước nào.",
}
DOCUMENT_LABEL = "Tài liệu {label}"
DOCUMENT_GIVEN, DOCUMENT_LATE = "đã phát {day}", "đã phát {day}, muộn: hạn là {due} ({rule})"
DOCUMENT_DUE, DOCUMENT_OVERDUE = "hạn phát {day} ({rule})", "đã quá hạn phát {day} ({rule})"
DOCUMENT_ASK = "Ngày phát"
TOPIC_COUNT = "{count} nội dung · Enter: thêm"
TOPIC_HINT = "gõ rồi Enter; nhiều nội dung cách nhau bằng dấu ;"
DAY_NEEDED = "Buổi sinh hoạt phải có ngày: Enter để đổi ngày khác."
PREPARED = "Đủ các mục bắt buộc. F6: bắt đầu."
ALREADY_STARTED = "Buổi sinh hoạt đã bắt đầu lúc {clock}."
