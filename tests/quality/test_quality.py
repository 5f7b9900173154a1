"""The gate: no measure on the labelled pages falls below its floor, or rises far above it unrecorded."""

import pytest

from tests.quality.labels import SETS
from tests.quality.measure import figures, floors, measured

SLACK = 0.02
FIGURES = [
    pytest.param(name, measure, figure, floor, id=f"{name}-{measure}-{figure}")
    for name, measures in floors().items()
    for measure, recorded in measures.items()
    for figure, floor in recorded.items()
]


@pytest.mark.parametrize("name", SETS)
def test_every_measure_has_its_floor(name):
    recorded = {measure: set(of) for measure, of in floors()[name].items()}
    assert recorded == {measure: set(figures(measure, tally)) for measure, tally in measured(name).items()}


@pytest.mark.parametrize(("name", "measure", "figure", "floor"), FIGURES)
def test_quality(name, measure, figure, floor):
    tally = measured(name)[measure]
    reached = figures(measure, tally)[figure]
    assert reached >= floor, "\n".join([f"{reached} fell below its floor {floor}:", *tally.errors])
    assert reached <= floor + SLACK, (
        f"{reached} is well above its floor {floor}: keep it so with `python -m benchmarks.quality --floors`"
        " and commit floors.toml"
    )
