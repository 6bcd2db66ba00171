"""The public pages: what was reported and done, never by whom."""

from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from bot.acts.addresses import set_address
from bot.acts.guiding import RECEPTION
from bot.rules.states import Case
from storage.offices import Office
from storage.store import Store
from tests.talks import FRIDAY
from tests.web.register_office import OWN, RESULT, Register, open_register


@pytest.fixture
def register(sqlite_store: Store, tmp_path: Path) -> Register:
    return open_register(sqlite_store, tmp_path)


async def read(register: Register, path: str, **headers: str) -> httpx.Response:
    async with register.visitor() as visitor:
        return await visitor.get(path, headers=headers)


async def page(register: Register, path: str = "/congkhai") -> str:
    return (await read(register, path)).raise_for_status().text


async def test_a_published_case_is_listed_with_topic_area_unit_and_result(register: Register) -> None:
    case = register.publish()
    told = await page(register)
    for shown in ("Chiếu sáng công cộng, ấp 3", "Phòng Kinh tế", "19/11/2026", RESULT, f"/congkhai/{case.code}"):
        assert shown in told


async def test_each_case_has_a_page_of_its_own(register: Register) -> None:
    case = register.publish(public_latitude=10.776, public_longitude=106.7)
    told = await page(register, f"/congkhai/{case.code.lower()}")
    for shown in (case.code, RESULT, "12/11/2026", "22/11/2026", "(đúng hạn)", "10.776, 106.700"):
        assert shown in told


async def test_nothing_of_the_person_is_on_any_page_or_in_any_data(register: Register) -> None:
    case = register.publish()
    paths = (
        "/congkhai",
        f"/congkhai/{case.code}",
        "/congkhai/so-lieu",
        "/congkhai/du-lieu.json",
        "/congkhai/du-lieu.csv",
    )
    more = (f"/open311/v2/requests/{case.code}.xml", "/open311/v2/requests.json", "/congkhai/so-lieu.json")
    for path in (*paths, *more):
        told = await page(register, path)
        for hidden in (OWN, "Sáu", "0912345678", "số nhà 12", "10.776123", "106.700456"):
            assert hidden not in told, path


async def test_what_nobody_published_is_not_there(register: Register) -> None:
    hidden = [register.receive(), register.answer(), register.answer(withheld="Đang kiểm tra")]
    hidden += [register.publish(category="thai-do-can-bo"), register.publish(kind="to_cao")]
    told = await page(register)
    assert "Chưa có kết quả nào" in told
    for case in hidden:
        assert case.code not in told
        assert (await read(register, f"/congkhai/{case.code}")).status_code == 404
        assert (await read(register, f"/open311/v2/requests/{case.code}.json")).status_code == 404
        assert case.code not in await page(register, "/congkhai/du-lieu.csv")


async def test_an_unknown_code_is_told_so_in_words(register: Register) -> None:
    answer = await read(register, "/congkhai/XT-NOPE22")
    assert answer.status_code == 404
    assert "Không có phản ánh nào công khai" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_a_case_taken_up_again_says_so(register: Register) -> None:
    case = register.publish()
    register.change(case, state=Case.REOPENED)
    assert "Đang xem xét lại" in (await page(register)).partition("<ol")[2]
    assert "đang được xem xét lại" in await page(register, f"/congkhai/{case.code}")


async def test_another_answer_nobody_confirmed_yet_leaves_the_case_in_review(register: Register) -> None:
    case = register.publish()
    register.change(case, answer="Thay cả bộ đèn", answered_at=FRIDAY + timedelta(days=2))
    told = await page(register, f"/congkhai/{case.code}")
    assert "đang được xem xét lại" in told
    assert "Thay cả bộ đèn" not in told


async def test_mark_up_in_a_result_stays_words(register: Register) -> None:
    case = register.publish(public_text="<script>alert(1)</script> & xong", public_area='ấp "3"')
    for path in ("/congkhai", f"/congkhai/{case.code}"):
        told = await page(register, path)
        assert "<script" not in told
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; xong" in told


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("thang=2026-11", {"lamp", "noise"}),
        ("thang=2026-09", {"old"}),
        ("linhvuc=tieng-on", {"noise"}),
        ("donvi={police}", {"noise"}),
        ("tinhtrang=xem-lai", {"old"}),
        ("tinhtrang=xong", {"lamp", "noise"}),
        ("linhvuc=tieng-on&thang=2026-09", set()),
        ("thang=zzz&trang=-5", set()),
        ("trang=99", {"lamp", "noise", "old"}),
        ("", {"lamp", "noise", "old"}),
    ],
)
async def test_cases_are_filtered(register: Register, query: str, found: set[str]) -> None:
    police = register.units["Công an xã"]
    cases = {
        "lamp": register.publish(),
        "noise": register.publish(category="tieng-on", unit_id=police),
        "old": register.publish(received_at=FRIDAY - timedelta(days=70), answered_at=FRIDAY - timedelta(days=60)),
    }
    register.change(cases["old"], state=Case.REOPENED)
    told = await page(register, f"/congkhai?{query.format(police=police)}")
    assert {name for name, case in cases.items() if case.code in told} == found


