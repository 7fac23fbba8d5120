"""The words about what headquarters hands out: the wording of the indicators, the unit's list of people."""

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

KINDS = {"indicators": "lời các biểu hiện", "roster": "danh sách đảng viên"}
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
