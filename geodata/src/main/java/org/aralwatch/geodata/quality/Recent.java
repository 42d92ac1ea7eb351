package org.aralwatch.geodata.quality;

/** The last usable values of a series, in a ring; numbered from the latest, 0. */
final class Recent {
  private final long[] begin;
  private final long[] end;
  private final double[] result;
  private final double[] place;
  private int latest = -1;
  private int size;

  Recent(int capacity) {
    begin = new long[capacity];
    end = new long[capacity];
    result = new double[capacity];
    place = new double[capacity];
  }

  void add(SeriesTester.Entry value) {
    add(value.begin, value.end, value.result, value.place);
  }

  void add(long from, long to, double value, double onScale) {
    latest = latest + 1 == begin.length ? 0 : latest + 1;
    begin[latest] = from;
    end[latest] = to;
    result[latest] = value;
    place[latest] = onScale;
    size = Math.min(size + 1, begin.length);
  }

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  int capacity() {
    return begin.length;
  }

  long begin(int back) {
    return begin[at(back)];
  }

  long end(int back) {
    return end[at(back)];
  }

  double result(int back) {
    return result[at(back)];
  }

  double place(int back) {
    return place[at(back)];
  }

  long middle(int back) {
    int at = at(back);
    return begin[at] + (end[at] - begin[at]) / 2;
  }

  long lastEnd() {
    return end[latest];
  }

  long lastMiddle() {
    return middle(0);
  }

  double lastPlace() {
    return place[latest];
  }

  private int at(int back) {
    int at = latest - back;
    return at < 0 ? at + begin.length : at;
  }
}
