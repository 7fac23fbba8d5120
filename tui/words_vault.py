"""Words about the encrypted store: asking for the passphrase, turning it on and off, a lost one."""

from __future__ import annotations

from typing import Final

# --- asking ---

TITLE: Final = "Dữ liệu đang khoá bằng mật khẩu"
ASK: Final = "Mật khẩu"
ASK_LINE: Final = "Mật khẩu (không hiện khi gõ): "
ASK_AGAIN_LINE: Final = "Gõ lại mật khẩu: "
ASK_NEW_LINE: Final = "Mật khẩu mới, từ 12 chữ (không hiện khi gõ): "
HINT: Final = "Câu nhắc: {hint}"
WHERE: Final = "Thư mục dữ liệu: {path}"
OPENING: Final = "Đang mở, xin chờ…"
UNLOCK_KEYS: Final = "Enter: mở · Esc: thôi, không mở"
UNLOCK_HELP: Final = "Quên mật khẩu và máy đã ghi danh với trụ sở: Esc, rồi gõ bienban vault recover --request TỆP."
TRIES_OVER: Final = "Chưa mở được sau {count} lần. Dữ liệu còn nguyên; hãy chạy lại khi nhớ ra mật khẩu."

# --- a new passphrase ---

NEW_TITLE: Final = "Khoá dữ liệu bằng mật khẩu"
NEW_WHY: Final = (
    "Biên bản, danh sách, phần đang gõ và mọi tệp trong thư mục dữ liệu sẽ được mã hoá. "
    "Ai lấy được máy hay ổ đĩa mà không có mật khẩu thì không đọc được gì."
)
NEW_WARNING: Final = (
    "Mất mật khẩu là mất dữ liệu, trừ khi máy đã ghi danh với trụ sở: khi đó trụ sở giúp mở lại được. "
    "Hãy chọn một câu dễ nhớ, từ 12 chữ trở lên; gõ không dấu cũng được."
)
NEW_OTHERS: Final = (
    "Tệp xuất ra, tệp cất giữ và tệp trao qua USB là để đưa người khác nên không mã hoá; "
    "trang cho hội trường cũng vậy khi đang chiếu."
)
NEW: Final = "Mật khẩu mới"
AGAIN: Final = "Gõ lại"
NEW_KEYS: Final = "Enter: tiếp · Esc: thôi, không khoá"
TOO_SHORT: Final = "Mật khẩu cần từ {count} chữ. Hãy chọn một câu dài hơn."
DIFFERENT: Final = "Hai lần gõ không giống nhau. Hãy gõ lại từ đầu."
SEALING: Final = "Đang mã hoá, xin đừng tắt máy…"
DONE: Final = "Đã khoá. Từ nay mở bàn ghi phải gõ mật khẩu."
DONE_KEYS: Final = "Enter: mở bàn ghi"
LATER: Final = "Việc mã hoá chưa xong: {reason} Lần mở sau sẽ làm tiếp."

# --- the row and the command of the desk ---

K_PROTECT: Final = "Khoá dữ liệu bằng mật khẩu"
H_PROTECT: Final = "tuỳ chọn: mã hoá mọi tệp trên máy này"
K_PROTECTED: Final = "Dữ liệu đã khoá bằng mật khẩu"
H_PROTECTED: Final = "đổi, bỏ hay mở lại bằng lệnh bienban vault"
PROTECT_ASK: Final = "Khoá dữ liệu bằng mật khẩu?"
PROTECTED_TOLD: Final = (
    "Dữ liệu đã mã hoá. Đổi mật khẩu: bienban vault passphrase · bỏ khoá: bienban vault off · "
    "xem: bienban vault status. Hãy đóng bàn ghi trước khi gõ các lệnh ấy."
)

# --- the command line ---

ON: Final = "Đã khoá: mọi tệp trong {path} được mã hoá. Hãy giữ kỹ mật khẩu."
ON_ALREADY: Final = "Dữ liệu đã khoá rồi. Đổi mật khẩu bằng: bienban vault passphrase."
ON_ERASE: Final = (
    "Bản chưa mã hoá trước đây đã thay bằng bản mã hoá; ổ đĩa có thể còn dấu vết cũ cho tới khi ghi đè lên."
)
OFF: Final = "Đã bỏ khoá: mọi tệp trong {path} lại đọc được như thường."
OFF_ALREADY: Final = "Dữ liệu không khoá bằng mật khẩu. Khoá bằng: bienban vault on."
CHANGED: Final = "Đã đổi mật khẩu. Mật khẩu cũ không mở được nữa; các tệp không phải ghi lại."
RING_ON: Final = "Đã cất khoá vào chùm khoá của máy: khi đăng nhập máy bằng tài khoản này thì không phải gõ mật khẩu."
RING_OFF: Final = "Đã bỏ khoá khỏi chùm khoá của máy. Từ nay phải gõ mật khẩu."
HQ_HAS: Final = "Trụ sở giúp mở lại được nếu quên mật khẩu."
HQ_HAS_NOT: Final = "Máy chưa ghi danh với trụ sở: mất mật khẩu là mất dữ liệu."
REQUEST_DONE: Final = (
    "Đã ghi “{path}”. Đưa tệp này cho người quản trị trụ sở; tệp không chứa khoá. "
    "Nhận được tệp trả lời thì gõ: bienban vault recover TỆP."
)
RECOVERED: Final = "Đã mở lại và đặt mật khẩu mới. Dữ liệu còn nguyên."
ANSWER_UNREADABLE: Final = "Không đọc được tệp trả lời “{path}”. Không có gì thay đổi; hãy lấy lại tệp từ trụ sở."
RECOVER_WHAT: Final = "Hãy nêu tệp trả lời của trụ sở, hoặc --request TỆP để lập yêu cầu."
NO_TERMINAL: Final = "Không có cửa sổ lệnh để hỏi mật khẩu. Hãy đặt biến {variable}."

STATUS_PLAIN: Final = "Không khoá: ai lấy được máy đều đọc được dữ liệu. Khoá bằng: bienban vault on."
STATUS: Final = {
    "on": "Đã khoá bằng mật khẩu: mọi tệp đã mã hoá.",
    "sealing": "Đang mã hoá dở: lần mở sau sẽ làm tiếp.",
    "opening": "Đang bỏ khoá dở: lần mở sau sẽ làm tiếp.",
}
STATUS_RING: Final = {True: "Chùm khoá của máy: có giữ khoá.", False: "Chùm khoá của máy: không giữ khoá."}
