"""The record of a meeting for other programs: one documented, versioned value, and its JSON (docs/schema).

`values` says what stands in it, `writing` makes it from a meeting.
"""

from models.record.values import FORMAT, VERSION, Record
from models.record.writing import record_of, to_json

__all__ = ["FORMAT", "VERSION", "Record", "record_of", "to_json"]
