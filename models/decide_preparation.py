"""Preparation: the meeting's identity, its people, its fields and documents."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.details import BY_NAME
from models.fact import Fact
from models.meeting import Meeting
from models.people import Person
from models.posts import post_among, post_code
from models.ruling import Moment, Outcome, decides, refuse


@decides(c.OpenMeeting)
def _open(meeting: Meeting, command: c.OpenMeeting, moment: Moment) -> Outcome:
    if meeting.identity.plan:
        return refuse("already_opened")
    plan = meeting.plan
    body = plan.bodies.get(command.body)
    if body is None:
        return refuse("unknown_field", field=command.body)
    if command.variant and command.variant not in {variant.id for variant in body.variants}:
        return refuse("unknown_field", field=command.variant)
    return (
        f.MeetingOpened(
            unit=command.unit,
            parent=command.parent,
            locality=command.locality,
            body=command.body,
            plan=plan.id,
            plan_digest=plan.digest(),
            indicators_digest=plan.catalogue.digest(),
            date=command.date,
            rehearsal=command.rehearsal,
            variant=command.variant,
        ),
    )


@decides(c.ListPeople)
def _list_people(meeting: Meeting, command: c.ListPeople, moment: Moment) -> Outcome:
    facts: list[Fact] = []
    held = meeting.people
    for person in command.people:
        fields = _with_post(meeting, person).model_dump(exclude={"id"})
        if person.id not in held or meeting.ledger.value("person", person.id, "fields") != fields:
            facts.append(f.PersonListed(person=person.id, fields=fields))
    kept = {person.id for person in command.people}
    gone = [id for id in held if id not in kept]
    facts += [f.PersonUnlisted(person=id) for id in gone]
    facts += [f.DetailSet(field=seat, value="") for seat in _OTHER_SEAT if meeting.details.text(seat) in gone]
    return tuple(facts) if facts else refuse("roster_same")


def _with_post(meeting: Meeting, person: Person) -> Person:
    """The post that this body knows by the words of the list; a list of the Party knows only its own (R66)."""
    if meeting.identity.body not in meeting.plan.bodies:
        return person
    code = post_code(person.role, meeting.body)
    return person.model_copy(update={"role_code": code}) if code else person


@decides(c.AddGuest)
def _add_guest(meeting: Meeting, command: c.AddGuest, moment: Moment) -> Outcome:
    name = command.name.strip()
    if not name:
        return refuse("empty")
    guest, post = moment.new_id("g"), command.post.strip()
    superior = command.superior
    role = command.role or (_superior_post(meeting, post) if superior else "")
    return (f.GuestAdded(person=guest, name=name, post=post, superior=superior, role=role, at=moment.at),)


def _superior_post(meeting: Meeting, post: str) -> str:
    """Which of the superiors' posts the words mean (R65–R69)."""
    if meeting.identity.body not in meeting.plan.bodies:
        return ""
    return post_among(post, [meeting.role(superior.role) for superior in meeting.body.superiors])


_OTHER_SEAT = {"clerk": "chair", "chair": "clerk"}
"""Nobody chairs and writes at once (R26, R39)."""


@decides(c.SetDetail)
def _set_detail(meeting: Meeting, command: c.SetDetail, moment: Moment) -> Outcome:
    if command.name not in BY_NAME:
        return refuse("unknown_field", field=command.name)
    if meeting.adopted is not None and BY_NAME[command.name].phase != "report":
        return refuse("adopted")
    if meeting.details.values.get(command.name) == command.value:
        return refuse("same")
    other = _OTHER_SEAT.get(command.name)
    if other and command.value and command.value == meeting.details.text(other):
        return refuse("clerk_is_chair")
    return (f.DetailSet(field=command.name, value=command.value),)


@decides(c.NoteDocument)
def _note_document(meeting: Meeting, command: c.NoteDocument, moment: Moment) -> Outcome:
    if command.document not in meeting.handouts:
        return refuse("unknown_document")
    return (f.DocumentNoted(document=command.document, given=command.given, how=command.how),)
