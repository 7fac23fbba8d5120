"""The report to the committee above (R79, domain.md 7.2) as a pure function of the record: what it says.

`compose` puts the parts together: `head`, `preparation` (I), `results` (II), `evaluation` (III), `remedies`
(IV, V). `suggestions` drafts what the chair thinks good and wanting; `reporter` is what every part asks.

What goes up is the body's own: figures, indicators found for the body as a whole, its remedies with who does
them. What members said of themselves stays in the minutes and goes up as a number only (domain.md 7.2).
"""

from models.report.compose import report_of
from models.report.reporter import OWED, lacking
from models.report.suggestions import draft_limits, draft_strengths

__all__ = ["OWED", "draft_limits", "draft_strengths", "lacking", "report_of"]
