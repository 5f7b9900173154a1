"""Source → Page: which characters of a page are whose headline and whose body."""

from banmian.layout.key import flat, make_body, make_line, normalise

__all__ = ["flat", "make_body", "make_line", "normalise"]
