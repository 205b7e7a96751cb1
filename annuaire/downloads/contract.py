"""The contract of the API: JSON Schemas (2020-12) of its documents, and an OpenAPI 3.1 description of its paths."""

from __future__ import annotations

from typing import Any

from annuaire.french import wording

VERSION = "1"
BASE = f"api/v{VERSION}"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_ANY_TEXT: dict[str, Any] = {"type": "string"}
_ADDRESS: dict[str, Any] = {"type": "string", "format": "uri", "pattern": "^https?://"}
_DAY: dict[str, Any] = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_ID: dict[str, Any] = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_EDITION: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"}
_COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}


def _object(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {**required, **optional},
        "required": list(required),
        "additionalProperties": False,
    }


def _list(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_HEADER = {
    "title": _TEXT,
    "list": _TEXT,
    "edition": _EDITION,
    "edition_title": _TEXT,
    "published": _DAY,
    "updated": _DAY,
    "licence": _TEXT,
    "licence_url": _ADDRESS,
    "scope": _TEXT,
    "source": _ADDRESS,
    "since": _ADDRESS,
}
_NAMED = _object({"id": _ID, "name": _TEXT})
_FACET = {"id": _ID, "name": _TEXT, "url": _ADDRESS, "count": _COUNT, "fiches": _list(_ID)}
_FILES = {"type": "object", "additionalProperties": _ADDRESS}
_FEEDS = _object({"atom": _ADDRESS, "json": _ADDRESS})
_DEPARTURE = _object({"id": _ID, "name": _TEXT, "reason": _ANY_TEXT})
_MOVES = {"arrivals": _list(_NAMED), "departures": _list(_DEPARTURE)}

# Definitions shared by several documents, then one schema for each document.
PARTS: dict[str, dict[str, Any]] = {
    "account": _object({"network": _ID, "handle": _TEXT, "url": _ADDRESS}, id=_TEXT),
    "fiche": _object(
        {
            "id": _ID,
            "name": _TEXT,
            "kind": {"enum": ["person", "organisation"]},
            "categories": {**_list(_NAMED), "minItems": 1},
            "territory": _TEXT,
            "reason": _TEXT,
            "subjects": _list(_TEXT),
            "since": _DAY,
            "url": _ADDRESS,
            "accounts": _list(_ref("account")),  # none, if others took the handles of all
        },
        caveat=_TEXT,
    ),
    "evidence": _object({"network": _ID, "reference": _TEXT, "seen": _ANY_TEXT}, url=_ADDRESS, note=_TEXT),
}
DOCUMENTS: dict[str, dict[str, Any]] = {
    "index": _object({**_HEADER, "version": {"const": VERSION}, "fiches": _COUNT, "links": _FILES}),
    "fiches": _object({**_HEADER, "fiches": _list(_ref("fiche"))}),
    "one-fiche": _object({**_HEADER, "fiche": _ref("fiche"), "evidence": _list(_ref("evidence"))}),
    "categories": _object(
        {
            **_HEADER,
            "categories": _list(
                _object(
                    {
                        **_FACET,
                        "description": _ANY_TEXT,
                        "collection": _ADDRESS,
                        "feeds": _FEEDS,
                        "files": _FILES,
                    }
                )
            ),
        }
    ),
    "networks": _object({**_HEADER, "networks": _list(_object({**_FACET, "files": _FILES}))}),
    "territories": _object({**_HEADER, "territories": _list(_object({**_FACET, "files": _FILES}))}),
    "editions": _object(
        {
            **_HEADER,
            "editions": _list(
                _object(
                    {
                        "id": _EDITION,
                        "title": _TEXT,
                        "published": _DAY,
                        "note": _ANY_TEXT,
                        "ranked": {"type": "boolean"},
                        "current": {"type": "boolean"},
                        "url": _ADDRESS,
                        "fiches": _list(_ID),
                        **_MOVES,
                    }
                )
            ),
        }
    ),
    "changes": _object(
        {**_HEADER, "changes": _list(_object({"from": _EDITION, "to": _EDITION, **_MOVES, "url": _ADDRESS}))}
    ),
    "changes-since": _object({**_HEADER, "from": _EDITION, "to": _EDITION, **_MOVES}),
    "bluesky": _object(
        {
            **_HEADER,
            "members": _list(
                _object(
                    {"name": _TEXT, "handle": _TEXT, "url": _ADDRESS},
                    did={"type": "string", "pattern": "^did:"},
                )
            ),
        }
    ),
}

# Path below BASE, schema of its document, summary.
PATHS: tuple[tuple[str, str, str], ...] = (
    ("/index.json", "index", "What there is, and where"),
    ("/fiches.json", "fiches", "All fiches of the current edition"),
    ("/fiches/{id}.json", "one-fiche", "One fiche with its evidence"),
    ("/categories.json", "categories", "Categories with their fiches, feeds and files"),
    ("/networks.json", "networks", "Networks with their fiches and files"),
    ("/territories.json", "territories", "Territories with their fiches and files"),
    ("/editions.json", "editions", "All editions, newest first"),
    ("/changes.json", "changes", "From each edition to the current one"),
)


def schema(name: str) -> dict[str, Any]:
    """Return the self-contained schema of a document."""
    return {"$schema": DIALECT, "title": name, **DOCUMENTS[name], "$defs": PARTS}


def openapi(title: str, server: str, contact: str) -> dict[str, Any]:
    """Describe the API; `server` is the site's address."""
    schemas = {name: _relocated(found) for name, found in {**PARTS, **DOCUMENTS}.items()}
    info = {
        "title": title,
        "version": VERSION,
        "summary": "Read-only files; what is written here stays true as long as the address says v1.",
        "description": wording.SCOPE,
        "license": {"name": wording.LICENCE, "url": wording.LICENCE_URL},
    }
    return {
        "openapi": "3.1.0",
        "info": {**info, "contact": {"email": contact}} if contact else info,
        "servers": [{"url": f"{server}/{BASE}"}],
        "paths": {path: {"get": _operation(path, name, summary)} for path, name, summary in PATHS},
        "components": {"schemas": schemas},
    }


def _operation(path: str, name: str, summary: str) -> dict[str, Any]:
    answer = {"schema": {"$ref": f"#/components/schemas/{name}"}}
    responses: dict[str, Any] = {"200": {"description": "Found", "content": {"application/json": answer}}}
    operation: dict[str, Any] = {"operationId": name, "summary": summary, "responses": responses}
    if "{id}" in path:
        operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": _ID}]
        responses["404"] = {"description": "No such fiche in the current edition"}
    return operation


def _relocated(value: Any) -> Any:
    """Return a schema with its references pointing to `components/schemas`, where OpenAPI has them."""
    if isinstance(value, dict):
        return {
            key: item.replace("#/$defs/", "#/components/schemas/") if key == "$ref" else _relocated(item)
            for key, item in value.items()
        }
    return [_relocated(item) for item in value] if isinstance(value, list) else value
