"""What is counted of a meeting, group by group. Shares are kept as part and whole, never as rounded percentages.

The descriptions go into the published schema of the record (docs/schema).
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from models.vietnamese.words import percent, share


class Figure(BaseModel):
    """A group of figures. Those that a later program added are passed over by an earlier one."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore", defer_build=True)


class Part(Figure):
    """So many of so many."""

    part: int = Field(description="How many of the whole")
    whole: int = Field(description="The whole; 0 where there is nothing to take a share of")

    @property
    def text(self) -> str:
        """ "16/19 (84,21 %)"."""
        return share(self.part, self.whole)

    @property
    def percent(self) -> str:
        """ "84,21 %"; "–" of nothing."""
        return percent(self.part, self.whole)


class SessionFigures(Figure):
    """When the session was held, for how long, and how far it followed the plan (R15, R16, R24–R47)."""

    started: int | None = Field(description="Beginning, UTC ms; null before it")
    ended: int | None = Field(description="End, UTC ms; null before it. Told also where it came after the adoption")
    minutes: int | None = Field(description="Whole minutes held so far, as the plan counts them; null before it began")
    least_minutes: int = Field(description="Minutes the plan asks for")
    break_minutes: int = Field(description="Whole minutes of breaks")
    steps: Part = Field(description="Steps of the plan that were held")
    separate: bool | None = Field(description="Held apart from the regular meeting; null when nobody said")


class MemberFigures(Figure):
    """Who is of the body and who came (domain.md 6.3, 6.4)."""

    total: int = Field(description="Members of the body")
    official: int = Field(description="Full members")
    probationary: int = Field(description="Probationary members")
    temporary: int = Field(description="Members here for a time from elsewhere")
    exempt: int = Field(description="Members exempted from meetings")
    away: int = Field(description="Members who meet elsewhere for a time")
    suspended: int = Field(description="Members suspended from meetings")
    present: int = Field(description="Members who attended at any time")
    present_official: int = Field(description="Full members among them")
    present_probationary: int = Field(description="Probationary members among them")
    present_temporary: int = Field(description="Members from elsewhere among them")
    obliged_present: Part = Field(description="Of the members obliged to attend, those who did")
    excused: int = Field(description="Obliged members absent with a reason")
    unexcused: int = Field(description="Obliged members absent without one")
    unmarked: int = Field(description="Obliged members whom the roll call has not reached")
    late: int = Field(description="Members who came after the beginning")
    guests: int = Field(description="Guests and superiors in the room")
    superiors: int = Field(description="Those sent from above to attend and direct (R65–R73)")


class SpeakingFigures(Figure):
    """Contributions to the discussion and by whom (R39, L13)."""

    contributions: int = Field(description="Opinions, papers and questions of the discussion")
    opinions: int = Field(description="Oral opinions among them")
    papers: int = Field(description="Prepared papers among them")
    questions: int = Field(description="Questions among them")
    speakers: int = Field(description="People who made them")
    member_speakers: int = Field(description="Members among these people")
    guest_speakers: int = Field(description="Guests among these people")
    spoke: Part = Field(description="Of the members who attended, those who contributed at any time of the session")


class FoundIndicator(Figure):
    """An indicator that the body says it shows."""

    id: str = Field(description="Its number as text, or the id of a sign beyond the list")
    number: int | None = Field(description="Its number; null beyond the list")
    degree: str = Field(description="Code of the plan's scale of degrees, empty when none was said")
    scope: str = Field(description="Code of the scope it was found in: self, cell or empty")


class DegreeFigures(Figure):
    """How many indicators were found in one degree."""

    degree: str = Field(description="Code of the plan's scale, empty for no degree said")
    count: int = Field(description="Indicators of the plan's list found in it")


class IndicatorFigures(Figure):
    """The plan's indicators against the body (R21, R33–R35)."""

    total: int = Field(description="Indicators of the plan")
    discussed: int = Field(description="Those about which anything was said or decided")
    concluded: int = Field(description="Those that came to an answer")
    present: int = Field(description="Those the body says it shows")
    not_present: int = Field(description="Those the body says it does not show")
    unclear: int = Field(description="Those left unclear")
    unanswered: int = Field(description="Those nobody has answered")
    by_degree: tuple[DegreeFigures, ...] = Field(description="The found ones by degree, in the order of the scale")
    found: tuple[FoundIndicator, ...] = Field(description="Everything found, signs beyond the list included")
    beyond: int = Field(description="Signs beyond the list that were named")
    beyond_present: int = Field(description="Those of them the body says it shows")


class DifferenceFigures(Figure):
    """Differing opinions and what became of them (R38, R85)."""

    total: int = Field(description="Points with differing opinions")
    settled: int = Field(description="Settled in the session")
    kept: int = Field(description="Kept in the record")
    open: int = Field(description="Without an outcome")
    reservations: int = Field(description="Minority opinions that members keep in the record")
    named_reservations: int = Field(description="Those of them with the member's name")


