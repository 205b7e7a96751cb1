from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from annuaire.clock import today
from annuaire.errors import SettingsError


def test_the_day_is_that_of_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    assert today() == date(2026, 11, 22)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305599")
    assert today() == date(2026, 11, 21)


@pytest.mark.parametrize("value", ["", None])
def test_without_it_the_day_is_today_in_utc(value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if value is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    assert abs(today() - datetime.now(UTC).date()) <= timedelta(days=1)


@pytest.mark.parametrize("value", ["hier", "1e9", "2026-11-22", "9" * 30])
def test_what_is_no_number_of_seconds_is_refused_in_french(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH doit être"):
        today()
