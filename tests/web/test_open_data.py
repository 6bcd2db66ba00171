"""The register for programs: JSON, CSV, Open311."""

import csv
import io
from datetime import timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest

from bot.rules.states import Case
from storage.store import Store
from tests.talks import FRIDAY
from tests.web.register_office import RESULT, SITE, Register, open_register

API = "/open311/v2"


@pytest.fixture
def register(sqlite_store: Store, tmp_path: Path) -> Register:
    return open_register(sqlite_store, tmp_path)


async def read(register: Register, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    async with register.visitor() as visitor:
        return await visitor.request(method, path, headers=headers)


async def data(register: Register, path: str) -> Any:
    return (await read(register, path)).raise_for_status().json()


async def codes(register: Register, query: str = "") -> list[str]:
    return [one["service_request_id"] for one in await data(register, f"{API}/requests.json?{query}")]


# --- JSON and CSV ---


async def test_the_cases_are_open_data(register: Register) -> None:
    case = register.publish()
    told = await data(register, "/congkhai/du-lieu.json")
    (row,) = told["ket_qua"]
    assert (told["co_quan"], told["so_ket_qua"]) == ("UBND xã Thử", 1)
    assert row["ma"] == case.code
    assert row["ket_qua"] == RESULT
    assert (row["tiep_nhan"], row["tra_loi"], row["dung_han"]) == ("2026-11-12", "2026-11-19", True)
    assert row["dia_chi"] == f"{SITE}/congkhai/{case.code}"
    assert set(told["cot"]) | {"dia_chi"} == set(row)


async def test_a_spreadsheet_reads_the_csv_and_runs_nothing_of_it(register: Register) -> None:
    evil = ["=cmd|'/c calc'!A1", "+1", "-2", "@sum(A1)", "  =1+1", "\t=1", 'bình thường; có dấu "ngoặc",\nhai dòng']
    for text in evil:
        register.publish(public_text=text)
    answer = await read(register, "/congkhai/du-lieu.csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert header[:3] == ["Mã", "Mã lĩnh vực", "Lĩnh vực"]
    told = [row[header.index("Kết quả")] for row in reversed(rows)]
    assert told == [f"'{text}" for text in evil[:-1]] + [evil[-1]]


async def test_sums_say_null_where_too_few_stand_behind_them(register: Register) -> None:
    for _ in range(4):
        register.answer(rating=5)
    register.answer(unit_id=register.units["Công an xã"])
    told = (await data(register, "/congkhai/so-lieu.json"))["thang"]["2026-11"]
    assert told["ca_co_quan"]["received"] == 5
    assert told["don_vi"]["Công an xã"]["received"] is None
    assert told["don_vi"]["Phòng Kinh tế"]["received"] is None
    assert told["don_vi"]["Phòng Kinh tế"]["satisfaction"] == 5.0


@pytest.mark.parametrize("path", ["/congkhai/du-lieu.json", "/congkhai/du-lieu.csv", f"{API}/requests.json"])
async def test_pages_of_other_sites_may_read_the_data_and_nothing_else(register: Register, path: str) -> None:
    answer = await read(register, path, Origin="https://bao.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    asked = await read(register, path, "OPTIONS", Origin="https://bao.example")
    assert asked.status_code == 204
    assert asked.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert (await read(register, path, "HEAD")).content == b""
    assert (await read(register, path, "POST")).status_code == 405


async def test_pages_for_people_are_not_for_other_sites_scripts(register: Register) -> None:
    assert "access-control-allow-origin" not in (await read(register, "/congkhai")).headers


# --- Open311 ---


async def test_discovery_leads_to_the_interface(register: Register) -> None:
    told = await data(register, f"{API}/discovery.json")
    (endpoint,) = told["endpoints"]
    assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert endpoint["url"] == f"{SITE}{API}"
    assert endpoint["formats"] == ["text/xml", "application/json"]
    assert "0200 000 0002" in told["contact"]
    answer = await read(register, f"{API}/discovery.xml")
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    root = ElementTree.fromstring(answer.content)
    assert root.tag == "discovery"
    assert [one.text for one in root.iterfind("endpoints/endpoint/formats/format")] == ["text/xml", "application/json"]


async def test_services_are_the_topics_of_which_something_may_be_published(register: Register) -> None:
    told = await data(register, f"{API}/services.json")
    codes = [one["service_code"] for one in told]
    assert "chieu-sang-dien" in codes
    assert "thai-do-can-bo" not in codes
    root = ElementTree.fromstring((await read(register, f"{API}/services.xml")).content)
    assert (root.tag, [one.findtext("service_code") for one in root.iterfind("service")]) == ("services", codes)
    assert {one.findtext("metadata") for one in root} == {"false"}


async def test_a_service_has_a_definition_without_attributes(register: Register) -> None:
    told = await data(register, f"{API}/services/tieng-on.json")
    assert told == {"service_code": "tieng-on", "attributes": []}
    root = ElementTree.fromstring((await read(register, f"{API}/services/tieng-on.xml")).content)
    assert (root.tag, root.findtext("service_code")) == ("service_definition", "tieng-on")


async def test_a_request_tells_days_and_a_rounded_place(register: Register) -> None:
    case = register.publish(public_latitude=10.776, public_longitude=106.7)
    (told,) = await data(register, f"{API}/requests/{case.code}.json")
    assert told == {
        "service_request_id": case.code,
        "status": "closed",
        "status_notes": RESULT,
        "service_name": "Chiếu sáng công cộng",
        "service_code": "chieu-sang-dien",
        "description": "Chiếu sáng công cộng, ấp 3",
        "agency_responsible": "Phòng Kinh tế",
        "service_notice": None,
        "requested_datetime": "2026-11-12T00:00:00+07:00",
        "updated_datetime": "2026-11-19T00:00:00+07:00",
        "expected_datetime": "2026-11-22T23:59:59+07:00",
        "address": "ấp 3, UBND xã Thử",
        "address_id": None,
        "zipcode": None,
        "lat": 10.776,
        "long": 106.7,
        "media_url": None,
    }
    root = ElementTree.fromstring((await read(register, f"{API}/requests/{case.code}.xml")).content)
    assert root.tag == "service_requests"
    (request,) = root.iterfind("request")
    assert {one.tag: one.text for one in request} == {
        name: None if value is None else str(value) for name, value in told.items()
    }


async def test_a_case_taken_up_again_is_open(register: Register) -> None:
    case = register.publish()
    register.change(case, state=Case.REOPENED)
    (told,) = await data(register, f"{API}/requests/{case.code}.json")
    assert told["status"] == "open"
    assert told["status_notes"].startswith("Đang xem xét lại.")


async def test_requests_are_asked_for_by_topic_status_and_id(register: Register) -> None:
    lamp, noise = register.publish(), register.publish(category="tieng-on")
    again = register.publish()
    register.change(again, state=Case.REOPENED)
    assert await codes(register, "service_code=tieng-on") == [noise.code]
    assert await codes(register, "service_code=tieng-on,an-ninh&status=") == [noise.code]
    assert await codes(register, "status=open") == [again.code]
    assert await codes(register, "status=open,closed") == [again.code, noise.code, lamp.code]
    asked = f"service_request_id={lamp.code},{noise.code.lower()},XT-NOPE22&status=open&start_date=1999-01-01"
    assert await codes(register, asked) == [noise.code, lamp.code]


async def test_requests_are_those_of_ninety_days_or_of_the_days_asked_for(register: Register) -> None:
    new = register.publish()
    old = register.publish(received_at=FRIDAY - timedelta(days=120), answered_at=FRIDAY - timedelta(days=110))
    assert await codes(register) == [new.code]
    assert await codes(register, "start_date=2026-07-01T00:00:00Z&end_date=2026-08-30T00:00:00%2B07:00") == [old.code]
    assert await codes(register, "start_date=2026-07-01T00:00:00+07:00") == [old.code], "a blank stands for the plus"
    assert await codes(register, "end_date=2026-08-01") == [old.code]
    assert await codes(register, "start_date=2026-11-12&end_date=2026-11-12") == [new.code]
    assert await codes(register, "start_date=2026-11-13&end_date=2026-11-20") == []


async def test_requests_come_in_pages(register: Register) -> None:
    for _ in range(5):
        register.publish()
    first = await read(register, f"{API}/requests.json?page_size=2&status=closed")
    assert first.headers["x-total-count"] == "5"
    assert first.headers["link"] == f'<{SITE}{API}/requests.json?page_size=2&status=closed&page=2>; rel="next"'
    assert len(first.json()) == 2
    last = await read(register, f"{API}/requests.json?page_size=2&page=3")
    assert len(last.json()) == 1
    assert 'rel="prev"' in last.headers["link"]
    assert 'rel="next"' not in last.headers["link"]
    assert (await read(register, f"{API}/requests.json?page=9")).json() == []


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("requests.{}?status=done", 400, "open, closed"),
        ("requests.{}?start_date=hom-qua", 400, "start_date"),
        ("requests.{}?end_date=2026-11-20T00:00:00", 400, "múi giờ"),
        ("requests.{}?start_date=2026-01-01&end_date=2026-11-20", 400, "90 ngày"),
        ("requests.{}?page=0", 400, "page"),
        ("requests.{}?page_size=5000", 400, "1000"),
        ("requests/XT-NOPE22.{}", 404, "XT-NOPE22"),
        ("services/thai-do-can-bo.{}", 404, "thai-do-can-bo"),
        ("services/zz.{}", 404, "zz"),
    ],
)
async def test_what_cannot_be_answered_says_why_in_the_form_asked_for(
    register: Register, path: str, status: int, words: str
) -> None:
    answer = await read(register, f"{API}/{path.format('json')}")
    assert answer.status_code == status
    (error,) = answer.json()
    assert error["code"] == status
    assert words in error["description"]
    answer = await read(register, f"{API}/{path.format('xml')}")
    assert answer.status_code == status
    root = ElementTree.fromstring(answer.content)
    assert (root.tag, root.findtext("error/code")) == ("errors", str(status))
    assert words in (root.findtext("error/description") or "")


async def test_another_form_is_refused(register: Register) -> None:
    answer = await read(register, f"{API}/requests.yaml")
    assert (answer.status_code, ElementTree.fromstring(answer.content).tag) == (404, "errors")


async def test_what_xml_cannot_hold_is_left_out_of_it(register: Register) -> None:
    case = register.publish(public_text="một\x0bhai <b>&amp;\ufffe ba")
    root = ElementTree.fromstring((await read(register, f"{API}/requests/{case.code}.xml")).content)
    assert root.findtext("request/status_notes") == "mộthai <b>&amp; ba"


async def test_both_databases_tell_the_same(store: Store, tmp_path: Path) -> None:
    register = open_register(store, tmp_path)
    case = register.publish()
    register.change(case, state=Case.REOPENED)
    assert await codes(register, "status=open") == [case.code]
    assert (await data(register, "/congkhai/so-lieu.json"))["thang"]["2026-11"]["ca_co_quan"]["received"] is None
