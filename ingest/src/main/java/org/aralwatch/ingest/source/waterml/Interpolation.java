package org.aralwatch.ingest.source.waterml;

import java.util.Locale;

/**
 * What a value says of the time by which it is named: the interpolation types of WaterML 2.0 (OGC
 * 10-126r4, table 6; codes below http://www.opengis.net/def/waterml/2.0/interpolationType/).
 */
enum Interpolation {
  CONTINUOUS("instant", Anchor.MOMENT),
  DISCONTINUOUS("instant", Anchor.MOMENT),
  INSTANTTOTAL("sum", Anchor.MOMENT),
  AVERAGEPREC("mean", Anchor.END),
  MAXPREC("max", Anchor.END),
  MINPREC("min", Anchor.END),
  TOTALPREC("sum", Anchor.END),
  CONSTPREC("constant", Anchor.END),
  AVERAGESUCC("mean", Anchor.BEGIN),
  MAXSUCC("max", Anchor.BEGIN),
  MINSUCC("min", Anchor.BEGIN),
  TOTALSUCC("sum", Anchor.BEGIN),
  CONSTSUCC("constant", Anchor.BEGIN),
  STATISTICAL("statistical", Anchor.MOMENT);

  /** Which moment of its period the time of a value is. */
  enum Anchor {
    MOMENT,
    BEGIN,
    END
  }

  private final String statistic;
  private final Anchor anchor;

  Interpolation(String statistic, Anchor anchor) {
    this.statistic = statistic;
    this.anchor = anchor;
  }

  /** In our words where there is one: instant, mean, sum, min, max. */
  String statistic() {
    return statistic;
  }

  Anchor anchor() {
    return anchor;
  }

  /** By its code; null for one that the standard does not have. */
  static Interpolation find(String code) {
    if (code == null) {
      return null;
    }
    String name = code.replaceAll("[^A-Za-z]", "").toUpperCase(Locale.ROOT);
    for (Interpolation type : values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return name.equals("INSTANTANEOUS") ? CONTINUOUS : null;
  }
}
