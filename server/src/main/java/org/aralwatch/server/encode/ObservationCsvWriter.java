package org.aralwatch.server.encode;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.aralwatch.geodata.observation.Period;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.Refusal;
import org.aralwatch.geodata.observation.TimeSeries;
import org.aralwatch.server.query.Catalog;
import org.aralwatch.server.query.Censoring;
import org.aralwatch.server.query.ObservationAnswer;

/**
 * Writes observations as CSV (RFC 4180) below a head of lines that begin with {@code #} and say
 * what the values mean, so that the file can be cited. A gap has no value.
 */
@Produces("text/csv")
public final class ObservationCsvWriter implements MessageBodyWriter<ObservationAnswer> {
  private static final String LINE = "\r\n";
  private static final String COLUMNS = "begin,end,value,qualifier,flag,n,coverage";

  /** Of aggregates only: a single value has its qualifier. */
  private static final String CENSORED_COLUMNS = ",below,above,refusal";

  private final Catalog catalog;

  public ObservationCsvWriter(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == ObservationAnswer.class;
  }

  @Override
  public void writeTo(
      ObservationAnswer answer,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8");
    headers.putSingle(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"aralwatch-" + answer.datastream().id() + ".csv\"");
    Writer csv = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 14);
    head(csv, answer, new DatastreamDocuments(catalog.state()).of(answer.datastream()));
    boolean gathered = answer.period().isPresent();
    csv.write(COLUMNS + (gathered ? CENSORED_COLUMNS : "") + LINE);
    TimeSeries series = answer.series();
    for (int i = 0; i < series.size(); i++) {
      row(csv, series, i);
      if (gathered) {
        censored(csv, series, i);
      }
      csv.write(LINE);
    }
    // Not closed: the container must see a failure before the stream ends.
    csv.flush();
  }

  private static void head(Writer csv, ObservationAnswer answer, DatastreamDocument about)
      throws IOException {
    DatastreamDocument.FeatureName feature = about.feature();
    comment(
        csv,
        "station",
        feature.name() == null
            ? String.valueOf(feature.id())
            : feature.name().in("en") + " (" + feature.layer() + "/" + feature.code() + ")");
    comment(csv, "property", about.property().name().in("en") + " (" + about.property().id() + ")");
    comment(csv, "unit", about.unit());
    comment(csv, "datum", about.verticalDatum());
    comment(csv, "time zone of periods", about.timeZone());
    comment(csv, "support", about.support() + ", " + about.interpolation());
    comment(csv, "owner", about.owner().name().in("en"));
    comment(csv, "licence", join(about.licence().name(), about.licence().url()));
    comment(
        csv,
        "source",
        join(about.source().title(), about.source().url())
            + (about.source().read() == null ? "" : ", read " + about.source().read()));
    comment(csv, "definition", about.definition());
    comment(csv, "period", answer.period().map(Period::code).orElse("raw"));
    comment(csv, "statistic", answer.statistic().code());
    comment(csv, "interval", answer.interval().from() + "/" + answer.interval().to());
    comment(
        csv,
        "flags",
        ObservationColumnsWriter.codes(answer.flags()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ")));
    comment(csv, "censoring", answer.censoring().map(ObservationCsvWriter::told).orElse(null));
    comment(
        csv,
        "thinned",
        answer
            .thinning()
            .map(t -> t.method() + " of " + t.of() + " values to at most " + t.maxPoints())
            .orElse(null));
    comment(csv, "revision", Long.toString(answer.revision()));
  }

  private static String told(Censoring censoring) {
    StringBuilder text =
        new StringBuilder(
            "rule %s; of %d values %d lie below and %d above a limit"
                .formatted(
                    censoring.rule().code(), censoring.of(), censoring.below(), censoring.above()));
    censoring
        .refused()
        .forEach(
            (why, rows) ->
                text.append("; ")
                    .append(rows)
                    .append(rows == 1 ? " row " : " rows ")
                    .append(why.code())
                    .append(" (")
                    .append(why.sentence())
                    .append(')'));
    return text.toString();
  }

  private static String join(String name, String url) {
    return url == null || url.isEmpty() ? name : name + ", " + url;
  }

  /** One line; what has no value has no line. */
  private static void comment(Writer csv, String name, String value) throws IOException {
    if (value != null && !value.isBlank()) {
      csv.write("# " + name + ": " + value.replaceAll("\\s+", " ").strip() + LINE);
    }
  }

  private static void row(Writer csv, TimeSeries series, int i) throws IOException {
    csv.write(Times.iso(series.begin(i)));
    csv.write(',');
    csv.write(Times.iso(series.end(i)));
    csv.write(',');
    if (!series.isGap(i)) {
      csv.write(number(series.value(i)));
    }
    csv.write(',');
    Qualifier qualifier = series.qualifier(i);
    if (qualifier != Qualifier.NONE) {
      csv.write(qualifier.symbol());
    }
    csv.write(',');
    csv.write(Integer.toString(series.flag(i)));
    csv.write(',');
    csv.write(Integer.toString(series.n(i)));
    csv.write(',');
    csv.write(number(series.coverage(i)));
  }

  private static void censored(Writer csv, TimeSeries series, int i) throws IOException {
    csv.write(',');
    csv.write(Integer.toString(series.below(i)));
    csv.write(',');
    csv.write(Integer.toString(series.above(i)));
    csv.write(',');
    csv.write(series.refusal(i).map(Refusal::code).orElse(""));
  }

  /** The shortest text that reads back as the same number. */
  private static String number(double value) {
    String text = Double.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private static String number(float value) {
    String text = Float.toString(value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