class SolutionFigures(Figure):
    """Remedies and tasks (R7, R22, R37)."""

    total: int = Field(description="Remedies and tasks")
    tasks: int = Field(description="Tasks among them")
    own: int = Field(description="About the speaker alone (scope self)")
    collective: int = Field(description="About the body (scope cell)")
    unscoped: int = Field(description="Without a scope")
    with_owner: int = Field(description="That say who does them")
    with_due: int = Field(description="That say by when")
    feasible: int = Field(description="That say who does what by when")


class BacklogFigures(Figure):
    """Work left over or late (R58)."""

    total: int = Field(description="Pieces of work left over or late")
    with_owner: int = Field(description="That say whose responsibility they are")
    with_due: int = Field(description="That say by when they are to be done")


class CommitmentFigures(Figure):
    """What earlier meetings took on and this one came back to (L16)."""

    total: int = Field(description="Commitments that came back")
    done: int = Field(description="Said to be done")
    continued: int = Field(description="Said to go on")
    overdue: int = Field(description="Said to be overdue")
    open: int = Field(description="Not judged")


class VoteFigures(Figure):
    """One vote (R46, domain.md 6.3)."""

    motion: str = Field(description="Id of the motion; minutes is the adoption of the minutes")
    in_favour: Part = Field(description="For, of the base")
    against: int = Field(description="Against")
    other: int = Field(description="Other opinions")
    entitled: int = Field(description="Entitled and in the room")
    needed: int = Field(description="The fewest votes in favour that pass it")
    passed: bool = Field(description="Whether it passed")


class RuleFigures(Figure):
    """How many rules of the plan stand how (L8)."""

    met: int = Field(description="Met")
    risk: int = Field(description="At risk")
    failed: int = Field(description="Failed without a reason")
    pending: int = Field(description="Not yet to be judged")
    waived: int = Field(description="Left unmet for a written reason")
    waived_codes: tuple[str, ...] = Field(description="Codes of the rules left unmet for a written reason")


class HandoutFigures(Figure):
    """When one document of the plan was given out (R23, R50)."""

    document: str = Field(description="Id of the document in the plan")
    lead_days: int | None = Field(
        description="Days before the session, counted as the plan does; null if not given out"
    )
    in_time: bool = Field(description="Whether that is early enough")


class DocumentFigures(Figure):
    """The documents of the session (R8–R11, R23)."""

    given: Part = Field(description="Documents given out, of all the plan names")
    in_time: Part = Field(description="Documents given out early enough, of all")
    least_days: int = Field(description="Days before the session the plan asks for")
    each: tuple[HandoutFigures, ...] = Field(description="Every document in the plan's order")


class PaperFigures(Figure):
    """How far the papers have come: draft, read, adopted, signed, sent (L20, R45, R79)."""

    read_at: int | None = Field(description="When the minutes began to be read to the meeting, UTC ms")
    corrections: int = Field(description="Paragraphs changed while reading")
    adopted_at: int | None = Field(description="When the minutes were adopted, UTC ms")
    amendments: int = Field(description="Amendments since")
    signed_on: str = Field(description="Day the minutes were signed, ISO, empty before")
    report_due: str = Field(description="Last day for the report, ISO; empty where the plan sets none for the body")
    report_sent: str = Field(description="Day the report was sent, ISO, empty before")
    days_left: int | None = Field(description="Days to the last day, negative when over; null once sent or without one")
    sent_in_time: bool | None = Field(description="Whether it was sent in time; null before or without a last day")


class Figures(Figure):
    """All figures of one meeting."""

    session: SessionFigures = Field(description="The session's times")
    members: MemberFigures = Field(description="Members and attendance")
    speaking: SpeakingFigures = Field(description="The discussion")
    indicators: IndicatorFigures = Field(description="The indicators")
    differences: DifferenceFigures = Field(description="Differing and minority opinions")
    solutions: SolutionFigures = Field(description="Remedies and tasks")
    backlog: BacklogFigures = Field(description="Work left over")
    commitments: CommitmentFigures = Field(description="Commitments of earlier meetings")
    votes: tuple[VoteFigures, ...] = Field(description="Votes in order of time")
    rules: RuleFigures = Field(description="Rules of the plan")
    documents: DocumentFigures = Field(description="Documents of the session")
    papers: PaperFigures = Field(description="Minutes and report")
    grade: str = Field(description="Code of the session's grade (R43), empty before")

    def unjudged(self) -> Figures:
        """The same facts without what only the meeting's own plan can judge: rules, least time, days of papers.

        For whoever counts a meeting without having its plan.
        """
        nothing = Part(part=0, whole=0)
        return self.model_copy(
            update={
                "session": self.session.model_copy(update={"least_minutes": 0}),
                "rules": RuleFigures(met=0, risk=0, failed=0, pending=0, waived=0, waived_codes=()),
                "documents": self.documents.model_copy(update={"in_time": nothing, "given": nothing, "each": ()}),
                "papers": self.papers.model_copy(update={"report_due": "", "days_left": None, "sent_in_time": None}),
            }
        )

    def vote(self, motion: str) -> VoteFigures | None:
        """The vote on a motion."""
        return next((vote for vote in self.votes if vote.motion == motion), None)
