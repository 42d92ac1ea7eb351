package org.aralwatch.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.aralwatch.server.command.ProgramProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The map page in headless Chromium, served by the whole program with its sample record. Leaves
 * screenshots in {@code server/target/screenshots}, to be looked at.
 */
@Tag("browser")
class MapPageTest {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int DESK_WIDTH = 1440;
  private static final int DESK_HEIGHT = 900;
  @TempDir private static Path directory;

  private static ProgramProcess program;

  private Path profile;
  private ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(SCREENSHOTS);
    program =
        ProgramProcess.start(
                directory, "run", "--port", "0", "--data", directory.resolve("data").toString())
            .awaitReady();
  }

  @AfterAll
  static void stop() {
    assertThat(program.signal("TERM").exitCode()).as("a stop in order").isEqualTo(143);
  }

  @BeforeEach
  void openBrowser() throws IOException {
    profile = Files.createTempDirectory("aralwatch-browser-");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(required("ARALWATCH_CHROMIUM"));
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--hide-scrollbars",
        "--lang=en",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.WARNING);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of(required("ARALWATCH_CHROMEDRIVER")).toFile())
            .build();
    browser = new ChromeDriver(service, options);
    size(DESK_WIDTH, DESK_HEIGHT);
  }

  private static String required(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          variable + " does not say where the browser is; scripts/test sets it");
    }
    return value;
  }

  @AfterEach
  void closeBrowser() throws IOException, InterruptedException {
    if (browser != null) {
      browser.quit();
    }
    // Its last processes may still write for a moment.
    for (int attempt = 0; !isDeleted(profile); attempt++) {
      assertThat(attempt).as("attempts to delete %s", profile).isLessThan(100);
      Thread.sleep(100);
    }
  }

  private static boolean isDeleted(Path directory) throws IOException {
    try (Stream<Path> within = Files.walk(directory)) {
      for (Path path : within.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
      return Files.notExists(directory);
    }
    return Files.notExists(directory);
  }

  @Test
  void theFirstLookShowsTheAralSeaWithLegendUnitAndDate() throws IOException {
    open("");
    assertThat(text("theme-name")).isEqualTo("Aral Sea");
    assertThat(text("legend")).contains("Water area, km²").contains(text("time-label"));
    assertThat(stations()).hasSizeGreaterThanOrEqualTo(2);
    until(d -> text("sentence").startsWith("2018. Water area"));
    assertThat(text("sentence")).contains("3,030").endsWith(".");
    // The North Aral of 2018, 3,030 km2, has the fourth colour of the classes, #6baed6.
    until(d -> pixelsOf("theme", 0x6b, 0xae, 0xd6) > 1_000);
    screenshot("first-look");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void nothingIsAskedOfAnotherHost() {
    open("");
    theme("air-quality");
    until(d -> text("theme-name").equals("Air quality"));
    until(d -> stations().size() > 5);
    press("station", stations().get(0).getText().lines().findFirst().orElseThrow());
    until(d -> !d.findElements(By.cssSelector("#chart canvas")).isEmpty());
    @SuppressWarnings("unchecked")
    List<String> addresses =
        (List<String>)
            browser.executeScript(
                "return performance.getEntriesByType('resource').map(entry => entry.name)");
    assertThat(addresses).isNotEmpty().allMatch(address -> address.startsWith(program.address()));
  }

  @Test
  void aWaterBodyOpensItsChartWithSourceAndLicence() throws IOException {
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    press("station", "North (Small) Aral Sea");
    until(d -> !d.findElements(By.cssSelector("#chart canvas")).isEmpty());
    until(d -> text("detail-value").contains("2,860"));
    assertThat(text("detail")).contains("North (Small) Aral Sea").contains("UNESCO");
    assertThat(hrefs("detail")).anyMatch(h -> h.startsWith("https://unesdoc.unesco.org"));
    assertThat(hrefs("detail")).anyMatch(h -> h.contains("creativecommons.org"));
    assertThat(browser.getCurrentUrl()).contains("f=");
    screenshot("chart");
    browser.findElement(By.id("detail")).sendKeys(Keys.ESCAPE);
    until(d -> !d.findElement(By.id("detail")).isDisplayed());
    assertThat(complaints()).isEmpty();
  }

  @Test
  void theWholeSeaOf1960HasItsLevelAboveANamedDatum() {
    open("#theme=aral-sea&view=water-level&date=1960-07-01");
    press("station", "Aral Sea (whole)");
    until(d -> text("detail-value").contains("53.4"));
    assertThat(text("detail")).contains("Baltic system");
  }

  @Test
  void theDateMovesByTheSliderAndTheAddressFollows() {
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    until(d -> text("time-label").equals("2005"));
    browser.findElement(By.id("time-forward")).click();
    until(d -> text("time-label").equals("2006"));
    until(d -> text("stations").contains("13,470"));
    assertThat(browser.getCurrentUrl()).contains("2006");
  }

  @Test
  void theLegendTellsWhatTheShoresAreMadeOf() {
    open("#theme=aral-sea&view=water-area&date=2018");
    assertThat(text("legend")).contains("They are no survey").contains("shore of 1960");
  }

  @Test
  void aViewChosenOnADateWithoutValuesMovesToOneThatHasThem() {
    open("#theme=discharge&view=runoff-volume-year&date=2002");
    press("segment", "Reservoirs");
    until(d -> text("time-label").equals("October 2020"));
    until(d -> text("stations").contains("15 km³"));
    press("station", "Toktogul Reservoir");
    until(d -> text("detail").contains("1 Apr 2006"));
  }

  @Test
  void backLeadsToTheThemeBefore() {
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    theme("air-quality");
    until(d -> text("theme-name").equals("Air quality"));
    browser.navigate().back();
    until(d -> text("theme-name").equals("Aral Sea"));
    until(d -> text("stations").contains("15,770"));
  }

  @Test
  void everyThemeIsOneClickAwayAndSaysInOneSentenceWhatIsToBeSeen() throws IOException {
    open("");
    List<String> themes =
        browser.findElements(By.cssSelector("#themes button")).stream()
            .map(button -> button.getDomAttribute("data-key").substring("theme-".length()))
            .toList();
    assertThat(themes).hasSizeGreaterThanOrEqualTo(10);
    for (String theme : themes) {
      assertThat(browser.findElement(By.cssSelector("[data-key='theme-" + theme + "']")))
          .satisfies(button -> assertThat(button.isDisplayed()).isTrue());
      String before = text("theme-name");
      theme(theme);
      until(d -> theme.equals("aral-sea") || !text("theme-name").equals(before));
      until(d -> !text("sentence").isBlank() && !stations().isEmpty());
      assertThat(text("sentence")).as(theme).contains(": ").endsWith(".");
      assertThat(hrefs("legend")).as(theme).isNotEmpty();
      screenshot("theme-" + theme);
    }
    assertThat(complaints()).isEmpty();
  }

  @Test
  void aCountryIsColouredUnderTheWaterAndItsPartsAreStacked() throws IOException {
    open("#theme=drinking-water&view=water-access-at-least-basic&date=2020");
    until(d -> text("sentence").contains("Turkmenistan"));
    // Kazakhstan, 95.4 %, has the fifth colour of the classes, #2c7fb8.
    until(d -> pixelsOf("areas", 0x2c, 0x7f, 0xb8) > 5_000);
    press("station", "Kazakhstan");
    until(d -> d.findElements(By.cssSelector("#composition svg rect")).size() > 50);
    screenshot("composition");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void anotherViewMovesTheOpenChartToItsProperty() {
    open("#theme=aral-sea&view=water-area&date=2000");
    press("station", "South (Large) Aral Sea");
    until(d -> text("detail").contains("Water area, km²"));
    press("segment", "Water volume");
    until(d -> text("detail").contains("Water volume, km³"));
  }

  @Test
  void aChartIsReadyForPaperWithSourceAndDefinition() {
    open("#theme=aral-sea&view=water-area&date=2005");
    press("station", "North (Small) Aral Sea");
    until(d -> !d.findElements(By.cssSelector("#paper svg")).isEmpty());
    assertThat(
            (String) browser.executeScript("return document.getElementById('paper').textContent"))
        .contains("Water area, km²")
        .contains("1986–2018")
        .contains("Source: UNESCO")
        .contains("Definition:");
    assertThat(browser.findElement(By.id("png")).isEnabled()).isTrue();
  }

  @Test
  void aLanguageOfNamesOnlyNamesPlacesAndTheRestIsRussian() throws IOException {
    open("#theme=aral-sea&view=water-area&date=2005-07-01&lang=uz");
    until(d -> text("theme-name").equals("Orol dengizi"));
    assertThat(text("legend")).contains("нет значения");
    screenshot("uzbek");
  }

  @Test
  void thePageSpeaksRussian() throws IOException {
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    browser.findElement(By.cssSelector("#languages option[value=ru]")).click();
    until(d -> text("theme-name").equals("Аральское море"));
    until(d -> text("stations").contains("км²"));
    assertThat(browser.findElement(By.tagName("html")).getDomAttribute("lang")).isEqualTo("ru");
    screenshot("russian");
  }

  @Test
  void aDateWithoutValuesSaysSoAndLeadsToTheNearest() throws IOException {
    open("#theme=aral-sea&view=water-level&date=2012-07-01");
    until(d -> d.findElement(By.id("note")).isDisplayed());
    screenshot("no-values");
    String before = text("time-label");
    browser.findElement(By.cssSelector("#note button")).click();
    until(d -> !text("time-label").equals(before));
    until(d -> !d.findElement(By.id("note")).isDisplayed());
  }

  @Test
  void aServerThatDoesNotAnswerIsToldAndTriedAgain() throws IOException {
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    browser.executeCdpCommand("Network.enable", Map.of());
    block(List.of("*/api/*", "*/tiles/*"));
    browser.findElement(By.id("time-forward")).click();
    until(d -> d.findElement(By.id("banner")).isDisplayed());
    assertThat(stations()).as("values of another date").isEmpty();
    screenshot("server-away");
    block(List.of());
    browser.findElement(By.cssSelector("#banner .button")).click();
    until(d -> !d.findElement(By.id("banner")).isDisplayed());
    until(d -> text("stations").contains("13,470"));
  }

  @Test
  void theSearchFindsAStationInTheOtherScript() {
    open("");
    WebElement search = browser.findElement(By.id("search"));
    search.sendKeys("Токтогул");
    until(d -> text("search-list").contains("Toktogul"));
    search.sendKeys(Keys.ARROW_DOWN, Keys.ENTER);
    until(d -> d.findElement(By.id("detail")).isDisplayed());
    assertThat(text("detail")).contains("Toktogul");
  }

  @Test
  void aPhoneShowsMapLegendAndChartWithoutScrollingSideways() throws IOException {
    size(390, 844);
    open("#theme=aral-sea&view=water-area&date=2005-07-01");
    screenshot("phone");
    assertThat(
            (Boolean)
                browser.executeScript(
                    "return document.documentElement.scrollWidth <= window.innerWidth"))
        .isTrue();
    browser.findElement(By.id("sheet-handle")).click();
    until(d -> stations().stream().anyMatch(WebElement::isDisplayed));
    press("station", "North (Small) Aral Sea");
    until(d -> !d.findElements(By.cssSelector("#chart canvas")).isEmpty());
    screenshot("phone-chart");
    assertThat(complaints()).isEmpty();
  }

  @Test
  void theDocumentationOfTheApiIsBrowsable() throws IOException {
    browser.get(program.address() + "docs/");
    until(d -> d.findElements(By.cssSelector(".opblock")).size() > 8);
    screenshot("docs");
    assertThat(complaints()).isEmpty();
  }

  private void open(String hash) {
    browser.get(program.address() + hash);
    until(d -> !stations().isEmpty());
    until(d -> !text("time-label").isBlank());
  }

  private void size(int width, int height) {
    // The window has a frame even without a screen; the emulated screen has exactly this size.
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  private void block(List<String> patterns) {
    browser.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", patterns));
  }

  private List<WebElement> stations() {
    return browser.findElements(By.cssSelector("#stations button"));
  }

  private void theme(String id) {
    browser.findElement(By.cssSelector("[data-key='theme-" + id + "']")).click();
  }

  private void press(String kind, String label) {
    until(
        d ->
            d.findElements(By.cssSelector("button." + kind)).stream()
                .filter(button -> button.getText().contains(label))
                .findFirst()
                .map(
                    button -> {
                      button.click();
                      return true;
                    })
                .orElse(false));
  }

  private String text(String id) {
    return browser.findElement(By.id(id)).getText();
  }

  private List<String> hrefs(String id) {
    return browser.findElements(By.cssSelector("#" + id + " a")).stream()
        .map(link -> String.valueOf(link.getDomAttribute("href")))
        .toList();
  }

  /** Pixels of a pane's tiles that have the colour of a class: a blank map has none. */
  private long pixelsOf(String pane, int red, int green, int blue) {
    return (Long)
        browser.executeScript(
            """
            let count = 0;
            for (const canvas of document.querySelectorAll(`.leaflet-${arguments[3]}-pane canvas`)) {
              if (!canvas.width || !canvas.height) continue;
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              for (let i = 0; i < data.length; i += 4) {
                const near = (a, b) => Math.abs(a - b) < 24;
                if (data[i + 3] > 128 && near(data[i], arguments[0])
                    && near(data[i + 1], arguments[1]) && near(data[i + 2], arguments[2])) count++;
              }
            }
            return count;
            """,
            red,
            green,
            blue,
            pane);
  }

  /** What the browser's console complained of; a tile that was given up for a newer one is none. */
  private List<String> complaints() {
    return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  private void until(ExpectedCondition<Boolean> condition) {
    new WebDriverWait(browser, Duration.ofSeconds(20))
        .ignoring(StaleElementReferenceException.class)
        .until(condition);
  }

  private void screenshot(String name) throws IOException {
    browser.executeAsyncScript(
        "const done = arguments[0]; setTimeout(() => requestAnimationFrame(done), 800);");
    Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
  }
}
