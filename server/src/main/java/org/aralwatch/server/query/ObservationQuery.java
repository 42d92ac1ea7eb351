package org.aralwatch.server.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream;
import org.aralwatch.geodata.observation.Interval;
import org.aralwatch.geodata.observation.ObservedProperty;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.QualityFlag;
import org.aralwatch.geodata.observation.Statistic;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.geodata.storage.DatastreamStore;
import org.aralwatch.geodata.storage.ObservationReader;
import org.aralwatch.geodata.storage.ObservationStore;
import org.aralwatch.geodata.storage.RollupLevel;
import org.aralwatch.geodata.storage.RollupRow;
import org.aralwatch.geodata.storage.Vocabulary;

/**
 * Answers for values of one datastream: as they are, gathered into calendar periods of its own time
 * zone, thinned, or as the record stood.
 *
 * <p>One question has one answer, whatever it is computed from. Roll-ups serve present values of
 * daily or finer support with the usual flags, unless they are censored and must be seen one by
 * one: of days for days, pentads and dekads, of months for months, seasons and hydrological years,
 * of years for years, and always of days for instants, whose coverage counts days. Everything else
 * is gathered from the observations. Thread-safe.
 */
public final class ObservationQuery {
  /** Most observations in one answer that is not thinned. */
  public static final int MOST_OBSERVATIONS = 1_000_000;

  private final DatastreamStore datastreams;
  private final ObservationStore observations;
  private final Supplier<Vocabulary> vocabulary;
  private final int most;

  public ObservationQuery(
      DatastreamStore datastreams, ObservationStore observations, Supplier<Vocabulary> vocabulary) {
    this(datastreams, observations, vocabulary, MOST_OBSERVATIONS);
  }

  /** With another limit than {@link #MOST_OBSERVATIONS}. */
  ObservationQuery(
      DatastreamStore datastreams,
      ObservationStore observations,
      Supplier<Vocabulary> vocabulary,
      int most) {
    this.most = most;
    this.datastreams = datastreams;
    this.observations = observations;
    this.vocabulary = vocabulary;
  }

  /**
   * @throws Problem when there is no such datastream for this viewer, the period does not hold its
   *     values whole, the revision is not there, or too many observations are asked for
   */
  public ObservationAnswer run(Viewer viewer, ObservationRequest request) {
    Datastream datastream =
        datastreams
            .find(viewer, request.datastreamId())
            .orElseThrow(
                () -> Problem.notFound("there is no datastream " + request.datastreamId()));
    ObservedProperty property = vocabulary.get().property(datastream.propertyId());
    request.period().ifPresent(period -> checkFits(datastream, period));
    return observations.read(
        record -> new Reading(record, viewer, datastream, request, most).answer(property));
  }

  private static void checkFits(Datastream datastream, Period period) {
    if (!datastream.support().fitsInto(period)) {
      throw Problem.invalid(
          "period",
          "values of datastream %d stand for a %s each and cannot be gathered into '%s' without splitting them"
              .formatted(datastream.id(), datastream.support().code(), period.code()));
    }
  }

  /** What an answer holds of the record. */
  private record Content(
      TimeSeries series,
      Set<QualityFlag> flags,
      Optional<Thinning> thinning,
      Optional<Censoring> censoring) {
    static Content whole(TimeSeries series, Set<QualityFlag> flags) {
      return new Content(series, flags, Optional.empty(), Optional.empty());
    }

    Content with(Optional<Censoring> entered) {
      return new Content(series, flags, thinning, entered);
    }
  }

  /** One question on one view of the record. */
  private static final class Reading {
    private final ObservationReader record;
    private final Viewer viewer;
    private final Datastream datastream;
    private final ZoneId zone;
    private final ObservationRequest request;
    private final long revision;
    private final int most;

    /** Empty where the present state is asked for. */
    private final OptionalLong asOf;

    Reading(
        ObservationReader record,
        Viewer viewer,
        Datastream datastream,
        ObservationRequest request,
        int most) {
      this.most = most;
      this.record = record;
      this.viewer = viewer;
      this.datastream = datastream;
      this.zone = datastream.timeZone();
      this.request = request;
      long newest = record.revision();
      this.revision = request.asOf().map(state -> state.resolve(record)).orElse(newest);
      this.asOf = revision == newest ? OptionalLong.empty() : OptionalLong.of(revision);
    }

