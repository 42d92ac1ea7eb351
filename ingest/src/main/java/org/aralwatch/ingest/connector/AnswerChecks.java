package org.aralwatch.ingest.connector;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.aralwatch.geodata.Json;
import org.aralwatch.ingest.connector.Parameters.Form;
import org.aralwatch.ingest.connector.SourceDefinition.Limits;

/** Proves that an answer is whole and is what was asked for; a part of one is never taken. */
final class AnswerChecks {
  private AnswerChecks() {}

  static Answer whole(
      URI uri, Form form, HttpResponse<Path> response, Limits limits, Secrets secrets, Path file)
      throws FetchException, IOException {
    HttpHeaders headers = response.headers();
    if (response.statusCode() == 204 || !Files.exists(file)) {
      Files.write(file, new byte[0]);
      return new Answer(uri, headers, Optional.of(file));
    }
    String host = HttpFetcher.host(uri);
    String encoding = headers.firstValue("content-encoding").orElse("").strip();
    if (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip")) {
      unpack(file, limits, host);
    } else if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
      throw FetchException.lasting(
          host + " packs its answer as '" + encoding + "', which was not asked for");
    } else {
      requireEnd(response, form, host);
    }
    requireType(headers, form, host);
    if (form == Form.JSON && Files.size(file) > 0) {
      requireJson(file, host);
    }
    if (secrets.isIn(file)) {
      Files.delete(file);
      throw FetchException.lasting(
          "the answer of " + host + " repeats the key; it is not kept, as its bytes would be seen");
    }
    return new Answer(uri, headers, Optional.of(file));
  }

  private static void unpack(Path file, Limits limits, String host)
      throws FetchException, IOException {
    Path unpacked = file.resolveSibling(file.getFileName() + ".unpacked");
    try (InputStream in =
            new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
        OutputStream out = Files.newOutputStream(unpacked)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size += count;
        if (size > limits.maxBytes()) {
          throw FetchException.lasting(
              "the answer of " + host + " unpacks to more than " + limits.maxBytes() + " bytes");
        }
        out.write(buffer, 0, count);
      }
    } catch (java.io.EOFException | ZipException e) {
      Files.deleteIfExists(unpacked);
      throw FetchException.passing(
          "the packed answer of " + host + " is broken (" + e.getMessage() + ")", e);
    }
    Files.move(unpacked, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * An answer of HTTP/1 that tells neither its length nor its last chunk ends with the connection
   * (RFC 9112, 6.3), as a broken one does. JSON has an end of its own.
   */
  private static void requireEnd(HttpResponse<Path> response, Form form, String host)
      throws FetchException {
    HttpHeaders headers = response.headers();
    boolean framed =
        response.version() == HttpClient.Version.HTTP_2
            || headers.firstValue("content-length").isPresent()
            || headers
                .firstValue("transfer-encoding")
                .map(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"))
                .orElse(false);
    if (!framed && form != Form.JSON) {
      throw FetchException.lasting(
          host
              + " does not tell where its answer ends, so a broken one could be taken for whole;"
              + " ask for JSON or for another service");
    }
  }

  private static void requireType(HttpHeaders headers, Form form, String host)
      throws FetchException {
    Optional<String> type =
        headers
            .firstValue("content-type")
            .map(text -> text.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT));
    if (type.isEmpty()) {
      return;
    }
    boolean html = type.get().equals("text/html") || type.get().equals("application/xhtml+xml");
    boolean json = type.get().endsWith("json");
    boolean fits =
        switch (form) {
          case JSON ->
              json || type.get().equals("text/plain") || type.get().equals("text/javascript");
          case CSV -> !html && !json && !type.get().endsWith("xml");
          case OTHER -> !html;
        };
    if (!fits) {
      // A page of a captive portal or of a gateway in trouble may give way to the service.
      throw FetchException.passing(
          host + " answers with " + type.get() + " where " + form.suffix() + " is expected");
    }
  }

  private static void requireJson(Path file, String host) throws FetchException, IOException {
    try (JsonParser parser = Json.mapper().getFactory().createParser(file.toFile())) {
      int depth = 0;
      int values = 0;
      for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isStructStart()) {
          depth++;
        } else if (token.isStructEnd()) {
          depth--;
        }
        if (depth == 0) {
          values++;
        }
      }
      if (values != 1) {
        throw FetchException.passing(
            "the answer of "
                + host
                + " is "
                + (values == 0 ? "no" : "more than one")
                + " JSON text");
      }
    } catch (JsonProcessingException e) {
      throw FetchException.passing(
          "the answer of "
              + host
              + " is no whole JSON"
              + (e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")"),
          e);
    }
  }
}
