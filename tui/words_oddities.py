"""Words of the contradiction finder: what does not fit together, what to do about it, where Enter goes.

Every sentence names who, what and when. The rules of `tui.words` hold here too.
"""

from __future__ import annotations

from typing import Final

from models.oddities import OddityCode

PANE_ODDITIES: Final = "Mâu thuẫn"
K_ODDITIES, H_ODDITIES = "Mâu thuẫn", "Những chỗ trong ghi chép không khớp nhau; Enter tới ngay chỗ ấy"
ODDITIES_COUNT = "mâu thuẫn {count}: ^X"
ODDITIES_HINT = "Enter: {act}"
ODDITIES_HINT_BOTH = "Enter: {act} · Space: {other}"
ODDITIES_EMPTY = "Mọi điều đã ghi đều khớp nhau."
ODDITIES_HEAD = "{count} chỗ không khớp nhau"
ODDITIES_KEYS = (("Enter", "tới chỗ ấy"), ("Space", "cách sửa khác"), ("↑ ↓", "chọn"))
ODDITIES_MORE = "và {count} mâu thuẫn nữa: ^X"
NO_OTHER_WAY = "Chỗ này chỉ có một cách sửa: Enter."

SOMEBODY = "Một người không có trong danh sách"
TURNS = " ({count} lượt)"
DUTIES = {"chair": "chủ trì", "clerk": "thư ký"}
WAYS = {"in": "đến", "out": "về"}
DEGREE, SOLUTION = "mức độ", "giải pháp"
MINUTES_MOTION = "thông qua biên bản"

SENTENCES: dict[OddityCode, str] = {
    "unknown_person": "Một người không có trong danh sách nói lúc {clock}{turns}.",
    "speaks_unmarked": "{name} nói lúc {clock}{turns} mà chưa điểm danh.",
    "speaks_absent": "{name} nói lúc {clock}{turns} nhưng điểm danh ghi vắng.",
    "speaks_before": "{name} nói lúc {clock}{turns} nhưng ghi đến lúc {came}.",
    "speaks_after": "{name} nói lúc {clock}{turns} nhưng ghi về lúc {left}.",
    "other_day": "Buổi này ghi cho ngày {stated} nhưng bắt đầu ngày {day}.",
    "turn_outside": "{name} nói lúc {clock}, ngoài giờ họp.",
    "turns_overlap": "{name} và {other} cùng nói lúc {clock}.",
    "step_outside": "Bước “{step}” ghi lúc {clock}, ngoài giờ họp.",
    "no_presenter": "Bước “{step}” từ {clock} chưa ghi ai trình bày.",
    "wrong_presenter": "{name} trình bày “{step}”, kế hoạch giao {roles}.",
    "presenter_away": "{name} trình bày “{step}” lúc {clock} nhưng lúc ấy không ghi có mặt.",
    "duty_absent": "{name} là {duty} nhưng {since}.",
    "attendance_conflict": "Hai máy điểm danh {name} khác nhau.",
    "move_outside": "{name} ghi {way} lúc {clock}, ngoài giờ họp.",
    "guest_is_member": "Khách {name} trùng tên với {word} {other}: xem có phải một người.",
    "vote_conflict": "Hai máy ghi kết quả “{title}” lúc {clock} khác nhau.",
    "vote_sum": "“{title}” lúc {clock}: đếm {cast}, được biểu quyết {entitled} người.",
    "vote_over": "“{title}” lúc {clock}: tính {entitled} người biểu quyết, trong phòng chỉ có {count}.",
    "vote_outside": "“{title}” biểu quyết lúc {clock}, ngoài giờ họp.",
    "unknown_owner": "“{note}”: không rõ “{name}” là ai để giao việc.",
    "indicator_conflict": "Hai máy đánh giá biểu hiện {indicator} khác nhau.",
    "concluded_twice": "Biểu hiện {indicator} có {count} kết luận khác nhau.",
    "decided_twice": "Biểu hiện {indicator} có {count} quyết định khác nhau.",
    "denied_and_found": "Biểu hiện {indicator} ghi “không” mà vẫn có {found}.",
    "settled_since": "Lời tổng hợp vẫn ghi còn ý kiến khác nhau đã có kết quả; nay {open}.",
    "desks_differ": "Hai máy ghi khác nhau: {what}.",
    "newer_entries": "{count} mục của phiên bản mới hơn được giữ nguyên, chưa đọc được.",
}

SINCE_ABSENT, SINCE_LEFT = "điểm danh ghi vắng", "đã về lúc {clock}"

