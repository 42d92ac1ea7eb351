package org.aralwatch.ingest.connector;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.aralwatch.ingest.connector.SourceDefinition.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks hosts, politely and with patience: an answer is whole or none. Trouble that may pass is met
 * by a few attempts, ever farther apart; what a host says of its limits is kept to, and told to all
 * sources of this process. Thread-safe.
 */
final class HttpFetcher {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFetcher.class);

  static final int ATTEMPTS = 5;
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  /** A longer wait is not slept through: the run ends, and the source comes again later. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final int MOST_REDIRECTS = 5;
  private static final Duration CONNECT = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final HostLimits hosts;
  private final Clock clock;
  private final Waits waits;
  private final RandomGenerator random;

  HttpFetcher(HostLimits hosts, Clock clock, Waits waits, RandomGenerator random) {
    this.hosts = hosts;
    this.clock = clock;
    this.waits = waits;
    this.random = random;
  }

  /**
   * The answer to a question.
   *
   * @param file where the answer is put
   * @throws FetchException when there is none, in spite of all attempts
   * @throws InterruptedException when the process stops
   * @throws IOException when this side cannot keep the answer, as on a full disk
   */
  Answer get(Ask ask, Limits limits, Secrets secrets, Path file)
      throws FetchException, InterruptedException, IOException {
    for (int attempt = 1; ; attempt++) {
      TokenBucket bucket = hosts.of(host(ask.uri()), limits.requestsPerMinute());
      try {
        return follow(ask, limits, secrets, file, bucket);
      } catch (FetchException e) {
        Instant now = clock.instant();
        Duration asked =
            e.notBefore().map(time -> Duration.between(now, time)).orElse(Duration.ZERO);
        if (!e.mayPass() || attempt == ATTEMPTS || asked.compareTo(PATIENCE) > 0) {
          throw e;
        }
        Duration wait = BACKOFF.wait(attempt, random);
        wait = wait.compareTo(asked) > 0 ? wait : asked;
        LOG.info(
            "{}; attempt {} of {} follows in {} s",
            e.getMessage(),
            attempt + 1,
            ATTEMPTS,
            (wait.toMillis() + 999) / 1_000);
        waits.sleep(wait);
      }
    }
  }

  /** Follows redirects within the host; each request is counted. */
  private Answer follow(Ask ask, Limits limits, Secrets secrets, Path file, TokenBucket bucket)
      throws FetchException, InterruptedException, IOException {
    URI uri = ask.uri();
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpResponse<Path> response = send(uri, ask, limits, secrets, file, bucket);
      int status = response.statusCode();
      tellLimits(response.headers(), bucket);
      if (ask.quota().isPresent() && starts(file, ask.quota().get().words())) {
        Instant until = clock.instant().plus(ask.quota().get().pause());
        bucket.closeUntil(until);
        throw FetchException.passing(
            host(uri) + " has been asked too much and says so: " + excerpt(response, secrets),
            until);
      }
      if (status == 304) {
        return new Answer(uri, response.headers(), Optional.empty());
      }
      if (status == 301 || status == 302 || status == 303 || status == 307 || status == 308) {
        uri = redirected(uri, response.headers(), secrets);
        continue;
      }
      if (status != 200 && status != 204) {
        throw refused(uri, response, secrets, bucket);
      }
      return AnswerChecks.whole(uri, ask.form(), response, limits, secrets, file);
    }
    throw FetchException.lasting(
        host(uri) + " redirects more than " + MOST_REDIRECTS + " times: " + shown(uri, secrets));
  }

  private HttpResponse<Path> send(
      URI uri, Ask ask, Limits limits, Secrets secrets, Path file, TokenBucket bucket)
      throws FetchException, InterruptedException, IOException {
    Instant now = clock.instant();
    Instant closed = bucket.closedUntil();
    if (closed.isAfter(now.plus(PATIENCE))) {
      throw FetchException.passing(host(uri) + " wants to be left alone until " + closed, closed);
    }
    bucket.take();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(limits.timeout())
            .version(
                "https".equals(uri.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .header("User-Agent", "AralWatch")
            .header("Accept-Encoding", "gzip")
            .header("Accept", accept(ask));
    ask.headers().forEach(request::setHeader);
    CompletableFuture<HttpResponse<Path>> exchange =
        client.sendAsync(request.build(), info -> new SpoolingSubscriber(file, limits.maxBytes()));
    try {
      // The request's own time-out ends with the headers; a body may drip for ever.
      return exchange.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw FetchException.passing(
          host(uri) + " has not answered whole within " + limits.timeout().toSeconds() + " s", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw failed(uri, secrets, limits, e.getCause());
    }
  }

  private static String accept(Ask ask) {
    return switch (ask.form()) {
      case JSON -> "application/json, application/geo+json;q=0.9";
      case CSV -> "text/csv, text/plain;q=0.9, */*;q=0.1";
      case OTHER -> "*/*";
    };
  }

  private static FetchException failed(URI uri, Secrets secrets, Limits limits, Throwable cause)
      throws IOException {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof SpoolingSubscriber.TooLargeException) {
        return FetchException.lasting(
            "the answer of "
                + host(uri)
                + " is larger than "
                + limits.maxBytes()
                + " bytes; ask for less at once, or raise limits.maxBytes");
      }
      if (at instanceof UnknownHostException || at.getClass().getName().contains("Unresolved")) {
        return FetchException.passing(
            "there is no host " + host(uri) + ", or no way to its name", cause);
      }
      if (at instanceof HttpTimeoutException) {
        return FetchException.passing(host(uri) + " does not answer in time", cause);
      }
      if (at instanceof ConnectException) {
        return FetchException.passing(host(uri) + " cannot be reached", cause);
      }
      if (at instanceof SSLException) {
        return FetchException.lasting(
            "no safe connection to "
                + host(uri)
                + " can be made: "
                + secrets.hide("" + at.getMessage()));
      }
      if (at instanceof java.nio.file.FileSystemException disk) {
        throw disk;
      }
    }
    if (cause instanceof IOException) {
      return FetchException.passing(
          "the connection to "
              + host(uri)
              + " broke before the answer was whole ("
              + secrets.hide("" + cause.getMessage())
              + ")",
          cause);
    }
    throw new IllegalStateException("an exchange failed by no fault of the network", cause);
  }

  private void tellLimits(HttpHeaders headers, TokenBucket bucket) {
    Instant now = clock.instant();
    Answer.exhausted(headers, now).ifPresent(wait -> bucket.closeUntil(now.plus(wait)));
  }

  private FetchException refused(
      URI uri, HttpResponse<Path> response, Secrets secrets, TokenBucket bucket)
      throws IOException {
    int status = response.statusCode();
    String host = host(uri);
    if (status == 401 || status == 403) {
      return FetchException.lasting(
          host
              + " refuses the "
              + (secrets.key().isPresent() ? "key" : "request, which has no key")
              + " ("
              + status
              + ")"
              + words(response, secrets));
    }
    Instant now = clock.instant();
    Optional<Duration> wait = Answer.retryAfter(response.headers(), now);
    if (status == 429 || status == 503) {
      String said = status == 429 ? " has been asked too much" : " is not at work";
      wait.ifPresent(duration -> bucket.closeUntil(now.plus(duration)));
      String message = host + said + " (" + status + ")" + words(response, secrets);
      return wait.map(duration -> FetchException.passing(message, now.plus(duration)))
          .orElseGet(() -> FetchException.passing(message));
    }
    String message =
        host + " answers " + status + " to " + shown(uri, secrets) + words(response, secrets);
    return status >= 500 || status == 408 || status == 425
        ? FetchException.passing(message)
        : FetchException.lasting(message);
  }

  private static String words(HttpResponse<Path> response, Secrets secrets) throws IOException {
    String excerpt = excerpt(response, secrets);
    return excerpt.isEmpty() ? "" : ": " + excerpt;
  }

  /** What the host says, if it says it in words. */
  private static String excerpt(HttpResponse<Path> response, Secrets secrets) throws IOException {
    if (!Files.exists(response.body())
        || response.headers().firstValue("content-encoding").isPresent()) {
      return "";
    }
    String start =
        new Answer(response.uri(), response.headers(), Optional.of(response.body())).start(300);
    String text = start.replaceAll("(?s)<[^>]*>", " ").replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return secrets.hide(text.length() > 160 ? text.substring(0, 160) + "…" : text);
  }

  private static boolean starts(Path file, String words) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      String start = new String(in.readNBytes(200), java.nio.charset.StandardCharsets.UTF_8);
      return start.strip().toLowerCase(Locale.ROOT).startsWith(words);
    }
  }

  private static URI redirected(URI from, HttpHeaders headers, Secrets secrets)
      throws FetchException {
    String location = headers.firstValue("location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw FetchException.lasting(
          host(from) + " redirects to what is no address: " + secrets.hide(location));
    }
    requireSameHost(from, to, secrets, "redirects");
    return to;
  }

  /**
   * Keys and trust are for one host: another one is not asked, nor this one without encryption
   * where it was asked with.
   */
  static void requireSameHost(URI from, URI to, Secrets secrets, String verb)
      throws FetchException {
    boolean sameHost = to.getHost() != null && to.getHost().equalsIgnoreCase(from.getHost());
    boolean same = sameHost && port(from) == port(to) && from.getScheme().equals(to.getScheme());
    boolean safer =
        sameHost
            && "http".equals(from.getScheme())
            && "https".equals(to.getScheme())
            && port(from) == 80
            && port(to) == 443;
    if (!same && !safer) {
      throw FetchException.lasting(
          host(from) + " " + verb + " to another host, which is not asked: " + shown(to, secrets));
    }
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  static String host(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  /** An address as it may be seen. */
  static String shown(URI uri, Secrets secrets) {
    return secrets.hide(uri.toString());
  }
}
