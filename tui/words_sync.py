"""The words about headquarters: what it has, what waits, what was held and why."""

K_SYNC, H_SYNC = "Gửi về trụ sở", "Xem trụ sở đã có đủ chưa, gửi ngay, đổi cách gửi"
K_ENROLL, H_ENROLL = "Nối với trụ sở", "Nhập mã và địa chỉ mà trụ sở đã giao"
K_ENROLL_FILE, H_ENROLL_FILE = "Nối với trụ sở bằng tệp", "Khi không có mạng: ghi tệp xin nối, nhận tệp trả lời"
PANE_SYNC = "Trụ sở"

SYNC_TITLE = "Gửi về trụ sở"
SYNC_HINT = "Enter: gửi ngay"
SYNC_KEYS = (("Enter", "gửi ngay"), ("1", "tự gửi"), ("2", "khi tôi bảo"), ("3", "không gửi"))
SYNC_ENROLL_HINT = "Enter: nhập mã để nối"
SYNC_ENROLL_KEYS = (("Enter", "nối qua mạng"), ("1", "ghi tệp xin nối"), ("2", "nhận tệp trả lời"))
NOT_ENROLLED = (
    "Máy này chưa nối với trụ sở. Mọi buổi họp vẫn ghi và giữ đầy đủ trong máy. "
    "Khi có mã do trụ sở giao, nhấn Enter để nối."
)
NOT_ENROLLED_OFFLINE = (
    "Nơi không có mạng thì nối bằng tệp: nhấn 1 để ghi tệp xin nối vào USB, đưa trụ sở; "
    "trụ sở trả lại một tệp, nhấn 2 để nhận."
)
ENROLLED_AS = "{unit} · máy {name} · {url}"
HAS_ALL = "Trụ sở có đủ {count}/{count} mục"
HAS_SOME = "Trụ sở có {there}/{here} mục · chờ gửi {waiting}"
HAS_HELD = "Trụ sở có {there}/{here} mục · {waiting} mục không gửi được, xem bên dưới"
HAS_NONE = "Chưa có buổi nào để gửi"
HAS_UNKNOWN = "Chưa biết trụ sở đã có những gì"
WAITING = "chờ gửi {count}"
RUNNING = "đang gửi…"
LAST_WHOLE = "Lần gửi xong gần nhất: {clock}"
NEVER_WHOLE = "Chưa lần nào gửi xong kể từ khi mở bàn ghi"
CLOCK_OFF = "Đồng hồ máy này lệch {minutes} phút so với trụ sở: hãy chỉnh lại. Việc gửi không bị ảnh hưởng."
MODES = {
    "auto": "tự gửi khi có mạng",
    "asked": "chỉ gửi khi tôi bảo",
    "off": "không gửi",
}
MODE_NOW = "Cách gửi: {mode}"
MODE_SET = "Từ nay: {mode}."
SENT_NOW = "Đang gửi. Việc ghi không phải chờ."
MEETINGS_RULE = "Từng buổi"
ATTEMPTS_RULE = "Các lần gửi gần đây"
ATTEMPT_FINE = "gửi {sent}, nhận {fetched}"
STREAM_COUNT = "{there}/{here}"
STREAM_STATES = {
    "whole": "đủ",
    "waiting": "chờ gửi",
    "held": "giữ lại",
    "bad": "không gửi được",
    "parted": "hai bản khác nhau",
}
REASONS = {
    "scope": "đơn vị của buổi này không thuộc quyền của máy; hãy hỏi người quản trị trụ sở",
    "revoked": "quyền gửi của máy đã bị thu hồi; dữ liệu còn nguyên trong máy",
    "too_large": "có mục quá lớn; hãy báo người hỗ trợ",
    "unknown_cell": "trụ sở chưa biết đơn vị này; hãy hỏi người quản trị trụ sở",
    "unknown_device": "trụ sở không nhận danh tính cũ của máy; hãy xin mã rồi nối lại với trụ sở",
    "other_unit": "buổi của đơn vị khác, không gửi về trụ sở này",
    "bad": "trụ sở thấy chữ ký hoặc chuỗi kiểm tra không đúng; hãy báo người hỗ trợ",
    "hq_refused": "trụ sở không đọc được; phần ấy vẫn giữ trong máy, hãy báo người hỗ trợ",
    "hq_defect": "trụ sở gặp lỗi khi nhận; máy sẽ tự gửi lại",
    "hq_foreign": "trả lời của trụ sở không nguyên vẹn; máy sẽ tự gửi lại",
    "open": "máy khác đã gửi dưới tên máy này; sẽ tự tách ra khi đóng buổi, không mất mục nào",
    "parted": "máy khác đã gửi dưới tên máy này; đã giữ cả hai bản, máy này đổi danh tính",
    # "peer": the stream of a colleague's laptop, brought here by stick or by headquarters
    "peer_unsigned": "nhận từ máy khác, đợi chính máy ấy gửi phần còn lại",
    "peer_unknown": "nhận từ máy chưa ghi danh; khi máy ấy ghi danh với trụ sở thì sẽ tự gửi",
    "peer_revoked": "nhận từ máy đã bị thu hồi quyền gửi; hãy hỏi người quản trị trụ sở",
    "peer_bad": "chữ ký của máy đã ghi không đúng với phần nhận được; đợi chính máy ấy gửi",
    "peer_parted": "trụ sở có bản khác dưới tên máy ấy; giữ cả hai, đợi máy ấy tách ra",
    "peer_open": "trụ sở có bản khác dưới tên máy ấy; sẽ xếp lại khi đóng buổi, không mất mục nào",
}
REASON_OTHER = "chưa gửi được; phần ấy vẫn giữ trong máy"
MEETING_UNKNOWN = "(chưa đọc được)"

