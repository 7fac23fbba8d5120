"""The words about what headquarters hands out: the plan, the wording of the indicators, the unit's list of people."""

PANE_WORDING = "Lời các biểu hiện"
WORDING_HINT = "Enter: nhận · Esc: để lúc khác"
WORDING_KEYS = (("Enter", "nhận lời này"), ("↑↓", "xem tiếp"), ("Esc", "để lúc khác"))
WORDING_SAYS = "Trụ sở gửi lời của {count}/{total} biểu hiện; {changed} biểu hiện khác với lời máy đang dùng (dấu ±)."
WORDING_FROM = "Nguồn: {source}"
WORDING_AFTER = "Khi nhận, các buổi lập từ nay dùng lời này. Buổi đã lập giữ nguyên lời của mình."
WORDING_CHANGED, WORDING_SAME = "±", " "
WORDING_NONE = "–"
WORDING_TAKEN = "Đã nhận lời các biểu hiện. Các buổi lập từ nay dùng lời này."
WORDING_OTHER_PLAN = (
    "Lời này theo kế hoạch khác với kế hoạch máy đang dùng, chưa nhận. Hãy hỏi trụ sở đang theo kế hoạch nào."
)

PANE_PLAN = "Kế hoạch trụ sở gửi"
PLAN_KEYS = (("Enter", "nhận kế hoạch này"), ("↑↓", "xem tiếp"), ("Esc", "để lúc khác"))
PLAN_SAYS = "Trụ sở gửi kế hoạch: {title}."
PLAN_MARK = "Tên gọn: {short} · mã {digest}"
PLAN_NOW = "Máy đang theo: {short} · mã {digest}"
PLAN_AFTER = "Khi nhận, các buổi lập từ nay theo kế hoạch này. Buổi đã lập vẫn theo kế hoạch cũ của nó."
PLAN_DAYS = "Hạn chót: sinh hoạt ngày {session}, gửi báo cáo ngày {report}."
PLAN_BODY = "{name}: {steps} bước, {minutes} phút."
PLAN_REST = "{documents} tài liệu, {indicators} biểu hiện."
PLAN_TAKEN = "Đã nhận kế hoạch “{short}”. Các buổi lập từ nay theo kế hoạch này."
PLAN_SAME = "Máy đang theo đúng kế hoạch trụ sở gửi, không phải đổi gì."

KINDS = {"plan": "kế hoạch", "indicators": "lời các biểu hiện", "roster": "danh sách đảng viên"}
WAITS = "Trụ sở gửi: {what}. Nhấn 4 để xem và nhận."
NEWS = "Trụ sở gửi nội dung mới: xem ở “Gửi về trụ sở”, phím 4."
KEY_LOOK = ("4", "xem trụ sở gửi gì")
LOOK_ASK = "Trụ sở gửi cho đơn vị"
LOOK_AT = "Xem rồi nhận: {what}"
PUT_ASIDE = "Bỏ qua: {what}"
NOTHING = "Trụ sở chưa gửi gì thêm cho đơn vị này."
PUT_ASIDE_DONE = "Đã bỏ qua. Máy giữ nguyên như cũ; trụ sở gửi bản mới thì sẽ báo lại."
UNREADABLE = "Nội dung này do bản bienban mới hơn tạo ra, chưa nhận gì. Hãy cài bản mới rồi xem lại."
ROSTER_FIXED = "Danh sách do trụ sở gửi đã được đọc xong, không chọn lại được. Nếu sai, hãy báo trụ sở."
