"""The summary report of a ward or a district as a document (R75, domain.md 7.2): every number filled, every judgement
left to a person.

`compose` puts it together, `drafter` is what every part asks, `prose` has the figures of the text, `annexes` the lists.
"""

from models.overview.paper.compose import file_name, summary_report

__all__ = ["file_name", "summary_report"]
