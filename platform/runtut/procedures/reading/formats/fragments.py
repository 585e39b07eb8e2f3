"""Pieces of HTML and of Markdown that an extractor left in plain text."""

import html
import re

BREAKING = re.compile(r"\s*</?(?:ol|ul|p|div|br|tr|table|tbody|thead|h[1-6])(?:\s[^<>]*)?/?>", re.IGNORECASE)
ITEM = re.compile(r"\s*<li(?:\s[^<>]*)?>", re.IGNORECASE)
OTHER = re.compile(
    r"</?(?:u|b|i|em|strong|span|font|sup|sub|small|center|td|th|li|a|img|mark|s|strike|o:p)(?:\s[^<>]*)?/?>|<!--.*?-->",
    re.IGNORECASE,
)
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+")


def plain(text: str) -> str:
    """The words alone; where a list or paragraph begins or ends stands a line break, before an item a bullet."""
    if "<" in text:
        text = OTHER.sub("", ITEM.sub("\n• ", BREAKING.sub("\n", text)))
    if "&" in text:
        text = ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return HEADING.sub("", text.replace("**", "").replace("\\|", "|")).strip("\n")
