"""Settings are read once, early and loudly."""

from datetime import timedelta

import pytest
from sqlalchemy import make_url

from bot.places import places_of
from bot.settings import SettingsError, read_settings
from storage.offices import Office
from tests.talks import FRIDAY

SECRET = "x" * 32
TOKEN = "700000001:" + "A" * 35
GOOD = {"DONDOC_SECRET": SECRET}


def problems(**given: str) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(given)
    return caught.value.problems


def test_a_secret_is_all_that_must_be_given() -> None:
    settings = read_settings(GOOD)
    assert settings.database == "sqlite:///data/dondoc.sqlite"
    assert (settings.host, settings.port, settings.office.telegram) == ("127.0.0.1", 8080, None)


def test_every_problem_is_told_together() -> None:
    found = problems(
        DONDOC_PORT="cổng",
        DONDOC_DATABASE="mysql://x",
        DONDOC_TELEGRAM_TOKEN="abc",
        DONDOC_TELEGRAM_MODE="pigeon",
        DONDOC_LOG_LEVEL="loud",
        DONDOC_PUBLIC_URL="xa.example",
    )
    named = [problem.split(":")[0] for problem in found]
    assert sorted(named) == [
        "DONDOC_DATABASE",
        "DONDOC_LOG_LEVEL",
        "DONDOC_PORT",
        "DONDOC_PUBLIC_URL",
        "DONDOC_SECRET",
        "DONDOC_TELEGRAM_MODE",
        "DONDOC_TELEGRAM_TOKEN",
    ]


ZALO_TOKEN = "4700000001:" + "a" * 32


def test_a_zalo_bot_has_the_limits_of_its_plan_unless_told_otherwise() -> None:
    usual = read_settings(GOOD | {"DONDOC_ZALO_BOT_TOKEN": ZALO_TOKEN}).office.zalo_bot
    assert usual
    assert (usual.mode, usual.monthly, usual.people, usual.counts_heard) == ("polling", 3000, 50, True)
    given = {"DONDOC_ZALO_BOT_TOKEN": ZALO_TOKEN, "DONDOC_ZALO_BOT_MONTHLY": "0", "DONDOC_ZALO_BOT_COUNTS": "sent"}
    changed = read_settings(GOOD | given).office.zalo_bot
    assert changed
    assert (changed.monthly, changed.counts_heard) == (0, False)
    assert ZALO_TOKEN not in repr(changed)


def test_what_is_odd_about_a_zalo_bot_is_told_together() -> None:
    found = problems(
        DONDOC_SECRET=SECRET,
        DONDOC_ZALO_BOT_TOKEN="4700000001",
        DONDOC_ZALO_BOT_MODE="webhook",
        DONDOC_ZALO_BOT_MONTHLY="nhiều",
        DONDOC_ZALO_BOT_COUNTS="hai",
    )
    named = [problem.split(":")[0].removeprefix("DONDOC_") for problem in found]
    assert sorted(named) == ["PUBLIC_URL", *(f"ZALO_BOT_{one}" for one in ("COUNTS", "MONTHLY", "SECRET", "TOKEN"))]


def test_a_misspelt_name_is_a_problem() -> None:
    (found,) = problems(DONDOC_SECRET=SECRET, DONDOC_TELEGRAM_TOKN=TOKEN)
    assert "DONDOC_TELEGRAM_TOKN" in found


def test_a_webhook_needs_https_and_a_secret() -> None:
    found = problems(
        DONDOC_SECRET=SECRET,
        DONDOC_TELEGRAM_TOKEN=TOKEN,
        DONDOC_TELEGRAM_MODE="webhook",
        DONDOC_PUBLIC_URL="http://xa.example",
    )
    assert [problem.split(":")[0] for problem in found] == ["DONDOC_PUBLIC_URL", "DONDOC_TELEGRAM_SECRET"]


def test_a_full_webhook_is_fine() -> None:
    settings = read_settings(
        GOOD
        | {
            "DONDOC_TELEGRAM_TOKEN": TOKEN,
            "DONDOC_TELEGRAM_MODE": "webhook",
            "DONDOC_TELEGRAM_SECRET": "0123456789abcdef",
            "DONDOC_PUBLIC_URL": "https://xa.example/",
        }
    )
    assert settings.office.public_url == "https://xa.example"
    assert settings.office.telegram is not None
    assert settings.office.telegram.mode == "webhook"


def test_postgresql_gets_its_driver() -> None:
    settings = read_settings(GOOD | {"DONDOC_DATABASE": "postgresql://u:p@h/n"})
    assert settings.database == "postgresql+psycopg://u:p@h/n"


