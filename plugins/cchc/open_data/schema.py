"""The published JSON Schema (draft 2020-12) of articles.json; keys are only ever added to the document."""

from __future__ import annotations

from typing import Any

from cchc.exports import json_text
from cchc.fields import AREA_LETTERS
from cchc.open_data.articles import FOLDER, SCHEMA_ID
from cchc.open_data.columns import COLUMNS

SCHEMA_PATH = f"{FOLDER}articles.schema.json"
Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "minLength": 1}
_NAMES: Schema = {"type": "array", "items": _NAME}
_ADDRESS: Schema = {"type": "string", "format": "uri", "pattern": "^https?://"}
_MOMENT: Schema = {
    "type": "string", "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}$",
}
_TYPE: Schema = {"type": "string", "description": "Loại tệp (MIME)"}
_FACTS: Schema = {
    "type": _TYPE, "bytes": {"type": "integer", "minimum": 0, "description": "Dung lượng tính bằng byte"},
    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "Mã băm SHA-256 của tệp"},
}


def articles_schema_json(base_url: str) -> bytes:
    """Render articles.schema.json; `base_url` (with its slash) makes `$id` absolute."""
    return json_text(articles_schema(base_url)).encode()


def articles_schema(base_url: str) -> Schema:
    """Build the schema of the document."""
    names = {"type": "object", "additionalProperties": _NAME}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"{base_url}{SCHEMA_PATH}",
        "title": f"Danh mục tin, bài ({SCHEMA_ID})",
        "description": "Khóa chỉ được thêm, không đổi nghĩa, không bỏ; phần mềm đọc bỏ qua khóa chưa biết.",
        **_object({
            "schema": {"const": SCHEMA_ID}, "title": _NAME, "publisher": {**_NAME, "description": "Cơ quan công bố"},
            "home": {**_ADDRESS, "description": "Trang đầu của chuyên mục"},
            "terms": {**_ADDRESS, "description": "Điều khoản sử dụng"}, "language": _NAME,
            "updated": {**_or_null(_MOMENT), "description": "Thay đổi gần nhất của một bài"},
            "count": {"type": "integer", "minimum": 0, "description": "Số tin, bài"},
            "names": {**_object(dict.fromkeys(("fields", "kinds", "units"), names)), "description": "Tên theo mã"},
            "articles": {"type": "array", "items": {"$ref": "#/$defs/article"}, "description": "Mới nhất trước"},
        }),
        "$defs": {"article": _article()},
    }


def _article() -> Schema:
    pixels = _or_null({"type": "integer", "minimum": 1})
    image = _object({
        "url": _ADDRESS, "alt": _TEXT, "caption": _TEXT, "credit": _TEXT, "type": _TYPE, "width": pixels,
        "height": pixels,
    })
    attachment = _object({
        "url": _ADDRESS, "file": _NAME, "title": _TEXT, "kind": _or_null(_NAME), "number": _or_null(_NAME),
        "date": _or_null({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}), **_FACTS,
    })
    types: Schema = {
        "id": {"type": "string", "pattern": "^tag:"}, "title": _NAME, "url": _ADDRESS, "date": _MOMENT,
        "updated": _MOMENT, "summary": _TEXT, "language": {"type": "string", "pattern": "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"},
        "plan": _or_null(_NAME), "areas": {"type": "array", "items": {"enum": list(AREA_LETTERS)}},
        "tasks": {"type": "array", "items": {"type": "integer", "minimum": 1}}, "fields": _NAMES,
        "kind": _or_null(_NAME), "unit": _or_null(_NAME), "author": _or_null(_NAME), "source": _or_null(_NAME),
        "tags": _NAMES, "documents": _NAMES, "image": _or_null(image),
        "attachments": {"type": "array", "items": attachment}, "starter": {"type": "boolean"},
    }
    return _object({column.key: {**types[column.key], "description": column.text} for column in COLUMNS})


def _object(properties: Schema) -> Schema:
    """An object whose keys are all required; further keys are allowed."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": True}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
