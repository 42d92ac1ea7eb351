package org.aralwatch.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.aralwatch.ingest.source.NumberParser.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberParserTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "1",
        "+7",
        "48.8",
        "-999.0",
        ".5",
        "5.",
        "1e3",
        "1E-3",
        "1.25e+2",
        "0.1",
        "123456789012345678",
        "0.1234567890123456789",
        "1e22",
        "1e23",
        "9007199254740993",
        "1.7976931348623157e308",
        "4.9e-324",
        "1e-400",
        "0e999",
        "5677.829056",
        "38.7638554216867"
      })
  void aNumberIsThatOfJava(String text) {
    NumberParser parser = new NumberParser('.');
    assertThat(parse(parser, text)).isEqualTo(Outcome.NUMBER);
    assertThat(parser.value()).isEqualTo(Double.parseDouble(text));
  }

  @Test
  void aHundredThousandRandomNumbersAreThoseOfJava() {
    Random random = new Random(20_260_101);
    NumberParser parser = new NumberParser('.');
    for (int i = 0; i < 100_000; i++) {
      String text =
          switch (i % 4) {
            case 0 ->
                Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 2 -> Float.toString(random.nextFloat() * 10_000);
            default -> random.nextLong() + "." + random.nextInt(1_000_000);
          };
      double expected = Double.parseDouble(text);
      if (Double.isFinite(expected)) {
        assertThat(parse(parser, text)).as(text).isEqualTo(Outcome.NUMBER);
        assertThat(parser.value()).as(text).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = "12,5|12.5\n-0,01|-0.01\n1000|1000\n1,5e2|150\n,5|0.5")
  void aDecimalCommaIsRead(String text, double expected) {
    NumberParser parser = new NumberParser(',');
    assertThat(parse(parser, text)).isEqualTo(Outcome.NUMBER);
    assertThat(parser.value()).isEqualTo(expected);
  }

  @Test
  void aMinusSignOfTypographyIsAMinus() {
    NumberParser parser = new NumberParser('.');
    assertThat(parse(parser, "\u22125.5")).isEqualTo(Outcome.NUMBER);
    assertThat(parser.value()).isEqualTo(-5.5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "nan", "-NaN", "Inf", "-inf", "Infinity", "+Infinity", "1e999", "-1e309"})
  void whatIsNotFiniteIsToldApart(String text) {
    assertThat(parse(new NumberParser('.'), text)).isEqualTo(Outcome.NOT_FINITE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "-", ".", "abc", "1,5", "1.2.3", "1e", "1e+", "e5", "1d", "1f", "0x10", "1_000", "12 5",
        "--5", "5-", "٣", "1e5.5", "n/a"
      })
  void whatIsNoNumberIsRefused(String text) {
    assertThat(parse(new NumberParser('.'), text)).isEqualTo(Outcome.NO_NUMBER);
  }

  private static Outcome parse(NumberParser parser, String text) {
    return parser.parse(("1" + text + "1").toCharArray(), 1, text.length());
  }
}
