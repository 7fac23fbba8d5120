"""What the command line of headquarters says to whoever runs it: Vietnamese, each sentence with its remedy."""

from __future__ import annotations

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
ORG_NOTHING: Final = "Không có gì thay đổi."
ORG_SHOWN: Final = "{indent}{name} · {code}{kind}"
ORG_NONE: Final = "Chưa có đơn vị nào vào ngày {day}. Hãy nhập bằng: bienban-hq org import TỆP"
