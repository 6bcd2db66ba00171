"""One voice: what a machine can hold of docs/developers/words.md, over every wording and every sample."""

import re
from collections.abc import Iterator

from jinja2 import nodes

from bot.channels.markup import plain
from bot.samples.filling import Sample, samples
from messages import names, source
from messages.rendering import environment_of

GAP = "◦"  # where a value will stand
NOT_WORDS = re.compile(r"<code>.*?</code>|https?://\S+|(?<![\w<])/[a-z0-9_-]+|dondoc [a-z-]+(?: [a-z]+\b)?", re.S)
FOREIGN = re.compile(
    r"\b(chat|url|e-?mail|server|click|link|file|user|admin|ticket|online|app|web|menu|token|update|deadline|task|spam|kpi"
    r"|pakn|hệ thống(?! một cửa| văn thư)|nền tảng|đồng hồ|thang nhắc|bậc nhắc|nhịp|tin hỏng|giờ tiếp dân|trước hết"
    r"|hàng (?:tuần|tháng|quý|năm)|(?<!zalo )bot)\b",
    re.I,
)
UNACCENTED = re.compile(
    r"\b(khong|duoc|nguoi|viec|cua|nhung|phan|tiep|kien|lanh|dao|gui|loi|bao cao|don vi|tra loi)\b", re.I
)
SIGNS = {
    "straight quotes": re.compile(r"[\"']"),
    "three dots": re.compile(r"\.\.\."),
    "two blanks": re.compile(r"(?<=\S)  +(?=\S)"),
    "a blank before a sign": re.compile(r"(?<=\S) [:;,.?!](?=\s|$)", re.M),
    "no blank after a sign": re.compile(r"[a-zà-ỹ][:;,?!](?=[a-zà-ỹA-ZĐ])"),
    "per cent without a blank": re.compile(rf"[\d{GAP}]%"),
}
DATE = re.compile(r"(?P<before>.{0,14})\b\d{2}/\d{2}/\d{4}")
# Spans that figures are of, a paper's own list, and lists whose parts may be many.
SPANS = {"report", "report_drafted", "report_unclear", "public_list"}
LISTS = {"digest", "figures_taken", "periods", "plan_preview", "status_list"}
MOST = 900

FILLED = [(one, one.shown()) for one in samples()]


def wordings() -> Iterator[tuple[str, str]]:
    """Every stretch of words that a message may say, whichever way it goes."""
    for name in names():
        tree = environment_of(None).parse(source(None, name))
        for output in tree.find_all(nodes.Output):
            parts = (part.data if isinstance(part, nodes.TemplateData) else GAP for part in output.nodes)
            yield name, NOT_WORDS.sub(GAP, "".join(parts))
        for said in tree.find_all(nodes.Const):
            if isinstance(said.value, str) and " " in said.value.strip() and not said.value.startswith("/"):
                yield name, NOT_WORDS.sub(GAP, said.value)


def shown_text(one: Sample) -> str:
    said = one.shown()
    return "\n".join([plain(said.text), *(label for row in said.choices for label, _ in row)])


def test_words_are_of_the_office_with_their_accents_and_none_of_a_program() -> None:
    for name, words in wordings():
        assert not FOREIGN.search(words), (name, words)
        assert not UNACCENTED.search(words), (name, words)


def test_signs_stand_as_vietnamese_papers_set_them() -> None:
    for name, words in wordings():
        for fault, pattern in SIGNS.items():
            assert not pattern.search(words), (fault, name, words)
    for one, _ in FILLED:
        text = NOT_WORDS.sub(GAP, shown_text(one))
        assert not re.search(r"(?<=\S)  +(?=\S)|[^\S\n][:;,?!](?:\s|$)|,,|;;|\(\)|“”|\n\n\n", text), (one.name, text)


def test_every_day_carries_its_weekday() -> None:
    for one, _ in FILLED:
        for found in DATE.finditer(shown_text(one)):
            dated = re.search(r"(?:thứ \w+|Chủ nhật), $|\d{2}/\d{2} – $", found["before"])
            assert dated or one.name in SPANS, (one.name, found.group())


def test_citizens_and_officials_are_each_addressed_as_what_they_are() -> None:
    for one, _ in FILLED:
        other = {"Người dân": "anh/chị", "Giấy tờ": "anh/chị"}.get(one.reader, "ông/bà")
        assert other not in shown_text(one).lower(), (one.reader, one.name)


def test_no_message_is_longer_than_one_reads_on_a_telephone() -> None:
    for one, said in FILLED:
        allowed = MOST * (2 if one.name in LISTS or one.reader == "Giấy tờ" else 1)
        assert len(plain(said.text)) <= allowed, (one.name, len(plain(said.text)))


def test_no_value_shows_as_the_machine_writes_it() -> None:
    machine = re.compile(r"\bNone\b|\bTrue\b|\bFalse\b|[\[(]['\"]|<\w+ object|\{\{(?!mã)|%\}")
    for one, _ in FILLED:
        assert not machine.search(shown_text(one)), (one.name, shown_text(one))
