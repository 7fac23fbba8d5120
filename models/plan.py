"""The plan of a campaign as data: what is to be done, by whom, until when, and how it is checked.

A `Plan` is a frozen value built from a plain dict (`Plan.model_validate`). Finding and reading the TOML files
is the work of `documents.plan_file`; what a rule *does* is the work of `models.rules`. Numbers like R15 name
the points of Kế hoạch 155-KH/ĐU, the plan this product was first made for, in the order of its text.

A plan that contradicts itself is refused with a `PydanticCustomError` whose context carries `path`, the way
from the refused value down to the guilty one, so that the reader of the file can name the line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from models.details import BY_NAME
from models.indicators import Indicator, IndicatorGroup, IndicatorList, IndicatorStatus
from models.plan_parts import (
    BodyKind,
    Choice,
    Citation,
    Data,
    Deadline,
    Deadlines,
    Decision,
    Document,
    ExpectedPost,
    Level,
    Many,
    Paper,
    Purpose,
    Question,
    Recipient,
    Reporting,
    ReportPaper,
    Role,
    Rule,
    Share,
    SpeakingRule,
    Step,
    StepKind,
    Superior,
    Text,
    Thresholds,
    Variant,
    by,
    digest,
    refuse_repeat,
    refuse_unknown,
)

__all__ = [
    "Body",
    "BodyKind",
    "Choice",
    "Citation",
    "Deadline",
    "Deadlines",
    "Decision",
    "Document",
    "ExpectedPost",
    "Indicator",
    "IndicatorGroup",
    "IndicatorList",
    "IndicatorStatus",
    "Level",
    "Paper",
    "Plan",
    "Purpose",
    "Question",
    "Recipient",
    "ReportPaper",
    "Reporting",
    "Role",
    "Rule",
    "Rulebook",
    "Share",
    "SpeakingRule",
    "Step",
    "StepKind",
    "Superior",
    "Thresholds",
    "Variant",
]

UNIQUE_STEPS: tuple[StepKind, ...] = ("roll_call", "discussion", "conclusion", "read_back", "close")
"""Kinds of which every body has exactly one step: the rules and the minutes look for them."""


class Body(Data):
    """What the plan asks of one kind of body: its steps in order, its questions, its people and its paper."""

    name: Text
    member_word: Text
    session_word: Text
    """What the session is called inside a sentence: "buổi sinh hoạt", "cuộc họp"."""
    occasion: str = ""
    """What is held in this campaign: "buổi sinh hoạt chính trị, tư tưởng"; "" for the plain `session_word`."""
    voting: Literal["members", "committee"]
    """What a majority is counted of: the members who count (24-QĐ/TW 9.3.2), or all incumbents (9.3.3)."""
    participation: bool
    """Whether the chair also judges how members took part (R44; R62 does not ask for it)."""
    superior_by_post: bool = False
    """Whether only a superior of a named post will do (R65, R67, R69)."""
    omits: Many[Text] = ()
    """Details (`models.details`) that such a body is not asked for."""
    collective: str = ""
    """The label of the scope `cell` for this body, "" for the plan's own."""
    steps: Many[Step]
    questions: Many[Question]
    speaking: SpeakingRule
    roles: Many[Role] = ()
    """Posts that only this body has, or names otherwise; the plan's own stand behind them."""
    expected_posts: Many[ExpectedPost]
    superiors: Many[Superior]
    paper: Paper
    report: ReportPaper
    variants: Many[Variant] = ()

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        refuse_repeat((step.id for step in self.steps), ("steps",), "id")
        refuse_repeat((question.id for question in self.questions), ("questions",), "id")
        refuse_repeat((role.code for role in self.roles), ("roles",), "code")
        refuse_repeat((variant.id for variant in self.variants), ("variants",), "id")
        refuse_unknown(self.omits, set(BY_NAME), "unknown_detail", ("omits",))
        kinds = [step.kind for step in self.steps]
        for kind in UNIQUE_STEPS:
            if kinds.count(kind) != 1:
                facts = {"kind": kind, "count": kinds.count(kind), "path": ("steps",)}
                raise PydanticCustomError("one_step_of_kind", "{count} steps of kind {kind}", facts)
        return self

    @property
    def planned_minutes(self) -> int:
        """Minutes all steps together are planned to take."""
        return sum(step.minutes for step in self.steps)

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError if the plan has none."""
        return by(self.steps, "id", step_id)

    def step_of_kind(self, kind: StepKind) -> Step:
        """The first step of that kind; KeyError if the plan has none."""
        return by(self.steps, "kind", kind)

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError if the plan has none."""
        return by(self.questions, "id", question_id)

    def variant(self, id: str) -> Body:
        """This body as the organisation of that id holds it; itself where there is none such."""
        for variant in self.variants:
            if variant.id == id:
                own = {"name": variant.name, "paper": variant.paper, "report": variant.report}
                codes = {role.code for role in variant.roles}
                others = (role for role in self.roles if role.code not in codes)
                return self.model_copy(update={**own, "roles": (*variant.roles, *others)})
        return self


