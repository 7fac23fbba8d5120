"""What is made of lines as people type them: letters, names, notes, searches, days (kept by `whole`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from models import finding, phrasebook, shorthand
from models.commands import NoteDraft
from models.localities import place_in, said_at
from models.merging import merged_text
from models.minutes import phrases
from models.vietnamese import telex, text, words
from models.vietnamese.keystrokes import encode, settled, uncompose, uncompose_late
from models.vietnamese.search import PersonIndex, Searchable
from models.vietnamese.syllables import is_prefix, is_syllable, share_valid

KEYS: Final = (
    "nguyeenx vawn hungf", "NGUYEENX", "ddawngj", "DDAWNGJ", "dduowcj", "tuwowng", "thuowr", "quaans trieetj",
    "hoaf hoas", "thuys quys", "giaf gias gif", "list lisst", "office", "tomrow", "toomrow", "costs cossts", "wuwu ww",
    "uwow", "ngheefo", "nghieeng", "khuyur", "khuya", "aww", "aaa ddd eee ooo", "z as az asz", "asf", "asss", "Niee",
    "QDD", "UBND", "bt", "ddt", "hojp 25/9, ddungs gioo", "nguye6n4 va8n hu2ng", "d9u7o7c5", "a6 a66 a8 a88 d9 d99",
    "u7o7 uo7 o7 o77", "to6i1 to1i6", "hoa2 ho2a", "thuo73 quy1 gi2", "100 2023 a1 1a", "cuar cura", "vieetj vietje",
    "muoons muonso", "truwowngf truongwf", "khoong", "laf", "anhr", "bur", "xoong", "Y Hung Byawx", "DDawsk", "w", "",
)  # fmt: skip

WORDS: Final = (
    "Đỗ Thị Ước", "ĐỖ THỊ ƯỚC", "Ðặng Ɖình", "hoà hòa", "Thuỷ Thủy", "quý quí", "Guðrún", "Nguyễn  Văn\u200bHùng ",
    "nguyễn văn hùng", "Y Hung Byă", "K'Brơi", "Lê-Na", "tổ 2", "Tổ 10", "xã hội", "Đặng", "giặt giũ", "khuỷu tay",
    "abc xyz", "nghiêng", "ngiêng", "Công ty TNHH", "QÐ-UBND", "hu\u0300ng", "",
)  # fmt: skip

NAMES: Final = (
    ("Nguyễn Văn Hùng", "1961"), ("Nguyễn Văn Hùng", "1984"), ("Trần Thị Hòa", "1970"), ("Trần Thị Hoa", "1970"),
    ("Lê Hồng An", "1975"), ("Phạm Thị Ân", "1980"), ("Đỗ Quốc Toản", "1999"), ("Tôn Nữ Thị Như Ý", "1990"),
    ("Đặng Đình Dũng", "1959"), ("Y Hung Byă", "1988"), ("Vũ An", "1966"), ("Hoàng Hữu Hải Hà", "1972"),
)  # fmt: skip

QUERIES: Final = (
    "h", "hung", "hùng", "hungf", "hu2ng", "nvh", "nvhung", "vanhung", "nguyen hung", "hung nguyen", "hung 84", "84",
    "1961", "3", "hoa", "hòa", "hoà", "tth", "an", "ân", "lha", "tnty", "thinhuy", "dd", "đ", "đd", "dung dinh", "hhhh",
    "hhhuu", "nv hung", "nguyen van hung", "nguyen van hungg", "toanr", "toản", "tarn thi hoa", "xyz", "hung van 61",
    "h h", "ha hai", "byawx", "", "  ", "hung pbt", "pbt",
)  # fmt: skip

NOTES: Final = (
    "còn chậm", "> còn chậm", "+ Lập sổ @toan >30/9 #7 /6", "?Vì sao", "! Họp lại", "= Thống nhất", "~ Chưa rõ @bt",
    "* Gợi mở", "% Hồ sơ @an >6/2023", "++ đồng ý", "-- không", "#7 #3 #07 nói chung @cb ++", "#26 #27 #28 mới",
    r"\#7 là biểu hiện", r"\\++ x", ">30/9 giao tổ 2", ">99/99 x", "/3 /9 /12 x", "@ @a @b x", "+", "", "#7", " #12 ",
    "#0", "#1234", "++ -- x", ">2023 x", ">cuối quý", "a >b", "+>30/9 x", "% @bt @cb x",
)  # fmt: skip

SEARCHES: Final = (
    "sổ việc", '"lập sổ" việc', "#7 /3", "@an @\"lê hồng\"", "+ !", "còn mở", "mo:", "là:mở", ">9/2023", "<15/9/2023",
    ">=2023", "<=6/2023", "9/2023", "15/9/2023", "2023", "12/2023", "T9/2023", "tháng 9", "@", "#", "/", '"', "Hùng",
    "#007", "> <", "", ">12/2023", "31/12/2023", "@nguyen_van_hung", "@nguyen.hung", "là:", "?", "chưa xong",
)  # fmt: skip

DAYS: Final = (
    "15/9/2023", "15/9", "15-9-2023", "15.9.23", "9/2023", "2023", "30/2/2023", "29/2/2024", "1/13", "0/1", "15/9/99",
    "15/9/30", "2023-09-15", "150923", "15092023", "ngày 15 tháng 9 năm 2023", "T9/2023", "", "x", "31/4/2023", "1/1/1",
)  # fmt: skip

CLOCKS: Final = (
    "14:05",
    "14h05",
    "14h",
    "14 giờ 05",
    "1405",
    "905",
    "24:00",
    "23:59",
    "7",
    "7h5",
    "14.05",
    "25:00",
    "x",
)

NUMBERS: Final = (
    0, 1, 4, 5, 10, 11, 14, 15, 20, 21, 24, 25, 31, 44, 55, 91, 100, 101, 104, 105, 110, 111, 115, 121, 205, 999, 1000,
    1001, 1010, 1024, 10_000, 10_005, 100_000, 1_000_000, 1_000_001, 12_345_678, 1_000_000_000, 2_005_000_015,
)  # fmt: skip

SENTENCES: Final = (
    "Nhất trí", "Nhất trí.", "Vì sao?", " nhiều  dòng\nmột ", "hết…", "hết!", "a;", "a,", "", "NĐ 30", "“Trích.”", "x:",
    "2023-09-15", "2023-09", "2023", "2023-13-01", "cuối quý",
)  # fmt: skip

BANK: Final = """# chữ tắt
gp = giải pháp
;kl = kết luận
khaimac = {gio}, đồng chí {Chủ trì} tuyên bố; có mặt {co_mat}/{tong}.
gp = hai lần
không có dấu bằng
mã sai! = x
db = đồng bộ
rong =
la = {không có}
Hn = Hà Nội
dd = đặt dấu
"""

PLACES: Final = (
    "Đảng bộ xã Tân Lạc Hạ", "Đảng ủy phường Long Biên", "Chi bộ Hợp tác xã Sông Con", "thị trấn Sao Đỏ", "Đảng ủy xã",
    "Đoàn thể chính trị - xã hội", "UBND PHƯỜNG 5", "Đặc khu Phú Quốc", "Chi bộ thôn",
)  # fmt: skip

_BASE = "Lập sổ việc của tổ 2"


def _made(lines: Iterable[str], *makers: tuple[str, Callable[[str], object]]) -> Iterator[str]:
    for line in lines:
        yield f"{line!r}: " + " · ".join(f"{name} {make(line)!r}" for name, make in makers)


def typed() -> str:
    """Every list above with what comes of it."""
    parts: dict[str, Iterable[str]] = {
        "keys": _made(
            KEYS,
            ("telex", telex.compose),
            ("new", lambda raw: telex.compose(raw, tone_style="new")),
            ("vni", lambda raw: telex.compose(raw, "vni")),
            ("typing", lambda raw: telex.compose(raw, finished=False)),
            ("anyway", telex.compose_anyway),
            ("settled", settled),
        ),
        "words": _made(
            WORDS,
            ("fold", text.fold),
            ("clean", text.clean),
            ("key", text.list_key),
            ("d", text.repair_d),
            ("title", text.title_name),
            ("split", text.split_name),
            ("keys", encode),
            ("vni", lambda said: encode(said, "vni")),
            ("back", uncompose),
            ("late", uncompose_late),
            ("syllable", is_syllable),
            ("prefix", is_prefix),
            ("share", share_valid),
        ),
        "in order": sorted((*WORDS, *(name for name, _ in NAMES)), key=text.sort_key),
        "searches for people": _people(),
        "notes": _made(NOTES, ("note", _note), ("again", lambda raw: shorthand.write(_note(raw), ("x_1", "x_2"))),
                       ("focus", shorthand.focus_of)),
        "searches": _made(SEARCHES, ("query", finding.parse), ("needles", lambda raw: finding.parse(raw).needles)),
        "marks": _made(SEARCHES, ("at", lambda raw: finding.marks("Lập sổ việc, sổ 7 của Hùng", finding.parse(raw)))),
        "days": _made(DAYS, ("date", lambda raw: words.parse_date(raw, 2023)), ("alone", words.parse_date)),
        "clocks": _made(CLOCKS, ("clock", words.parse_clock)),
        "numbers": (f"{n}: {words.in_words(n)} · {words.number(n)} · {words.percent(n, 999)} · {words.share(n, 30)}"
                    for n in NUMBERS),
        "sentences": _made(
            SENTENCES,
            ("sentence", phrases.sentence),
            ("tags", lambda said: phrases.sentence(said, ["một", "hai"])),
            ("clause", phrases.clause),
            ("capital", phrases.capital),
            ("small", phrases.uncapital),
            ("day", phrases.written_day),
        ),
        "phrasebook": _bank(),
        "places": _made(
            PLACES,
            ("place", place_in),
            ("said", lambda name: said_at("Đảng ủy phường Long Biên, UBND phường", PLACES[1], name, "")),
        ),
        "merged": _made(
            ("", _BASE, f"{_BASE} nữa", f"Ngay: {_BASE}", "Lập sổ mới của tổ 2", "Lập sổ việc", "Lập sổ của tổ 3"),
            ("one", lambda other: merged_text(_BASE, "Lập sổ việc chung của tổ 2", other)),
            ("two", lambda other: merged_text(_BASE, other, "Lập ngay sổ việc của tổ 2")),
        ),
    }  # fmt: skip
    return "\n".join(line for title, lines in parts.items() for line in (f"== {title}", *lines, ""))


def _note(line: str) -> NoteDraft:
    return shorthand.read(line, lambda name: {"toan": "p_1"}.get(name, name), ("x_1", "x_2"), 25, 2023)


def _people() -> Iterator[str]:
    """Who is found, in which order, with which score; "=" where Enter must not choose."""
    people = [
        Searchable(f"{name} {year}", name, year, "pbt" if n == 5 else "", n) for n, (name, year) in enumerate(NAMES, 1)
    ]
    index = PersonIndex(people)
    for query in QUERIES:
        hits = index.search(query, 5)
        yield f"{query!r}: " + "; ".join(f"{hit.id} {hit.score}{'=' if hit.ambiguous else ''}" for hit in hits)
    yield from (f"first {query!r}: {index.search(query, 3, first={'Vũ An 1966'})}" for query in ("h", "an", "v"))


def _bank() -> Iterator[str]:
    """What is wrong with a bank, and what its codes become."""
    book = phrasebook.parse(BANK)
    yield from map(repr, (*book.phrases, *book.faults))
    facts = {"gio": "14 giờ", "chu_tri": "An", "co_mat": "8"}
    for word in (";gp", "(;gp),", ";Gp.", ";khaimac", "gp", r"\;gp", ";xx", ";đ", ";dd", ";hn", ";kl!", ";đb", ";"):
        yield f"{word}: {book.expand(word, facts)!r} {phrasebook.code_in(word)!r}"
