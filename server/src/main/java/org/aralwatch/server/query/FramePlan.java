package org.aralwatch.server.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.feature.Layer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.FrameStore;
import org.aralwatch.geodata.storage.FrameStore.Days;
import org.aralwatch.geodata.storage.FrameStore.Moment;
import org.aralwatch.geodata.storage.RollupLevel;

/** What has to be read for one frame, and what its values depend on. Belongs to one state. */
final class FramePlan {
  /**
   * Share of its period that an aggregate must cover to stand for it on a map: a week of smog is no
   * annual mean. 75 % of the time is what European rules ask of hourly, daily and seasonal values
   * (Directive 2008/50/EC, annex XI).
   */
  static final float LEAST_COVERAGE = 0.75f;

  private final FrameKey key;
  private final ObservedProperty property;
  private final Optional<Period> period;
  private final boolean onlyValued;

  /** Those that may have a value, by id. */
  private final Map<Integer, Datastream> datastreams;

  private final List<Moment> moments;
  private final Map<Datastream, Period.Days> spans;

  private FramePlan(
      FrameKey key,
      ObservedProperty property,
      Optional<Period> period,
      boolean onlyValued,
      Map<Integer, Datastream> datastreams,
      List<Moment> moments,
      Map<Datastream, Period.Days> spans) {
    this.key = key;
    this.property = property;
    this.period = period;
    this.onlyValued = onlyValued;
    this.datastreams = datastreams;
    this.moments = moments;
    this.spans = spans;
  }

  FrameKey key() {
    return key;
  }

  static FramePlan of(
      CatalogState state,
      Viewer viewer,
      Layer layer,
      ObservedProperty property,
      Optional<Period> period,
      Instant datetime) {
    List<Datastream> all = state.datastreams(viewer, layer, property);
    Builder builder = new Builder(property, datetime);
    period.ifPresentOrElse(wanted -> builder.spans(all, wanted), () -> builder.moments(all));
    long revision =
        builder.first == null
            ? 0
            : state.valueRevisions().newest(layer.id(), property.id(), builder.first, builder.last);
    FrameKey key =
        new FrameKey(
            layer.code(),
            property.code(),
            period.map(Period::code).orElse(""),
            builder.bucket,
            revision,
            viewer.scope());
    return new FramePlan(
        key,
        property,
        period,
        layer.kind() == Layer.Kind.EVENT,
        builder.datastreams,
        builder.moments,
        builder.spans);
  }

  /** Finds out what is wanted of each datastream. */
  private static final class Builder {
    private final ObservedProperty property;
    private final Instant datetime;
    private final Map<Integer, Datastream> datastreams = new HashMap<>();
    private final List<Moment> moments = new ArrayList<>();
    private final Map<Datastream, Period.Days> spans = new LinkedHashMap<>();
    private String bucket = "";

    /** UTC dates around all values that can matter. */
    private LocalDate first;

    private LocalDate last;

    Builder(ObservedProperty property, Instant datetime) {
      this.property = property;
      this.datetime = datetime;
    }

    /**
     * A day, or something coarser, has one value from local midnight to midnight: where there is
     * nothing finer, dates of one local day have the same values.
     */
    void moments(List<Datastream> all) {
      boolean wholeDays = all.stream().allMatch(d -> d.support().nominalSeconds() >= 86_400);
      Map<String, LocalDate> days = new TreeMap<>();
      for (Datastream datastream : all) {
        ZoneId zone = datastream.timeZone();
        Instant at = datetime;
        if (wholeDays) {
          LocalDate day = datetime.atZone(zone).toLocalDate();
          days.put(zone.getId(), day);
          at = day.atStartOfDay(zone).toInstant();
        }
        Instant endsFrom = at.atZone(zone).minus(property.persistence()).toInstant();
        Moment moment = Moment.of(datastream, at, endsFrom);
        widen(Instant.EPOCH.plus(moment.beginsFrom(), ChronoUnit.MICROS), at);
        if (mayMatter(datastream, at, endsFrom)) {
          datastreams.put(datastream.id(), datastream);
          moments.add(moment);
        }
      }
      bucket = wholeDays ? bucket(days) : datetime.toString();
    }

    private static boolean mayMatter(Datastream datastream, Instant at, Instant endsFrom) {
      return datastream.extent().isPresent()
          && !datastream.extent().get().from().isAfter(at)
          && !datastream.extent().get().to().isBefore(endsFrom);
    }

