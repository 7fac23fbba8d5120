"""Preparation: the meeting's identity, its people, its fields and documents."""

from __future__ import annotations

from models import commands as c
from models import facts as f
from models.details import BY_NAME
from models.meeting import Meeting
from models.ruling import Moment, Outcome, decides, refuse


@decides(c.OpenMeeting)
def _open(meeting: Meeting, command: c.OpenMeeting, moment: Moment) -> Outcome:
    if meeting.identity.plan:
        return refuse("already_opened")
    plan = meeting.plan
    if command.body not in plan.bodies:
        return refuse("unknown_field", field=command.body)
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
        ),
    )


@decides(c.ListPeople)
def _list_people(meeting: Meeting, command: c.ListPeople, moment: Moment) -> Outcome:
    facts: list[f.Fact] = []
    held = meeting.people
    for person in command.people:
        fields = person.model_dump(exclude={"id"})
        if person.id not in held or meeting.ledger.value("person", person.id, "fields") != fields:
            facts.append(f.PersonListed(person=person.id, fields=fields))
    kept = {person.id for person in command.people}
    facts += [f.PersonUnlisted(person=id) for id in held if id not in kept]
    return tuple(facts) if facts else refuse("roster_same")


@decides(c.AddGuest)
def _add_guest(meeting: Meeting, command: c.AddGuest, moment: Moment) -> Outcome:
    name = command.name.strip()
    if not name:
        return refuse("empty")
    guest, post = moment.new_id("g"), command.post.strip()
    return (f.GuestAdded(person=guest, name=name, post=post, superior=command.superior, at=moment.at),)


_OTHER_SEAT = {"clerk": "chair", "chair": "clerk"}
"""Nobody chairs and writes at once (R26, R39)."""


@decides(c.SetDetail)
def _set_detail(meeting: Meeting, command: c.SetDetail, moment: Moment) -> Outcome:
    if command.name not in BY_NAME:
        return refuse("unknown_field", field=command.name)
    if meeting.adopted is not None and command.name != "report_sent":
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
