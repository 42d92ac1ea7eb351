package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.DateFormat;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which dates, steps and labels are told from a column, and which are asked for. */
class TimeProposalTest {
  private static Proposal of(List<String> dates) {
    StringBuilder text = new StringBuilder("Дата;Расход, м3/с\n");
    for (int i = 0; i < dates.size(); i++) {
      text.append(dates.get(i)).append(';').append(10 + i % 7).append(",5\n");
    }
    return Detected.text("q.csv", text.toString());
  }

  private static List<String> days(int count, Function<LocalDate, String> written) {
    return steps(LocalDate.of(2001, 1, 1), count, 1, written);
  }

  private static List<String> steps(
      LocalDate first, int count, int step, Function<LocalDate, String> written) {
    return IntStream.range(0, count)
        .mapToObj(i -> written.apply(first.plusDays((long) i * step)))
        .toList();
  }

  private static Function<LocalDate, String> as(String pattern) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return format::format;
  }

  private static List<String> months(int count, int day, String pattern) {
    List<String> dates = new ArrayList<>();
    LocalDate first = LocalDate.of(2001, 1, 1);
    for (int i = 0; i < count; i++) {
      LocalDate month = first.plusMonths(i);
      dates.add(
          as(pattern)
              .apply(
                  day == 0
                      ? month.withDayOfMonth(month.lengthOfMonth())
                      : month.withDayOfMonth(day)));
    }
    return dates;
  }

  /** Dekads or pentads of two years; 0 for the last day of the month. */
  private static List<String> within(int... days) {
    List<String> dates = new ArrayList<>();
    for (int month = 0; month < 24; month++) {
      LocalDate first = LocalDate.of(2001, 1, 1).plusMonths(month);
      for (int day : days) {
        dates.add(
            as("dd.MM.yyyy").apply(first.withDayOfMonth(day == 0 ? first.lengthOfMonth() : day)));
      }
    }
    return dates;
  }

  private static List<String> times(String first, int count, int minutes, String pattern) {
    LocalDateTime begin = LocalDateTime.parse(first);
    DateTimeFormatter format = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    return IntStream.range(0, count)
        .mapToObj(i -> format.format(begin.plus((long) i * minutes, ChronoUnit.MINUTES)))
        .toList();
  }

  static Stream<Arguments> formats() {
    return Stream.of(
        Arguments.of(days(40, as("yyyy-MM-dd")), "yyyy-MM-dd", "day", "begin"),
        Arguments.of(days(40, as("dd.MM.yyyy")), "dd.MM.yyyy", "day", "begin"),
        Arguments.of(days(40, as("d.M.yyyy")), "d.M.yyyy", "day", "begin"),
        Arguments.of(days(40, as("dd/MM/yyyy")), "dd/MM/yyyy", "day", "begin"),
        Arguments.of(days(40, as("MM/dd/yyyy")), "MM/dd/yyyy", "day", "begin"),
        Arguments.of(days(40, as("M/d/yyyy")), "M/d/yyyy", "day", "begin"),
        Arguments.of(days(40, as("M/d/yy")), "M/d/yy", "day", "begin"),
        Arguments.of(days(40, as("dd.MM.yy")), "dd.MM.yy", "day", "begin"),
        Arguments.of(days(40, as("dd-MM-yyyy")), "dd-MM-yyyy", "day", "begin"),
        Arguments.of(days(40, as("yyyy/MM/dd")), "yyyy/MM/dd", "day", "begin"),
        Arguments.of(days(40, as("yyyy.MM.dd")), "yyyy.MM.dd", "day", "begin"),
        Arguments.of(days(40, as("yyyy-dd-MM")), "yyyy-dd-MM", "day", "begin"),
        Arguments.of(days(40, as("yyyyMMdd")), "yyyyMMdd", "day", "begin"),
        Arguments.of(days(40, as("dd.MM.yyyy' г.'")), "dd.MM.yyyy' г.'", "day", "begin"),
        Arguments.of(days(40, as("dd MMM yyyy")), "dd MMM yyyy", "day", "begin"),
        Arguments.of(days(40, as("d-MMM-yy")), "d-MMM-yy", "day", "begin"),
        Arguments.of(
            days(
                40,
                day ->
                    day.getDayOfMonth()
                        + " "
                        + (day.getMonthValue() == 1 ? "января" : "февраля")
                        + " 2001"),
            "d MMM yyyy",
            "day",
            "begin"),
        // No number above 12, but only one way round every step is a month.
        Arguments.of(months(30, 1, "dd/MM/yyyy"), "dd/MM/yyyy", "month", "begin"),
        Arguments.of(months(30, 1, "MM/dd/yyyy"), "MM/dd/yyyy", "month", "begin"),
        Arguments.of(months(30, 1, "dd.MM.yyyy"), "dd.MM.yyyy", "month", "begin"),
        Arguments.of(months(30, 0, "dd.MM.yyyy"), "dd.MM.yyyy", "month", "last-day"),
        Arguments.of(months(30, 15, "dd.MM.yyyy"), "dd.MM.yyyy", "month", "within"),
        Arguments.of(months(30, 1, "MM.yyyy"), "MM.yyyy", "month", "begin"),
        Arguments.of(months(30, 1, "yyyy-MM"), "yyyy-MM", "month", "begin"),
        Arguments.of(months(30, 1, "MMM yyyy"), "MMM yyyy", "month", "begin"),
        Arguments.of(months(30, 1, "MMMM yyyy"), "MMM yyyy", "month", "begin"),
        Arguments.of(months(30, 1, "MMM-yy"), "MMM-yy", "month", "begin"),
        Arguments.of(
            IntStream.range(1990, 2010).mapToObj(String::valueOf).toList(),
            "yyyy",
            "year",
            "begin"),
        Arguments.of(
            IntStream.range(1990, 2010).mapToObj(y -> "31.12." + y).toList(),
            "dd.MM.yyyy",
            "year",
            "last-day"),
        Arguments.of(
            IntStream.range(1990, 2015)
                .mapToObj(y -> y + "/" + String.format("%02d", (y + 1) % 100))
                .toList(),
            "hydrological-year",
            "hydrological-year",
            "begin"),
        Arguments.of(
            IntStream.range(1990, 2015).mapToObj(y -> y + "-" + (y + 1)).toList(),
            "hydrological-year",
            "hydrological-year",
            "begin"),
        Arguments.of(within(1, 11, 21), "dd.MM.yyyy", "dekad", "begin"),
        Arguments.of(within(10, 20, 0), "dd.MM.yyyy", "dekad", "last-day"),
        Arguments.of(within(5, 15, 25), "dd.MM.yyyy", "dekad", "within"),
        Arguments.of(within(1, 6, 11, 16, 21, 26), "dd.MM.yyyy", "pentad", "begin"),
        Arguments.of(within(5, 10, 15, 20, 25, 0), "dd.MM.yyyy", "pentad", "last-day"),
        Arguments.of(within(3, 8, 13, 18, 23, 28), "dd.MM.yyyy", "pentad", "within"),
        Arguments.of(
            times("2020-01-01T01:00", 24 * 31, 60, "yyyy-MM-dd hh:mm a"),
            "yyyy-MM-dd hh:mm a",
            "PT1H",
            "end"),
        Arguments.of(
            times("2020-01-01T00:00", 24 * 31, 60, "dd.MM.yyyy HH:mm"),
            "dd.MM.yyyy HH:mm",
            "PT1H",
            "begin"),
        Arguments.of(
            times("2020-01-01T01:00", 24 * 31, 60, "dd.MM.yyyy H:mm"),
            "dd.MM.yyyy H:mm",
            "PT1H",
            "end"),
        Arguments.of(
            times("2020-01-01T00:00", 72 * 31, 20, "yyyy-MM-dd'T'HH:mm:ss"),
            "yyyy-MM-dd'T'HH:mm:ss",
            "PT20M",
            "begin"),
        Arguments.of(
            IntStream.range(0, 40).mapToObj(i -> String.valueOf(36_526 + i)).toList(),
            "excel-serial",
            "day",
            "begin"),
        Arguments.of(
            IntStream.range(0, 40)
                .mapToObj(i -> String.valueOf(946_684_800L + 86_400L * i))
                .toList(),
            "epoch-seconds",
            "day",
            "begin"),
        Arguments.of(
            IntStream.range(0, 24 * 31)
                .mapToObj(i -> String.valueOf(946_684_800_000L + 3_600_000L * i))
                .toList(),
            "epoch-millis",
            "PT1H",
            "begin"));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void formatStepAndLabelAreTold(List<String> dates, String format, String support, String label) {
    Proposal proposal = of(dates);

    assertThat(Detected.at(proposal, "/time/format")).as(dates.get(0)).isEqualTo(format);
    assertThat(Detected.at(proposal, "/time/support")).as(dates.get(0)).isEqualTo(support);
    assertThat(Detected.at(proposal, "/time/label")).as(dates.get(0)).isEqualTo(label);
    assertThat(proposal.questions())
        .extracting(Question::path)
        .doesNotContain("/time/format", "/time/support", "/time/label");
  }

  static Stream<Arguments> open() {
    return Stream.of(
        // Samples, with no number above 12 and no rule.
        Arguments.of(
            List.of("03/04/2001", "07/05/2001", "02/09/2001", "11/10/2001", "05/02/2002"),
            "time.order.open",
            "/time/format"),
        // Nine days of January, or the first of nine months.
        Arguments.of(days(9, as("dd/MM/yyyy")), "time.order.open", "/time/format"),
        Arguments.of(days(9, as("MM/dd/yyyy")), "time.order.open", "/time/format"),
        Arguments.of(
            List.of("03/04/01", "07/05/01", "02/09/01"), "time.order.open", "/time/format"),
        Arguments.of(
            List.of("13/04/2001", "04/25/2001", "02/09/2001", "17/10/2001"),
            "time.both-orders",
            "/time/format"),
        Arguments.of(List.of("31.01", "01.02", "02.02", "03.02"), "time.no-year", "/time/format"),
        Arguments.of(
            List.of("03.04.2001", "17.05.2001", "02.09.2001", "11.10.2001", "05.02.2002"),
            "support.irregular",
            "/time/support"),
        Arguments.of(List.of("13.04.2001", "14.04.2001"), "support.few", "/time/support"),
        Arguments.of(
            times("2020-01-03T08:00", 40, 1440, "dd.MM.yyyy HH:mm"),
            "support.once-a-day",
            "/time/support"),
        Arguments.of(
            times("2020-01-03T05:00", 100, 60, "dd.MM.yyyy HH:mm"), "label.open", "/time/label"));
  }

  @ParameterizedTest
  @MethodSource("open")
  void whatTheDatesDoNotTellIsAskedAndNotGuessed(List<String> dates, String question, String path) {
    Proposal proposal = of(dates);

    assertThat(Detected.asked(proposal)).as(dates.get(0)).contains(question);
    assertThat(Detected.at(proposal, path)).as(dates.get(0)).isEmpty();
  }

  @Test
  void anOpenOrderOffersBothFormats() {
    Proposal proposal =
        of(List.of("03/04/2001", "07/05/2001", "02/09/2001", "11/10/2001", "05/02/2002"));

    assertThat(Detected.question(proposal, "time.order.open").orElseThrow().candidates())
        .extracting(node -> node.asText())
        .containsExactly("dd/MM/yyyy", "MM/dd/yyyy");
  }

  @Test
  void evidenceCountsTheDatesThatDecide() {
    Proposal proposal = of(days(40, as("dd.MM.yyyy")));

    Evidence evidence = Detected.evidence(proposal, "time.order.day").orElseThrow();
    assertThat(evidence.sentence().in("en"))
        .isEqualTo(
            "40 dates fit dd.MM.yyyy; in 19 of them the first number is above 12 and must be the"
                + " day.");
    assertThat(evidence.sentence().in("ru")).contains("40").contains("19");
  }

  @Test
  void seriesOneBelowTheOtherAreStepped() {
    StringBuilder text = new StringBuilder("Пост;Дата;Расход, м3/с\n");
    for (String post : new String[] {"15194", "15189", "16279"}) {
      for (String month : months(24, 1, "dd/MM/yyyy")) {
        text.append(post).append(';').append(month).append(";1,5\n");
      }
    }
    Proposal proposal = Detected.text("q.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("dd/MM/yyyy");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo("month");
  }

  @Test
  void aTimeOfDayInAColumnOfItsOwnIsJoined() {
    StringBuilder text = new StringBuilder("Дата;Время;Уровень, см\n");
    for (int i = 0; i < 31 * 24; i++) {
      LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0).plusHours(i);
      text.append(time.format(DateTimeFormatter.ofPattern("dd.MM.yyyy;HH:mm")))
          .append(";12")
          .append(i % 9)
          .append('\n');
    }
    Proposal proposal = Detected.text("h.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/columns")).isEqualTo("[\"Дата\",\"Время\"]");
    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("dd.MM.yyyy HH:mm");
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo("PT1H");
  }

  @Test
  void severalWaysOfWritingAreTriedInTurn() {
    List<String> dates = new ArrayList<>(days(20, as("dd.MM.yyyy")));
    dates.addAll(steps(LocalDate.of(2001, 1, 21), 10, 1, as("yyyy-MM-dd")));
    Proposal proposal = of(dates);

    assertThat(Detected.at(proposal, "/time/format")).isEqualTo("[\"dd.MM.yyyy\",\"yyyy-MM-dd\"]");
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        Arguments.of(
            "Год;Месяц;Декада",
            "1;1,1;2,1;3,2;1,2;2,2;3,3;1,3;2,3;3",
            "{\"year\":\"Год\",\"month\":\"Месяц\",\"dekad\":\"Декада\"}",
            "dekad"),
        Arguments.of(
            "Год;Месяц;Декада",
            "январь;I,январь;II,январь;III,февраль;I,февраль;II,февраль;III",
            "{\"year\":\"Год\",\"month\":\"Месяц\",\"dekad\":\"Декада\"}",
            "dekad"),
        Arguments.of(
            "Year;Month;Day",
            "1;1,1;2,1;3,1;4,1;15,1;16,2;1,2;2",
            "{\"year\":\"Year\",\"month\":\"Month\",\"day\":\"Day\"}",
            "day"),
        Arguments.of(
            "Yil;Oy;Kun",
            "1;1,1;2,1;3,1;4,1;15,1;16,2;1,2;2",
            "{\"year\":\"Yil\",\"month\":\"Oy\",\"day\":\"Kun\"}",
            "day"),
        Arguments.of(
            "Жыл;Ай;Күн",
            "1;1,1;2,1;3,1;4,1;15,1;16,2;1,2;2",
            "{\"year\":\"Жыл\",\"month\":\"Ай\",\"day\":\"Күн\"}",
            "day"),
        Arguments.of(
            "Сол;Моҳ",
            "1,2,3,4,5,6,7,8,9,10,11,12",
            "{\"year\":\"Сол\",\"month\":\"Моҳ\"}",
            "month"),
        Arguments.of(
            "Год;Месяц",
            "I,II,III,IV,V,VI,VII,VIII,IX,X,XI,XII",
            "{\"year\":\"Год\",\"month\":\"Месяц\"}",
            "month"),
        Arguments.of(
            "Год;Декада",
            "1,2,3,4,5,6,7,8,34,35,36",
            "{\"year\":\"Год\",\"dekad\":\"Декада\"}",
            "dekad"),
        Arguments.of(
            "Год;Пентада",
            "1,2,3,4,5,6,70,71,72",
            "{\"year\":\"Год\",\"pentad\":\"Пентада\"}",
            "pentad"));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void partsInColumnsOfTheirOwnAreTakenTogether(
      String header, String rows, String parts, String support) {
    StringBuilder text = new StringBuilder(header + ";Расход, м3/с\n");
    for (int year = 1990; year < 1994; year++) {
      for (String row : rows.split(",")) {
        text.append(year).append(';').append(row).append(";1,25\n");
      }
    }
    Proposal proposal = Detected.text("q.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/parts")).isEqualTo(parts);
    assertThat(Detected.at(proposal, "/time/support")).isEqualTo(support);
  }

  @Test
  void partsWithoutAHeaderAreToldByWhatTheyCanBe() {
    StringBuilder text = new StringBuilder();
    for (int year = 1990; year < 1994; year++) {
      for (int dekad = 0; dekad < 36; dekad++) {
        text.append(year)
            .append(',')
            .append(dekad / 3 + 1)
            .append(',')
            .append(dekad % 3 + 1)
            .append(",1.25\n");
      }
    }
    Proposal proposal = Detected.text("Q_15194.csv", text.toString());

    assertThat(Detected.at(proposal, "/time/parts"))
        .isEqualTo("{\"year\":\"1\",\"month\":\"2\",\"dekad\":\"3\"}");
  }

  @Test
  void datesThatDoNotExistAreCounted() {
    List<String> dates = new ArrayList<>(days(40, as("dd.MM.yyyy")));
    dates.set(30, "31.02.2001");
    Proposal proposal = of(dates);

    assertThat(Detected.evidence(proposal, "time.impossible").orElseThrow().value().asInt())
        .isEqualTo(1);
  }

  /** The sentence "all languages that do so put the day first" rests on this. */
  @Test
  void noLocaleWithFullStopsBetweenNumbersPutsTheMonthFirst() {
    int dotted = 0;
    List<String> monthFirst = new ArrayList<>();
    for (Locale locale : DateFormat.getAvailableLocales()) {
      for (int style : new int[] {DateFormat.SHORT, DateFormat.MEDIUM}) {
        String pattern = ((SimpleDateFormat) DateFormat.getDateInstance(style, locale)).toPattern();
        if (pattern.matches("[dM]{1,2}\\. ?[dM]{1,2}\\..*")) {
          dotted++;
          if (pattern.startsWith("M")) {
            monthFirst.add(locale + " " + pattern);
          }
        }
      }
    }
    assertThat(dotted).isGreaterThan(100);
    assertThat(monthFirst).isEmpty();
  }
}
