"""The notice with a week's points of the 766 index, ready to be numbered, dated and signed."""

from dataclasses import dataclass

from bot.papers.grids import add_grid
from bot.papers.official import add_body, add_foot, add_head, add_title, signs_of
from bot.papers.pages import a4, add_line, bytes_of
from bot.rules.addresses import OfficeName
from bot.rules.figures import Table

_GROUND = (
    "phê duyệt Bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân, doanh nghiệp trong thực hiện thủ "
    "tục hành chính, dịch vụ công theo thời gian thực trên môi trường điện tử,"
)


@dataclass(frozen=True)
class IndexNotice:
    """`about`: "tuần 47/2026 (tính đến ngày 20/11/2026)" · `points`: a row for each group and one for their sum."""

    office: OfficeName
    year: int
    about: str
    source: str
    points: Table
    result: str
    plan: str


def index_notice(told: IndexNotice) -> bytes:
    page = a4()
    add_head(page, told.office, "TB", told.year)
    add_title(page, "THÔNG BÁO", "Kết quả Bộ chỉ số phục vụ người dân, doanh nghiệp")
    add_body(page, f"Căn cứ {told.source} {_GROUND}", italic=True)
    add_body(page, f"{told.office.whole} thông báo kết quả {told.about} như sau:")
    add_grid(page, told.points)
    add_line(page, "", size=4, after=2)
    for line in filter(None, (told.result, told.plan)):
        add_body(page, line)
    add_body(page, f"{told.office.whole} thông báo để cá nhân, tổ chức, các đơn vị biết và theo dõi./.")
    receivers = ("- Các đơn vị trực thuộc;", "- Niêm yết, trang thông tin điện tử;", "- Lưu: VT.")
    add_foot(page, receivers, signs_of(told.office))
    return bytes_of(page)
