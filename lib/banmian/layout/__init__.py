"""Source → Page: which characters of a page are whose headline and whose body."""

from banmian.layout.key import flat, make_body, make_line, normalise
from banmian.layout.page import read_page

__all__ = ["flat", "make_body", "make_line", "normalise", "read_page"]
