"""Thrift's compact protocol, as far as the footer of a Parquet file needs it.

A struct is a list of fields `[number, type, value]`; what is read is written again byte for byte.
Types are those of the protocol: 1 and 2 yes and no, 3 to 6 whole numbers, 8 bytes, 9 a list
(`(type, values)`), 12 a struct. A footer holds no others.
"""

from __future__ import annotations

from typing import Any

YES, NO, BYTE, DOUBLE, BYTES, LIST, STRUCT = 1, 2, 3, 7, 8, 9, 12
_WHOLE = range(BYTE, DOUBLE)

Field = list[Any]


class Reader:
    """Reads from the start of some bytes on."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def struct(self) -> list[Field]:
        """The fields of a struct."""
        found: list[Field] = []
        number = 0
        while head := self._byte():
            step, kind = head >> 4, head & 15
            number = number + step if step else _unzigzag(self._varint())
            found.append([number, kind, self._value(kind)])
        return found

    def _value(self, kind: int) -> Any:
        if kind in (YES, NO):
            return None
        if kind in _WHOLE:
            return self._byte() if kind == BYTE else _unzigzag(self._varint())
        if kind == BYTES:
            return self._taken(self._varint())
        if kind == LIST:
            head = self._byte()
            many = head >> 4 if head >> 4 < 15 else self._varint()
            inner = head & 15
            if inner in (YES, NO):
                return inner, [self._byte() for _ in range(many)]
            return inner, [self._value(inner) for _ in range(many)]
        if kind == STRUCT:
            return self.struct()
        raise ValueError(f"a footer with a field of type {kind}")

    def _byte(self) -> int:
        self.at += 1
        return self.data[self.at - 1]

    def _taken(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]

    def _varint(self) -> int:
        found = shift = 0
        while True:
            byte = self._byte()
            found |= (byte & 127) << shift
            if byte < 128:
                return found
            shift += 7


def struct(fields: list[Field]) -> bytes:
    """The bytes of a struct."""
    found = bytearray()
    last = 0
    for number, kind, value in fields:
        step = number - last
        if 0 < step < 16:
            found.append(step << 4 | kind)
        else:
            found.append(kind)
            found += _varint(_zigzag(number))
        found += _value(kind, value)
        last = number
    return bytes(found) + b"\0"


def _value(kind: int, value: Any) -> bytes:
    if kind in (YES, NO):
        return b""
    if kind == BYTE:
        return bytes([value])
    if kind in _WHOLE:
        return _varint(_zigzag(value))
    if kind == BYTES:
        return _varint(len(value)) + bytes(value)
    if kind == STRUCT:
        return struct(value)
    inner, values = value
    many = len(values)
    head = bytes([many << 4 | inner]) if many < 15 else bytes([0xF0 | inner]) + _varint(many)
    if inner in (YES, NO):
        return head + bytes(values)
    return head + b"".join(_value(inner, v) for v in values)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def _zigzag(value: int) -> int:
    return value << 1 if value >= 0 else (-value << 1) - 1


def _unzigzag(value: int) -> int:
    return (value >> 1) ^ -(value & 1)