    ObservationAnswer answer(ObservedProperty property) {
      Statistic statistic =
          request.period().isEmpty()
              ? datastream.statistic()
              : request.statistic().orElse(property.aggregation());
      Content content =
          request.holdsNothing()
              ? nothing()
              : request.period().isPresent() ? gathered(statistic) : raw();
      return new ObservationAnswer(
          datastream,
          property,
          content.series(),
          asked(),
          request.period(),
          statistic,
          content.flags(),
          content.thinning(),
          content.censoring(),
          revision);
    }

    private Content nothing() {
      return Content.whole(
          TimeSeries.empty(),
          request.period().isEmpty() ? request.flagsOfValues() : request.flagsOfMade());
    }

    private Content gathered(Statistic statistic) {
      PeriodGathering gathering = gather(statistic);
      TimeSeries series = gathering.finish();
      Content whole = Content.whole(series, request.flagsOfMade());
      Content content =
          request.maxPoints().isPresent() && series.size() > request.maxPoints().getAsInt()
              ? thinned(Thinned.of(series, request.maxPoints().getAsInt()))
              : whole;
      return content.with(gathering.censoring());
    }

    /** Every value, or where that are more than asked for a line through the usable ones. */
    private Content raw() {
      Set<QualityFlag> shown = request.flagsOfValues();
      if (request.maxPoints().isEmpty()) {
        return Content.whole(withHoles(rows(shown)), shown);
      }
      int points = request.maxPoints().getAsInt();
      Optional<Thinned> ofDays = servedByDays() ? thinDays() : Optional.empty();
      if (ofDays.isPresent()) {
        return thinned(ofDays.get());
      }
      TimeSeries rows = rows(shown);
      TimeSeries series = rows.size() <= points ? withHoles(rows) : rows;
      return series.size() <= points
          ? Content.whole(series, shown)
          : thinned(Thinned.of(withHoles(only(rows, request.flagsOfMade())), points));
    }

    private Content thinned(Thinned line) {
      Thinning thinning =
          new Thinning(Thinning.MIN_MAX_LTTB, line.of(), request.maxPoints().orElseThrow());
      return new Content(
          line.series(), request.flagsOfMade(), Optional.of(thinning), Optional.empty());
    }

    private TimeSeries rows(Set<QualityFlag> flags) {
      TimeSeries.Builder series = new TimeSeries.Builder(256);
      boolean limited = request.maxPoints().isEmpty();
      record.each(
          viewer,
          datastream,
          request.interval(),
          flags,
          asOf,
          (begin, end, result, qualifier, flag) -> {
            if (limited && series.size() == most) {
              throw tooMany();
            }
            boolean missing = flag == QualityFlag.MISSING.code();
            series.add(begin, end, missing ? Double.NaN : result, qualifier, flag);
          });
      return series.build();
    }

    private static TimeSeries only(TimeSeries rows, Set<QualityFlag> flags) {
      TimeSeries.Builder kept = new TimeSeries.Builder(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        if (flags.contains(QualityFlag.ofCode(rows.flag(i)))) {
          kept.add(rows.begin(i), rows.end(i), rows.value(i), rows.qualifier(i), rows.flag(i));
        }
      }
      return kept.build();
    }

    private TimeSeries withHoles(TimeSeries rows) {
      return Holes.mark(rows, Holes.before(rows, datastream.support()));
    }

    private Problem tooMany() {
      return Problem.tooManyObservations(
          "the interval holds more than %,d observations; ask for a shorter one, for a 'period', or for 'maxPoints'"
              .formatted(most),
          most);
    }

    private PeriodGathering gather(Statistic statistic) {
      Period period = request.period().orElseThrow();
      LocalDate first = wholeFrom(period, day(request.interval().from()));
      LocalDate end = wholeTo(period, lastDay());
      PeriodGathering gathering =
          new PeriodGathering(period, statistic, request.rule(), zone, datastream.support());
      Optional<RollupLevel> level =
          rollupsServe() ? PeriodGathering.levelOf(datastream.support(), period) : Optional.empty();
      Optional<List<RollupRow>> rollups =
          level
              .map(finest -> record.rollups(viewer, datastream, finest, first, end))
              .filter(rows -> rows.stream().allMatch(gathering::takes));
      if (rollups.isPresent()) {
        rollups.get().forEach(gathering::add);
      } else {
        record.eachOfDays(
            viewer, datastream, first, end, request.flagsOfMade(), asOf, gathering::add);
      }
      return gathering;
    }

