"""The thread that serves applications to tests."""

import asyncio
import sys

import httpx
import pytest
from starlette.responses import PlainTextResponse

from bot.fakes.telegram import FakeTelegram
from tests import doubles


def test_an_application_is_served_and_then_gone() -> None:
    with doubles.running(PlainTextResponse("chào")) as url:
        assert httpx.get(url, trust_env=False).text == "chào"
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_several_are_served_side_by_side() -> None:
    with doubles.running(PlainTextResponse("một")) as one, doubles.running(PlainTextResponse("hai")) as two:
        assert (httpx.get(one, trust_env=False).text, httpx.get(two, trust_env=False).text) == ("một", "hai")


def test_a_waiting_poll_does_not_hold_the_end_up() -> None:
    async def ask(url: str) -> httpx.Response:
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            return await client.get(f"{url}/getUpdates", params={"timeout": 50})

    async def poll_and_close(fake: FakeTelegram) -> httpx.Response:
        poll = asyncio.create_task(ask(f"{fake.base_url}{fake.token}"))
        await doubles.until(lambda: fake.calls("getUpdates"))
        fake.close()
        return await poll

    with doubles.running_telegram(FakeTelegram()) as fake:
        assert asyncio.run(poll_and_close(fake)).json() == {"ok": True, "result": []}


@pytest.mark.parametrize(("platform", "name"), [("telegram", "DonDocBot"), ("zalo-bot", "Bot Đôn Đốc")])
async def test_a_double_can_be_started_by_hand(platform: str, name: str) -> None:
    port = doubles.free_port()
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bot", "fake", platform, "--port", str(port), "--token", "1:by-hand"],
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in (await process.stdout.readline()).decode()
        async with httpx.AsyncClient(trust_env=False) as client:
            me = await answer(client, f"http://127.0.0.1:{port}/bot1:by-hand/getMe")
            page = await client.get(f"http://127.0.0.1:{port}/")
        assert name in me["result"].values()
        assert "giả lập" in page.text
    finally:
        process.terminate()
        await process.communicate()


async def test_an_official_account_can_be_started_by_hand_and_everybody_be_on_its_page() -> None:
    port = doubles.free_port()
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "bot", "fake", "zalo-oa", "--port", str(port), "--webhook", ""],
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        await process.stdout.readline()
        url = f"http://127.0.0.1:{port}"
        async with httpx.AsyncClient(trust_env=False) as client:
            assert not await answer(client, f"{url}/people/messages/An")
            await client.post(f"{url}/people/say", json={"name": "An", "text": "xin chào"})
            (post,) = (await client.get(f"{url}/people/messages/An")).json()
            odd = await client.post(f"{url}/people/press", json={"name": "An", "message_id": "x", "words": "y"})
            page = await client.get(f"{url}/")
        assert (post["text"], "giả lập" in page.text, odd.status_code) == ("xin chào", True, 400)
    finally:
        process.terminate()
        await process.communicate()


async def answer(client: httpx.AsyncClient, url: str) -> dict[str, dict[str, str]]:
    async with asyncio.timeout(doubles.PATIENCE):
        while True:
            try:
                found: dict[str, dict[str, str]] = (await client.get(url)).json()
            except httpx.ConnectError:
                await asyncio.sleep(0.02)
            else:
                return found
