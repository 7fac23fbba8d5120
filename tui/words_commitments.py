"""The words about what earlier meetings took on (L16)."""

from models.fact import CommitmentState

K_COMMITMENTS, H_COMMITMENTS = "Việc kỳ trước", "Giải pháp, nhiệm vụ buổi trước giao: đã xong, làm tiếp, quá hạn"
PANE_COMMITMENTS = "Việc kỳ trước"
COMMITMENTS_TITLE = "Việc buổi trước giao: {counts}"
COMMITMENTS_HINT = "Enter: đã xong · 2 làm tiếp · 3 quá hạn · 4 ghi chú · Delete: để lại chưa kiểm điểm"
COMMITMENTS_NONE = "Buổi trước không để lại việc nào."
COMMITMENTS_NO_MATCH = "Không thấy “{text}” trong các việc buổi trước giao. Xoá bớt chữ để thấy nhiều hơn."
COMMITMENTS_KEYS = (("Enter", "xong"), ("2", "làm tiếp"), ("3", "quá hạn"), ("4", "ghi chú"), ("Delete", "để lại"))
COMMITMENT_STATES: dict[CommitmentState, str] = {
    "open": "chưa kiểm điểm",
    "done": "đã xong",
    "continued": "làm tiếp",
    "overdue": "quá hạn",
}
COMMITMENT_DUE = "hạn {day}"
COMMITMENT_NO_DUE = "không hạn"
COMMITMENT_LATE = "đã quá hạn"
COMMITMENT_NEW_DUE = "Thời hạn mới"
COMMITMENT_REMARK = "Ghi chú về việc này"
COMMITMENTS_LEFT = "{count} việc kỳ trước chưa kiểm điểm"
COMMITMENTS_LABEL = "Việc kỳ trước"
COMMITMENTS_VALUE = "{count} việc, {open} chưa kiểm điểm · Enter: xem"
