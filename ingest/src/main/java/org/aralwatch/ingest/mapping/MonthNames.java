package org.aralwatch.ingest.mapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Months by the names that files of the basin use: English, Russian (in both cases, and short),
 * Uzbek in both scripts, Kazakh, Kyrgyz, Tajik and Turkmen. Names after CLDR 44 where it has them.
 */
public final class MonthNames {
  private static final String[] NAMES = {
    "january jan январь января янв yanvar январ yanwar қаңтар қаң",
    "february feb февраль февраля фев fevral феврал fewral ақпан ақп",
    "march mar март марта мар mart наурыз нау",
    "april apr апрель апреля апр aprel апрел сәуір сәу",
    "may май мая maý mai мамыр мам",
    "june jun июнь июня июн iyun июни iýun маусым мау",
    "july jul июль июля июл iyul июли iýul шілде шіл",
    "august aug август августа авг avgust awgust тамыз там",
    "september sep sept сентябрь сентября сен сент sentabr sentyabr сентабр сентябр sentýabr қыркүйек қыр",
    "october oct октябрь октября окт oktabr oktyabr октабр октябр oktýabr қазан қаз",
    "november nov ноябрь ноября ноя нояб noyabr ноябр noýabr қараша қар",
    "december dec декабрь декабря дек dekabr декабр желтоқсан жел"
  };

  private static final Map<String, Integer> MONTHS = new HashMap<>();

  static {
    for (int month = 0; month < NAMES.length; month++) {
      for (String name : NAMES[month].split(" ")) {
        MONTHS.put(name, month + 1);
      }
    }
  }

  private MonthNames() {}

  /** 1 to 12; 0 for a text that names no month. A point after a short name is left out. */
  public static int find(CharSequence text) {
    String name = text.toString().toLowerCase(Locale.ROOT);
    return MONTHS.getOrDefault(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, 0);
  }
}
