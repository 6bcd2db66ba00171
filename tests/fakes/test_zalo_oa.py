"""What the double of an official account takes, refuses and tells, called as plainly as can be."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.fakes.zalo_oa import FakeZaloOa
from bot.fakes.zalo_oa.state import STATE
from tests.talks import FRIDAY

USER = "9000000000000000001"
SEND, OLDER = "/v3.0/oa/message/cs", "/v2.0/oa/message"


class Office:
    def __init__(self, fake: FakeZaloOa) -> None:
        self.fake, self.now = fake, FRIDAY
        fake.state.clock = lambda: self.now
        self.client = httpx.Client(base_url=fake.url, trust_env=False, timeout=10)
        self.token = fake.grant()["access_token"]
        fake.person(USER).heard_at = self.now

    def send(self, message: Any, path: str = SEND, user: str = USER) -> dict[str, Any]:
        body = {"recipient": {"user_id": user}, "message": message}
        answer: dict[str, Any] = self.client.post(path, json=body, headers={"access_token": self.token}).json()
        return answer

    def code(self, message: Any, path: str = SEND, user: str = USER) -> int:
        return int(self.send(message, path, user)["error"])

    def grant(self, **form: str) -> dict[str, Any]:
        given = {"app_id": self.fake.state.app_id, **form}
        secret = {"secret_key": self.fake.state.app_secret}
        answer: dict[str, Any] = self.client.post("/v4/oa/access_token", data=given, headers=secret).json()
        return answer


@pytest.fixture
def office(zalo_oa_double: FakeZaloOa) -> Iterator[Office]:
    office = Office(zalo_oa_double)
    with office.client:
        yield office


def buttons(count: int, payload: object = "x") -> dict[str, Any]:
    shown = [{"title": "Nút", "type": "oa.query.hide", "payload": payload}] * count
    return {"text": "Chọn", "attachment": {"type": "template", "payload": {"buttons": shown}}}


def test_texts_buttons_and_addressees_are_checked(office: Office) -> None:
    assert [office.code({"text": text}) for text in ("😀" * 1001, "😀" * 1000, "")] == [-210, 0, -201]
    assert [office.code(buttons(count)) for count in (0, 5, 6)] == [-201, 0, -201]
    assert office.code(buttons(1, {"content": "x"})) == -201  # a payload is a plain text
    assert office.code({"text": "x"}, user="7") == -201
    assert office.code({"attachment": {"type": "file", "payload": {"token": "none"}}}) == -201


def test_the_window_the_package_the_rate_and_a_block_are_kept(office: Office) -> None:
    assert office.send({"text": "x"})["data"]["quota"] == {"quota_type": "reply"}
    office.now += timedelta(hours=49)
    office.token = office.fake.grant()["access_token"]
    assert "quota" not in office.send({"text": "x"})["data"]  # billed
    office.fake.state.messages_left = 1
    assert office.send({"text": "x"})["data"]["quota"] == {"quota_type": "sub_quota"}
    assert office.code({"text": "x"}) == -211
    office.now += timedelta(days=6)
    office.token = office.fake.grant()["access_token"]
    assert office.code({"text": "x"}) == -230
    office.fake.person("2")
    assert office.code({"text": "x"}, user="2") == -232
    office.fake.unfollow(USER)
    assert office.code({"text": "x"}) == -244
    office.fake.state.rate = 0
    assert office.code({"text": "x"}) == -32


def test_each_kind_of_account_has_its_own_interface(office: Office) -> None:
    assert (office.code({"text": "x"}), office.code({"text": "x"}, OLDER)) == (0, -240)
    office.fake.state.oa_type = STATE
    assert (office.code({"text": "x"}), office.code({"text": "x"}, OLDER)) == (-235, 0)


def test_a_pair_lives_until_its_successor_and_a_code_once(office: Office) -> None:
    state, old = office.fake.state, office.fake.state.refresh
    pair = office.grant(grant_type="refresh_token", refresh_token=old)
    assert (pair["expires_in"], office.code({"text": "x"})) == ("90000", -216)
    assert "access_token" not in office.grant(grant_type="refresh_token", refresh_token=old)
    office.token = pair["access_token"]
    assert office.code({"text": "x"}) == 0
    office.now += timedelta(hours=26)
    assert office.code({"text": "x"}) == -220
    state.codes["c"] = "RqIZl4LIgn8KxW9QO-nTnv7pf0CnNrksx9fF-CXP2FE"
    verifier = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ"
    given = {"grant_type": "authorization_code", "code": "c", "code_verifier": verifier}
    assert ["access_token" in office.grant(**given) for _ in range(2)] == [True, False]


def test_templates_need_a_number_an_approval_and_money(office: Office) -> None:
    office.fake.state.templates["7"] = ("code",)

    def code(**changed: object) -> int:
        body = {"phone": "84912345678", "template_id": "7", "template_data": {"code": "PA-1"}, **changed}
        answer = office.client.post("/message/template", json=body, headers={"access_token": office.token})
        return int(answer.json()["error"])

    assert [code(phone="0912345678"), code(template_id="8"), code(template_data={})] == [-108, -131, -1121]
    assert [code(), code(mode="development")] == [-115, -127]
    office.fake.state.balance, office.fake.state.admins = 300, {"84912345678"}
    assert [code(), code(), code(mode="development")] == [0, -115, 0]


def test_people_and_the_account_can_be_read(office: Office) -> None:
    def get(path: str, user: str) -> dict[str, Any]:
        asked = {"data": f'{{"user_id":"{user}"}}'}
        answer: dict[str, Any] = office.client.get(path, params=asked, headers={"access_token": office.token}).json()
        return answer

    office.fake.person(USER, "Bà Sáu")
    assert get("/v3.0/oa/user/detail", USER)["data"]["display_name"] == "Bà Sáu"
    assert get("/v3.0/oa/user/detail", "7")["error"] == -213
    assert get("/v3.0/oa/quota/message", USER)["data"]["cs_reply"] == "reply"
    assert get("/v2.0/oa/getoa", "")["data"]["oa_type"] == 2
