"""What is said in the demonstration: invented names and sentences of our own, none of a real unit or person."""

from __future__ import annotations

from typing import Final

CITY: Final = "Đảng bộ thành phố Vân Hải"
DISTRICTS: Final = (
    "Đông Giang", "Tây Sơn Hạ", "Bắc Lĩnh", "Nam Thượng", "Cẩm Đình", "Hòa Lộc", "Mai Khê", "Thanh Trúc", "Yên Bãi",
    "Phú Mộc", "Lam Điền", "Ngọc Trì", "Kim Thạch", "Long Khánh Hạ", "An Vĩnh", "Bình Lãng", "Châu Phong", "Diên Hồng",
    "Gia Lạc", "Hà Thanh", "Khánh Đông", "Lạc Viên", "Minh Tảo", "Nghĩa Trung Hạ", "Quảng Lâm", "Sơn Đài", "Tam Hợp",
    "Uyên Hưng Hạ", "Văn Xá", "Xuân Đán",
)  # fmt: skip
WARDS: Final = (
    "Yên Hạ", "Đồng Mít", "Bãi Giữa", "Cầu Son", "Đình Thượng", "Giếng Ngọc", "Hàng Bè", "Kênh Đào", "Lò Gốm",
    "Mái Đình", "Ngõ Trúc", "Ô Cầu", "Phố Hạ", "Quán La Hạ", "Rặng Tre", "Sân Đình", "Tháp Cổ", "Vườn Cam",
)  # fmt: skip
DISTRICT: Final = "Đảng bộ quận {name}"
WARD: Final = "Đảng bộ phường {name}"
COMMITTEE: Final = "Đảng ủy phường {name}"
PEOPLE_COMMITTEE: Final = "UBND phường {name}"
FRONT: Final = "Ủy ban MTTQ phường {name}"
UNION: Final = "{union} phường {name}"
GROUP: Final = "Chi bộ tổ dân phố số {number}"
CELLS: Final = (
    "Chi bộ Công an phường", "Chi bộ Quân sự phường", "Chi bộ Trạm Y tế", "Chi bộ Trường Mầm non Sao Mai",
    "Chi bộ Trường Tiểu học Bờ Sông", "Chi bộ Trường THCS Đồi Thông", "Chi bộ Cơ quan phường", "Chi bộ Chợ phường",
)  # fmt: skip

SURNAMES: Final = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý", "Đinh", "Mai",
)  # fmt: skip
MIDDLE: Final = {
    "nam": ("Văn", "Đức", "Quang", "Hữu", "Xuân", "Công", "Đình"),
    "nữ": ("Thị", "Thị Thanh", "Thị Minh", "Thu", "Ngọc", "Phương"),
}
GIVEN: Final = {
    "nam": (
        "Bảo",
        "Cường",
        "Dũng",
        "Giang",
        "Hải",
        "Khoa",
        "Lâm",
        "Nam",
        "Phúc",
        "Sơn",
        "Thắng",
        "Tuấn",
        "Vinh",
        "Bình",
    ),
    "nữ": ("Ánh", "Bích", "Chi", "Dung", "Hạnh", "Hoa", "Lan", "Mận", "Ngà", "Oanh", "Quyên", "Thảo", "Vân", "Yến"),
}
SECRETARY: Final = "Bí thư"
DEPUTY: Final = "Phó Bí thư"
MEMBER_OF_COMMITTEE: Final = "Chi ủy viên"
LEADER: Final = {"dang_uy": ("Bí thư Đảng ủy", "Phó Bí thư"), "chi_bo": (SECRETARY, DEPUTY)}
HEAD: Final = ("Chủ tịch", "Phó Chủ tịch")
SUPERIOR: Final = "Đảng ủy viên theo dõi chi bộ"
SUPERIORS: Final = {
    "ubnd": "Bí thư Đảng ủy phường",
    "mttq": "Bí thư Đảng ủy phường",
    "doan_the": "Phó Bí thư Đảng ủy phường",
}
TOLD: Final = (
    "Ủy viên Thường vụ phụ trách; Đảng ủy viên theo dõi chi bộ; Bí thư Đảng ủy phường; Phó Bí thư Đảng ủy phường"
)

PLACES: Final = (
    "Nhà văn hóa khu {number}",
    "Hội trường tầng 2",
    "Phòng họp số {number}",
    "Nhà sinh hoạt cộng đồng số {number}",
)
TOPICS: Final = (
    "Giờ giấc và nền nếp hội họp",
    "Việc chậm ở khu dân cư",
    "Trách nhiệm của từng người với việc được giao",
)
PREPARED: Final = "Cấp ủy họp trước một tuần, giao đồng chí Bí thư viết đề cương"