def test_secrets_never_show_in_a_printed_object() -> None:
    settings = read_settings(GOOD | {"DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_DATABASE": "postgresql://u:p@h/n"})
    assert SECRET not in repr(settings)
    assert TOKEN not in f"{settings} {settings.office}"
    assert {SECRET, TOKEN} <= set(settings.secrets)
    assert "p@h" not in str(settings)


@pytest.mark.parametrize("token", ["123", "abc:" + "A" * 35, "123:short"])
def test_an_odd_token_is_refused_without_being_shown(token: str) -> None:
    (found,) = problems(DONDOC_SECRET=SECRET, DONDOC_TELEGRAM_TOKEN=token)
    assert token not in found


OA = {
    "DONDOC_ZALO_OA_APP_ID": "1111222233334444",
    "DONDOC_ZALO_OA_APP_SECRET": "one",
    "DONDOC_ZALO_OA_WEBHOOK_SECRET": "two",
    "DONDOC_PUBLIC_URL": "https://xa.example",
}


def test_an_official_account_checks_signatures_and_has_buttons_unless_told_otherwise() -> None:
    known = read_settings({**GOOD, **OA}).office.zalo_oa
    assert known
    assert (known.strict, known.buttons, known.proof, known.step_back) == (True, True, False, timedelta(hours=4))
    assert "two" not in repr(known)
    assert read_settings(GOOD).office.zalo_oa is None


def test_every_odd_setting_of_an_official_account_is_told_together() -> None:
    odd = {
        "DONDOC_ZALO_OA_APP_ID": "app",
        "DONDOC_ZALO_OA_SIGNATURE": "no",
        "DONDOC_ZALO_OA_STEP_BACK": "-1",
        "DONDOC_PUBLIC_URL": "http://xa.example",
    }
    named = {problem.split(":")[0] for problem in problems(**{**GOOD, **odd})}
    secrets = {"DONDOC_ZALO_OA_APP_SECRET", "DONDOC_ZALO_OA_WEBHOOK_SECRET"}
    assert named == set(odd) | secrets


def test_the_two_secrets_of_an_official_account_are_not_mixed_up() -> None:
    (found,) = problems(**{**GOOD, **OA, "DONDOC_ZALO_OA_WEBHOOK_SECRET": "one"})
    assert "khóa khác" in found


def test_a_primary_and_its_standby_are_told_by_commas() -> None:
    settings = read_settings(GOOD | {"DONDOC_DATABASE": "postgresql://u:p@a,b:5433/n?application_name=dondoc"})
    url = make_url(settings.database)
    assert url.query == {"host": ("a", "b:5433"), "application_name": "dondoc", "target_session_attrs": "read-write"}
    assert (url.username, url.password, url.database) == ("u", "p", "n")


def test_each_office_has_a_file_of_its_own() -> None:
    given = GOOD | {"DONDOC_OFFICES": "/etc/dondoc", "DONDOC_PUBLIC_URL": "https://tinh.example"}
    settings = read_settings(given, {"TB.env": {"DONDOC_TELEGRAM_TOKEN": TOKEN}, "hd.env": {}})
    assert settings.offices is not None
    assert settings.offices["TB"].telegram is not None
    assert settings.offices["HD"].telegram is None
    assert TOKEN in settings.secrets
    places = places_of(
        settings, [Office(id=number, code=code, name="", created_at=FRIDAY) for number, code in ((1, "TB"), (2, "HD"))]
    )
    assert [place.address for place in places] == ["https://tinh.example/tb", "https://tinh.example/hd"]


def test_an_office_without_an_address_of_its_own_is_called_at_the_site_s() -> None:
    called = {"DONDOC_TELEGRAM_TOKEN": TOKEN, "DONDOC_TELEGRAM_MODE": "webhook", "DONDOC_TELEGRAM_SECRET": "s" * 16}
    given = GOOD | {"DONDOC_OFFICES": "/etc/dondoc"}
    assert read_settings(given | {"DONDOC_PUBLIC_URL": "https://tinh.example"}, {"TB.env": called}).offices
    with pytest.raises(SettingsError, match=r"TB\.env: DONDOC_PUBLIC_URL"):
        read_settings(given, {"TB.env": called})


def test_problems_of_an_office_s_file_are_told_with_its_name() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(
            GOOD | {"DONDOC_OFFICES": "/etc/dondoc", "DONDOC_TELEGRAM_TOKEN": TOKEN},
            {"TB.env": {"DONDOC_TELEGRAM_TOKEN": "abc", "DONDOC_DATABASE": "x"}},
        )
    token, name, twice = sorted(caught.value.problems, key=len)
    assert token.startswith("TB.env: DONDOC_DATABASE: không có thiết lập này")
    assert name.startswith("DONDOC_TELEGRAM_TOKEN: đã dùng DONDOC_OFFICES")
    assert twice.startswith("TB.env: DONDOC_TELEGRAM_TOKEN")
