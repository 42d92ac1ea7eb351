package org.aralwatch.server.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameFoldingTest {
  /** The folded name, then spellings of it in the scripts and languages of the basin. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          amudaria   | Амударья; Amudarya; Amu Darya; AMU-DARYA; Amudaryo; Амударё; Амудария
          sirdaria   | Сырдарья; Syr Darya; Syrdarya; Sirdaryo; Сирдарё; Сырдария; Сыр-Дарья
          arals      | Арал с; Orol s; Арол с
          tashkent   | Ташкент; Tashkent; Toshkent; Тошкент
          samarkand  | Самарканд; Samarkand; Samarqand; Самарқанд
          buhara     | Бухара; Bukhara; Buxoro; Бухоро
          andijan    | Андижан; Andijan; Andijon; Андижон; Andizhan
          chirchik   | Чирчик; Chirchik; Chirchiq; Чирчиқ
          kizilarda  | Кызылорда; Қызылорда; Kyzylorda; Qyzylorda; Qızılorda; Kızılorda
          vahsh      | Вахш; Vakhsh; Vaxsh; Wahsh; Вахш
          hujand     | Хужанд; Khujand; Хуҷанд; Xujand; Khudzhand
          taktagul   | Токтогул; Toktogul; Тоқтоғул; Toktoghul
          ashgabat   | Ашгабат; Ashgabat; Aşgabat; Ашғабат
          turkmenabat| Туркменабат; Turkmenabat; Türkmenabat
          16279      | 16279; 16 279; №16279
          kg16059    | KG-16059; kg 16059
          """)
  void spellingsOfOneNameFoldAlike(String folded, String spellings) {
    for (String spelling : spellings.split(";")) {
      assertThat(NameFolding.fold(spelling.strip())).as(spelling).isEqualTo(folded);
    }
  }

  @Test
  void aScriptWithoutATableKeepsItsLetters() {
    assertThat(NameFolding.fold("آمودریا ")).isEqualTo("امودریا");
  }

  @Test
  void whatIsNeitherLetterNorDigitFoldsToNothing() {
    assertThat(NameFolding.fold(" -'ʻ .")).isEmpty();
  }
}
