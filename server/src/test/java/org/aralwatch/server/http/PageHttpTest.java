package org.aralwatch.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.aralwatch.server.command.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("database")
class PageHttpTest {
  private static final Pattern LINKED = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.shared();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs/"})
  void everythingThatAPageNeedsIsThere(String page) {
    HttpResponse<byte[]> response = server.get(page);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    Matcher links = LINKED.matcher(TestServer.text(response));
    int count = 0;
    while (links.find()) {
      String target = server.uri(page).resolve(links.group(1)).getPath();
      assertThat(server.get(target).statusCode()).as(target).isIn(200, 302);
      count++;
    }
    assertThat(count).isGreaterThan(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/docs/"})
  void aPageMayLoadNothingFromElsewhere(String page) {
    String policy = server.get(page).headers().firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy).contains("default-src 'self'").doesNotContain("http");
    assertThat(policy).doesNotContain("script-src").doesNotContain("unsafe-eval");
  }

  @Test
  void theDocumentationReadsOurDescription() {
    assertThat(TestServer.text(server.get("/docs/initializer.js")))
        .contains("api/v1/openapi.json")
        .contains("validatorUrl: null");
    assertThat(server.get("/docs").headers().firstValue("Location")).contains("/docs/");
  }

  @Test
  void filesAreRevalidatedByTheirTag() {
    HttpResponse<byte[]> script = server.get("/js/main.js");
    assertThat(script.headers().firstValue("Cache-Control")).contains("no-cache");
    String etag = script.headers().firstValue("ETag").orElseThrow();
    assertThat(
            server
                .send(server.request("/js/main.js").header("If-None-Match", etag).build())
                .statusCode())
        .isEqualTo(304);
  }

  @Test
  void noAnswerNamesTheServersSoftware() {
    for (String path : new String[] {"/", "/api/v1", "/nothing", "/metrics"}) {
      assertThat(server.get(path).headers().map()).doesNotContainKeys("server", "x-powered-by");
    }
  }
}