class Rulebook(Data):
    """The rules and the figures they measure against."""

    thresholds: Thresholds
    rules: Many[Rule]

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        refuse_repeat((rule.code for rule in self.rules), ("rules",), "code")
        return self


class Plan(Data):
    """A whole plan. Nothing in it changes but by `with_indicators`, which gives a new one."""

    id: Text
    version: Annotated[int, Field(ge=1)]
    title: Text
    short_title: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    degree_note: str
    decision: Decision
    basis: Many[Citation]
    purposes: Many[Purpose]
    documents: Many[Document]
    deadlines: Deadlines
    degrees: Many[Choice]
    grades: Many[Choice]
    scopes: Many[Choice]
    roles: Many[Role]
    reporting: Reporting
    recipients: Many[Recipient]
    bodies: Mapping[BodyKind, Body]
    catalogue: IndicatorList
    rulebook: Rulebook

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        refuse_repeat((item.id for item in self.basis), ("basis",), "id")
        refuse_repeat((item.id for item in self.documents), ("documents",), "id")
        refuse_repeat((role.code for role in self.roles), ("roles",), "code")
        for scale in ("degrees", "grades", "scopes"):
            refuse_repeat((choice.code for choice in getattr(self, scale)), (scale,), "code")
        for kind, body in self.bodies.items():
            self._check_names(kind, body)
            self._check_minutes(kind, body)
        self._check_rules()
        return self

    def _check_names(self, kind: BodyKind, body: Body) -> None:
        """Refuse a role or a document the plan does not define."""
        own = (*body.roles, *(role for variant in body.variants for role in variant.roles))
        roles = {role.code for role in (*self.roles, *own)}
        papers = {document.id for document in self.documents}
        for index, step in enumerate(body.steps):
            at = ("bodies", kind, "steps", index)
            refuse_unknown(step.presenters, roles, "unknown_role", (*at, "presenters"))
            refuse_unknown(step.documents, papers, "unknown_document", (*at, "documents"))
        for index, post in enumerate(body.expected_posts):
            refuse_unknown([post.role], roles, "unknown_role", ("bodies", kind, "expected_posts", index, "role"))
        for index, superior in enumerate(body.superiors):
            refuse_unknown([superior.role], roles, "unknown_role", ("bodies", kind, "superiors", index, "role"))

    def _check_rules(self) -> None:
        """Refuse a rule for a body the plan does not know."""
        known = set(self.bodies)
        for index, rule in enumerate(self.rules):
            at = ("rulebook", "rules", index)
            refuse_unknown(rule.bodies, known, "unknown_body", (*at, "bodies"))
            refuse_unknown(rule.by_body, known, "unknown_body", (*at, "by_body"))

    def _check_minutes(self, kind: BodyKind, body: Body) -> None:
        """Refuse a programme planned shorter than the plan itself allows (R15)."""
        least = self.thresholds.minimum_minutes
        if body.planned_minutes < least:
            facts = {"minutes": body.planned_minutes, "least": least, "path": ("bodies", kind, "steps")}
            raise PydanticCustomError("too_short", "{minutes} of {least} minutes", facts)

    @property
    def directive(self) -> Citation | Decision:
        """The paper the campaign is about: the first one the plan carries out, else the plan itself."""
        return next(iter(self.basis), self.decision)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators in order of their numbers, starting with 1."""
        return self.catalogue.items

    @property
    def groups(self) -> tuple[IndicatorGroup, ...]:
        """The groups of the indicators."""
        return self.catalogue.groups

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in order of the codes."""
        return self.rulebook.rules

    @property
    def thresholds(self) -> Thresholds:
        """The figures the rules measure against."""
        return self.rulebook.thresholds

    def rules_for(self, body: BodyKind) -> tuple[Rule, ...]:
        """The rules that apply to that kind of body."""
        return tuple(rule for rule in self.rules if body in rule.bodies)

    def indicator(self, number: int) -> Indicator:
        """The indicator of that number; KeyError if the plan has none."""
        return by(self.indicators, "number", number)

    def scopes_of(self, body: Body) -> tuple[Choice, ...]:
        """The scopes of a statement, the collective's (`cell`) called as this body calls itself (R22, R49)."""
        own = {"label": body.collective} if body.collective else {}
        return tuple(scope.model_copy(update=own) if scope.code == "cell" else scope for scope in self.scopes)

    def role(self, code: str, body: Body | None = None) -> Role:
        """The role of that code, as that body names it; KeyError if there is none."""
        return by((*body.roles, *self.roles) if body is not None else self.roles, "code", code)

    def with_indicators(self, catalogue: IndicatorList) -> Plan:
        """The same plan with another wording in its slots; `IndicatorList` has checked itself."""
        return self.model_copy(update={"catalogue": catalogue})

    def digest(self) -> str:
        """SHA-256 of everything but the indicators' wording, which has a digest of its own.

        Only what a plan says counts: a later version that can say more reads the same plan as the same.
        """
        return digest(self.model_dump(mode="json", exclude={"catalogue"}, exclude_defaults=True))