OPINIONS: Final = (
    "Thấy cần siết lại nền nếp, bắt đầu từ giờ giấc họp",
    "Việc của dân hỏi đến lần thứ hai thì phải có người trả lời ngay",
    "Nhất trí với phần gợi ý, đề nghị nói rõ ai làm, ngày nào xong",
    "Một số việc nhỏ để lâu thành việc lớn, như đèn ngõ và rãnh thoát nước",
    "Phân công rồi mà không kiểm tra thì coi như chưa phân công",
    "Đề nghị cấp ủy công khai việc nào xong, việc nào chưa ở bảng tin",
    "Người phụ trách vắng thì phải có người nhận thay, không để dân chờ",
    "Khu mình còn ngại nói thẳng với nhau, nên việc kéo dài",
    "Các bác cao tuổi cần được nghe lại phần chính, không đọc nguyên văn bản",
    "Nên gộp các buổi tập huấn ngắn, đỡ mất công đi lại",
)
SELF: Final = (
    "Bản thân còn ngại va chạm khi nhắc hàng xóm để xe",
    "Có hai buổi họp đến muộn vì không sắp xếp việc nhà",
    "Chưa đọc kỹ tài liệu trước khi họp",
)
PROMISES: Final = ("Đến họp trước mười phút, vắng thì báo trước", "Mỗi tuần đọc một tài liệu được giao")
BEYOND: Final = (
    "Để xe máy chắn lối thoát nạn của khu tập thể",
    "Đăng việc nội bộ lên nhóm mạng khi chưa bàn",
    "Mượn đồ chung không ghi sổ",
    "Gửi giấy mời sát giờ họp",
    "Giấy mời phát quá sát giờ",
    "Không trả phòng họp đúng giờ cho đơn vị sau",
    "Để xe chắn lối thoát nạn",
    "Trả lời dân qua người thứ ba",
)
REMEDIES: Final = (
    "Lập sổ theo dõi đơn thư, mỗi thứ sáu rà một lần",
    "Sửa đèn ngõ và dán số điện thoại người phụ trách",
    "Nạo vét rãnh thoát nước trước mùa mưa",
    "Công khai việc đã giao và ngày xong ở bảng tin",
    "Họp giao ban không quá bốn mươi lăm phút",
    "Trả lời đủ các kiến nghị còn tồn, ghi rõ người trả lời",
    "Mỗi tháng một buổi tiếp dân ngoài giờ",
    "Bàn giao việc bằng văn bản khi đổi người phụ trách",
)
OWNERS: Final = ("cấp ủy", "chi đoàn", "tổ tự quản", "chi hội phụ nữ", "ban công tác mặt trận")
DIFFERENCES: Final = ("Nên giữ cách chấm công cũ cho người trên 65 tuổi", "Chưa nên thu thêm quỹ trong năm nay")
BACKLOG: Final = ("Sắp xếp lại bãi xe sau chợ", "Trả lời đơn về cấp nước", "Nghiệm thu đường ngõ số 4")
KEPT: Final = "ghi nguyên văn vào biên bản"
SETTLED: Final = "đã trao đổi, thống nhất"
ABSENT: Final = ("ốm, có báo trước", "đi công tác", "việc gia đình", "nằm viện")
SUMMARY: Final = "Các ý kiến thẳng thắn, đi vào việc cụ thể. Giao từng việc cho người làm và ngày xong như đã ghi."
QUIET_SUMMARY: Final = "Nhất trí với các nội dung đã trình bày."
REMARK: Final = "Bám sát nội dung, có liên hệ thực tế"
PARTICIPATION: Final = "Nghiêm túc, đúng giờ; người vắng đều được nhắc"
REASONS: Final = (
    "Do điều kiện của đơn vị, sẽ rút kinh nghiệm",
    "Đã báo cáo cấp trên và được đồng ý",
    "Cán bộ phụ trách ốm đột xuất",
)
VOTE: Final = "Thông qua biên bản"
AMENDMENT: Final = "Ghi thiếu tên đơn vị phối hợp"
ADDED: Final = "Bổ sung: đơn vị phối hợp là tổ tự quản của khu dân cư."
STRENGTHS: Final = "Đảng viên dự đông, phát biểu đúng trọng tâm."
LIMITS: Final = "Một số việc chậm, do phân công chưa rõ."
PROPOSALS: Final = "Đề nghị cấp trên gửi tài liệu sớm hơn."

DEMO_READY: Final = (
    "Đã dựng {units} đơn vị, {meetings} buổi sinh hoạt (dữ liệu bịa, không có người thật).\n"
    "Mở trình duyệt tại {address} và đăng nhập:\n"
    "  phường:     {ward}\n  quận:       {district}\n  quản trị:   {admin}\n"
    "  mật khẩu:   {password}\n"
    "Giờ của máy chủ thử này là {now}. Bấm Ctrl+C để dừng."
)
DEMO_FULL: Final = "Cơ sở dữ liệu {name} đã có dữ liệu. Hãy chọn thư mục khác bằng --data."
ACCOUNTS: Final = {"phuong": "Văn phòng Đảng ủy phường", "quan": "Ban Tuyên giáo Quận ủy", "quantri": "Quản trị"}
