package org.aralwatch.ingest.source.kn15;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.TableReader;

/**
 * Telegrams in KN-15, the code of hydrological posts on rivers, lakes and reservoirs of the former
 * Soviet Union. Sections 0, 1, 2 (922), 3 (933), 6 (966) and 8 (988) are read; 4 (944), 5 (955) and
 * 7 (977) are not.
 *
 * <p>No text of the code itself is public. What is read here, and what is not settled, is told in
 * docs/formats/kn15.md, and is taken from these programs, all read 2026-11-24:
 *
 * <ul>
 *   <li>github.com/CooperBigFoot/iEasyHydroHF_backend, of the hydrometeorological services of
 *       Central Asia: parser.py, utils.py and the tests of the parser; decides where others differ
 *   <li>github.com/kclosu/kn15, with 200 bulletins of Rosgidromet of 2019 and 2020
 *   <li>github.com/spinopel/parser-hydro, of Belarus
 *   <li>github.com/kant2002/kn15decode, for the section flag
 * </ul>
 *
 * <p>Columns: station, property, statistic, unit, begin, end, time, value, qualifier, flag, remark.
 * Times are those of the post, without an offset; a period is named by its begin. The line is that
 * of the group. An empty value is one that the telegram gives as missing ({@code ////}).
 *
 * <p>Properties:
 *
 * <ul>
 *   <li>stage-morning, stage-evening, stage-other-hour, stage-measured: level above gauge datum at
 *       08, at 20, at another hour, and when discharge was measured, cm
 *   <li>stage-change: against the same hour of the day before, cm
 *   <li>stage-STATISTIC-PERIOD, discharge-STATISTIC-PERIOD: STATISTIC is mean, max or min, PERIOD
 *       is day, dekad, month, 20-days or 25-days; cm, m3/s
 *   <li>water-temperature, air-temperature: at the hour of the telegram, Cel
 *   <li>discharge: of the hour of the telegram, as the post tells it, m3/s
 *   <li>discharge-measured, cross-section-area, maximum-depth: m3/s, m2, cm
 *   <li>ice-thickness: cm
 *   <li>precipitation-day: of the day before the telegram; precipitation-half-day; mm
 *   <li>precipitation-dekad, precipitation-month, mm; air-temperature-dekad, air-temperature-month,
 *       Cel
 *   <li>ice-phenomenon, water-condition, snow-on-ice-class: the value is a code, told in the remark
 *   <li>not-understood: the group contradicts the code; the value is what was written, the remark
 *       says why. No mapping knows this property, so that such a row is rejected and seen.
 * </ul>
 *
 * <p>Flag: {@code letter-for-digit} where the letter O stood for 0 or Ze for 3. Immutable.
 */
public final class Kn15Table implements TableReader {
  /** A file of something else is given up after this, rather than read to its end. */
  private static final long MOST_WITHOUT_TELEGRAM = 4_000_000;

  private final LocalDate received;
  private final Charset encoding;

  /**
   * @param received day on which the file was received, by the clock of the posts. A telegram gives
   *     the day of the month only: it is the nearest such day that is not after this one
   * @param encoding of words between the telegrams; bytes that are not of it do no harm
   */
  public Kn15Table(LocalDate received, Charset encoding) {
    this.received = received;
    this.encoding = encoding;
  }

  /** As the constructor has it, for a moment of receipt and the zone of the posts. */
  public static Kn15Table received(Instant at, ZoneId zone, Charset encoding) {
    return new Kn15Table(LocalDate.ofInstant(at, zone), encoding);
  }

  @Override
  public void read(InputStream in, RowSink sink) throws IOException {
    TelegramRows rows = new TelegramRows(sink);
    // Closing it would close the input, which is the caller's.
    @SuppressWarnings("resource")
    InputStreamReader text =
        new InputStreamReader(
            in,
            encoding
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
    TelegramSplitter splitter = new TelegramSplitter(text);
    Telegram telegram = new Telegram(received, rows);
    boolean any = false;
    for (List<Group> groups = splitter.next(); groups != null; groups = splitter.next()) {
      if (splitter.isOverlong()) {
        rows.telegram("", null);
        rows.refuse(
            groups.get(0),
            Telegram.shown(groups),
            "more than "
                + TelegramSplitter.MOST_GROUPS
                + " groups, or a million characters, without the sign =: nothing is read up to it");
      } else {
        any |= telegram.read(groups);
      }
      if (!any && splitter.characters() > MOST_WITHOUT_TELEGRAM) {
        throw noTelegram();
      }
    }
    if (splitter.characters() == 0) {
      throw new BadFileException("the file is empty");
    }
    if (!any) {
      throw noTelegram();
    }
  }

  private static BadFileException noTelegram() {
    return new BadFileException(
        "no KN-15 telegram: nowhere do a post code and a group of day, hour and section flag, of"
            + " five digits each, follow each other");
  }
}
