"""The page of the web chat, filled in."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.posting import FILE_LIMIT, MB, MOST_FILES, TEXT_LIMIT

HERE = Path(__file__).parent
STATIC = HERE / "static"


def pages_of(folder: Path) -> Environment:
    """Templates of whole pages: every value is escaped, a missing one is an error."""
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True)


_PAGES = pages_of(HERE / "pages")


def chat_page(office: str, root: str, seat: str) -> str:
    """The HTML for a visitor, or for a named seat; `root` is the path under which all of this is served."""
    return _PAGES.get_template("chat.html").render(
        office=office,
        root=root,
        parts=f"{root}/chat/static",
        base=f"{root}/chat/{seat}/" if seat else f"{root}/chat/",
        seat=seat,
        text_limit=TEXT_LIMIT,
        file_limit=FILE_LIMIT,
        file_mb=FILE_LIMIT // MB,
        most_files=MOST_FILES,
    )