    void spans(List<Datastream> all, Period period) {
      Map<String, LocalDate> starts = new TreeMap<>();
      for (Datastream datastream : all) {
        ZoneId zone = datastream.timeZone();
        Optional<Period.Days> span = period.spanOf(datetime.atZone(zone).toLocalDate());
        if (span.isEmpty() || !datastream.support().fitsInto(period)) {
          continue;
        }
        starts.put(zone.getId(), span.get().first());
        widen(
            span.get().first().atStartOfDay(zone).toInstant(),
            span.get().end().atStartOfDay(zone).toInstant());
        datastreams.put(datastream.id(), datastream);
        spans.put(datastream, span.get());
      }
      bucket = bucket(starts);
    }

    private void widen(Instant from, Instant to) {
      LocalDate begin = from.atOffset(ZoneOffset.UTC).toLocalDate();
      LocalDate end = to.atOffset(ZoneOffset.UTC).toLocalDate();
      first = first == null || begin.isBefore(first) ? begin : first;
      last = last == null || end.isAfter(last) ? end : last;
    }

    /** One date where the zones agree, else the date of each. */
    private static String bucket(Map<String, LocalDate> dates) {
      if (dates.values().stream().distinct().count() == 1) {
        return dates.values().iterator().next().toString();
      }
      return dates.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(","));
    }
  }

  Frame read(FrameStore store, Viewer viewer) {
    List<FrameValue> candidates = new ArrayList<>();
    if (period.isPresent()) {
      gather(store, viewer, period.get(), candidates);
    } else {
      store.latest(
          viewer,
          moments,
          (id, begin, end, result, qualifier, flag, day) ->
              candidates.add(
                  new FrameValue(
                      datastreams.get(id).featureId(),
                      id,
                      begin,
                      end,
                      result,
                      qualifier,
                      flag,
                      1,
                      1f)));
    }
    return new Frame(key, best(candidates), onlyValued);
  }

  /** Each datastream's values of its span, gathered as in {@link ObservationQuery}. */
  private void gather(FrameStore store, Viewer viewer, Period wanted, List<FrameValue> candidates) {
    Map<Integer, PeriodGathering> gatherings = new TreeMap<>();
    spans.keySet().forEach(d -> gatherings.put(d.id(), gathering(d, wanted)));
    Map<RollupLevel, List<Days>> byLevel = new HashMap<>();
    List<Days> raw = new ArrayList<>();
    spans.forEach(
        (datastream, span) ->
            PeriodGathering.levelOf(datastream.support(), wanted)
                .map(level -> byLevel.computeIfAbsent(level, l -> new ArrayList<>()))
                .orElse(raw)
                .add(new Days(datastream.id(), span.first(), span.end())));
    byLevel.forEach(
        (level, days) ->
            store.rollups(viewer, level, days, (id, row) -> gatherings.get(id).add(row)));
    store.observations(
        viewer,
        raw,
        (id, begin, end, result, qualifier, flag, day) ->
            gatherings.get(id).add(begin, end, result, qualifier, flag, day));
    gatherings.forEach(
        (id, gathering) -> {
          TimeSeries series = gathering.finish();
          if (series.size() > 0 && series.coverage(0) >= LEAST_COVERAGE) {
            candidates.add(value(datastreams.get(id), series));
          }
        });
  }

  private PeriodGathering gathering(Datastream datastream, Period wanted) {
    return new PeriodGathering(
        wanted, property.aggregation(), datastream.timeZone(), datastream.support());
  }

  private static FrameValue value(Datastream datastream, TimeSeries series) {
    return new FrameValue(
        datastream.featureId(),
        datastream.id(),
        series.begin(0),
        series.end(0),
        series.value(0),
        series.qualifier(0),
        series.flag(0),
        series.n(0),
        series.coverage(0));
  }

  private List<FrameValue> best(List<FrameValue> candidates) {
    Map<Integer, Long> moment =
        moments.stream().collect(Collectors.toMap(Moment::datastreamId, Moment::at));
    Comparator<FrameValue> nearest =
        period.isPresent()
            ? Comparator.comparing((FrameValue v) -> -v.coverage())
            : Comparator.comparing(
                (FrameValue v) -> Math.max(0, moment.get(v.datastreamId()) - v.end()));
    Comparator<FrameValue> order =
        Comparator.comparing((FrameValue v) -> of(v).visibility() != Visibility.PUBLIC)
            .thenComparing(v -> !isCentral(of(v).statistic()))
            .thenComparing(nearest)
            .thenComparing(v -> of(v).support().nominalSeconds())
            .thenComparing(FrameValue::datastreamId);
    Map<Long, FrameValue> byFeature = new TreeMap<>();
    for (FrameValue value : candidates) {
      byFeature.merge(value.featureId(), value, (a, b) -> order.compare(a, b) <= 0 ? a : b);
    }
    return List.copyOf(byFeature.values());
  }

  private Datastream of(FrameValue value) {
    return datastreams.get(value.datastreamId());
  }

  private boolean isCentral(Statistic statistic) {
    return statistic == property.aggregation() || statistic == Statistic.INSTANT;
  }
}
