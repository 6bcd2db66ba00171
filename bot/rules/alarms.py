"""Words of danger: whoever writes them is told the emergency numbers first, whatever else the message is."""

import re

from bot.rules.vietnamese import plain

_DANGER = re.compile(
    r"\b(cuu (voi|toi|nguoi)|(dang|bi|boc|phat|chap|no) chay|chay (lon|nha|no)|chap dien|dien giat|ro dien"
    r"|no (binh|ga|lon)|duoi nuoc|chet duoi|ngat (khi|khoi)|tai nan|bi thuong|sap (nha|cau|tuong)|dam chem"
    r"|chem nhau|bat coc|cap cuu)\b"
)


def is_alarming(text: str) -> bool:
    """Whether the words speak of danger to life, with or without accents."""
    return bool(_DANGER.search(plain(text)))
