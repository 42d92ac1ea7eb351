package org.aralwatch.ingest.connector;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A service on loopback that replays answers and faults, down to the byte. Answers of an address
 * are given in their order; the last is given again and again.
 */
final class FakeService implements AutoCloseable {
  private final ServerSocket server;
  private final Map<String, Queue<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param target path and query
   * @param headers by small letters
   */
  record Request(String target, Map<String, String> headers) {}

  /** Writes an answer, or something that is none. */
  interface Reply {
    void write(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  FakeService() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "fake-service");
    thread.setDaemon(true);
    thread.start();
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + target);
  }

  String host() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<String> targets() {
    return requests().stream().map(Request::target).toList();
  }

  /**
   * @param target exact, or a beginning that ends with *
   */
  FakeService on(String target, Reply... answers) {
    replies.put(target, new ConcurrentLinkedQueue<>(List.of(answers)));
    return this;
  }

  static Reply json(String body) {
    return answer(200, Map.of("Content-Type", "application/json"), body);
  }

  static Reply csv(String body) {
    return answer(200, Map.of("Content-Type", "text/csv"), body);
  }

  static Reply answer(int status, Map<String, String> headers, String body) {
    return answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static Reply answer(int status, Map<String, String> headers, byte[] body) {
    return (socket, out) -> {
      out.write(head(status, headers, "Content-Length: " + body.length));
      out.write(body);
    };
  }

  /** Tells a length and breaks off before, in order. */
  static Reply truncated(Map<String, String> headers, String body, int missing) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (socket, out) -> {
      out.write(head(200, headers, "Content-Length: " + (bytes.length + missing)));
      out.write(bytes);
    };
  }

  /** Neither length nor chunks: the answer ends with the connection. */
  static Reply unframed(Map<String, String> headers, String body) {
    return (socket, out) -> {
      out.write(head(200, headers, "X: y"));
      out.write(body.getBytes(StandardCharsets.UTF_8));
    };
  }

  /** Chunks without the last one. */
  static Reply brokenChunks(Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return (socket, out) -> {
      out.write(head(200, headers, "Transfer-Encoding: chunked"));
      out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    };
  }

  /** Resets the connection within the body. */
  static Reply reset(String body) {
    return (socket, out) -> {
      out.write(head(200, Map.of("Content-Type", "application/json"), "Content-Length: 100000"));
      out.write(body.getBytes(StandardCharsets.UTF_8));
      out.flush();
      socket.setSoLinger(true, 0);
    };
  }

  /** Sends the head at once and then a byte now and then, without end. */
  Reply drip() {
    return (socket, out) -> {
      out.write(head(200, Map.of("Content-Type", "application/json"), "Content-Length: 1000000"));
      while (!closed.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write(' ');
        out.flush();
      }
    };
  }

  private static byte[] head(int status, Map<String, String> headers, String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append(framing).append("\r\nConnection: close\r\n\r\n");
    return head.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread thread = new Thread(() -> converse(socket), "fake-answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      if (line == null) {
        return;
      }
      String target = line.split(" ")[1];
      Map<String, String> headers = new LinkedHashMap<>();
      for (String header = in.readLine();
          header != null && !header.isEmpty();
          header = in.readLine()) {
        int colon = header.indexOf(':');
        headers.put(
            header.substring(0, colon).toLowerCase(Locale.ROOT),
            header.substring(colon + 1).strip());
      }
      requests.add(new Request(target, headers));
      OutputStream out = socket.getOutputStream();
      reply(target).write(socket, out);
      out.flush();
    } catch (IOException e) {
      // The client has gone, as it does when an answer is too large or too slow.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(String target) {
    Queue<Reply> queue = replies.get(target);
    if (queue == null) {
      queue =
          replies.entrySet().stream()
              .filter(entry -> entry.getKey().endsWith("*"))
              .filter(
                  entry ->
                      target.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
              .max(Map.Entry.comparingByKey(java.util.Comparator.comparingInt(String::length)))
              .map(Map.Entry::getValue)
              .orElse(null);
    }
    if (queue == null) {
      return answer(404, Map.of("Content-Type", "text/plain"), "nothing is scripted here");
    }
    return queue.size() > 1 ? queue.poll() : queue.peek();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
  }
}
