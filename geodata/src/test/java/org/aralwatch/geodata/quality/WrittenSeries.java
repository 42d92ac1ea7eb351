package org.aralwatch.geodata.quality;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A series as a line of words, one a step: {@code 5} a value, {@code <5} and {@code >5} censored
 * ones, {@code -} none at all, {@code m5} called missing by the source, {@code b5} bad, {@code s5}
 * suspect, {@code g5} good, {@code =5} at the same time as the one before.
 */
record WrittenSeries(
    long[] begins, long[] ends, double[] results, byte[] qualifiers, byte[] flags) {
  private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
  private static final String FLAGS = "?g?sb????m";

  /** Values that each stand for a step. */
  static WrittenSeries of(Duration step, String words) {
    return of(step, step, words);
  }

  static WrittenSeries of(Duration step, Duration length, String words) {
    String[] all = words.trim().split("\\s+");
    int n = (int) java.util.Arrays.stream(all).filter(word -> !word.equals("-")).count();
    long[] begins = new long[n];
    long[] ends = new long[n];
    double[] results = new double[n];
    byte[] qualifiers = new byte[n];
    byte[] flags = new byte[n];
    long begin = START.getEpochSecond() * 1_000_000;
    int i = 0;
    for (String word : all) {
      if (word.equals("-")) {
        begin += micros(step);
        continue;
      }
      char sign = word.charAt(0);
      boolean same = sign == '=';
      boolean signed = "<>=".indexOf(sign) >= 0 || "gsbm".indexOf(sign) >= 0;
      begins[i] = same ? begins[i - 1] : begin;
      ends[i] = begins[i] + micros(length);
      results[i] = Double.parseDouble(signed ? word.substring(1) : word);
      qualifiers[i] = (byte) (sign == '<' || sign == '>' ? sign : ' ');
      flags[i] = (byte) ("gsbm".indexOf(sign) >= 0 ? FLAGS.indexOf(sign) : 2);
      begin += same ? 0 : micros(step);
      i++;
    }
    return new WrittenSeries(begins, ends, results, qualifiers, flags);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }

  Verdicts tested(SeriesRules rules) {
    return tested(rules, null);
  }

  Verdicts tested(SeriesRules rules, Climatology climatology) {
    return SeriesTester.test(
        rules,
        Optional.ofNullable(climatology),
        ZoneOffset.UTC,
        begins,
        ends,
        results,
        qualifiers,
        flags,
        0,
        begins.length);
  }

  /** What the test said of each: {@code .} passed, {@code S} suspect, {@code F} failed. */
  static String said(Verdicts verdicts, QualityTest test) {
    StringBuilder said = new StringBuilder();
    for (int i = verdicts.from(); i < verdicts.to(); i++) {
      said.append(
          switch (test.level(verdicts.tests(i))) {
            case PASS -> '.';
            case SUSPECT -> 'S';
            case FAIL -> 'F';
          });
    }
    return said.toString();
  }

  /** The flags, a figure each. */
  static String flags(Verdicts verdicts) {
    StringBuilder flags = new StringBuilder();
    for (int i = verdicts.from(); i < verdicts.to(); i++) {
      flags.append(verdicts.flag(i));
    }
    return flags.toString();
  }
}
