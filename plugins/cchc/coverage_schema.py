"""The published JSON Schema (draft 2020-12) of coverage.json, one for each edition.

The schema of the public edition names nothing that edition leaves out (coverage rules, Two editions). Keys are
only ever added to the document (contract), so every object takes further keys and readers skip those they do
not know.
"""

from __future__ import annotations

from typing import Any

from cchc.coverage_words import STATUSES
from cchc.exports import INTERNAL_KEYS, INTERNAL_KEYS_OF_TASK, LOG_NUMBERS, Edition, json_text
from cchc.fields import AREA_LETTERS
from cchc.schedule import PERIODS

SCHEMA_PATH = "ke-hoach/coverage.schema.json"
Schema = dict[str, Any]

_DATE: Schema = {"$ref": "#/$defs/date"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "minLength": 1}
_NAMES: Schema = {"type": "array", "items": _NAME}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def coverage_schema(edition: Edition, base_url: str = "") -> Schema:
    """Build the schema of the edition's documents; `base_url` (with its slash) makes `$id` absolute."""
    full = edition == "full"
    properties = _document_properties(edition)
    optional = {"starter", "since"}
    return {
        "$schema": _DIALECT, "$id": f"{base_url}{SCHEMA_PATH}",
        "title": "Số liệu thực hiện kế hoạch tuyên truyền cải cách hành chính (cchc.coverage/1)",
        "description": "Khóa chỉ được thêm, không đổi nghĩa, không bỏ; phần mềm đọc bỏ qua khóa chưa biết.",
        **_object(properties, optional=optional),
        "$defs": {
            "date": {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
            "schedule": _schedule(), "output": _output(full=full), "task": _task(full=full),
            **({"status": {"enum": list(STATUSES)}} if full else {}),
        },
    }


def coverage_schema_json(edition: Edition, base_url: str) -> str:
    """Render coverage.schema.json."""
    return json_text(coverage_schema(edition, base_url))


def _document_properties(edition: Edition) -> Schema:
    """Every key of the document in its order, without those the edition leaves out."""
    percent = {"type": "number", "minimum": 0, "maximum": 100}
    area = _object({"letter": {"enum": list(AREA_LETTERS)}, "outputs": _COUNT})
    properties: Schema = {
        "schema": {"const": "cchc.coverage/1"}, "edition": {"const": edition},
        "plan": {**_NAME, "description": "Mã kế hoạch"},
        "as_of": {**_DATE, "description": "Tính đến hết ngày này, không muộn hơn ngày cuối của kế hoạch"},
        "closed": {"type": "boolean", "description": "Kế hoạch đã kết thúc"},
        "completion": _object({"done": _COUNT, "counted": _COUNT, "percent": percent}),
        "channels": {**_NAMES, "uniqueItems": True, "description": "Mã các kênh đã sử dụng"},
        "counts": _object(dict.fromkeys(STATUSES, _COUNT)),
        "tasks": {"type": "array", "items": {"$ref": "#/$defs/task"}},
        "areas": {"type": "array", "items": area, "description": "Số sản phẩm theo nội dung tuyên truyền"},
        "unplanned": {"type": "array", "items": _object({"title": _TEXT, "source": _NAME})},
        "starter": {"const": True, "description": "Có dữ liệu khởi tạo, chưa phải số liệu chính thức"},
    }
    if edition == "full":
        properties["since"] = {"type": "object", "description": "Thay đổi từ một ngày trước (inv coverage --since)"}
        return properties
    return {key: value for key, value in properties.items() if key not in INTERNAL_KEYS}


def _task(*, full: bool) -> Schema:
    gap = _object({"from": _DATE, "to": _DATE, "days": _COUNT})
    properties: Schema = {
        "number": {"type": "integer", "minimum": 1}, "title": _TEXT, "status": {"$ref": "#/$defs/status"},
        "label": _NAME, "expected": {**_NAMES, "description": "Mã thể loại kế hoạch nêu"}, "missing": _NAMES,
        "open": {"type": "boolean", "description": "Nhận cả thể loại khác"}, "require": {"enum": ["any", "all"]},
        "lead": {**_NAMES, "description": "Mã cơ quan chủ trì"},
        "support": {**_NAMES, "description": "Mã cơ quan phối hợp"},
        "schedule": {"$ref": "#/$defs/schedule"},
        "outputs": {"type": "array", "items": {"$ref": "#/$defs/output"}, "description": "Theo ngày, rồi theo nguồn"},
        "output_count": _COUNT, "last_output": _or_null(_DATE), "age_days": _or_null(_COUNT), "late": _COUNT,
        "gaps": {"type": "array", "items": gap}, "longest_gap_days": _COUNT, "months_with_output": _COUNT,
        "by_month": {
            "type": "object", "propertyNames": {"pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}, "minProperties": 1,
            "additionalProperties": _COUNT,
        },
        "continues": {
            **_object({"plan": _NAME, "task": {"type": "integer", "minimum": 1}}),
            "description": "Nhiệm vụ của kế hoạch trước mà nhiệm vụ này tiếp nối",
        },
    }
    hidden = () if full else INTERNAL_KEYS_OF_TASK
    return {
        **_object({key: value for key, value in properties.items() if key not in hidden}, optional={"continues"}),
        # without output there is neither a last day nor an age, and with one there are both
        "if": {"properties": {"last_output": {"type": "null"}}},
        "then": {"properties": {
            "age_days": {"type": "null"}, "outputs": {"maxItems": 0}, "output_count": {"const": 0},
            "months_with_output": {"const": 0},
        }},
        "else": {"properties": {
            "age_days": _COUNT, "outputs": {"minItems": 1}, "output_count": {"minimum": 1},
            "months_with_output": {"minimum": 1},
        }},
    }


def _output(*, full: bool) -> Schema:
    properties: Schema = {
        "title": _NAME, "date": _DATE, "kind": _TEXT,
        "url": {
            "type": "string", "pattern": "^(?!/)[^\\s]*$",
            "description": "So với gốc chuyên mục; địa chỉ đầy đủ hoặc trống với dòng của sổ theo dõi",
        },
        "unit": _or_null(_NAME), "channels": _NAMES, "origin": {"enum": ["post", "attachment", "log"]},
        "source": _NAME, "number": {**_or_null(_NAME), "description": "Số, ký hiệu của văn bản"},
        "document_date": {**_or_null(_DATE), "description": "Ngày của văn bản"},
        "withdrawn": {**_DATE, "description": "Ngày rút, sau khi kế hoạch kết thúc"},
    }
    optional = {"withdrawn"}
    if full:
        more: Schema = {
            **dict.fromkeys(LOG_NUMBERS, _or_null({"type": "number", "minimum": 0})),
            "place": _or_null(_NAME), "note": _or_null(_NAME),
        }
        properties |= more
        optional |= set(more)
    return _object(properties, optional=optional)


def _schedule() -> Schema:
    """The four types of schedules as a plan file writes them (contract, A plan)."""
    event = _object({"date": _DATE, "title": _TEXT, "document": _or_null(_TEXT)})
    events = {"type": "array", "items": event}
    return {"oneOf": [
        _object({"type": {"const": "continuous"}, "every_days": {"type": "integer", "minimum": 1}, "text": _TEXT}),
        _object({"type": {"const": "window"}, "from": _DATE, "to": _DATE, "text": _TEXT}),
        _object({"type": {"const": "event"}, "within_days": _COUNT, "events": events, "text": _TEXT}),
        _object({"type": {"const": "event"}, "within_working_days": _COUNT, "events": events, "text": _TEXT}),
        _object({
            "type": {"const": "periodic"}, "every": {"enum": list(PERIODS)},
            "count": {"type": "integer", "minimum": 1}, "text": _TEXT,
        }),
    ]}


def _object(properties: Schema, *, optional: set[str] | None = None) -> Schema:
    """An object whose keys are all required but the `optional` ones; further keys are allowed."""
    required = [key for key in properties if key not in (optional or ())]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": True}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}
