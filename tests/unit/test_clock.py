"""The date of today, and the latest date in any time zone (`annuaire.runtime.clock`)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from annuaire.__main__ import main
from annuaire.errors import SettingsError
from annuaire.runtime import clock
from annuaire.runtime.clock import latest, today


def stop_clock(monkeypatch: pytest.MonkeyPatch, time: datetime) -> None:
    """Stop the clock at this time."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:
            return time.astimezone(tz)

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(clock, "datetime", Stopped)


def test_the_day_is_that_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert today() == latest() == date(2026, 11, 22)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305599")
    assert today() == date(2026, 11, 21)


@pytest.mark.parametrize("value", ["", None])
def test_without_it_the_day_is_today_in_utc(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (datetime(2026, 11, 27, 23, 30, tzinfo=UTC), date(2026, 11, 28)),  # half past midnight in Paris
        (datetime(2026, 11, 27, 10, 0, tzinfo=UTC), date(2026, 11, 28)),
        (datetime(2026, 11, 27, 9, 59, tzinfo=UTC), date(2026, 11, 27)),
    ],
)
def test_the_latest_day_is_that_of_the_first_time_zone(
    time: datetime, day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch, time)
    assert latest() == day
    assert today() == time.date()


@pytest.mark.parametrize(("day", "code"), [("2026-11-28", 0), ("2026-11-29", 1)])
def test_after_midnight_in_paris_the_new_day_is_not_in_the_future(
    day: str, code: int, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_clock(monkeypatch, datetime(2026, 11, 27, 23, 30, tzinfo=UTC))
    fiche = root / "curation" / "fiches" / "zoe-ndiaye.yml"
    fiche.write_text(fiche.read_text("utf-8").replace("depuis: 2026-11-01", f"depuis: {day}"), "utf-8")
    assert main(["--root", str(root), "check"]) == code


@pytest.mark.parametrize("value", ["hier", "1e9", "2026-11-22", "9" * 30])
def test_an_invalid_epoch_is_reported_in_french(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH doit être"):
        today()
