package org.aralwatch.ingest.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EncodingDetectorTest {
  private static final String[] CYRILLIC = {
    "windows-1251", "KOI8-R", "IBM866", "ISO-8859-5", "UTF-8", "UTF-16LE", "UTF-16BE"
  };

  /** Mostly headers of a few words above numbers, as files are. */
  private static final List<String> TEXTS =
      List.of(
          "Дата;Приток\n01.01.2000;12,5\n02.01.2000;12,7\n",
          "Дата;Q м3/с\n01.01.2000;12,5\n",
          "Год;Месяц;Декада;Расход\n1990;1;1;3,4\n1990;1;2;3,5\n",
          "Пост;Уровень, см\n16279;120\n16290;98\n",
          "дата,осадки\n2001-01-01,0.0\n2001-01-02,1.2\n",
          "ДАТА;УРОВЕНЬ\n01.01.2000;5\n",
          "Код;Название;Дата;Температура воздуха\n38457;Ташкент;01.01.2020;-2,3\n",
          "Сана;Сув сарфи\n01.01.2000;12,5\n",
          "Створ,Ингредиент,мг/дм3\nнижний бьеф,нитриты,0.02\nверхний бьеф,фенолы,0.001\n",
          "пост;н/о\n1;2\n",
          "год;Q\n1990;3\n",
          "Чирчик\n1;2;3\n4;5;6\n",
          "Сводка по притоку в Чарвакское водохранилище за 2020 год\nДень;Приток;Сброс\n1;120,5;110\n",
          "Station;Date;Value\nЧиноз;2001-01-01;3\nБекабад;2001-01-01;4\n",
          "Вода;25\nЖурнал;1\nЦиркуль;2\nЩит;3\nФорма;4\n",
          "река Ала-Арча - устье р.Кашка-Суу;1,2\n",
          "Мутность;г/м3\n1;2\n",
          "Юпитер;Яшма;Ёлка;Эхо;Съезд\n1;2;3;4;5\n");

  static Stream<Arguments> cyrillic() {
    List<Arguments> cases = new ArrayList<>();
    for (String text : TEXTS) {
      for (String charset : CYRILLIC) {
        cases.add(Arguments.of(charset, text));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cyrillic")
  void shortTextsAreRead(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));

    EncodingDetector.Found found = EncodingDetector.detect(bytes, true);

    assertThat(new String(bytes, found.charset())).isEqualTo(text);
    assertThat(found.confidence()).isGreaterThan(0.75);
  }

  static Stream<String> latin() {
    return Stream.of(
        "Name;µg/m³\nBishkek;12\n",
        "Ballesteros-Cánovas, Müller and Björk – 2019\n1,2\n",
        "Temp °C;m³/s\n1;2\n",
        "Année;Débit\n1990;3\n",
        "Jährlich;Höhe\n1;2\n",
        "a;±5\n",
        "t;25°\n",
        "Dépôt “neuf”;1\n");
  }

  @ParameterizedTest
  @MethodSource("latin")
  void westernTextsAreNoCyrillic(String text) {
    byte[] bytes = text.getBytes(Charset.forName("windows-1252"));

    assertThat(new String(bytes, EncodingDetector.detect(bytes, true).charset())).isEqualTo(text);
  }

  static Stream<String> otherLanguages() {
    return Stream.of(
        "Күні;Су шығыны, м³/с\n2001-01-01;5\n",
        "Датасы;Суунун деңгээли\n1;2\n",
        "Сана;Ҳаво ҳарорати\n1;2\n",
        "Sana;Suv sarfi, m³/s\n1;2\n",
        "Sene;Suwuň derejesi\n1;2\n",
        "Сана;Сарфи об дар Ӯротеппа\n1;2\n");
  }

  @ParameterizedTest
  @MethodSource("otherLanguages")
  void lettersThatNoSingleByteEncodingHasComeInUtf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

    assertThat(EncodingDetector.detect(bytes, true).charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void aMarkIsBelieved() {
    byte[] text = "Дата".getBytes(StandardCharsets.UTF_16LE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0xff);
    bytes.write(0xfe);
    bytes.writeBytes(text);

    EncodingDetector.Found found = EncodingDetector.detect(bytes.toByteArray(), true);

    assertThat(found.charset()).isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(found.markLength(bytes.toByteArray())).isEqualTo(2);
  }

  @Test
  void aCutCharacterAtTheEndOfALookIsNoFault() {
    byte[] bytes = "Дата;Приток".getBytes(StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 1);

    assertThat(EncodingDetector.detect(cut, false).charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void linesInAnotherEncodingAreNamed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int line = 1; line <= 40; line++) {
      String charset = line == 7 || line == 30 ? "windows-1251" : "UTF-8";
      bytes.writeBytes(("Ташкент;" + line + "\n").getBytes(Charset.forName(charset)));
    }
    EncodingDetector.Found found = EncodingDetector.detect(bytes.toByteArray(), true);

    assertThat(found.charset()).isEqualTo(StandardCharsets.UTF_8);
    assertThat(found.oddLines()).containsExactly(7L, 30L);
    assertThat(found.oddCharset()).isEqualTo(Charset.forName("windows-1251"));
  }

  @Test
  void linesOfUtf8AmongOthersAreNamed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int line = 1; line <= 40; line++) {
      String charset = line == 9 ? "UTF-8" : "KOI8-R";
      bytes.writeBytes(("Чирчик;" + line + "\n").getBytes(Charset.forName(charset)));
    }
    EncodingDetector.Found found = EncodingDetector.detect(bytes.toByteArray(), true);

    assertThat(found.charset()).isEqualTo(Charset.forName("KOI8-R"));
    assertThat(found.oddLines()).containsExactly(9L);
  }

  @Test
  void textThatWasReadWronglyAndSavedIsTold() {
    String twice =
        new String(
            "Дата;Приток;Сброс".getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1251"));

    assertThat(EncodingDetector.isTwiceEncoded(twice)).isTrue();
    assertThat(EncodingDetector.isTwiceEncoded("Река Сырдарья;Расход;Срок")).isFalse();
    assertThat(Detected.asked(Detected.text("a.csv", twice + "\n1;2;3\n4;5;6\n")))
        .contains("encoding.twice");
  }

  @Test
  void theWordsThatWereRecognisedAreTheEvidence() {
    EncodingDetector.Found found =
        EncodingDetector.detect("Дата;Приток\n1;2\n".getBytes(Charset.forName("KOI8-R")), true);

    assertThat(found.words()).containsExactly("Дата", "Приток");
  }
}
