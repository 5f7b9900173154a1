"""Events: names, series, numbers within a year, agendas, and spans that hold them."""

import pytest

from tests.articles import article, cases
from tests.test_dates import told


@pytest.mark.parametrize("case", cases("events"), ids=lambda case: case["why"])
def test_event(case):
    event = told(article(case["body"], case["headline"]))[0]
    expected = {key: case.get(key) for key in ("name", "series", "ordinal", "agenda")}
    found = {
        "name": event.name,
        "series": event.series,
        "ordinal": list(event.ordinal) if event.ordinal else None,
        "agenda": event.agenda,
    }
    assert found == expected


def test_spans_hold_what_they_say():
    body = "本报讯（记者周晓）6月7日，县政府2023年 第9次常务会议召开，研究 招商引资等工作。"
    event = told(article(body))[0]
    assert body[slice(*event.name_span)] == "县政府2023年 第9次常务会议"
    assert body[slice(*event.agenda_span)] == event.agenda == "研究 招商引资等工作"
