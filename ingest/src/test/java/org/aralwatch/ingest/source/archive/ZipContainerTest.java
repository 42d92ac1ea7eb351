package org.aralwatch.ingest.source.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.aralwatch.ingest.source.BadFileException;
import org.aralwatch.ingest.source.archive.ZipBuilder.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipContainerTest {
  private static final Charset CP866 = Charset.forName("IBM866");

  @Test
  void membersComeInTheOrderOfTheDirectory() {
    byte[] zip = new ZipBuilder().add("b.csv", "2").add("a.csv", "1").build();
    assertThat(contents(zip)).containsExactly(Map.entry("b.csv", "2"), Map.entry("a.csv", "1"));
  }

  @Test
  void whatTheJdkWritesIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("пост/уровень.csv"));
      zip.write("1;2".getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("empty.csv"));
    }
    assertThat(contents(bytes.toByteArray()))
        .containsExactly(Map.entry("пост/уровень.csv", "1;2"), Map.entry("empty.csv", ""));
  }

  @Test
  void storedMembersAreRead() {
    byte[] zip = new ZipBuilder().add(Entry.stored("a.csv", "as it is")).build();
    assertThat(contents(zip)).containsEntry("a.csv", "as it is");
  }

  @Test
  void zip64IsRead() {
    byte[] zip = new ZipBuilder().add("a.csv", "1").add("b.csv", "2").zip64().build();
    assertThat(contents(zip)).containsExactly(Map.entry("a.csv", "1"), Map.entry("b.csv", "2"));
  }

  @Test
  void anArchiveBehindTheProgramThatUnpacksItIsRead() {
    byte[] zip =
        new ZipBuilder().before(new byte[5000]).add("a.csv", "1").comment("PK\5\6").build();
    assertThat(contents(zip)).containsEntry("a.csv", "1");
  }

  @Test
  void namesWithoutTheMarkOfUtf8AreThoseOfWindowsInTheRegion() {
    Entry entry = Entry.stored("x", "1").named("Уровень воды.csv".getBytes(CP866), 0);
    assertThat(contents(new ZipBuilder().add(entry).build())).containsKey("Уровень воды.csv");
  }

  @Test
  void namesInUtf8WithoutTheMarkAreUtf8() {
    byte[] name = "Уровень.csv".getBytes(StandardCharsets.UTF_8);
    Entry entry = Entry.stored("x", "1").named(name, 0);
    assertThat(contents(new ZipBuilder().add(entry).build())).containsKey("Уровень.csv");
  }

  @Test
  void backslashesSeparateFolders() {
    assertThat(contents(new ZipBuilder().add("a\\b.csv", "1").build())).containsKey("a/b.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../a.csv", "a/../../b.csv", "..\\a.csv", "/etc/passwd", "C:\\a.csv", "a/.."})
  void namesThatPointOutOfTheArchiveAreRefused(String name) {
    assertRefused(new ZipBuilder().add(name, "1").build(), "points out of the archive");
  }

  @Test
  void unreadableNamesAreRefused() {
    assertRefused(new ZipBuilder().add("a\0.csv", "1").build(), "empty or unreadable");
  }

  @Test
  void twoFilesOfOneNameAreRefused() {
    byte[] zip = new ZipBuilder().add("a.csv", "1").add("a.csv", "2").build();
    assertRefused(zip, "two files 'a.csv'");
  }

  @Test
  void namesThatDifferInCapitalsAreTwoFiles() {
    byte[] zip = new ZipBuilder().add("a.csv", "1").add("A.csv", "2").build();
    assertThat(contents(zip)).containsEntry("a.csv", "1").containsEntry("A.csv", "2");
  }

  @Test
  void encryptedMembersAreRefused() {
    Entry entry = Entry.stored("a.csv", "1").flagged(ZipBuilder.ENCRYPTED);
    assertRefused(new ZipBuilder().add(entry).build(), "'a.csv' in the archive is encrypted");
  }

  @ParameterizedTest
  @CsvSource({"9", "12", "14", "93", "99"})
  void membersPackedByOtherMethodsAreRefused(int method) {
    Entry entry = Entry.stored("a.csv", "1").method(method);
    assertRefused(new ZipBuilder().add(entry).build(), "method " + method);
  }

  @Test
  void aWrongCheckSumIsRefused() {
    Entry entry = Entry.deflated("a.csv", new byte[10]);
    assertRefused(new ZipBuilder().add(entry.saying(10, 1)).build(), "another check sum");
  }

  @ParameterizedTest
  @CsvSource({"9, is longer than the archive says", "11, has 10 bytes instead of 11"})
  void aWrongLengthIsRefused(int size, String message) {
    Entry entry = Entry.deflated("a.csv", new byte[10]);
    assertRefused(new ZipBuilder().add(entry.saying(size, entry.crc32())).build(), message);
  }

  @Test
  void aStoredMemberWithTwoLengthsIsRefused() {
    Entry entry = Entry.stored("a.csv", "1").saying(5, 0);
    assertRefused(new ZipBuilder().add(entry).build(), "its two lengths differ");
  }

  @Test
  void anArchiveThatIsCutOffAnywhereIsRefused() {
    byte[] zip = new ZipBuilder().add("a.csv", "1;2;3").add("b.csv", "4").build();
    for (int length = 1; length < zip.length; length++) {
      byte[] cut = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> contents(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("cut off");
    }
  }

  @Test
  void anEmptyFileIsRefused() {
    assertRefused(new byte[0], "the file is empty");
  }

  @Test
  void aPartOfSeveralVolumesIsRefused() {
    byte[] zip = new ZipBuilder().add("a.csv", "1").build();
    zip[zip.length - 18] = 2;
    assertRefused(zip, "several volumes");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void aDirectoryWithAnotherNumberOfMembersIsRefused(int number) {
    byte[] zip = new ZipBuilder().add("a.csv", "1").add("b.csv", "2").saying(number).build();
    assertRefused(zip, "its directory has 2 entries instead of " + number);
  }

  @Test
  void anArchiveOfAHundredThousandFilesIsRefused() {
    ZipBuilder zip = new ZipBuilder();
    for (int i = 0; i < 100_000; i++) {
      zip.add(Entry.stored("f" + i, ""));
    }
    assertRefused(zip.zip64().build(), "more than 20000 files");
  }

  @Test
  void anArchiveThatHidesItsHundredThousandFilesIsRefused() {
    ZipBuilder zip = new ZipBuilder();
    for (int i = 0; i < 100_000; i++) {
      zip.add(Entry.stored("f" + i, ""));
    }
    assertRefused(zip.zip64().saying(5).build(), "more than 20000 files");
  }

  @Test
  void membersThatShareTheirBytesAreRefused() {
    byte[] zip =
        new ZipBuilder().add("a", new byte[1000]).add("b", new byte[1000]).overlapping().build();
    assertRefused(zip, "overlaps another file");
  }

  @Test
  void whatUnpacksTooWellIsRefused() {
    byte[] zip = new ZipBuilder().add("a.csv", new byte[64 << 20]).build();
    assertRefused(zip, "unpacks to more than 250 times its packed size");
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
    byte[] zip = new ZipBuilder().add("a.csv", new byte[64 << 20]).build();
    try (ZipContainer container = ZipContainer.of(new ByteArrayInputStream(zip));
        InputStream in = container.open(container.members().get(0))) {
      byte[] most = in.readNBytes((int) MemberStream.RATIO_FROM);
      assertThat(most).hasSize(32 << 20);
      assertThatThrownBy(in::readAllBytes).isInstanceOf(BadFileException.class);
    }
  }

  @Test
  void anythingElseThanTheArchiveThatWasPackedIsRefusedOrRead() {
    byte[] zip = new ZipBuilder().add("a.csv", "1;2;3;1;2;3").add("b/c.csv", "4").zip64().build();
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = zip.clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        contents(changed);
      } catch (BadFileException e) {
        assertThat(e).hasMessageNotContaining("null");
      }
    }
  }

  private static void assertRefused(byte[] zip, String message) {
    assertThatThrownBy(() -> contents(zip))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining(message);
  }

  private static Map<String, String> contents(byte[] bytes) {
    Map<String, String> contents = new LinkedHashMap<>();
    try (ZipContainer zip = ZipContainer.of(new ByteArrayInputStream(bytes))) {
      for (ZipMember member : zip.members()) {
        try (InputStream in = zip.open(member)) {
          contents.put(member.name(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
