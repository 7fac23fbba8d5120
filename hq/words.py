"""What the command line of headquarters says to whoever runs it: Vietnamese, each sentence with its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# --- the organisation: reading the file ---

ORG_NO_FILE: Final = "Không đọc được tệp “{name}”. Hãy kiểm tra tên tệp và quyền đọc."
ORG_EMPTY: Final = "Tệp “{name}” trống. Hãy chọn tệp khác."
ORG_NO_HEADER: Final = (
    "Không thấy dòng tiêu đề có cột “Mã” và “Tên”. Hãy thêm dòng tiêu đề: Mã, Tên, Cấp trên, Loại hình, Biến thể,"
    " Từ ngày, Đến ngày, Người theo dõi; rồi nhập lại."
)
ORG_NO_ROWS: Final = "Tệp không có đơn vị nào dưới dòng tiêu đề. Hãy kiểm tra lại tệp."
ORG_LINE: Final = "Dòng {line}: {fault}"
ORG_NO_CODE: Final = "thiếu mã đơn vị. Hãy ghi mã, không đổi từ lần nhập này sang lần nhập khác."
ORG_NO_NAME: Final = "thiếu tên đơn vị. Hãy ghi tên đầy đủ."
ORG_TOO_LONG: Final = "“{text}…” dài quá 200 chữ. Hãy ghi ngắn lại."
ORG_BAD_DATE: Final = "ngày “{text}” không hiểu được. Hãy ghi dạng 01/07/2025."
ORG_DATES_TURNED: Final = "“đến ngày” đứng trước “từ ngày”. Hãy sửa lại hai ngày."
ORG_BAD_BODY: Final = "loại hình “{text}” không có trong kế hoạch. Hãy chọn: {choices}; để trống nếu chỉ là cấp trên."
ORG_BAD_VARIANT: Final = "biến thể “{text}” không có ở loại hình này. Hãy chọn: {choices}; hoặc để trống."
ORG_BODY_CHANGED: Final = "đơn vị “{code}” đang là “{old}”, không đổi loại hình được. Hãy dùng mã mới cho đơn vị mới."
ORG_MORE_FAULTS: Final = "Còn {count} chỗ sai nữa ở các dòng sau. Hãy sửa các chỗ trên rồi nhập lại để xem tiếp."
ORG_OVERLAP: Final = "mã “{code}” đã có ở dòng {other} cho cùng thời gian. Hãy bỏ một dòng, hoặc sửa ngày."
ORG_NO_PARENT: Final = "không có cấp trên nào là “{text}”. Hãy ghi mã của cấp trên, hoặc thêm cấp trên vào tệp."
ORG_TWO_PARENTS: Final = "có nhiều đơn vị tên “{text}”. Hãy ghi mã của cấp trên thay cho tên."

# --- the organisation: putting it together ---

ORG_CYCLE: Final = "Đơn vị “{code}” nằm dưới chính nó từ {since}. Hãy sửa cột “Cấp trên” của đơn vị này."
ORG_ORPHAN: Final = (
    "Đơn vị “{code}” không còn cấp trên từ {since}. Hãy thêm dòng ghi cấp trên mới, hoặc “đến ngày” của đơn vị."
)

# --- the organisation: what changes ---

ORG_NEW: Final = "+ {code} · {name} · {parent}"
ORG_CHANGED: Final = "~ {code} · từ {since}: {what}"
ORG_MOVED: Final = "chuyển từ {old} sang {new}"
ORG_RENAMED: Final = "đổi tên “{old}” thành “{new}”"
ORG_OVERSEER: Final = "người theo dõi: {new}"
ORG_ENDED: Final = "hết hiệu lực"
ORG_BEGUN: Final = "có hiệu lực, thuộc {new}"
ORG_TOP: Final = "cấp cao nhất"
ORG_NOBODY: Final = "không có"
ORG_SUMMARY: Final = "{new} đơn vị mới, {changed} đơn vị thay đổi, {same} đơn vị giữ nguyên."
ORG_DRY: Final = "Chưa lưu gì (chạy thử). Bỏ --dry-run để lưu."
ORG_SAVED: Final = "Đã lưu."
ORG_MEANWHILE: Final = "Có người vừa thay đổi cây tổ chức, chưa lưu gì. Hãy chạy lại để xem thay đổi mới."
ORG_NOTHING: Final = "Không có gì thay đổi."
ORG_SHOWN: Final = "{indent}{name} · {code}{kind}"
ORG_NONE: Final = "Chưa có đơn vị nào vào ngày {day}. Hãy nhập bằng: bienban-hq org import TỆP"

# --- what is handed to the units ---

WORDING_UNDERSTOOD: Final = "Đọc được {count}/{total} biểu hiện từ “{file}” ({encoding})."
ROSTER_UNDERSTOOD: Final = "{title} · {encoding} · {count}"
CONTENT_LINE: Final = "{number:>4}  {text}"
CONTENT_WARNING: Final = "! {warning}"
CONTENT_EMPTY: Final = "–"
WORDING_PARTLY: Final = "Chưa đủ các biểu hiện nên chưa lưu. Hãy xem lại tệp, hoặc thêm --force để lưu phần đã có."
CONTENT_ASKED: Final = "Giao nội dung trên cho các máy thư ký? Gõ “c” rồi Enter để lưu: "
CONTENT_SAME: Final = "Trụ sở đang giao đúng nội dung này. Không có gì thay đổi."
PLAN_UNDERSTOOD: Final = "Kế hoạch đọc được: {title} ({short}, mã {digest}). Gồm các tệp:"
PLAN_FILE: Final = "      {name}"
PLAN_LINE: Final = "{mark} {digest}  {id:<16}  {short}  ({at})"
PLAN_NOT_READ: Final = "{mark} {digest}  (bản phần mềm này không đọc được nữa)"
PLAN_MARK: Final = "đang dùng"
PLAN_NO_MARK: Final = "         "
PLAN_OWN: Final = "đi kèm phần mềm"
PLAN_NONE: Final = (
    "Không có kế hoạch “{plan}”. Xem các kế hoạch bằng bienban-hq plan list, hoặc nhập trước: bienban-hq plan import."
)
PLAN_TWO: Final = "Có hơn một kế hoạch như “{plan}”. Hãy ghi vài ký tự đầu của mã, xem ở bienban-hq plan list."
PLAN_USED: Final = "Các trang, báo cáo, nhắc việc nay theo kế hoạch này. Buổi của đợt khác giữ kế hoạch của nó."
PLAN_OTHER_USED: Final = (
    "Các trang và báo cáo của trụ sở vẫn theo “{short}”. Khi bắt đầu đợt mới: bienban-hq plan use {digest}"
)
PLAN_TOO_LARGE: Final = "Các tệp của kế hoạch cộng lại quá {most} MB nên chưa lưu. Hãy xem lại thư mục."
PLAN_SAVED: Final = (
    "Đã lưu. Mỗi máy thư ký sẽ thấy ở lần gửi tới; thư ký xem rồi mới nhận. Buổi đã mở vẫn theo kế hoạch cũ của nó,"
    " trụ sở tính mỗi buổi theo kế hoạch của buổi ấy."
)
WORDING_SAVED: Final = "Đã lưu. Mỗi máy thư ký sẽ thấy ở lần gửi tới; thư ký xem rồi mới nhận."
ROSTER_SAVED: Final = "Đã lưu cho “{unit}”. Máy thư ký của đơn vị này sẽ thấy ở lần gửi tới; thư ký xem rồi mới nhận."

# --- codes and devices ---

CELL_UNKNOWN: Final = "Không có đơn vị nào họp mang mã “{cell}”. Xem các mã bằng: bienban-hq org show"
UNIT_UNKNOWN: Final = "Không có đơn vị nào mang mã “{unit}”. Xem các mã bằng: bienban-hq org show"
CODE_NEW: Final = "{code}"
CODE_SLIP: Final = """\
{unit}
{above}

