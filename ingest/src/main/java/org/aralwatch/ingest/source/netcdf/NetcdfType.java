package org.aralwatch.ingest.source.netcdf;

import java.nio.ByteBuffer;

/** The external types of NetCDF, classic and extended. */
enum NetcdfType {
  BYTE(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.get(at);
    }
  },
  CHAR(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.get(at) & 0xff;
    }
  },
  SHORT(2) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getShort(at);
    }
  },
  INT(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getInt(at);
    }
  },
  FLOAT(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getFloat(at);
    }
  },
  DOUBLE(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getDouble(at);
    }
  },
  UBYTE(1) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.get(at) & 0xff;
    }
  },
  USHORT(2) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getShort(at) & 0xffff;
    }
  },
  UINT(4) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getInt(at) & 0xffff_ffffL;
    }
  },
  INT64(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      return bytes.getLong(at);
    }
  },
  UINT64(8) {
    @Override
    double read(ByteBuffer bytes, int at) {
      long value = bytes.getLong(at);
      return value >= 0 ? value : (value >>> 1) * 2.0;
    }
  },
  /** Texts of any length, in NetCDF-4 only. */
  STRING(0) {
    @Override
    double read(ByteBuffer bytes, int at) {
      throw new IllegalStateException("a text is no number");
    }
  };

  private final int size;

  NetcdfType(int size) {
    this.size = size;
  }

  /** Bytes of a value. */
  int size() {
    return size;
  }

  /** The value at byte {@code at}; 64-bit integers beyond 2^53 lose their last digits. */
  abstract double read(ByteBuffer bytes, int at);

  boolean isText() {
    return this == CHAR || this == STRING;
  }

  boolean isInteger() {
    return !isText() && this != FLOAT && this != DOUBLE;
  }

  /** As the attribute _Unsigned says it of the types that know no unsigned ones. */
  NetcdfType unsigned() {
    return switch (this) {
      case BYTE -> UBYTE;
      case SHORT -> USHORT;
      case INT -> UINT;
      case INT64 -> UINT64;
      default -> this;
    };
  }

  /** Number of the classic format's header; null for none. */
  static NetcdfType ofCode(int code) {
    return code >= 1 && code <= UINT64.ordinal() + 1 ? values()[code - 1] : null;
  }
}