ENROLL_URL = "Địa chỉ trụ sở"
ENROLL_URL_HINT = "ghi đầy đủ như trụ sở đã giao"
ENROLL_CODE = "Mã do trụ sở giao"
ENROLL_NAME = "Tên gọi của máy này"
ENROLL_NAME_HINT = "để trụ sở nhận ra, ví dụ: máy của thư ký"
ENROLLING = "Đang hỏi trụ sở…"
ENROLLED = "Đã nối với trụ sở: {unit}."
ENROLL_NO_SERVER = "Thiếu địa chỉ trụ sở. Hãy chạy lại, thêm {option} và địa chỉ mà trụ sở đã giao."
ENROLL_REQUESTED = (
    "Đã ghi {path}. Hãy đưa tệp này cho trụ sở, rồi nhận tệp trả lời bằng: {command}. Trong lúc chờ, "
    "việc ghi vẫn bình thường."
)
ENROLL_FINGERPRINT = (
    "Tệp trả lời ghi danh máy này vào: {unit}.\nDấu khoá của trụ sở: {fingerprint}\n"
    "Hãy gọi trụ sở, đối chiếu từng nhóm chữ. Đúng cả thì gõ “đúng” rồi Enter; không đúng thì chỉ nhấn Enter."
)
ENROLL_YES = "đúng"
ENROLL_NOT_CONFIRMED = (
    "Chưa đối chiếu đúng dấu khoá nên chưa nối. Không có gì thay đổi; hãy gọi trụ sở rồi chạy lại, thêm {option} "
    "và dấu mà trụ sở đọc."
)
STEP_ASK = "Nối với trụ sở bằng tệp"
STEP_REQUEST = "Ghi tệp xin nối, để đưa trụ sở"
STEP_ANSWER = "Nhận tệp trả lời của trụ sở"
REQUEST_NAME = "xin-noi"
REQUEST_ASK = "Ghi tệp xin nối vào"
REQUEST_HINT = "Enter: ghi vào tệp này · hoặc gõ thư mục của USB · Esc để thôi"
REQUEST_WRITTEN = "Đã ghi tệp xin nối, hãy đưa trụ sở: {path}"
REQUEST_FAILED = "Chưa ghi được {path}: {why}. Hãy chọn thư mục khác."
OTHER_UNIT = (
    "Máy này đang ghi cho “{here}” ({meetings} buổi), còn trụ sở nối máy với “{there}”. Nếu là hai tên của một "
    "đơn vị: các buổi đã ghi sẽ gửi về đơn vị ấy. Nếu là đơn vị khác: buổi và danh sách của “{here}” ở lại nguyên trên "
    "máy, không gửi đi cho đến khi nối lại bằng mã của “{here}”; buổi mới ghi cho “{there}”."
)
OTHER_ASK = "Cùng hay khác đơn vị?"
OTHER_HINT = "gõ “cùng” hoặc “khác” rồi Enter · Esc để thôi"
OTHER_SAME = "cùng"
OTHER_FURTHER = "khác"
OTHER_STOPPED = "Chưa nối, không có gì thay đổi. Hãy xin trụ sở tệp hoặc mã của đúng đơn vị này."
OTHER_CLI = "{about}\nChưa có gì thay đổi. Hãy chạy lại, thêm {same} nếu là một đơn vị, {other} nếu là hai."
ANSWER_ASK = "Tệp trả lời của trụ sở"
ANSWER_HINT = "gõ thư mục của USB, hoặc kéo thả tệp vào đây rồi Enter · Esc để thôi"
ANSWER_FAILED = "Chưa đọc được {path}: {why}. Không có gì thay đổi; hãy xem lại tên tệp hoặc thư mục."
COMPARE_ABOUT = "Tệp này nối máy với: {unit} · {url}. Dấu khoá của trụ sở:"
COMPARE_HOW = (
    "Hãy gọi trụ sở, nghe họ đọc dấu khoá và so từng nhóm. Đúng cả thì gõ “đúng” rồi Enter. "
    "Khác dù một chữ thì nhấn Esc: tệp có thể không phải của trụ sở."
)
COMPARE_ASK = "Đã so từng nhóm?"
COMPARE_HINT = "gõ “đúng” rồi Enter · Esc để thôi"
COMPARE_NOT = "Chưa so dấu khoá nên chưa nối. Gọi trụ sở xong thì nhấn 2 để làm lại."
CLOSE_FIRST = "Đóng buổi họp này (^Q) rồi hãy nối với trụ sở."

SYNC_LAST_KNOWN = "Theo lần trả lời gần nhất của trụ sở: {known}"
SYNC_MOVED = "Đã gửi {sent} mục, đã nhận {fetched} mục."
SUPPORT_DONE = "Đã ghi {path}: chỉ số liệu kỹ thuật, không có nội dung họp, không có tên người."
