package org.aralwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lies under {@code lib/} is what {@code libraries.json} says, no more and no less. */
final class LibrariesTest {

  private static final Path LIB = Path.of("src/main/resources/org/aralwatch/web/lib");

  private JsonNode libraries;

  @BeforeEach
  void readTheManifest() throws IOException {
    libraries = new ObjectMapper().readTree(Path.of("libraries.json").toFile()).get("libraries");
  }

  @Test
  void everyVendoredFileHasTheHashOfTheManifest() throws Exception {
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode library : libraries) {
      for (JsonNode file : library.get("files")) {
        expected.put(file.get("file").asText(), file.get("sha256").asText());
      }
    }

    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(LIB)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
        found.put(
            LIB.relativize(path).toString().replace('\\', '/'), HexFormat.of().formatHex(hash));
      }
    }

    assertThat(found).isNotEmpty().isEqualTo(expected);
  }

  @Test
  void everyLibraryNamesVersionAndLicenceAndBringsItsText() throws IOException {
    for (JsonNode library : libraries) {
      assertThat(library.get("version").asText()).matches("\\d+\\.\\d+\\.\\d+");
      assertThat(library.get("licence").asText()).isNotBlank();
      assertThat(Files.readString(LIB.resolve(library.get("licenceFile").asText())))
          .containsIgnoringCase("copyright");
    }
  }
}
