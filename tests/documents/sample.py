"""A realistic paper for the tests of `documents/`: minutes of a cell in the skeleton of domain.md 4.3.

All people and places in it are invented.
"""

from __future__ import annotations

from msgspec.structs import replace

from models.document import (
    Block,
    Document,
    Heading,
    Letterhead,
    Paragraph,
    Recipients,
    Signature,
    Signatures,
    Table,
)

PARTY_HEAD = Letterhead(
    parent="ĐẢNG BỘ PHƯỜNG SÔNG XANH",
    issuer="CHI BỘ TỔ DÂN PHỐ 5",
    number="Số 12-BB/CB",
    place_date="Sông Xanh, ngày 15 tháng 9 năm 2023",
    title="BIÊN BẢN",
    abstract=(
        "sinh hoạt chính trị, tư tưởng thực hiện Chỉ thị số 24-CT/TU,",
        "ngày 07/8/2023 của Ban Thường vụ Thành ủy Hà Nội",
    ),
)
STATE_HEAD = replace(
    PARTY_HEAD,
    parent="ỦY BAN NHÂN DÂN QUẬN VEN SÔNG",
    issuer="ỦY BAN NHÂN DÂN PHƯỜNG SÔNG XANH",
    number="Số: 05/BB-UBND",
)
SIGNATURES = Signatures(
    (
        Signature("THƯ KÝ", "(ký, ghi rõ họ tên)", "Vũ Thị Hoài Ân"),
        Signature("CHỦ TRÌ", "(ký, ghi rõ họ tên)", "Đặng Quốc Tường"),
    )
)
RECIPIENTS = Recipients(("Đảng ủy phường (để báo cáo),", "Lưu chi bộ."))
END = Paragraph(
    "end",
    "Buổi sinh hoạt kết thúc hồi 16 giờ 45 phút cùng ngày (thời lượng 105 phút)./.",
    aloud=False,
    added=True,
)
_SPEAKERS = (
    "Lê Thị Ngọc Diệp",
    "Phạm Văn Khải",
    "Hoàng Đình Lộc",
    "Ngô Thị Bích Thủy",
    "Trịnh Công Nghĩa",
    "Bùi Thị Ưng",
)
_OPINIONS = (
    "nhất trí với các nội dung đã được quán triệt; cho rằng việc nêu rõ từng biểu hiện giúp mỗi đảng viên "
    "tự soi, tự sửa. Liên hệ bản thân: có lúc còn ngại va chạm khi góp ý trong tổ dân phố. "
    "Giải pháp: mỗi tháng gặp gỡ ít nhất ba hộ để nghe ý kiến và trả lời trong bảy ngày.",
    "đề nghị phân công người theo dõi từng việc, có thời hạn và có báo cáo lại ở kỳ sinh hoạt sau; "
    "việc chậm phải nói rõ vì sao chậm.",
    "đồng tình với ý kiến trước; nêu thêm việc phối hợp giữa chi bộ và ban công tác mặt trận còn chậm, "
    "nhiều việc phải nhắc lại nhiều lần. Liên hệ chi bộ: còn tình trạng chờ cấp trên hướng dẫn. "
    "Giải pháp: lập sổ việc chung, mỗi việc ghi người làm và ngày xong.",
)


def sample_minutes(
    *,
    contributions: int = 12,
    filler: int = 0,
    mark: str = "",
    form: str = "party_36hd",
    head: Letterhead = PARTY_HEAD,
) -> Document:
    """Minutes with `contributions` speeches, the 25-row table, `filler` short paragraphs before the vote."""
    blocks = (
        *_people(),
        *_discussion(contributions),
        board(25),
        *_conclusion(filler),
        *_adoption(),
    )
    return Document(
        form=form,
        letterhead=head,
        blocks=(*blocks, SIGNATURES, RECIPIENTS),
        mark=mark,
        footer="Mã kiểm tra bản ghi: 3f9a 07c1 e2d4 88b0 · 612 mục",
        created_ms=1_694_771_100_000,
        meta={"meeting": "m-2023-09-15"},
    )


