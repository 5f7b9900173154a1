"""Corrections applied to a page: at each rung of the arrow those that mend what this rung made.

A target is found by what is printed there. What is found nowhere, or at two places, is *unplaced*: its
correction is listed for the user and changes nothing.
"""

from banmian.library.amend.understanding import understood

__all__ = ["understood"]
