package org.aralwatch.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.aralwatch.web.WebFiles.WebFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebFilesTest {

  private final WebFiles files = new WebFiles();

  @Test
  void theRootIsThePage() {
    WebFile page = files.find("/").orElseThrow();

    assertThat(page.path()).isEqualTo("index.html");
    assertThat(new String(page.bytes(), StandardCharsets.UTF_8)).contains("<title>AralWatch");
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html, text/html; charset=utf-8",
    "/js/main.js, text/javascript; charset=utf-8",
    "/css/base.css, text/css; charset=utf-8",
    "/i18n/ru.json, application/json; charset=utf-8",
    "/lib/leaflet/LICENSE.txt, text/plain; charset=utf-8",
    "/favicon.svg, image/svg+xml"
  })
  void theEndingGivesTheContentType(String path, String contentType) {
    assertThat(files.find(path)).map(WebFile::contentType).contains(contentType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../web/index.html",
        "/js/../index.html",
        "/js/..\\index.html",
        "/js//main.js",
        "//index.html",
        "/.hidden.js",
        "/js",
        "/js/",
        "/WebFiles.class",
        "/index.html\u0000.js",
        "/nothing.js"
      })
  void whatIsNoPlainPathOfAFileIsNotFound(String path) {
    assertThat(files.find(path)).isEmpty();
  }

  @Test
  void theEntityTagIsStrongAndFollowsTheBytes() {
    WebFile page = files.find("/").orElseThrow();
    WebFile script = files.find("/js/main.js").orElseThrow();

    assertThat(page.etag()).matches("\"[0-9a-f]{32}\"").isNotEqualTo(script.etag());
    assertThat(new WebFiles().find("/").orElseThrow().etag()).isEqualTo(page.etag());
  }

  @Test
  void changingReturnedBytesChangesNothing() {
    files.find("/").orElseThrow().bytes()[0] = 0;

    assertThat(files.find("/").orElseThrow().bytes()[0]).isEqualTo((byte) '<');
  }
}
