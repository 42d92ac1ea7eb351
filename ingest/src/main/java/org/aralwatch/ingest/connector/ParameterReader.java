package org.aralwatch.ingest.connector;

import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.aralwatch.ingest.connector.Parameters.Form;
import org.aralwatch.ingest.connector.Parameters.Paging;
import org.aralwatch.ingest.connector.SourceDefinition.Kind;

/** Reads the part of a definition that is of its kind. */
final class ParameterReader {
  private static final URI OPENAQ = URI.create("https://api.openaq.org");
  private static final URI USGS = URI.create("https://earthquake.usgs.gov");
  private static final URI FIRMS = URI.create("https://firms.modaps.eosdis.nasa.gov");

  /** Largest page of the USGS service: its MAX_SEARCH, also the bound of {@code limit}. */
  private static final int USGS_MOST = 20_000;

  private static final Duration NONE = Duration.ZERO;
  private static final Duration YEAR = Duration.ofDays(366);
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT);
  private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");

  /** What would stand in the database for all who read it. */
  private static final String IN_PLAIN_SIGHT =
      "a key stands in plain sight here; name its environment variable in 'credentials' instead";

  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i)authori[sz]ation|cookie|token|secret|password|(^|-)key$");
  private static final Pattern SECRET_PARAMETER =
      Pattern.compile("(?i)[?&][^=&]*(key|token|secret|password|appid)=(?!\\{key})[^&]+");
  private static final List<String> PLACES = List.of("from", "to", "cursor", "key");

  private final Fields fields;
  private final boolean credentials;

  ParameterReader(Fields fields, boolean credentials) {
    this.fields = fields;
    this.credentials = credentials;
  }

  Parameters read(Kind kind) {
    Parameters parameters =
        switch (kind) {
          case FOLDER -> folder();
          case OPENAQ -> openAq();
          case USGS_EARTHQUAKES -> earthquakes();
          case FIRMS -> firms();
          case HTTP -> web();
        };
    fields.done();
    return parameters;
  }

  private Parameters folder() {
    return new Parameters.Folder(
        fields.parsed("path", ParameterReader::path, Path.of("/")),
        fields
            .optional("pattern", ParameterReader::pattern)
            .orElseGet(() -> ParameterReader.pattern("*")),
        fields
            .optional("still", text -> SourceDefinitions.duration(text, NONE, Duration.ofDays(1)))
            .orElse(Duration.ofSeconds(30)));
  }

  private static Path path(String text) {
    try {
      Path path = Path.of(text);
      if (!path.isAbsolute()) {
        throw new IllegalArgumentException(
            "expected a path from the root, the same for every worker, found '" + text + "'");
      }
      return path.normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is no path: " + e.getReason(), e);
    }
  }

  private static PathMatcher pattern(String glob) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + glob + "' is no pattern of names, as *.csv: " + e.getDescription(), e);
    }
  }

  private Parameters openAq() {
    Optional<Box> box = fields.has("box") ? box() : Optional.empty();
    Optional<String> country = fields.optional("country", ParameterReader::country);
    if (fields.has("box") == fields.has("country")) {
      fields.add("box", "expected either 'box' or 'country'");
    }
    return new Parameters.OpenAq(
        fields.optional("address", ParameterReader::address).orElse(OPENAQ),
        box,
        country,
        fields.list("quantities", text -> text),
        "hours".equals(fields.optional("values", ParameterReader::values).orElse("")),
        since(),
        overlap(Duration.ofDays(2)));
  }

  private static String country(String code) {
    if (!code.matches("[A-Z]{2}")) {
      throw new IllegalArgumentException(
          "expected a country's two letters, as UZ (ISO 3166-1), found '" + code + "'");
    }
    return code;
  }

  private static String values(String text) {
    if (!text.equals("hours") && !text.equals("measurements")) {
      throw new IllegalArgumentException("expected hours or measurements, found '" + text + "'");
    }
    return text;
  }

  private Parameters earthquakes() {
    return new Parameters.Earthquakes(
        fields.optional("address", ParameterReader::address).orElse(USGS),
        box().orElse(new Box(0, 0, 1, 1)),
        fields.decimal("minMagnitude"),
        since(),
        overlap(Duration.ofHours(1)),
        (int) fields.number("pageSize", USGS_MOST, 1, USGS_MOST));
  }

  private Parameters firms() {
    if (!fields.has("products")) {
      fields.lacks("products", "expected a list, as [\"VIIRS_NOAA20_NRT\"]");
    }
    return new Parameters.Firms(
        fields.optional("address", ParameterReader::address).orElse(FIRMS),
        fields.list("products", ParameterReader::product),
        box().orElse(new Box(0, 0, 1, 1)),
        since(),
        overlap(Duration.ofDays(2)));
  }

  private static String product(String text) {
    if (!text.matches("[A-Z0-9]+(_[A-Z0-9]+)+")) {
      throw new IllegalArgumentException(
          "expected a product of FIRMS, as VIIRS_NOAA20_NRT, found '" + text + "'");
    }
    return text;
  }

  private Parameters web() {
    String address = fields.parsed("address", this::template, "https://localhost/");
    Form form = fields.parsed("form", ParameterReader::form, Form.OTHER);
    ZoneId zone = fields.optional("zone", SourceDefinitions::zone).orElse(ZoneOffset.UTC);
    Optional<Instant> since = fields.has("since") ? Optional.of(since()) : Optional.empty();
    boolean windowed = address.contains("{from}") || address.contains("{to}");
    if (windowed && since.isEmpty()) {
      fields.lacks("since", "the address has {from} or {to}, so a first day is needed");
    }
    Optional<Duration> window =
        fields.optional(
            "window", text -> SourceDefinitions.duration(text, Duration.ofMinutes(1), YEAR));
    if (window.isPresent() && !(address.contains("{from}") && address.contains("{to}"))) {
      fields.add("window", "the address has not both of {from} and {to}");
    }
    Paging paging = paging(address, form);
    return new Parameters.Web(
        address,
        form,
        headers(),
        fields.optional("times", ParameterReader::times).orElse(INSTANT),
        zone,
        since,
        overlap(NONE),
        window,
        paging);
  }

  private String template(String text) {
    PLACE
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(place -> !PLACES.contains(place))
        .findFirst()
        .ifPresent(
            place -> {
              throw new IllegalArgumentException(
                  "unknown place {" + place + "}; allowed are {from}, {to}, {cursor} and {key}");
            });
    if (text.contains("{key}") && !credentials) {
      throw new IllegalArgumentException("has {key}, but the source has no 'credentials'");
    }
    if (SECRET_PARAMETER.matcher(text).find()) {
      throw new IllegalArgumentException(IN_PLAIN_SIGHT);
    }
    URI uri = address(PLACE.matcher(text).replaceAll("0"));
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException("an address with '#' is for browsers");
    }
    return text;
  }

  private static Form form(String text) {
    return switch (text) {
      case "csv" -> Form.CSV;
      case "json" -> Form.JSON;
      case "other" -> Form.OTHER;
      default ->
          throw new IllegalArgumentException("expected csv, json or other, found '" + text + "'");
    };
  }

  private static DateTimeFormatter times(String pattern) {
    try {
      DateTimeFormatter formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      formatter.format(Instant.EPOCH.atZone(ZoneOffset.UTC));
      return formatter;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("'" + pattern + "' cannot write a time", e);
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = fields.texts("headers");
    headers.forEach(
        (name, value) -> {
          try {
            header(name);
          } catch (IllegalArgumentException e) {
            fields.add("headers." + name, e.getMessage());
          }
          if (SECRET_NAME.matcher(name).find()) {
            fields.add("headers." + name, IN_PLAIN_SIGHT);
          }
          if (!value.matches("[\\x20-\\x7e]*")) {
            fields.add("headers." + name, "a header is of printable ASCII");
          }
        });
    return headers;
  }

  static String header(String name) {
    if (!name.matches("[A-Za-z0-9-]+")) {
      throw new IllegalArgumentException("'" + name + "' is no name of a header");
    }
    if (List.of("host", "connection", "content-length", "expect", "upgrade")
        .contains(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("the header " + name + " is set by this program");
    }
    return name;
  }

  private Paging paging(String address, Form form) {
    if (!fields.has("paging")) {
      if (address.contains("{cursor}")) {
        fields.lacks("paging", "the address has {cursor}");
      }
      return new Paging.None();
    }
    Fields paging = fields.object("paging");
    String by = paging.text("by");
    Paging result = new Paging.None();
    switch (by) {
      case "link" -> result = new Paging.Link();
      case "next" -> {
        result = new Paging.Next(paging.parsed("field", ParameterReader::pointer, "/next"));
        if (form != Form.JSON) {
          paging.add("by", "only JSON has a field that names the next page");
        }
      }
      case "number" -> {
        long first = paging.number("first", 1, 0, Long.MAX_VALUE);
        Optional<String> records = paging.optional("records", ParameterReader::pointer);
        if (form == Form.JSON && records.isEmpty()) {
          paging.lacks("records", "where the list is that is empty past the last page");
        }
        if (form == Form.OTHER) {
          paging.add("by", "pages are counted in CSV and JSON only: their end must be known");
        }
        if (!address.contains("{cursor}")) {
          paging.add("by", "the address has no {cursor} for the number");
        }
        result = new Paging.Number(first, records);
      }
      default -> paging.add("by", "expected link, next or number, found '" + by + "'");
    }
    paging.done();
    return result;
  }

  private static String pointer(String text) {
    if (!text.startsWith("/")) {
      throw new IllegalArgumentException(
          "expected a JSON pointer as /meta/next (RFC 6901), found '" + text + "'");
    }
    return text;
  }

  private Optional<Box> box() {
    List<Double> edges = fields.decimals("box");
    try {
      return Optional.of(Box.of(edges));
    } catch (IllegalArgumentException e) {
      fields.add("box", e.getMessage());
      return Optional.empty();
    }
  }

  private Instant since() {
    return fields.parsed("since", ParameterReader::day, Instant.EPOCH);
  }

  private static Instant day(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a day as 2026-01-31 or an instant as 2026-01-31T06:00:00Z, found '"
              + text
              + "'",
          e);
    }
  }

  private Duration overlap(Duration standard) {
    return fields
        .optional("overlap", text -> SourceDefinitions.duration(text, NONE, YEAR))
        .orElse(standard);
  }

  private static URI address(String text) {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + text + "' is no address", e);
    }
    if (uri.getHost() == null
        || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
        || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "expected an address as https://host/path without user and password, found '"
              + text
              + "'");
    }
    return uri;
  }
}