    /** Whether roll-ups are of the values asked for: present ones with the usual flags. */
    private boolean rollupsServe() {
      return asOf.isEmpty() && request.flagsOfMade().equals(ObservationRequest.USABLE);
    }

    /** Whether day roll-ups are a preselection fine enough for the points asked for. */
    private boolean servedByDays() {
      return rollupsServe()
          && datastream.support().nominalSeconds() < 86_400
          && wholeDays().count() >= request.maxPoints().getAsInt();
    }

    /** Empty where there are not even as many values as points asked for. */
    private Optional<Thinned> thinDays() {
      Set<QualityFlag> flags = request.flagsOfMade();
      Period.Days days = wholeDays();
      List<RollupRow> rollups =
          record.rollups(viewer, datastream, RollupLevel.DAY, days.first(), days.end());
      if (rollups.stream().mapToLong(RollupRow::n).sum() <= request.maxPoints().getAsInt()) {
        return Optional.empty();
      }
      DayCandidates candidates = new DayCandidates(datastream.support(), rollups);
      Interval interval = clipped();
      Instant daysBegin = days.first().atStartOfDay(zone).toInstant();
      Instant daysEnd = days.end().atStartOfDay(zone).toInstant();
      record.each(
          viewer,
          datastream,
          Interval.of(interval.from(), daysBegin),
          flags,
          asOf,
          (begin, end, result, qualifier, flag) -> candidates.add(begin, end, result));
      rollups.forEach(candidates::add);
      long endMicros = daysEnd.getEpochSecond() * 1_000_000L;
      record.each(
          viewer,
          datastream,
          Interval.of(daysEnd, interval.to()),
          flags,
          asOf,
          (begin, end, result, qualifier, flag) -> {
            // A value that reaches over midnight is in the roll-up of the day before.
            if (begin >= endMicros) {
              candidates.add(begin, end, result);
            }
          });
      return Optional.of(
          candidates.thin(
              request.maxPoints().getAsInt(),
              (times, consumer) -> record.eachAt(viewer, datastream, times, consumer)));
    }

    /** The station-local days that lie whole in the interval; an empty range where none does. */
    private Period.Days wholeDays() {
      Interval interval = clipped();
      LocalDate first = day(interval.from());
      if (first.atStartOfDay(zone).toInstant().isBefore(interval.from())) {
        first = first.plusDays(1);
      }
      LocalDate end = day(interval.to());
      return new Period.Days(first, end.isBefore(first) ? first : end);
    }

    /** The interval, cut to what there is. */
    private Interval clipped() {
      Interval asked = request.interval();
      if (datastream.extent().isEmpty()) {
        return Interval.of(asked.from(), asked.from());
      }
      Interval extent = datastream.extent().get();
      // The end is exclusive, and an instant ends where it begins.
      Instant last = extent.to().plusSeconds(1);
      Instant from = later(asked.from(), extent.from());
      return Interval.of(from, later(from, asked.to().isBefore(last) ? asked.to() : last));
    }

    private static Instant later(Instant a, Instant b) {
      return a.isAfter(b) ? a : b;
    }

    /** What was asked for, an open end replaced by the datastream's. */
    private Interval asked() {
      Interval asked = request.interval();
      if (datastream.extent().isEmpty()) {
        return asked;
      }
      Interval extent = datastream.extent().get();
      Instant from = asked.from().equals(Interval.ALL.from()) ? extent.from() : asked.from();
      Instant to = asked.to().equals(Interval.ALL.to()) ? extent.to() : asked.to();
      return to.isBefore(from) ? asked : Interval.of(from, to);
    }

    private LocalDate day(Instant instant) {
      return instant.atZone(zone).toLocalDate();
    }

    /** The last station-local day that the interval touches. */
    private LocalDate lastDay() {
      return day(request.interval().to().minusNanos(1));
    }

    private static LocalDate wholeFrom(Period period, LocalDate day) {
      return period.spanOf(day).map(Period.Days::first).orElse(day);
    }

    private static LocalDate wholeTo(Period period, LocalDate day) {
      return period.spanOf(day).map(Period.Days::end).orElse(day.plusDays(1));
    }
  }
}
