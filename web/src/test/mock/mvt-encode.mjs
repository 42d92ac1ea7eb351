/** A small writer of Mapbox vector tiles 2.1, enough for test fixtures. */

const GEOMETRY_TYPE = { point: 1, line: 2, polygon: 3 };

class Writer {
  bytes = [];
  varint(value) {
    let rest = value;
    while (rest > 0x7f) {
      this.bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.bytes.push(rest);
  }
  tag(field, wireType) {
    this.varint(field * 8 + wireType);
  }
  number(field, value) {
    this.tag(field, 0);
    this.varint(value);
  }
  block(field, bytes) {
    this.tag(field, 2);
    this.varint(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
  }
  text(field, value) {
    this.block(field, new TextEncoder().encode(value));
  }
  double(field, value) {
    this.tag(field, 1);
    for (const byte of new Uint8Array(new Float64Array([value]).buffer)) this.bytes.push(byte);
  }
}

const zigzag = (n) => (n < 0 ? -n * 2 - 1 : n * 2);

function value(v) {
  const out = new Writer();
  if (typeof v === 'string') out.text(1, v);
  else if (typeof v === 'boolean') out.number(7, v ? 1 : 0);
  else if (Number.isInteger(v)) out.number(6, zigzag(v));
  else out.double(3, v);
  return out.bytes;
}

function commands(type, parts) {
  const out = new Writer();
  let x = 0;
  let y = 0;
  const step = ([nx, ny]) => {
    out.varint(zigzag(nx - x));
    out.varint(zigzag(ny - y));
    [x, y] = [nx, ny];
  };
  if (type === 'point') {
    out.varint((parts.length << 3) | 1);
    parts.forEach((part) => step(part[0]));
    return out.bytes;
  }
  for (const part of parts) {
    out.varint((1 << 3) | 1);
    step(part[0]);
    out.varint(((part.length - 1) << 3) | 2);
    part.slice(1).forEach(step);
    if (type === 'polygon') out.varint((1 << 3) | 7);
  }
  return out.bytes;
}

/**
 * @param {string} name layer name
 * @param {{id: number, type: 'point'|'line'|'polygon', parts: number[][][],
 *   properties: object}[]} features parts in tile units; polygon rings without closing point
 */
export function encodeTile(name, features, extent = 4096) {
  const keys = [];
  const values = [];
  const index = (list, entry) => {
    const at = list.indexOf(entry);
    return at >= 0 ? at : list.push(entry) - 1;
  };
  const layer = new Writer();
  layer.number(15, 2);
  layer.text(1, name);
  for (const feature of features) {
    const out = new Writer();
    out.number(1, feature.id);
    const tags = new Writer();
    for (const [key, entry] of Object.entries(feature.properties)) {
      if (entry === null || entry === undefined) continue;
      tags.varint(index(keys, key));
      tags.varint(index(values, entry));
    }
    out.block(2, tags.bytes);
    out.number(3, GEOMETRY_TYPE[feature.type]);
    out.block(4, commands(feature.type, feature.parts));
    layer.block(2, out.bytes);
  }
  keys.forEach((key) => layer.text(3, key));
  values.forEach((entry) => layer.block(4, value(entry)));
  layer.number(5, extent);
  const tile = new Writer();
  tile.block(3, layer.bytes);
  return Uint8Array.from(tile.bytes);
}
