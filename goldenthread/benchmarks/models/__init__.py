"""The tables of the area. Only this area imports them."""

from goldenthread.benchmarks.models.measure import Measure
from goldenthread.benchmarks.models.neighbours import Neighbour, NeighbourSet
from goldenthread.benchmarks.models.place import Place
from goldenthread.benchmarks.models.release import File, Release
from goldenthread.benchmarks.models.sheet import Sheet

__all__ = ["File", "Measure", "Neighbour", "NeighbourSet", "Place", "Release", "Sheet"]
