"""What a clerk should know about a list before taking it over, one Vietnamese sentence each.

Each function looks at one matter and gives a sentence, or none. Sentences name people and rows, so that the
clerk can check them in the file.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from documents.encodings import Decoded, label_in_words
from documents.roster_columns import Columns
from documents.roster_rows import Reading
from documents.roster_sheet import Grid, letter
from documents.roster_unit import Units
from models.people import RosterLine, name_key

_SURE: Final = 0.6
"""Below this share of valid syllables a reading is doubtful (a list read rightly has over 0.8)."""

_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Import:
    """Everything understood of one file.

    `grid` and `columns` are None for chat lists, `decoded` is None for spreadsheets; `forced` says that the
    encoding was the clerk's choice.
    """

    format: str
    reading: Reading
    units: Units
    encoding: str
    forced: bool
    decoded: Decoded | None = None
    grid: Grid | None = None
    columns: Columns | None = None

    @property
    def members(self) -> tuple[RosterLine, ...]:
        """The people read."""
        return self.reading.members

    @property
    def women(self) -> int | None:
        """How many women there are, None where the list tells no sexes."""
        genders = [member.gender for member in self.members]
        return genders.count("nữ") if any(genders) else None

    @property
    def legacy(self) -> bool:
        """Whether letters were converted from an encoding older than Unicode."""
        return bool((self.grid and self.grid.legacy) or (self.decoded and self.decoded.is_legacy))


def warnings_of(found: Import) -> tuple[str, ...]:
    """All warnings, the gravest matters first."""
    return tuple(sentence for tell in _MATTERS for sentence in tell(found))


def _some(texts: Iterable[str]) -> str:
    """The texts in a row, the first five and how many more."""
    listed = list(texts)
    more = f" và {len(listed) - _NAMED} trường hợp khác" if len(listed) > _NAMED else ""
    return "; ".join(listed[:_NAMED]) + more


def _rows(numbers: Sequence[int]) -> str:
    return _some(map(str, numbers)).replace(";", ",")


# --- The number of people ---


def _total_differs(found: Import) -> Iterable[str]:
    declared, count = found.reading.declared_total, len(found.members)
    gone = sum(member.status in ("đã chuyển đi", "từ trần") for member in found.members)
    if declared is not None and declared == count - gone != count:
        yield f"Tổng số {declared} người ghi trong danh sách không tính {gone} người đã chuyển đi hoặc từ trần."
    elif declared is not None and declared != count:
        yield (
            f"Danh sách ghi tổng số {declared} người nhưng đọc được {count} người. "
            "Hãy đối chiếu với tệp gốc trước khi lưu."
        )


def _women_differ(found: Import) -> Iterable[str]:
    declared = found.reading.findings.women_declared
    if declared is not None and found.women is not None and declared != found.women:
        yield f"Danh sách ghi {declared} nữ nhưng đọc được {found.women} nữ. Hãy kiểm tra cột giới tính."


def _nameless(found: Import) -> Iterable[str]:
    if rows := found.reading.findings.nameless_rows:
        yield f"Bỏ qua dòng không đọc được họ tên: {_rows(rows)}. Hãy bổ sung họ tên trong tệp rồi nhập lại."


def _unnumbered(found: Import) -> Iterable[str]:
    if rows := found.reading.findings.unnumbered_rows:
        yield f"Bỏ qua dòng có tên nhưng không có số thứ tự và thông tin nào khác: {_rows(rows)}."


def _unread_lines(found: Import) -> Iterable[str]:
    if lines := found.reading.findings.unread_lines:
        yield f"Chưa nhận ra là người, không lấy dòng {_some(lines)}. Nếu là người thì sửa dòng ấy rồi nhập lại."


def _unread_formulas(found: Import) -> Iterable[str]:
    if rows := found.reading.findings.unread_formulas:
        yield (
            f"Họ tên ở dòng {_rows(rows)} là công thức chưa có giá trị. Hãy mở tệp bằng Excel, lưu lại rồi nhập lại."
        )


# --- Encoding and sheet ---


def _encoding(found: Import) -> Iterable[str]:
    if found.legacy:
        yield (
            f"Tệp dùng bảng mã cũ ({label_in_words(found.encoding)}), đã chuyển sang Unicode. "
            "Hãy xem 5 tên đầu; nếu chữ sai thì chọn bảng mã khác."
        )
    elif found.decoded is not None and found.decoded.encoding == "utf-8-cp1252":
        yield "Chữ trong tệp từng bị đọc sai bảng mã, đã khôi phục. Hãy xem lại 5 tên đầu."


def _doubtful(found: Import) -> Iterable[str]:
    if found.decoded is not None and not found.forced and found.decoded.score < _SURE:
        yield "Chưa chắc về bảng mã của tệp. Hãy xem 5 tên đầu; nếu chữ sai thì chọn bảng mã khác."


def _capitals_of_tcvn3(found: Import) -> Iterable[str]:
    if found.grid and found.grid.toned_capitals_lost:
        yield (
            "Bảng mã TCVN3 không có chữ hoa có dấu: chữ đầu của tên, chức vụ, ghi chú đã được viết hoa lại. "
            "Hãy xem lại những tên như Ánh, Ước, Ý."
        )


def _decomposed(found: Import) -> Iterable[str]:
    rows = len(found.grid.repairs.decomposed) if found.grid else 0
    if rows:
        yield f"{rows} dòng dùng dấu rời (Unicode tổ hợp), đã chuyển sang dựng sẵn."
    elif "NFD" in found.encoding:
        yield "Tệp dùng dấu rời (Unicode tổ hợp), đã chuyển sang dựng sẵn."


def _spaces(found: Import) -> Iterable[str]:
    stray = found.grid.repairs.spaces & set(found.reading.rows) if found.grid else ()
    if stray:
        yield f"{len(stray)} dòng có khoảng trắng thừa hoặc khoảng trắng lạ, đã bỏ: {_rows(sorted(stray))}."


def _sheet(found: Import) -> Iterable[str]:
    if found.grid and len(found.grid.sheets) > 1:
        others = ", ".join(f"“{name}”" for name in found.grid.sheets if name != found.grid.sheet)
        yield f"Tệp có nhiều trang tính; đã đọc trang “{found.grid.sheet}”, không đọc {others}."


def _hidden(found: Import) -> Iterable[str]:
    if found.grid and found.grid.hidden:
        yield f"Không đọc cột bị ẩn: {', '.join(map(letter, found.grid.hidden))}."
    if found.grid and (hidden := sorted(set(found.grid.hidden_rows) & set(found.reading.rows))):
        yield f"Có đọc cả dòng bị ẩn: {_rows(hidden)}. Nếu không phải đảng viên của chi bộ, hãy xóa khỏi tệp."


# --- What stands between the people ---


def _number_row(found: Import) -> Iterable[str]:
    if rows := found.reading.findings.number_rows:
        yield f"Bỏ qua dòng đánh số cột: {_rows(rows)}."


def _groups(found: Import) -> Iterable[str]:
    if groups := found.reading.findings.groups:
        yield f"Bỏ qua {len(groups)} dòng tiêu đề nhóm: {_some(f'“{group}”' for group in groups)}."


def _blank_rows(found: Import) -> Iterable[str]:
    if rows := found.reading.findings.blank_rows_inside:
        yield f"Bỏ qua dòng trống giữa danh sách: {_rows(rows)}."


def _signatures(found: Import) -> Iterable[str]:
    if names := found.reading.findings.signatures:
        yield f"Tên ở phần ký dưới danh sách không tính là đảng viên: {_some(dict.fromkeys(names))}."


def _order(found: Import) -> Iterable[str]:
    if found.reading.findings.order_formulas:
        yield "Cột số thứ tự là công thức chưa có giá trị: đã đánh số lại theo thứ tự dòng."


# --- The people ---


def _namesakes(found: Import) -> Iterable[str]:
    groups: dict[object, list[RosterLine]] = defaultdict(list)
    for member in found.members:
        groups[name_key(member.full_name)].append(member)
    for group in groups.values():
        spellings = list(dict.fromkeys(member.full_name for member in group))
        told = "; ".join(_told(member, group) for member in group)
        if len(spellings) > 1:
            yield f"{' / '.join(spellings)} chỉ khác cách đặt dấu: là {len(group)} người khác nhau ({told})."
        elif len(group) > 1:
            yield f"{len(group)} người cùng tên {spellings[0]} ({told}). Hãy kiểm tra để không nhầm người."


def _told(member: RosterLine, namesakes: Sequence[RosterLine]) -> str:
    """By what a namesake is known: the birth year, with department or card if the year is shared."""
    year = member.birth[:4] or "không rõ năm sinh"
    if sum(other.birth[:4] == member.birth[:4] for other in namesakes) == 1:
        return year
    return f"{year}, {member.note or member.role or member.card or f'số {member.order}'}"


def _same_card(found: Import) -> Iterable[str]:
    holders: dict[str, list[str]] = defaultdict(list)
    for member in found.members:
        holders[member.card].append(member.full_name)
    for card, names in holders.items():
        if card and len(names) > 1:
            yield f"Số thẻ {card} ghi cho {len(names)} người: {_some(names)}. Hãy kiểm tra lại."


def _unreadable(found: Import) -> Iterable[str]:
    if facts := found.reading.findings.unreadable:
        yield f"Không đọc được, đã để trống: {_some(facts)}."


def _shared_cells(found: Import) -> Iterable[str]:
    if cells := found.reading.findings.shared_cells:
        yield f"Ô gộp nhiều dòng đã tính cho mọi người ở các dòng đó: {_some(cells)}. Hãy kiểm tra."


def _two_digit_years(found: Import) -> Iterable[str]:
    if facts := found.reading.findings.two_digit_years:
        yield f"Năm chỉ có hai chữ số: {_some(facts)}. Hãy kiểm tra."


def _serials(found: Import) -> Iterable[str]:
    if found.reading.findings.serials:
        yield f"{found.reading.findings.serials} ngày ghi dưới dạng số của Excel, đã đổi thành ngày."


def _cards(found: Import) -> Iterable[str]:
    if restored := found.reading.findings.zeros_restored:
        yield f"{restored} số thẻ bị mất số 0 (do Excel coi là số), đã khôi phục đủ 8 chữ số."
    if added := found.reading.findings.dots_added:
        yield f"{added} số thẻ viết không có dấu chấm, đã viết thống nhất dạng 00.123456."


def _capitals(found: Import) -> Iterable[str]:
    if found.reading.findings.capitals:
        yield f"{found.reading.findings.capitals} tên viết toàn chữ hoa, đã đổi thành chữ hoa đầu từ."


def _genders(found: Import) -> Iterable[str]:
    if found.reading.findings.gender_by_column:
        yield "Giới tính lấy theo cột ngày sinh (Nam hay Nữ) có ghi."
    elif found.columns and not any(member.gender for member in found.members):
        yield "Danh sách không ghi giới tính: chưa tính được số nữ."


def _year_only(found: Import) -> Iterable[str]:
    count = sum(len(member.birth) == 4 for member in found.members)
    if count:
        yield f"{count} người chỉ có năm sinh, không có ngày tháng."


def _short_names(found: Import) -> Iterable[str]:
    names = [member.full_name for member in found.members if len(member.given) == 1]
    if names:
        yield f"Tên chỉ có một chữ cái: {_some(names)}. Hãy kiểm tra."


def _presumed_probationary(found: Import) -> Iterable[str]:
    if names := found.reading.findings.presumed_probationary:
        yield f"Không có ngày chính thức nên coi là đảng viên dự bị: {_some(names)}. Hãy kiểm tra."


def _chat(found: Import) -> Iterable[str]:
    if found.columns is None:
        yield (
            "Danh sách dán từ tin nhắn: chỉ lấy các dòng tên, bỏ lời chào, số thứ tự và biểu tượng. "
            "Hãy bổ sung ngày sinh, ngày vào Đảng, số thẻ khi có."
        )


_MATTERS: Final[tuple[Callable[[Import], Iterable[str]], ...]] = (
    _total_differs,
    _women_differ,
    _nameless,
    _unnumbered,
    _unread_lines,
    _unread_formulas,
    _encoding,
    _doubtful,
    _capitals_of_tcvn3,
    _namesakes,
    _same_card,
    _unreadable,
    _shared_cells,
    _two_digit_years,
    _presumed_probationary,
    _sheet,
    _hidden,
    _number_row,
    _groups,
    _blank_rows,
    _signatures,
    _order,
    _decomposed,
    _spaces,
    _serials,
    _cards,
    _capitals,
    _short_names,
    _genders,
    _year_only,
    _chat,
)
