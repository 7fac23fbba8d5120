"""Every Vietnamese sentence the store can say, one per code.

Errors and reports carry a code and data, never a ready text; this table turns them into the one plain
sentence that the clerk reads. Each says what happened, what is safe, and what to do. Templates are ours
alone: text typed by a person only ever enters as an argument of `format`, so it is never parsed.
"""

import re
from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # errors: the act in hand is not saved (yet)
    "full": (
        "Ổ đĩa đã đầy nên chưa ghi được vào {name}. Nội dung vẫn giữ trong bộ nhớ; "
        "hãy xoá bớt tệp không cần trên máy, phần chờ sẽ tự ghi khi có chỗ."
    ),
    "broken": (
        "Ổ đĩa báo lỗi khi ghi {name} ({reason}). Mục vừa ghi chưa được lưu; "
        "chương trình sẽ ghi lại toàn bộ sang tệp mới. Hãy chuẩn bị một ổ đĩa khác."
    ),
    "busy": "Dữ liệu này đang được mở ở một cửa sổ khác (tiến trình {pid}). Hãy đóng cửa sổ kia rồi làm lại.",
    "newer": (
        "{name} do phiên bản mới hơn của chương trình tạo ra (định dạng {version}). "
        "Tệp được giữ nguyên; hãy cập nhật chương trình rồi mở lại."
    ),
    "foreign": (
        "{name} không phải tệp của chương trình này, hoặc đã hỏng hết. Tệp được giữ nguyên; hãy kiểm tra lại thư mục. "
        "Nếu đúng thư mục này thì đổi tên tệp ấy rồi mở lại."
    ),
    "mismatch": (
        "{name} là dòng ghi của cuộc họp hoặc máy khác. Tệp được giữ nguyên; hãy đưa tệp về đúng thư mục của nó."
    ),
    "locked": (
        "Dữ liệu đang khoá bằng mật khẩu, chưa có gì thay đổi. "
        "Hãy gõ mật khẩu khi được hỏi, hoặc đặt biến BIENBAN_PASSPHRASE."
    ),
    "locked_file": "{name} đã được mã hoá mà chưa có khoá để mở. Tệp được giữ nguyên; hãy mở bằng đúng mật khẩu.",
    "wrong_key": "Sai khoá, dữ liệu còn nguyên. Hãy thử lại, để ý phím Caps Lock và bộ gõ.",
    "no_keyring": "Máy này không có chùm khoá dùng được nên không cất khoá ở đó. Hãy dùng mật khẩu.",
    "vault_hurt": (
        "Không đọc được {name} và bản chép của nó: thiếu hai tệp này thì không mở được dữ liệu. "
        "Tệp được giữ nguyên; hãy lấy lại một trong hai từ bản sao lưu thư mục dữ liệu."
    ),
    "vault_unfinished": "Việc đổi cách giữ dữ liệu chưa xong. Dữ liệu vẫn đọc được; lần mở sau sẽ làm tiếp.",
    "recovery_none": (
        "Khoá của dữ liệu này chưa từng gửi nhờ trụ sở giữ, nên trụ sở không mở giúp được. "
        "Hãy nhớ lại mật khẩu; dữ liệu còn nguyên."
    ),
    "recovery_other": (
        "Tệp này không trả lời yêu cầu của máy này. Không có gì thay đổi; "
        "hãy lấy đúng tệp, hoặc lập yêu cầu mới: bienban vault recover --request TỆP."
    ),
    "unreachable": ("Không mở được {name} ({reason}). Hãy kiểm tra quyền đọc, ghi của thư mục dữ liệu rồi thử lại."),
    "missing": "Không tìm thấy {name}. Hãy kiểm tra lại tên tệp và thư mục.",
    "empty_meeting": (
        "Buổi {name} không có tệp nào đọc được. Không có gì thay đổi; "
        "hãy lấy buổi ấy lại từ tệp cất, từ máy khác hoặc từ trụ sở."
    ),
    "closed": "{name} đã đóng. Hãy mở lại trước khi ghi.",
    "read_only": "{name} đang mở ở chế độ chỉ đọc nên không ghi được.",
    "sealed": "{name} đã khoá vì có chỗ hỏng. Phần đọc được vẫn dùng được; việc ghi tiếp sang một tệp mới.",
    "append_only": "{name} chỉ được ghi thêm: không sửa, không xoá mục đã ghi.",
    "line_refused": "Một mục không hợp lệ nên không được ghi vào {name}: {reason}.",
    "some_file": "một tệp",
    "removed": "tệp đã bị xoá, hoặc ổ đĩa đã bị rút ra",
    "earlier_failure": "lần ghi trước đã hỏng",
    # reasons of a refused line (sync.md §1)
    "line_size": "dài {size} byte, tối đa {limit}",
    "line_json": "không phải một đối tượng JSON trên một dòng UTF-8",
    "line_float": "có số thập phân dấu phẩy động",
    "line_nfc": "chữ chưa ở dạng dựng sẵn (NFC)",
    "line_seq": "số thứ tự phải là {expected}",
    # reports on opening
    "plan_missing": (
        "Kế hoạch mã {digest} không còn trên máy hoặc không đọc được. Buổi họp mở theo kế hoạch ấy chỉ xem được, bằng "
        "kế hoạch đang dùng, không ghi thêm; có thư mục của nó thì gõ: bienban plan use THƯ_MỤC."
    ),
    "torn_tail": (
        "Mục cuối của {name} bị cắt ngang khi máy tắt đột ngột và chưa từng được xác nhận đã lưu; "
        "phần dở dang được cất riêng vào {aside}."
    ),
    "torn_tail_seen": "Mục cuối của {name} đang dở dang và chưa được xác nhận đã lưu; tệp được giữ nguyên.",
    "end_repaired": "Dấu kết thúc của mục cuối trong {name} bị hỏng; nội dung còn nguyên.",
    "damaged": (
        "{name} có {holes} chỗ hỏng, thiếu mục số: {missing}. Phần còn lại vẫn đọc được và được dùng; "
        "chỗ hỏng được giữ nguyên. Hãy sao lưu thư mục dữ liệu sang ổ đĩa khác."
    ),
    "damaged_whole": (
        "{name} có {holes} chỗ hỏng nhưng không thiếu mục nào. Hãy sao lưu thư mục dữ liệu sang ổ đĩa khác."
    ),
    "gap": "{name} thiếu mục số: {missing}. Phần còn lại vẫn được dùng; hãy tìm bản sao lưu của tệp này.",
    "repeated": "{name} có mục trùng số: {repeated}. Chỉ bản ghi trước được dùng.",
    "header_hurt": "Phần đầu của {name} bị hỏng; các mục bên trong vẫn đọc được và được dùng.",
    "emptied": (
        "{name} bị mất toàn bộ nội dung (tệp rỗng hoặc bị cắt ngay phần đầu). Hãy tìm bản sao lưu trước khi ghi tiếp."
    ),
    # meetings kept in files
    "archive_foreign": "{name} không phải loại tệp mà lệnh này đọc. Không có gì thay đổi; hãy chọn tệp khác.",
    "archive_damaged": (
        "{name} bị hỏng, bị cắt hoặc đã bị sửa nên không khôi phục từ đó. Không có gì thay đổi; hãy dùng bản cất khác."
    ),
    "archive_too_large": "{name} lớn quá, không phải tệp cất một buổi sinh hoạt. Không có gì thay đổi.",
    "archive_conflict": (
        "Mục {seq} của máy {alias} trong {name} khác với mục đã có trong máy này. Không có gì thay đổi; "
        "hãy giữ cả hai bản và báo người hỗ trợ."
    ),
    "archive_open": "Buổi này đang mở để ghi. Hãy đóng buổi rồi khôi phục lại; không có gì thay đổi.",
    "archive_unsaved": "Còn {count} mục chưa lưu được vào đĩa nên chưa cất buổi này vào tệp. Hãy thử lại sau.",
    "archive_exists": "Đã có {name} với nội dung khác nên không ghi đè. Hãy chọn tên tệp khác.",
    # headquarters (sync.md §6): recording goes on whatever it says
    "hq_away": "Chưa nối được với trụ sở. Việc ghi vẫn bình thường; máy sẽ tự gửi lại khi có mạng.",
    "hq_untrusted": (
        "Không tin được chứng thư của nơi trả lời nên máy chưa gửi gì. Việc ghi vẫn bình thường; "
        "hãy xem lại ngày giờ của máy và mạng đang dùng, rồi hỏi trụ sở tệp chứng thư."
    ),
    "hq_slow": "Trụ sở không trả lời kịp. Việc ghi vẫn bình thường; máy sẽ tự gửi lại.",
    "hq_busy": "Trụ sở đang bận nên hẹn gửi lại sau. Không có gì mất; máy sẽ tự gửi lại.",
    "hq_full": "Ổ đĩa của trụ sở đã đầy. Không có gì mất; hãy báo người quản trị trụ sở, máy sẽ tự gửi lại.",
    "hq_defect": "Trụ sở gặp lỗi khi nhận một buổi. Không có gì mất; máy sẽ tự gửi lại buổi ấy.",
    "hq_token": (
        "Trụ sở không nhận ra máy này. Việc ghi vẫn bình thường; hãy xin mã mới rồi gõ: bienban enroll MÃ --server URL."
    ),
    "hq_expired": (
        "Quyền gửi của máy này đã hết hạn. Việc ghi vẫn bình thường; "
        "hãy xin mã mới rồi gõ: bienban enroll MÃ --server URL."
    ),
    "hq_revoked": (
        "Trụ sở đã thu hồi quyền gửi của máy này. Dữ liệu trong máy còn nguyên, việc ghi vẫn bình thường; "
        "hãy hỏi người quản trị trụ sở."
    ),
    "hq_forbidden": "Trụ sở không cho máy này làm việc ấy. Không có gì thay đổi; hãy hỏi người quản trị trụ sở.",
    "hq_code": "Mã không đúng, đã dùng hoặc đã hết hạn. Không có gì thay đổi; hãy kiểm tra lại hoặc xin mã mới.",
    "hq_newer": "Trụ sở và máy này không cùng phiên bản. Không có gì mất; hãy cập nhật chương trình rồi gửi lại.",
    "hq_too_large": "Trụ sở không nhận phần quá lớn này. Phần ấy vẫn giữ nguyên trong máy; hãy báo người hỗ trợ.",
    "hq_refused": (
        "Trụ sở không đọc được phần đã gửi (mã {number}). Phần ấy vẫn giữ nguyên trong máy; hãy báo người hỗ trợ."
    ),
    "hq_foreign": (
        "Nơi trả lời không phải trụ sở, hoặc trả lời không nguyên vẹn. Không có gì thay đổi trong máy; "
        "hãy kiểm tra địa chỉ và mạng."
    ),
    "hq_address": "Địa chỉ trụ sở không đúng: {url}. Hãy ghi đầy đủ, ví dụ https://truso.example.vn.",
    "hq_plain": (
        "Địa chỉ {url} không có bảo mật (https) nên máy không gửi. Hãy dùng địa chỉ https, "
        "hoặc thêm --allow-plain nếu chắc chắn mạng này an toàn."
    ),
    "hq_certificate": "Không đọc được tệp chứng thư {name}. Hãy kiểm tra lại tệp mà trụ sở đã giao.",
    "hq_not_enrolled": "Máy này chưa nối với trụ sở. Hãy xin mã rồi gõ: bienban enroll MÃ --server URL.",
    "enrolment_away": (
        "Chưa hỏi được trụ sở: không có mạng, hoặc trụ sở đang bận. Chưa có gì thay đổi, mã vẫn dùng được; "
        "hãy xem lại mạng và địa chỉ, rồi làm lại sau ít phút."
    ),
    "enrolment_exists": "Đã có tệp {name} nên không ghi đè. Hãy chọn tên tệp khác.",
    "enrolment_foreign": (
        "{name} không phải tệp trả lời ghi danh của trụ sở, hoặc đã bị sửa trên đường. Không có gì thay đổi; "
        "hãy xin lại tệp."
    ),
    "enrolment_none": "Trong {name} không có tệp trả lời nào cho máy này. Không có gì thay đổi; hãy xem lại thư mục.",
    "enrolment_other": (
        "{name} là trả lời cho máy khác, hoặc cho yêu cầu cũ của máy này. Không có gì thay đổi; "
        "hãy tạo tệp yêu cầu mới và xin lại."
    ),
    "account_hurt": "Không đọc được {name}. Việc ghi vẫn bình thường; hãy nối lại với trụ sở bằng một mã mới.",
    # receipts
    "receipt_holds": "Trụ sở đã ký đến {seq}/{all}, đúng với máy này.",
    "receipt_differs": (
        "Mục {seq} trong máy khác với bản trụ sở đã ký. Tệp được giữ nguyên; hãy báo người quản trị trụ sở."
    ),
    "receipt_more": "Trụ sở đã ký đến {seq} nhưng máy này chỉ còn {all} mục. Hãy nối với trụ sở để lấy lại.",
    "receipt_false": "Giấy nhận của trụ sở không đúng chữ ký. Hãy báo người quản trị trụ sở.",
    # streams on their way from laptop to laptop
    "bundle_nothing": "Chưa có buổi nào để gửi.",
    "bundle_units": "Các buổi này thuộc nhiều đơn vị. Hãy gửi riêng từng đơn vị.",
    "bundle_fork": (
        "Dòng ghi của máy {alias} trong {name} khác với bản đã có ở đây từ mục {seq} (có máy bị sao chép). "
        "Dòng ấy không nhận, không bản nào bị ghi đè; các dòng khác vẫn nhận. Hãy báo người hỗ trợ."
    ),
    "bundle_own": (
        "{name} có thêm mục do chính máy này ghi trước đây. Hãy đóng buổi đang mở rồi nhận lại; các dòng khác đã nhận."
    ),
    # findings of `verify`
    "whole": "{name}: nguyên vẹn, {lines} mục.",
    "in_use": "{name}: đang được mở ở cửa sổ khác (tiến trình {pid}), {lines} mục đã đọc được.",
    # the data folder
    "network_folder": (
        "Thư mục dữ liệu {path} nằm trên ổ mạng ({kind}). Ở đó việc khoá tệp và lưu chắc chắn không bảo đảm; "
        "hãy chuyển về ổ đĩa trong máy."
    ),
    "cloud_folder": (
        "Thư mục dữ liệu {path} được {kind} đồng bộ. Việc đồng bộ có thể ghi đè tệp đang dùng; "
        "hãy chuyển về thư mục không đồng bộ."
    ),
    "space_low": ("Ổ đĩa chỉ còn {free_mb} MB trống (cần ít nhất {need_mb} MB). Hãy xoá bớt tệp không cần trên máy."),
}

# --- why the operating system did not read or write a file, to stand in a sentence ---

FULL_DISK: Final = "ổ đĩa đã đầy"
NOT_ALLOWED: Final = "không được phép đọc hay ghi ở đó, hoặc tệp đang mở trong chương trình khác"
NO_SUCH_PLACE: Final = "không có tệp hay thư mục ấy"
ONLY_READ: Final = "ổ đĩa chỉ cho đọc"
IS_A_FOLDER: Final = "đó là một thư mục"
LONG_NAME: Final = "tên tệp quá dài"
BAD_DISK: Final = "ổ đĩa báo lỗi"
GONE: Final = "ổ đĩa đã bị rút ra"
UNKNOWN_TROUBLE: Final = "hệ điều hành báo lỗi số {number}"

_ID: Final = re.compile(r"\b([0-9a-f]{8})(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""The id that names a laptop's stream: nobody reads more than its first letters, which find the file too."""


def sentence(code: str, data: Mapping[str, object]) -> str:
    """The Vietnamese sentence of `code`, filled with `data`. KeyError: a code without words is a defect."""
    told = {key: _ID.sub(r"\1…", value) if isinstance(value, str) else value for key, value in data.items()}
    return SENTENCES[code].format(**told)
