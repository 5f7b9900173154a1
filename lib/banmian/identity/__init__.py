"""Names over the pages loaded together → persons: namesakes kept apart, spellings of one name reconciled.

官卫红 and 宫卫红 hold the same post on two pages and differ by one glyph that looks alike: one person.
They are two where both stand in one report; where their posts differ nothing is decided. The likelier
spelling is the name: sightings over issues, cleanliness of the page, how common the surname is.
"""

from banmian.identity.persons import Identified, identify, reconcile

__all__ = ["Identified", "identify", "reconcile"]