async def test_many_cases_come_in_pages_that_keep_the_filter(register: Register) -> None:
    for _ in range(23):
        register.publish()
    first = await page(register, "/congkhai?linhvuc=chieu-sang-dien")
    assert "23 kết quả, trang 1 trên 2" in first
    assert first.count("<article>") == 20
    assert 'rel="next" href="/congkhai?linhvuc=chieu-sang-dien&amp;trang=2"' in first
    second = await page(register, "/congkhai?linhvuc=chieu-sang-dien&trang=2")
    assert second.count("<article>") == 3
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


async def test_sums_are_told_by_unit_and_month(register: Register) -> None:
    for rating in (5, 4, 4, 2):
        register.answer(rating=rating)
    register.answer(answered_at=FRIDAY + timedelta(days=5), state=Case.ANSWERED)
    for _ in range(4):
        register.receive(unit_id=register.units["Công an xã"])
    register.receive(state=Case.REFUSED)
    told = " ".join((await page(register, "/congkhai/so-lieu")).split())
    assert (
        '<th scope="row">Phòng Kinh tế</th><td data-label="Tiếp nhận">5</td><td data-label="Đã trả lời">5</td>' in told
    )
    assert "4 <small>(80 %)</small>" in told
    assert "3,8/5 <small>(4 đánh giá)</small>" in told
    assert '<th scope="row">Cả cơ quan</th><td data-label="Tiếp nhận">9</td>' in told


async def test_sums_of_a_few_are_not_told(register: Register) -> None:
    register.answer(rating=1)
    told = await page(register, "/congkhai/so-lieu?thang=2026-11")
    assert "1/5" not in told
    assert '<td data-label="Tiếp nhận"><span class="few"' in told


async def test_an_office_without_cases_has_its_pages_too(register: Register) -> None:
    assert "Chưa có kết quả nào được công khai" in await page(register)
    assert "Tháng này chưa có phản ánh nào" in await page(register, "/congkhai/so-lieu?thang=1999-01")


async def test_pages_set_no_cookie_run_nothing_and_are_known_by_their_tag(register: Register) -> None:
    register.publish()
    for path in ("/congkhai", "/congkhai/so-lieu", "/congkhai/du-lieu.json"):
        answer = await read(register, path)
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "public, max-age=60"
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        again = await read(register, path, **{"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        register.publish()
        assert (await read(register, path, **{"If-None-Match": answer.headers["etag"]})).status_code == 200


async def test_only_the_sites_that_may_show_the_pages_in_a_frame(register: Register) -> None:
    app = register.site("'self' https://xa.gov.example")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as visitor:
        policy = (await visitor.get("/congkhai")).headers["content-security-policy"]
    assert "frame-ancestors 'self' https://xa.gov.example" in policy


async def test_no_question_reaches_beyond_the_rows_of_this_office(register: Register) -> None:
    mine = register.publish()
    assert mine.code in await page(register)
    register.office_id += 1
    with pytest.raises(Exception, match="No row"):
        await page(register)


async def test_everybody_reads_where_to_send_feedback(register: Register) -> None:
    with register.store.transaction() as session:
        office = session.get_one(Office, register.office_id)
        set_address(office, "email", "vanphong@xa.example.vn")
        set_address(office, "website", "https://xa.example.vn/a?b=1&c=2")
        office.profile = {**office.profile, RECEPTION: "thứ Năm hằng tuần"}
        session.add(office)
    answer = await read(register, "/dia-chi-tiep-nhan")
    for shown in (
        "Ủy ban nhân dân xã Thử",
        "Số 2 đường Thử",
        'href="tel:02000000002"',
        'href="mailto:vanphong@xa.example.vn"',
        'href="https://xa.example.vn/a?b=1&amp;c=2"',
        "thứ Năm hằng tuần",
        "07:30 – 11:30; 13:30 – 17:00",
        "Trả lời trong 10 ngày",
        'href="tel:114"',
    ):
        assert shown in answer.text
    assert "set-cookie" not in answer.headers
