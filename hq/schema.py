"""Headquarters' tables (sync.md §9), as SQLAlchemy Core metadata for SQLite and PostgreSQL alike.

`cell_id` leads the key of every table that grows with the meetings: they are hash-partitioned by it on PostgreSQL and
can be spread over machines by it. Ids are 16 bytes, times bigint ms UTC, days ISO text ("2025-09-15"), a line the
bytes that the laptop hashed. Nothing is a serial number. `meetings`, `heads` and `lines` are the record; `summaries`
and `dirty` may be thrown away and are made again from it (`hq.projector`).
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import Text, TypeEngine

from hq.columns import Bytewise, Day, Hash32, Id, Time

PARTITIONS: Final = 16
"""Hash partitions of a big table on PostgreSQL: a few million rows each at 17,000 units."""

FOREVER: Final = "9999-12-31"
"""The end of what has no end yet."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _key(name: str, kind: TypeEngine[Any] | type[BigInteger]) -> Column[Any]:
    return Column(name, kind, primary_key=True, nullable=False, autoincrement=False)


def _by_cell(name: str, *columns: Column[Any]) -> Table:
    """A table that grows with the meetings: keyed by the cell first, partitioned by it on PostgreSQL."""
    return Table(
        name,
        metadata,
        _key("cell_id", Id()),
        _key("meeting", Id()),
        *columns,
        postgresql_partition_by="HASH (cell_id)",
        sqlite_with_rowid=False,
    )


# --- the record -----------------------------------------------------------------------------------------------------

meetings = _by_cell("meetings", Column("made_at", Time, nullable=False))
"""One row a meeting; whoever adds to the meeting or folds it holds its lock."""

heads = _by_cell(
    "heads",
    _key("device", Id()),
    Column("header", LargeBinary, nullable=False),  # stored bytes of the stream's header
    Column("seq", BigInteger, nullable=False),
    Column("hash", Hash32, nullable=False),
    Column("told_end", BigInteger, nullable=False),  # the last line the laptop said it has
    Column("at", Time, nullable=False),  # when `seq` was reached: the time in the receipt
    Column("sig", String(128)),  # the device's own signature of `seq` and `hash`, so that others may forward it
)
"""How far each stream is held, durably."""

lines = _by_cell(
    "lines",
    _key("device", Id()),
    _key("seq", BigInteger),
    Column("type", String(80), nullable=False),  # "" when it has no readable one
    Column("at", Time, nullable=False),  # the laptop's wall clock, 0 when it has no readable one
    Column("hash", Hash32, nullable=False),  # h(seq)
    Column("line", LargeBinary, nullable=False),  # without its newline
)
"""Every line, verbatim for ever."""

# --- what is made from the record -----------------------------------------------------------------------------------

