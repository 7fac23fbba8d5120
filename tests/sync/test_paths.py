"""Where things lie, and warnings about the place: store.md §4 "Files"."""

from pathlib import Path, PurePosixPath, PureWindowsPath
from uuid import UUID

import pytest

from sync import paths
from sync.files import Ballast, Disk, free_space, make_directories
from sync.paths import Paths, cloud_kind, data_paths, folder_reports, network_mount
from tests.sync.disks import FullDisk, TroubledDisk, media_error
from tests.sync.tools import DEVICE, MEETING

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
server:/export /mnt/chung nfs4 rw 0 0
//nas/share /mnt/o\\040mang cifs rw 0 0
tmpfs /mnt/chung/local tmpfs rw 0 0
"""


def test_the_layout() -> None:
    data = Paths(Path("/d"))
    assert data.people == Path("/d/people.journal")
    assert data.settings == Path("/d/settings.journal")
    assert data.drafts == Path("/d/drafts.journal")
    assert data.stream(MEETING, DEVICE) == Path(f"/d/meetings/{MEETING}/{DEVICE}.journal")
    assert data.rehearsal.stream(MEETING, DEVICE) == Path(f"/d/rehearsal/meetings/{MEETING}/{DEVICE}.journal")


def test_the_environment_chooses_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BIENBAN_HOME", str(tmp_path))
    assert data_paths() == Paths(tmp_path)
    monkeypatch.setenv("BIENBAN_HOME", "")
    assert data_paths().root.name == "bienban"


def test_meetings_and_streams_are_found_other_files_passed_over(tmp_path: Path) -> None:
    data = Paths(tmp_path)
    assert data.meetings() == []
    assert data.streams(MEETING) == []
    other = UUID(int=5)
    for path in (data.stream(MEETING, DEVICE), data.stream(MEETING, other), data.stream(other, DEVICE)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    data.stream(MEETING, DEVICE).with_suffix(".lock").touch()
    (tmp_path / "meetings" / "ghi chú").mkdir()
    (tmp_path / "meetings" / str(DEVICE)).touch()
    assert data.meetings() == [other, MEETING]
    assert data.streams(MEETING) == sorted([data.stream(MEETING, DEVICE), data.stream(MEETING, other)])


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/srv/lan/.local/share/bienban", None),
        ("/mnt/chung/bienban", "nfs4"),
        ("/mnt/chung/local/bienban", None),
        ("/mnt/o mang/x", "cifs"),
        ("/mnt/chungkhac", None),
    ],
)
def test_network_disks_are_known_by_their_mount(path: str, kind: str | None) -> None:
    assert network_mount(Path(path), MOUNTS) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (PureWindowsPath(r"C:\Users\lan\OneDrive - Tỉnh uỷ\bienban"), "OneDrive"),
        (PurePosixPath("/srv/lan/Dropbox/bienban"), "Dropbox"),
        (PurePosixPath("/Nguoi/lan/Library/Mobile Documents/bienban"), "iCloud"),
        (PureWindowsPath(r"G:\My Drive\bienban"), "Google Drive"),
        (PurePosixPath("/srv/lan/bienban"), None),
    ],
)
def test_synchronised_folders_are_known_by_name(path: PurePosixPath | PureWindowsPath, kind: str | None) -> None:
    assert cloud_kind(path) == kind


def test_a_bad_place_is_told_and_a_good_one_is_not(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert folder_reports(tmp_path / "not yet there") == []
    monkeypatch.setattr(paths, "network_kind", lambda path: "nfs4")
    monkeypatch.setattr(paths, "free_space", lambda path: 49_999_999)
    told = folder_reports(tmp_path / "Dropbox")
    assert [report.code for report in told] == ["network_folder", "cloud_folder", "space_low"]
    assert "49 MB" in told[-1].sentence
    assert "50 MB" in told[-1].sentence


def test_free_space_is_asked_of_the_nearest_folder_that_is_there(tmp_path: Path) -> None:
    assert free_space(tmp_path / "a" / "b") > 0


def test_new_folders_are_made_durable_one_by_one(tmp_path: Path) -> None:
    """Rule 3: each new name is synced into its parent; nothing is done for folders that are there."""
    disk = TroubledDisk()
    make_directories(tmp_path / "a" / "b", disk)
    assert (tmp_path / "a" / "b").is_dir()
    assert disk.calls == {"sync_directory": 2}
    make_directories(tmp_path / "a" / "b", disk)
    assert disk.calls == {"sync_directory": 2}


def test_ballast_is_loaded_when_there_is_room_and_given_up_once(tmp_path: Path) -> None:
    """store.md §4: a 1 MB file that is deleted when the disk is full."""
    full = Ballast(tmp_path / "ballast", FullDisk(room=5000))
    assert not full.load()
    assert list(tmp_path.iterdir()) == []
    assert not full.release()
    ballast = Ballast(tmp_path / "ballast", Disk())
    assert ballast.load()
    assert ballast.load()
    assert ballast.release()
    assert not ballast.release()
    broken = TroubledDisk()
    broken.fail("sync", media_error())
    with pytest.raises(OSError, match="Input/output"):
        Ballast(tmp_path / "ballast", broken).load()