ADVICE: dict[OddityCode, str] = {
    "unknown_person": "Sửa người nói ở lượt ấy, hoặc thêm người ấy vào danh sách khách.",
    "speaks_unmarked": "Ghi có mặt ở phần điểm danh; nếu ghi nhầm người nói thì sửa người nói ở lượt ấy.",
    "speaks_absent": "Người ấy đã đến thì ghi giờ đến ở phần điểm danh; nếu không thì sửa người nói ở lượt ấy.",
    "speaks_before": "Sửa giờ đến ở phần điểm danh, hoặc sửa người nói ở lượt ấy.",
    "speaks_after": "Quay lại rồi thì ghi giờ đến; ghi nhầm giờ về thì sửa ở phần điểm danh; hoặc sửa người nói.",
    "other_day": "Sửa ngày ở phần chuẩn bị, hoặc giờ bắt đầu (^P Sửa giờ bắt đầu): thời hạn tính theo ngày đã ghi.",
    "turn_outside": "Sửa giờ bắt đầu của buổi này (^P Sửa giờ bắt đầu), hoặc bỏ lượt nói ấy.",
    "turns_overlap": "Mỗi lúc chỉ một người nói: hai máy cùng ghi thì chỉ giữ lượt đúng.",
    "step_outside": "Sửa giờ bắt đầu của buổi này (^P Sửa giờ bắt đầu), hoặc giờ của bước (^P Bước bắt đầu sớm hơn).",
    "no_presenter": "Ghi ai đã trình bày; không rõ thì nêu lý do ở phần kết thúc.",
    "wrong_presenter": "Ghi nhầm người thì sửa lại; nếu chủ trì phân công như vậy thì nêu lý do ở phần kết thúc.",
    "presenter_away": "Sửa giờ đến, giờ về ở phần điểm danh; hoặc sửa người trình bày.",
    "duty_absent": "Ghi có mặt, ghi giờ quay lại; hoặc cử người khác rồi sửa ở phần chuẩn bị.",
    "attendance_conflict": "Hỏi lại rồi bấm đúng phím một lần nữa ở dòng của người ấy.",
    "move_outside": "Sửa giờ đến, giờ về bằng phím + và − ở dòng của người ấy.",
    "guest_is_member": "Một người thì chỉ ghi ở danh sách; hai người trùng tên thì không cần sửa gì.",
    "vote_conflict": "Hỏi chủ trì kết quả đúng rồi biểu quyết lại một lần.",
    "vote_sum": "Đếm lại: mỗi người được biểu quyết có mặt trong phòng được đếm đúng một lần.",
    "vote_over": "Xem ai có mặt lúc biểu quyết, sửa điểm danh; hoặc biểu quyết lại.",
    "vote_outside": "Sửa giờ bắt đầu, giờ kết thúc, hoặc biểu quyết lại trước khi kết thúc.",
    "unknown_owner": "Sửa tên người thực hiện trong ghi chép ấy (@tên).",
    "indicator_conflict": "Chọn lại câu trả lời đúng ở bảng biểu hiện.",
    "concluded_twice": "Giữ một kết luận: sửa hoặc xoá ghi chép kia.",
    "decided_twice": "Giữ một quyết định: sửa hoặc xoá ghi chép kia.",
    "denied_and_found": "Đổi câu trả lời thành “có”, hoặc bỏ mức độ, giải pháp của biểu hiện ấy.",
    "settled_since": "Sửa lời tổng hợp ở phần kết thúc cho khớp với kết quả đã ghi.",
    "desks_differ": "Xem hai máy đã ghi gì rồi ghi lại điều đúng một lần.",
    "newer_entries": "Máy kia dùng phiên bản mới hơn: cập nhật máy này thì sẽ đọc được.",
}

TO_TURN, TO_NOTE, TO_PERSON = "tới lượt nói", "tới ghi chép", "tới dòng điểm danh"
TO_PRESENTER, TO_REASON, TO_STEP = "ghi người trình bày", "nêu lý do", "tới các bước"
TO_VOTE, TO_HISTORY, TO_ROW, TO_PREPARATION = "tới biểu quyết", "tới lịch sử", "tới biểu hiện", "tới phần chuẩn bị"
TO_SUMMARY = "tới lời tổng hợp"
NONE_OPEN, STILL_OPEN = "không còn ý kiến nào", "còn {count} ý kiến"
PRESENTER_OF = "Ai trình bày “{step}”"

WHAT_DIFFERS = {
    "detail": "{label}",
    "document": "ngày phát tài liệu",
    "focus": "biểu hiện đang bàn",
    "guest": "khách {name}",
    "move": "giờ đến, giờ về",
    "note": "ghi chép “{note}”",
    "pause": "giờ nghỉ",
    "person": "{name} trong danh sách",
    "session": "giờ bắt đầu, giờ kết thúc",
    "span": "bước “{step}”",
    "turn": "lượt nói của {name}",
}
WHAT_ELSE = "một mục ghi"
