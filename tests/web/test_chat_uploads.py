"""Files in the web chat, over HTTP."""

import httpx
import pytest

from bot.talk import Attachment
from tests.web.chat_office import FakeOffice, history, send, visiting

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def test_a_photo_can_be_fetched_by_the_office_and_seen_by_its_sender(office: FakeOffice, visitor: httpx.Client) -> None:
    send(visitor, text="ảnh đây", files=[("file", ("C:\\anh\\đèn.png", PICTURE, "image/png"))])

    (heard,) = office.heard
    (attachment,) = heard.attachments
    assert attachment == Attachment("photo", attachment.ref, "đèn.png", "image/png", len(PICTURE))
    assert office.fetched == [PICTURE]
    (file,) = history(visitor)[0]["files"]
    assert (file["name"], file["size"], file["picture"]) == ("đèn.png", len(PICTURE), True)
    seen = visitor.get(f"/chat/files/{file['digest']}")
    assert (seen.content, seen.headers["content-type"]) == (PICTURE, "image/png")
    assert seen.headers["content-disposition"].startswith("inline")


def test_the_same_photo_twice_in_one_message_is_two_attachments(office: FakeOffice, visitor: httpx.Client) -> None:
    photo = ("file", ("a.png", PICTURE, "image/png"))
    assert send(visitor, files=[photo, photo]).status_code == 200
    assert office.fetched == [PICTURE, PICTURE]


@pytest.mark.parametrize(
    ("name", "told", "data", "kind"),
    [
        ("trang.html", "text/html", b"<script>alert(1)</script>", "document"),
        ("anh.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "document"),
        ("anh.png", "image/png", b"<html>not a picture", "document"),
        ("ke-hoach.pdf", "application/pdf", b"%PDF-1.7", "document"),
        ("loi-noi.m4a", "audio/mp4", b"\x00\x00\x00\x18ftyp", "voice"),
        ("phim.mp4", "video/mp4", b"\x00\x00\x00\x18ftyp", "video"),
    ],
)
def test_whatever_is_no_picture_is_only_ever_downloaded(
    office: FakeOffice, visitor: httpx.Client, name: str, told: str, data: bytes, kind: str
) -> None:
    send(visitor, files=[("file", (name, data, told))])
    assert office.heard[0].attachments[0].kind == kind
    answer = visitor.get(f"/chat/files/{history(visitor)[0]['files'][0]['digest']}")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_file_is_given_only_in_the_conversation_that_carries_it(url: str, visitor: httpx.Client) -> None:
    send(visitor, files=[("file", ("a.png", PICTURE, "image/png"))])
    digest = history(visitor)[0]["files"][0]["digest"]
    with visiting(url) as other:
        assert other.get(f"/chat/files/{digest}").status_code == 404
        assert other.get(f"/chat/dan/files/{digest}").status_code == 404


@pytest.mark.parametrize("digest", ["a" * 64, "%25", "a" * 63, "_" * 64, "..%2f..%2foffice.db", "A" * 64])
def test_a_digest_that_stands_in_no_bubble_gives_nothing(visitor: httpx.Client, digest: str) -> None:
    send(visitor, files=[("file", ("a.png", PICTURE, "image/png"))])
    assert visitor.get(f"/chat/files/{digest}").status_code == 404


def test_a_paper_that_the_office_sends_can_be_downloaded(office: FakeOffice, visitor: httpx.Client) -> None:
    office.paper = office.keep("Báo cáo tuần.docx", b"PK\x03\x04 report")
    send(visitor, text="báo cáo")
    (file,) = history(visitor)[1]["files"]
    assert file["name"] == "Báo cáo tuần.docx"
    answer = visitor.get(f"/chat/files/{file['digest']}")
    assert answer.content == b"PK\x03\x04 report"
    assert "B%C3%A1o%20c%C3%A1o%20tu%E1%BA%A7n.docx" in answer.headers["content-disposition"]
