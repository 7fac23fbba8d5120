"""Every figure of a meeting in one frozen value: the one source of screen, report, JSON and headquarters (R79).

`values` says what the figures are, `counting` counts them, `papers` knows what became of the papers and when.
"""

from models.figures.counting import figures_of
from models.figures.values import Figures, Part

__all__ = ["Figures", "Part", "figures_of"]
