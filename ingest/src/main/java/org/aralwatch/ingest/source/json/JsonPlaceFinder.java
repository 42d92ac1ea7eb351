package org.aralwatch.ingest.source.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.aralwatch.ingest.source.BadFileException;

/**
 * Finds where the records of a JSON file are, in one pass and little memory. The features of a
 * GeoJSON collection are; else the largest array of objects, or object of arrays of one length that
 * is larger; else, where there are several documents, these themselves; else the largest array of
 * arrays. Of several documents with an array at the same place, as the pages of a service, the
 * sizes count together.
 */
final class JsonPlaceFinder {
  /** What a value is that may be the records. */
  enum Form {
    OBJECTS,
    COLUMNS,
    DOCUMENTS,
    ARRAYS
  }

  /** A value that may be the records, and how many they are. */
  record Candidate(JsonPlace place, Form form, long count) {}

  /** Places that are looked at; inner ones of many records are not needed. */
  private static final int MOST_PLACES = 10_000;

  /** Records an array has in each document, at least, for documents to be pages, not records. */
  private static final int LEAST_OF_PAGE = 10;

  private record Key(JsonPlace place, Form form) {}

  private final JsonCursor json;
  private final Deque<String> path = new ArrayDeque<>();
  private final Map<Key, Long> counts = new LinkedHashMap<>();
  private long documents;
  private long kept;
  private long records;
  private boolean featureCollection;

  private JsonPlaceFinder(JsonCursor json) {
    this.json = json;
  }

  /** All places that may be the records', the best first. */
  static List<Candidate> find(JsonCursor json) throws IOException {
    JsonPlaceFinder finder = new JsonPlaceFinder(json);
    for (JsonToken token = json.next(); token != null; token = json.next()) {
      finder.documents++;
      finder.records += json.isObject() ? 1 : 0;
      finder.value();
    }
    if (finder.documents == 0) {
      throw new BadFileException("the file is empty");
    }
    return finder.ranked();
  }

  private List<Candidate> ranked() {
    List<Candidate> candidates = new ArrayList<>();
    counts.forEach((key, count) -> candidates.add(new Candidate(key.place(), key.form(), count)));
    if (records > 1) {
      candidates.add(new Candidate(JsonPlace.of(""), Form.DOCUMENTS, records));
    }
    candidates.sort(
        Comparator.comparingInt(this::rank)
            .thenComparing(Comparator.comparingLong(Candidate::count).reversed())
            .thenComparing(Candidate::form));
    return candidates;
  }

  private int rank(Candidate candidate) {
    boolean whole = documents == 1 || candidate.count() >= LEAST_OF_PAGE * documents;
    return switch (candidate.form()) {
      case OBJECTS ->
          featureCollection && candidate.place().pointer().equals("/features") ? 0 : whole ? 1 : 3;
      case COLUMNS -> whole ? 1 : 3;
      case DOCUMENTS -> 2;
      case ARRAYS -> 4;
    };
  }

  private void value() throws IOException {
    if (json.isObject()) {
      object();
    } else if (json.isArray()) {
      array();
    }
  }

  /** Number of items when all are scalars, else -1. */
  private long array() throws IOException {
    long objects = 0;
    long rows = 0;
    long items = 0;
    while (json.nextItem()) {
      if (json.isObject() || json.isArray()) {
        if (json.isObject() ? objects == 0 : rows == 0 && rows == items) {
          reserve(json.isObject() ? Form.OBJECTS : Form.ARRAYS);
        }
        path.addLast(String.valueOf(items));
        if (json.isObject()) {
          objects++;
          object();
        } else if (array() > 0) {
          rows++;
        }
        path.removeLast();
      }
      items++;
    }
    if (objects > 0) {
      count(Form.OBJECTS, objects);
    } else if (rows > 0 && rows == items) {
      count(Form.ARRAYS, rows);
    }
    return objects > 0 || rows > 0 ? -1 : items;
  }

  private void object() throws IOException {
    // Columns: the arrays of the first length that occurs twice.
    Map<Long, Integer> lengths = null;
    for (String key = json.nextMember(); key != null; key = json.nextMember()) {
      if (path.isEmpty() && key.equals("type") && json.token() == JsonToken.VALUE_STRING) {
        featureCollection |= "FeatureCollection".equals(json.scalar());
        continue;
      }
      path.addLast(key);
      if (json.isArray()) {
        long length = array();
        if (length > 1) {
          if (lengths == null) {
            lengths = new LinkedHashMap<>();
            path.removeLast();
            reserve(Form.COLUMNS);
            path.addLast(key);
          }
          lengths.merge(length, 1, Integer::sum);
        }
      } else {
        value();
      }
      path.removeLast();
    }
    if (lengths != null) {
      lengths.entrySet().stream()
          .filter(entry -> entry.getValue() > 1)
          .findFirst()
          .ifPresent(entry -> count(Form.COLUMNS, entry.getKey()));
    }
  }

  /** Notes a place before the many that may lie within it. */
  private void reserve(Form form) {
    Key key = new Key(new JsonPlace(List.copyOf(path)), form);
    if (counts.size() < MOST_PLACES && kept < JsonCursor.MOST_KEPT && !counts.containsKey(key)) {
      key.place().steps().forEach(step -> kept += step.length());
      counts.put(key, 0L);
    }
  }

  private void count(Form form, long count) {
    counts.computeIfPresent(
        new Key(new JsonPlace(List.copyOf(path)), form), (key, before) -> before + count);
  }
}