def board(rows: int) -> Table:
    """The table of indicators, with texts of different length."""
    return Table(
        key="board",
        header=("Số", "Nội dung biểu hiện (viết gọn)", "Có/không", "Mức độ", "Phạm vi"),
        rows=tuple(
            (
                str(number),
                "Việc đã giao nhưng để lâu mới làm" + (", phải nhắc nhiều lần mới xong" * (number % 3)),
                ("không", "có", "chưa rõ")[number % 3],
                ("–", "ít", "thỉnh thoảng")[number % 3],
                ("–", "cá nhân", "chi bộ")[number % 3],
            )
            for number in range(1, rows + 1)
        ),
        widths=(0.08, 0.46, 0.15, 0.16, 0.15),
    )


def _people() -> tuple[Block, ...]:
    return (
        Paragraph("basis", "Thực hiện Kế hoạch số 18-KH/ĐU, ngày 05/9/2023 của Đảng ủy phường Sông Xanh; "
                  "chi bộ tổ dân phố 5 tổ chức buổi sinh hoạt chính trị, tư tưởng, nội dung như sau:"),
        Heading(1, "I- THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN"),
        Heading(2, "1. Thời gian, địa điểm"),
        Paragraph("time", "Bắt đầu 15 giờ 00 phút, ngày 15 tháng 9 năm 2023, tại nhà văn hóa tổ dân phố 5."),
        Heading(2, "2. Thành phần"),
        Paragraph("total", "Tổng số đảng viên của chi bộ: 22 (chính thức 20; dự bị 2).", kind="item"),
        Paragraph("present", "Có mặt: 19 (chính thức 17; dự bị 2), đạt 90,5 %.", kind="item"),
        Paragraph("excused", "Vắng có lý do: 2", kind="item"),
        Paragraph("excused-1", "Đồng chí Cao Thị Én – đi viện;", kind="subitem"),
        Paragraph("excused-2", "Đồng chí Kiều Văn Phú – công tác xa.", kind="subitem"),
        Paragraph("guest", "Đại biểu cấp trên dự: chưa ghi họ tên, chức vụ.", kind="item", gap=True),
    )  # fmt: skip


def _discussion(contributions: int) -> tuple[Block, ...]:
    speeches = (
        Paragraph(
            f"speech-{number}",
            f"Đồng chí {_SPEAKERS[number % len(_SPEAKERS)]}: {_OPINIONS[number % len(_OPINIONS)]}",
            kind="item",
            corrected=number == 1,
        )
        for number in range(contributions)
    )
    return (
        Heading(1, "II- NỘI DUNG, DIỄN BIẾN"),
        Heading(2, "1. Quán triệt mục đích, yêu cầu"),
        Paragraph("step-1", "Đồng chí Đặng Quốc Tường trình bày (12 phút)."),
        Heading(2, f"2. Thảo luận: {contributions} lượt ý kiến"),
        *speeches,
        Heading(2, "3. Đối chiếu 25 biểu hiện"),
        Paragraph("board-intro", "Chi bộ đối chiếu từng biểu hiện, kết quả như bảng sau:"),
    )


def _conclusion(filler: int) -> tuple[Block, ...]:
    more = (
        Paragraph(f"filler-{number}", f"Việc thứ {number + 1} giao tổ đảng theo dõi.", kind="item")
        for number in range(filler)
    )
    return (
        Heading(1, "III- KẾT LUẬN CỦA CHỦ TRÌ"),
        Paragraph("conclusion", "Buổi sinh hoạt nghiêm túc, đúng nội dung; chất lượng: Tốt. "
                  "Đề nghị từng đảng viên thực hiện đúng các giải pháp đã nêu:"),
        *more,
    )  # fmt: skip


def _adoption() -> tuple[Block, ...]:
    return (
        Heading(1, "IV- THÔNG QUA BIÊN BẢN"),
        Paragraph(
            "vote",
            "Biên bản được đọc trước chi bộ; biểu quyết: 17/17 đảng viên chính thức có mặt tán thành "
            "(100 %), không tán thành 0, ý kiến khác 0.",
            aloud=False,
            added=True,
        ),
        END,
    )
