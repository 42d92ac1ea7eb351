package org.aralwatch.geodata.observation;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The calendar units of the basin's hydrology, in station-local dates. Each divides time into
 * half-open spans of whole days; the two single seasons leave half of the year out.
 *
 * <p>Pentads end on days 5, 10, 15, 20, 25 and the month's last; dekads on days 10, 20 and the
 * last. The growing season is 1 April to 30 September, the non-growing 1 October to 31 March
 * (ICWC); the hydrological year is 1 October to 30 September and is named by the year in which it
 * ends.
 */
public enum Period {
  DAY("day", 1) {
    @Override
    LocalDate startOf(LocalDate day) {
      return day;
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusDays(1);
    }
  },
  PENTAD("pentad", 5) {
    @Override
    LocalDate startOf(LocalDate day) {
      return day.withDayOfMonth(Math.min((day.getDayOfMonth() - 1) / 5, 5) * 5 + 1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.getDayOfMonth() == 26 ? firstOfNextMonth(start) : start.plusDays(5);
    }
  },
  DEKAD("dekad", 10) {
    @Override
    LocalDate startOf(LocalDate day) {
      return day.withDayOfMonth(Math.min((day.getDayOfMonth() - 1) / 10, 2) * 10 + 1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.getDayOfMonth() == 21 ? firstOfNextMonth(start) : start.plusDays(10);
    }
  },
  MONTH("month", 30) {
    @Override
    LocalDate startOf(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusMonths(1);
    }
  },
  /** Growing and non-growing seasons in turn. */
  SEASON("season", 182) {
    @Override
    LocalDate startOf(LocalDate day) {
      int month = day.getMonthValue();
      if (month >= 4 && month <= 9) {
        return LocalDate.of(day.getYear(), Month.APRIL, 1);
      }
      return LocalDate.of(month <= 3 ? day.getYear() - 1 : day.getYear(), Month.OCTOBER, 1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusMonths(6);
    }
  },
  GROWING_SEASON("growing-season", 182) {
    @Override
    LocalDate startOf(LocalDate day) {
      LocalDate start = SEASON.startOf(day);
      return start.getMonth() == Month.APRIL ? start : null;
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusMonths(6);
    }
  },
  NON_GROWING_SEASON("non-growing-season", 182) {
    @Override
    LocalDate startOf(LocalDate day) {
      LocalDate start = SEASON.startOf(day);
      return start.getMonth() == Month.OCTOBER ? start : null;
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusMonths(6);
    }
  },
  HYDROLOGICAL_YEAR("hydrological-year", 365) {
    @Override
    LocalDate startOf(LocalDate day) {
      int year = day.getMonthValue() >= 10 ? day.getYear() : day.getYear() - 1;
      return LocalDate.of(year, Month.OCTOBER, 1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusYears(1);
    }
  },
  YEAR("year", 365) {
    @Override
    LocalDate startOf(LocalDate day) {
      return LocalDate.of(day.getYear(), 1, 1);
    }

    @Override
    LocalDate endOf(LocalDate start) {
      return start.plusYears(1);
    }
  };

  private final String code;
  private final int nominalDays;

  Period(String code, int nominalDays) {
    this.code = code;
    this.nominalDays = nominalDays;
  }

  /** First day of the span that holds {@code day}, or null where this period leaves it out. */
  abstract LocalDate startOf(LocalDate day);

  /** The day after the last of the span that starts on {@code start}. */
  abstract LocalDate endOf(LocalDate start);

  /** The span that holds {@code day}; empty where a single season leaves the day out. */
  public Optional<Days> spanOf(LocalDate day) {
    LocalDate start = startOf(day);
    return start == null ? Optional.empty() : Optional.of(new Days(start, endOf(start)));
  }

  /** The word used in requests, files and answers, as "hydrological-year". */
  public String code() {
    return code;
  }

  /** A usual length in days, for ordering periods by fineness. */
  public int nominalDays() {
    return nominalDays;
  }

  /**
   * @throws IllegalArgumentException naming the codes there are
   */
  public static Period ofCode(String code) {
    for (Period period : values()) {
      if (period.code.equals(code)) {
        return period;
      }
    }
    throw new IllegalArgumentException(
        "unknown period '"
            + code
            + "'; one of "
            + Arrays.stream(values()).map(Period::code).collect(Collectors.joining(", ")));
  }

  private static LocalDate firstOfNextMonth(LocalDate day) {
    return day.withDayOfMonth(1).plusMonths(1);
  }

  /** Whole station-local days, [first, end). */
  public record Days(LocalDate first, LocalDate end) {
    public long count() {
      return end.toEpochDay() - first.toEpochDay();
    }
  }
}
