/**
 * Reads Mapbox vector tiles 2.1 (the wire format of Protocol Buffers): the one layer of a tile.
 *
 * A feature is {id, type: 'point'|'line'|'polygon', parts: [[x, y, x, y, ...], ...], properties};
 * coordinates in tile units, 0 to extent, y down; polygon rings without the closing point.
 */

const TYPES = [null, 'point', 'line', 'polygon'];

class Reader {
  constructor(bytes, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  varint() {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i++) {
      if (this.at >= this.end) throw new RangeError('vector tile ends inside a number');
      const byte = this.bytes[this.at++];
      value += (byte & 0x7f) * factor; // not by shifts: ids are larger than 32 bits
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new RangeError('vector tile holds a number of over ten bytes');
  }

  /** A negative number comes as 2^64 less it: ten bytes, more than a double holds. */
  int64() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      if (this.at >= this.end) throw new RangeError('vector tile ends inside a number');
      const byte = this.bytes[this.at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asIntN(64, value));
    }
    throw new RangeError('vector tile holds a number of over ten bytes');
  }

  /** Calls visit(field, reader) for each field; what visit does not read is skipped. */
  fields(visit) {
    while (this.at < this.end) {
      const tag = this.varint();
      const wireType = tag & 7;
      const start = this.at;
      if (wireType === 2) {
        const length = this.varint();
        const inner = new Reader(this.bytes, this.at, this.at + length);
        if (inner.end > this.end) throw new RangeError('vector tile is cut off');
        visit(tag >> 3, inner);
        this.at = inner.end;
      } else {
        visit(tag >> 3, this);
        if (this.at === start) this.skip(wireType);
      }
    }
  }

  skip(wireType) {
    if (wireType === 0) this.varint();
    else this.at += wireType === 1 ? 8 : 4;
  }

  text() {
    return new TextDecoder().decode(this.bytes.subarray(this.at, this.end));
  }

  double() {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  float() {
    this.at += 4;
    return this.view.getFloat32(this.at - 4, true);
  }

  packed() {
    const values = [];
    while (this.at < this.end) values.push(this.varint());
    return values;
  }
}

const unzigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

function readValue(reader) {
  let value = null;
  reader.fields((field, r) => {
    if (field === 1) value = r.text();
    else if (field === 2) value = r.float();
    else if (field === 3) value = r.double();
    else if (field === 4) value = r.int64();
    else if (field === 5) value = r.varint();
    else if (field === 6) value = unzigzag(r.varint());
    else if (field === 7) value = r.varint() === 1;
  });
  return value;
}

function readParts(commands, type) {
  const parts = [];
  let part = null;
  let x = 0;
  let y = 0;
  for (let i = 0; i < commands.length;) {
    const command = commands[i] & 7;
    const count = commands[i++] >> 3;
    if (command === 7) continue;
    for (let k = 0; k < count; k++) {
      x += unzigzag(commands[i++]);
      y += unzigzag(commands[i++]);
      if (command === 1) {
        part = [];
        parts.push(part);
      }
      part.push(x, y);
    }
  }
  const least = type === 'point' ? 2 : type === 'line' ? 4 : 6;
  return parts.filter((p) => p.length >= least);
}

function readFeature(reader, keys, values) {
  const feature = { id: 0, type: null, parts: [], properties: {} };
  let commands = [];
  reader.fields((field, r) => {
    if (field === 1) feature.id = r.varint();
    else if (field === 2) {
      const tags = r.packed();
      for (let i = 0; i < tags.length; i += 2) feature.properties[keys[tags[i]]] = values[tags[i + 1]];
    } else if (field === 3) feature.type = TYPES[r.varint()] ?? null;
    else if (field === 4) commands = r.packed();
  });
  feature.parts = readParts(commands, feature.type);
  return feature;
}

function readLayer(reader) {
  const layer = { name: '', extent: 4096, features: [] };
  const keys = [];
  const values = [];
  const features = [];
  reader.fields((field, r) => {
    if (field === 1) layer.name = r.text();
    else if (field === 2) features.push(new Reader(r.bytes, r.at, r.end));
    else if (field === 3) keys.push(r.text());
    else if (field === 4) values.push(readValue(r));
    else if (field === 5) layer.extent = r.varint();
  });
  layer.features = features.map((r) => readFeature(r, keys, values))
    .filter((f) => f.type && f.parts.length);
  return layer;
}

/**
 * @param {ArrayBuffer|null} buffer null is an empty tile
 * @returns {{name: string, extent: number, features: object[]}} the tile's first layer
 * @throws {RangeError} when the bytes are no whole tile
 */
export function readTile(buffer) {
  let layer = null;
  if (buffer) {
    new Reader(new Uint8Array(buffer)).fields((field, r) => {
      if (field === 3) layer ??= readLayer(r);
    });
  }
  return layer ?? { name: '', extent: 4096, features: [] };
}