summaries = _by_cell(
    "summaries",
    Column("version", Integer, nullable=False),  # of the making, `hq.fold.VERSION`
    Column("plan", String(64), nullable=False),  # digest of the plan it was counted with
    Column("date", Day, nullable=False),
    Column("body", String(40), nullable=False),
    Column("variant", String(40), nullable=False),
    Column("rehearsal", Boolean, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("last_at", Time, nullable=False),  # corrected time of the last entry, the "now" of the figures
    Column("started", Time),
    Column("ended", Time),
    Column("minutes", Integer),
    Column("members", Integer, nullable=False),
    Column("present", Integer, nullable=False),
    Column("adopted_at", Time),
    Column("figures", Text),  # models.figures.Figures as JSON; null for a body the plan does not know
    Column("flags", Text, nullable=False),  # JSON list of codes of oddities
    Column("campaign", String(40), nullable=False),  # id of the plan that the meeting follows
    Column("planned_start", String(5), nullable=False),  # "19:00", "" while nobody said
    Column("place", String(200), nullable=False),
    Column("notified", Day, nullable=False),  # when those above were told of the time (R78), "" not yet
    Column("report_sent", Day, nullable=False),  # "" not yet
    Column("superiors", Integer, nullable=False),  # who came from above to attend (R73)
    Column("contributions", Integer, nullable=False),
    Column("spoke", Integer, nullable=False),  # members present who contributed
    Column("short", Boolean, nullable=False),  # over, and shorter than the plan asks (R15)
    Column("quiet", Boolean, nullable=False),  # "100 % agree, nobody says anything" (R41)
    Column("quality", String(40), nullable=False),  # code of the grade, "" before
    Column("unmet", Text, nullable=False),  # JSON {code of a rule: "failed" or "waived"}
    Column("steps", Text, nullable=False),  # JSON {kind of step: whole minutes}
    Column("obliged", Integer, nullable=False, server_default="0"),  # members who were to come
    Column("obliged_present", Integer, nullable=False, server_default="0"),  # of those, who came
)
"""The figures of each meeting."""

indicators = _by_cell(
    "indicators",
    _key("indicator", String(80)),  # the number as text, or the id of a sign beyond the list
    Column("number", Integer),  # null beyond the list
    Column("answer", String(20), nullable=False),  # code of `models.board`, "" when nobody answered
    Column("degree", String(40), nullable=False),  # code of the plan's scale, "" when none was said
    Column("title", Text, nullable=False),  # of a sign beyond the list, as the unit's report tells it
)
"""What each meeting says of the indicators, as far as its report says it: nothing of one person alone (sync.md §8)."""

remedies = _by_cell(
    "remedies",
    _key("remedy", String(120)),  # the same id in every later meeting that comes back to it
    Column("own", Boolean, nullable=False),  # taken on in this meeting; else judged in it
    Column("text", Text, nullable=False),  # "" where it is only judged
    Column("owner", Text, nullable=False),  # as the minutes print it
    Column("personal", Boolean, nullable=False),  # the owner is a person of the roster
    Column("due", Day, nullable=False),  # ISO, "" without a day
    Column("due_words", String(200), nullable=False),  # "cuối quý", where no day was said
    Column("state", String(20), nullable=False),  # code of `models.facts.CommitmentState`
)
"""The body's remedies and tasks, and what later meetings said became of them (L16). No one's promise about oneself."""

dirty = _by_cell(
    "dirty",
    Column("since", Time, nullable=False),
    Column("due", Time, nullable=False),  # not to be tried before
    Column("tries", Integer, nullable=False),
    Column("reason", String(80), nullable=False),
)
"""Meetings whose summary is behind the record."""

# --- sums over the tree: made from the summaries and the organisation ------------------------------------------------

standings = Table(
    "standings",
    metadata,
    Column("campaign", String(40), primary_key=True),
    Column("path", Bytewise, primary_key=True),  # its last part is the unit's own
    Column("unit", Id(), nullable=False),
    Column("cell_id", Id(), nullable=False),
    Column("stage", Integer, nullable=False),  # `hq.counting.Stage`
    Column("date", Day, nullable=False),  # of the session, "" when nothing was sent
    Column("hour", String(5)),  # "19:00", null while nobody said
    Column("owes", Integer, nullable=False),  # what it still owes, `hq.owing.bits`
    Column("late", Boolean, nullable=False),  # the session or the report came after its last day
    Column("short", Boolean, nullable=False),
    Column("quiet", Boolean, nullable=False),
    Column("attended", Boolean, nullable=False),  # somebody from above came, or the plan sends nobody (R73)
    Column("minutes", Integer),  # null before it began
    Column("present", Integer),  # null when nothing was sent
    Column("spoke", Integer),
    Column("started", Time),
    Column("last_at", Time, nullable=False),  # of the last entry, 0 when nothing was sent
    Column("name_key", Bytewise, nullable=False),  # `list_key` of the name
    Column("overseer_key", Bytewise, nullable=False),  # the same of the overseer
    Column("search", Text, nullable=False),  # code, name and overseer without marks
    Column("overseer", String(200), nullable=False),
    Column("meeting", Id()),  # the one that counts (`hq.counting`); null when nothing was sent
    Column("day", Day, nullable=False),  # on which it stands where `path` says
    Column("code", Bytewise, nullable=False),
    Column("name", String(200), nullable=False),
    Column("body", String(40), nullable=False),
    Column("variant", String(40), nullable=False),
    Index("uq_standings_unit_campaign", "unit", "campaign", unique=True),
    Index("ix_standings_campaign_stage_path", "campaign", "stage", "path"),
    Index("ix_standings_campaign_date_hour", "campaign", "date", "hour", "path", "stage"),
    Index("ix_standings_campaign_owes_path", "campaign", "owes", "path"),
    Index("ix_standings_campaign_overseer", "campaign", "overseer_key", "overseer", "stage", "attended", "path"),
    sqlite_with_rowid=False,
)
"""How far each unit is that must meet, also one that has sent nothing (R74, R86); what lists walk by stands first."""

tallies = Table(
    "tallies",
    metadata,
    _key("unit", Id()),
    Column("campaign", String(40), primary_key=True),
    Column("tally", Text, nullable=False),  # JSON {measure: count}, `hq.tally`
)
"""What one unit adds to the sums of all above it; apart from its standing, of which lists walk thousands."""

sums = Table(
    "sums",
    metadata,
    _key("unit", Id()),
    Column("campaign", String(40), primary_key=True),
    Column("tally", Text, nullable=False),  # JSON {measure: count}: all units below, itself left out
)
"""What the units below one add up to."""

stale = Table("stale", metadata, _key("cell_id", Id()), Column("since", Time, nullable=False))
"""Cells whose standing, and so the sums above it, may be behind."""

groupings = Table(
    "groupings",
    metadata,
    _key("act", Id()),  # one act of a person: UUIDv7, so in order of time
    _key("cell_id", Id()),
    _key("meeting", Id()),
    _key("indicator", String(80)),
    Column("label", String(200), nullable=False),
    Column("made_by", Id(), nullable=False),  # the account
    Column("made_at", Time, nullable=False),
    Column("undone_at", Time),
    Index("ix_groupings_cell_id_meeting", "cell_id", "meeting"),
)
"""Which signs beyond the list a person found to be of one kind; of several acts the last that stands counts (R35)."""

# --- the organisation -----------------------------------------------------------------------------------------------

units = Table(
    "units",
    metadata,
    _key("unit", Id()),
    Column("code", Bytewise, nullable=False, unique=True),  # as the office numbers it
    Column("body", String(40), nullable=False),  # body of the plan, e.g. "chi_bo"; "" for an office
    Column("variant", String(40), nullable=False),
    Column("code_key", Bytewise, nullable=False, server_default=""),  # `list_key` of the code
)
"""What meets or leads: a cell, a committee, a ward, the city. Never deleted."""

placements = Table(
    "placements",
    metadata,
    Column("path", Bytewise, primary_key=True),  # "/1/3/a12/": itself at the end, `hq.paths`
    Column("valid_from", Day, primary_key=True),
    Column("valid_to", Day, nullable=False),  # the first day on which it no longer holds; `FOREVER`
    Column("unit", Id(), ForeignKey("units.unit"), nullable=False),
    Column("parent", Id()),
    Column("name_key", Bytewise, nullable=False, server_default=""),  # `list_key` of the name
    Column("overseer_key", Bytewise, nullable=False, server_default=""),  # the same of the overseer
    Column("search", Text, nullable=False, server_default=""),  # code, name and overseer without marks
    Column("name", String(200), nullable=False),
    Column("overseer", String(200), nullable=False, default=""),  # who of the committee attends it (R73)
    Index("uq_placements_unit_valid_from", "unit", "valid_from", unique=True),
    Index("ix_placements_parent_valid_to", "parent", "valid_to", "valid_from"),
    sqlite_with_rowid=False,
)
"""Where a unit stands in the tree and what it is called, from one day to another; kept in the order of the tree."""

cells = Table(
    "cells",
    metadata,
    _key("cell_id", Id()),
    Column("unit", Id(), ForeignKey("units.unit"), nullable=False, index=True),
    Column("made_at", Time, nullable=False),
)
"""Units that meet: the id under which their records are kept."""

cell_aliases = Table(
    "cell_aliases",
    metadata,
    _key("alias", Id()),
    Column("cell_id", Id(), ForeignKey("cells.cell_id"), nullable=False, index=True),
    Column("made_at", Time, nullable=False),
)
"""Ids that laptops made themselves before they were enrolled."""

# --- devices and people ---------------------------------------------------------------------------------------------

devices = Table(
    "devices",
    metadata,
    _key("device", Id()),
    Column("cell_id", Id(), ForeignKey("cells.cell_id"), nullable=False, index=True),
    Column("key", String(64), nullable=False),  # public key, hexadecimal
    Column("alias", String(8), nullable=False),
    Column("name", String(200), nullable=False),
    Column("role", String(20), nullable=False),
    Column("enrolled_at", Time, nullable=False),
    Column("revoked_at", Time),
    Column("seen_at", Time),
    Column("installation", Id(), index=True),  # its first identity; null: itself, it never vouched for another one
)
"""Laptops that were enrolled. The identities of one installation stand beside each other (`hq.succession`)."""

enrolment_codes = Table(
    "enrolment_codes",
    metadata,
    _key("hash", Hash32),
    Column("cell_id", Id(), ForeignKey("cells.cell_id"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("made_at", Time, nullable=False),
    Column("made_by", Id()),
    Column("expires", Time, nullable=False),
    Column("tries", Integer, nullable=False),  # wrong ones so far
    Column("used_at", Time),
    Column("used_by", Id()),  # the device
)
"""One-time codes, hashed."""

tokens = Table(
    "tokens",
    metadata,
    _key("hash", Hash32),  # SHA-256 of the token
    Column("device", Id(), ForeignKey("devices.device"), nullable=False, index=True),
    Column("made_at", Time, nullable=False),
    Column("expires", Time, nullable=False),
)
"""Bearer tokens of devices; the token itself is nowhere."""

nonces = Table(
    "nonces",
    metadata,
    Column("device", Id(), ForeignKey("devices.device"), primary_key=True),
    Column("nonce", String(32), primary_key=True),
    Column("expires", Time, nullable=False, index=True),
)
"""Nonces of renewals, for as long as their statement would be taken again."""

accounts = Table(
    "accounts",
    metadata,
    _key("account", Id()),
    Column("login", Bytewise, nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password", String(200), nullable=False),  # argon2id
    Column("role", String(20), nullable=False),
    Column("unit", Id(), ForeignKey("units.unit")),
    Column("made_at", Time, nullable=False),
    Column("disabled_at", Time),
    Column("failed", Integer, nullable=False),
    Column("locked_until", Time, nullable=False),
)
"""People who log in."""

sessions = Table(
    "sessions",
    metadata,
    _key("hash", Hash32),
    Column("account", Id(), ForeignKey("accounts.account"), nullable=False, index=True),
    Column("made_at", Time, nullable=False),
    Column("seen_at", Time, nullable=False),
    Column("expires", Time, nullable=False),
)
"""Who is logged in."""

grants = Table(
    "grants",
    metadata,
    _key("id", Id()),
    Column("account", Id(), ForeignKey("accounts.account"), nullable=False, index=True),
    Column("unit", Id(), ForeignKey("units.unit"), nullable=False),
    Column("what", String(40), nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day, nullable=False),
    Column("reason", Text, nullable=False),
    Column("made_by", Id(), nullable=False),
    Column("made_at", Time, nullable=False),
)
"""Explicit permissions, e.g. to read individual opinions of a unit (sync.md §8)."""

contents = Table(
    "contents",
    metadata,
    Column("kind", String(20), primary_key=True),  # `hq.contents.Kind`
    _key("unit", Id()),  # for whom; `hq.contents.EVERYONE`; see `hq.plans`
    Column("digest", String(64), nullable=False),  # SHA-256 of `content`, hexadecimal
    Column("content", LargeBinary, nullable=False),  # as it is sent
    Column("at", Time, nullable=False),
)
"""What the office hands its units: plan, indicators' wording, a unit's list of people. The latest of each counts."""

audit = Table(
    "audit",
    metadata,
    _key("id", Id()),  # UUIDv7, so in order of time
    Column("at", Time, nullable=False),
    Column("actor", String(80), nullable=False),  # "account:…", "device:…", "command line"
    Column("what", String(40), nullable=False),
    Column("about", String(80), nullable=False),
    Column("detail", Text, nullable=False),  # JSON, without personal text
    Index("ix_audit_about_at", "about", "at"),
)
"""Who did what to devices, accounts, grants and the tree."""

settings = Table(
    "settings", metadata, Column("name", String(40), primary_key=True), Column("value", LargeBinary, nullable=False)
)
"""What the server keeps of itself: its signing key."""

BIG: Final = (meetings, heads, lines, summaries, dirty, indicators, remedies)
"""The tables keyed by cell and meeting."""