Mã ghi danh:   {code}

Dùng một lần, đến {until}. Gõ sai năm lần thì mã hỏng.
Trên máy của thư ký gõ: bienban enroll {code} --server ĐỊA_CHỈ_TRỤ_SỞ
Ai có mã này ghi danh được một máy: đưa tận tay, đừng nhắn vào nhóm."""
REQUEST_BAD: Final = (
    "Không đọc được tệp yêu cầu “{name}”. Hãy lấy lại tệp yêu cầu ghi danh từ máy của thư ký rồi chạy lại."
)
REQUEST_TAKEN: Final = (
    "Số máy trong tệp yêu cầu đã ghi danh với khoá khác. Hãy tạo lại tệp yêu cầu trên máy của thư ký."
)
REPORT_NO_FORMAT: Final = "Cần ít nhất một tệp: --docx, --pdf hoặc --xlsx."
REPORT_DONE: Final = "Đã ghi “{name}”: {held}/{due} đơn vị đã họp."

FILE_EXISTS: Final = "Đã có tệp “{name}”, không ghi đè. Hãy chọn tên khác."
FILE_TROUBLE: Final = "Không ghi được tệp “{name}”. Hãy kiểm tra thư mục, quyền ghi và chỗ trống của ổ đĩa."
CODE_FILE: Final = (
    "Đã ghi “{name}”. Đưa tệp này về đúng máy đã gửi yêu cầu, bằng thẻ nhớ hoặc tận tay; đừng gửi vào nhóm.\n"
    "Dấu khoá của trụ sở, đọc cho thư ký đối chiếu qua điện thoại: {fingerprint}"
)
DEVICE_LINE: Final = "{device} · {alias} · {unit} · {role} · {state}"
DEVICE_SEEN: Final = "gửi lần cuối {at}"
DEVICE_UNSEEN: Final = "chưa gửi gì"
DEVICE_REVOKED: Final = "đã thu hồi {at}"
DEVICE_NONE: Final = "Chưa có máy nào ghi danh."
DEVICE_UNKNOWN: Final = "Không có máy nào mang số “{device}”. Xem các máy bằng: bienban-hq device list"
DEVICE_TWO: Final = "Có nhiều máy bắt đầu bằng “{device}”. Hãy ghi thêm vài chữ của số máy."
DEVICE_GONE: Final = "Đã thu hồi. Máy không nhận được gì nữa từ lúc này; những gì máy đã gửi vẫn còn nguyên."

# --- accounts ---

ACCOUNT_FAULTS: Final = {
    "login": "Tên đăng nhập gồm 3 đến 40 chữ không dấu, số, dấu chấm hoặc gạch. Hãy chọn tên khác.",
    "name": "Họ tên gồm 1 đến 200 chữ. Hãy ghi lại.",
    "role": "Vai trò không có. Hãy chọn: ward, district, city, admin.",
    "unit": "Vai trò này cần một đơn vị. Hãy thêm --unit MÃ.",
    "password": "Mật khẩu phải dài từ 12 đến 200 chữ. Hãy chọn một câu dễ nhớ.",
    "taken": "Đã có tài khoản mang tên này. Hãy chọn tên khác, hoặc đổi mật khẩu: bienban-hq account password TÊN",
    "unknown": "Không có tài khoản nào mang tên này. Xem các tài khoản bằng: bienban-hq account list",
}
PASSWORD_ASKED: Final = "Mật khẩu (từ 12 chữ, không hiện khi gõ): "
PASSWORD_AGAIN: Final = "Gõ lại mật khẩu: "
PASSWORD_NONE: Final = "Chưa gõ mật khẩu nên chưa làm gì. Hãy chạy lại."
PASSWORD_DIFFERS: Final = "Hai lần gõ không giống nhau. Hãy chạy lại."
ACCOUNT_MADE: Final = "Đã tạo tài khoản “{login}”."
ACCOUNT_CLOSED: Final = "Đã khoá tài khoản “{login}”; ai đang đăng nhập bằng tài khoản này đã bị đưa ra."
ACCOUNT_PASSWORD: Final = "Đã đổi mật khẩu của “{login}”; ai đang đăng nhập bằng mật khẩu cũ đã bị đưa ra."
ACCOUNT_LINE: Final = "{login} · {name} · {role} · {unit}{state}"
ACCOUNT_DISABLED: Final = " · đã khoá"
ACCOUNT_NONE: Final = "Chưa có tài khoản nào. Tạo bằng: bienban-hq account add TÊN --name … --role …"
GRANT_REASON: Final = "Cần ghi lý do. Hãy thêm --reason “…”."
GRANT_DAY: Final = "Ngày “{text}” không hiểu được. Hãy ghi dạng 2025-12-31."
GRANT_MADE: Final = (
    "Đã cho “{login}” đọc ý kiến cá nhân của “{unit}” và cấp dưới, hết ngày {until}. Mỗi lần đọc đều được ghi lại."
)

# --- a lost passphrase ---

VAULT_DEVICE: Final = "Máy {alias} · {name} · {unit} · {state}"
VAULT_ENROLLED: Final = "đang ghi danh"
VAULT_UNKNOWN: Final = "Máy {device} không có trong danh sách của trụ sở này. Chỉ trả lời khi biết rõ máy của ai."
VAULT_ASKED: Final = "Ai có tệp trả lời và máy này sẽ đọc được mọi biên bản trong máy. Gõ “c” rồi Enter để trả lời: "
VAULT_NOT: Final = "Chưa trả lời. Thêm --yes để trả lời mà không hỏi."
VAULT_ANSWERED: Final = (
    "Đã ghi “{name}”. Đưa tệp này tận tay thư ký; trên máy ấy gõ: bienban vault recover TỆP. Việc này đã được ghi lại."
)
VAULT_FAULTS: Final = {
    "unreadable": "Không đọc được tệp yêu cầu. Hãy lấy lại tệp từ máy của thư ký rồi chạy lại.",
    "elsewhere": "Yêu cầu này dành cho trụ sở khác, chưa trả lời gì. Hãy đưa tệp đến trụ sở mà máy đã ghi danh.",
    "damaged": "Tệp yêu cầu hỏng hoặc đã bị sửa, chưa trả lời gì. Hãy lập lại yêu cầu trên máy của thư ký.",
    "revoked": (
        "Máy này đã bị thu hồi nên chưa trả lời gì: có thể máy đang ở tay người khác. "
        "Khi chắc chắn máy đã về tay thư ký, hãy thêm --revoked."
    ),
}

# --- the database ---

DATABASE_NEWER: Final = "Cơ sở dữ liệu do bản bienban-hq mới hơn tạo ra, chưa động vào. Hãy cài bản mới rồi chạy lại."
DATABASE_AWAY: Final = (
    "Không nói chuyện được với cơ sở dữ liệu {name}. Hãy xem nó có đang chạy không; với PostgreSQL, xem cả tên, mật"
    " khẩu và tên cơ sở dữ liệu trong địa chỉ."
)
DATABASE_FULL: Final = "Ổ đĩa của cơ sở dữ liệu đã đầy. Hãy dọn chỗ rồi chạy lại."
DATABASE_UNUSABLE: Final = (
    "Tệp cơ sở dữ liệu {name} không đọc hoặc không ghi được, đã hỏng, hoặc không phải của trụ sở. Hãy xem quyền của tệp"
    " và ổ đĩa; nếu tệp hỏng, khôi phục bản sao lưu vào thư mục khác: bienban-hq restore TỆP --data THƯ_MỤC"
)
DATABASE_UNNAMED: Final = (
    "Địa chỉ cơ sở dữ liệu không hiểu được. Hãy ghi dạng postgresql://tên:mật_khẩu@máy:cổng/tên_cơ_sở_dữ_liệu, hoặc bỏ"
    " --database và biến BIENBAN_HQ_DATABASE để dùng tệp SQLite trong --data."
)
DATA_TROUBLE: Final = "Không dùng được thư mục dữ liệu {name}. Hãy kiểm tra --data và quyền ghi."

# --- keeping ---

BACKUP_FAULTS: Final = {
    "exists": "Đã có tệp này, không ghi đè. Hãy chọn tên khác.",
    "missing": "Không đọc được tệp sao lưu. Hãy kiểm tra tên tệp và quyền đọc.",
    "unknown": "Tệp này không phải bản sao lưu của trụ sở. Hãy chọn tệp khác.",
    "damaged": "Bản sao lưu hỏng, chưa khôi phục gì. Hãy dùng bản khác.",
    "newer": "Bản sao lưu do bản bienban-hq mới hơn tạo ra, chưa khôi phục gì. Hãy cài bản mới rồi chạy lại.",
    "in_use": (
        "Máy chủ đang chạy trên cơ sở dữ liệu này, chưa khôi phục gì. Hãy dừng máy chủ, khôi phục rồi mới chạy lại."
    ),
    "not_empty": "Cơ sở dữ liệu đã có dữ liệu, chưa khôi phục gì. Hãy chỉ ra nơi trống bằng --database hoặc --data.",
    "other_database": "Bản .sqlite chỉ khôi phục vào SQLite. Hãy sao lưu lại thành tệp .zip rồi khôi phục.",
}
BACKUP_DONE: Final = (
    "Đã sao lưu {meetings} buổi, {lines} mục vào “{name}”. Tệp có khoá ký của trụ sở: hãy cất như cất con dấu."
)
RESTORE_DONE: Final = (
    "Đã khôi phục {meetings} buổi, {lines} mục. Những gì trụ sở đã đổi sau lần sao lưu thì không còn: máy đã thu hồi, "
    "tài khoản đã khoá, mật khẩu đã đổi từ đó lại như cũ. Hãy thu hồi, khoá, đổi lại trước khi mở máy chủ; máy ghi "
    "danh sau lần sao lưu cần mã mới."
)

# --- asking ---

SAVE_ASKED: Final = "Lưu các thay đổi trên? Gõ “c” rồi Enter để lưu: "
SAVE_YES: Final = "c"
SAVE_NOT: Final = "Chưa lưu gì. Thêm --yes để lưu mà không hỏi."

# --- bundles ---

BUNDLE_UNREADABLE: Final = "Không đọc được tệp “{name}”. Hãy kiểm tra tên tệp và thẻ nhớ."
BUNDLE_BAD: Final = (
    "“{name}” không phải tệp do lệnh “bienban bundle” ghi ra, do bản mới hơn ghi, hoặc đã hỏng. Chưa nhận gì; hãy lấy"
    " lại tệp từ máy của thư ký."
)
BUNDLE_LINE: Final = "{meeting} · máy {alias} · {acked}/{all} mục · {state}"
BUNDLE_PLAN: Final = "Đã nhận cả kế hoạch “{title}” (mã {digest}) mà các buổi ấy dùng."
BUNDLE_DONE: Final = "Đã nhận {done}/{all} dòng ghi."
BUNDLE_STATES: Final[Mapping[str, str]] = {
    "ok": "đã nhận",
    "dup": "đã có từ trước",
    "gap": "thiếu phần đầu; đợi chính máy ấy gửi",
    "fork": "khác với bản đã có; đợi chính máy ấy gửi",
    "bad": "chữ ký của máy không đúng; đợi chính máy ấy gửi",
    "scope": "trụ sở chưa biết đơn vị này; hãy ghi danh một máy của đơn vị, ghi lại tệp từ máy ấy rồi nhận",
    "unknown_cell": "trụ sở chưa biết đơn vị này; hãy ghi danh một máy của đơn vị, ghi lại tệp từ máy ấy rồi nhận",
    "unknown_device": "máy chưa ghi danh; hãy ghi danh máy ấy rồi nhận lại",
    "unsigned": "không có chữ ký của máy đã ghi; đợi chính máy ấy gửi",
    "revoked": "máy đã bị thu hồi; chưa nhận gì của máy ấy",
    "too_large": "có mục quá lớn; hãy báo người hỗ trợ",
}
DEFECT: Final = "Chương trình gặp lỗi, dữ liệu đã nhận còn nguyên. Hãy gửi tệp {path} cho người hỗ trợ rồi chạy lại."
