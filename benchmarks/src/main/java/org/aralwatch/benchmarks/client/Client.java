package org.aralwatch.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.aralwatch.benchmarks.report.Sample;

/** Asks a server and times its answers, from the first byte sent to the last byte read. */
public final class Client implements AutoCloseable {
  private final InetSocketAddress address;
  private final HttpConnection connection;

  public Client(URI server) {
    address = new InetSocketAddress(server.getHost(), server.getPort());
    connection = connect(address);
  }

  private static HttpConnection connect(InetSocketAddress address) {
    try {
      return new HttpConnection(address);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot connect to " + address, e);
    }
  }

  /** A request by its path with query, ready to be sent; compressed answers are welcome. */
  public byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\n" + fields() + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  public byte[] post(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\n"
                + fields()
                + "Content-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  private String fields() {
    return "Host: " + address.getHostString() + "\r\nAccept-Encoding: gzip\r\n";
  }

  /** What was measured of one kind of question. */
  public record Answers(Sample times, long bytes, int longest) {
    public double meanKilobytes() {
      return bytes / 1024.0 / times.size();
    }
  }

  /**
   * One after the other, each as often as it is in the list.
   *
   * @throws IllegalStateException when an answer is none of success
   */
  public Answers ask(List<byte[]> requests) {
    long[] nanos = new long[requests.size()];
    long bytes = 0;
    int longest = 0;
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      exchange(connection, requests.get(i));
      nanos[i] = System.nanoTime() - begin;
      bytes += connection.bodyLength();
      longest = Math.max(longest, connection.bodyLength());
    }
    return new Answers(Sample.ofNanos(nanos), bytes, longest);
  }

  /** The body of one answer. */
  public byte[] body(byte[] request) {
    exchange(connection, request);
    return connection.body();
  }

  private static void exchange(HttpConnection connection, byte[] request) {
    try {
      int status = connection.exchange(request);
      if (status != 200 && status != 204) {
        throw new IllegalStateException(
            status
                + " for "
                + new String(request, StandardCharsets.UTF_8).lines().findFirst().orElse("")
                + ": "
                + new String(connection.body(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a server did under load. */
  public record Throughput(Sample times, double perSecond) {}

  /**
   * Asks from several connections at once, each for the next as soon as it has an answer, in random
   * order.
   */
  public Throughput load(List<byte[]> requests, int connections, double seconds) {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      long begin = System.nanoTime();
      long end = begin + (long) (seconds * 1e9);
      List<Callable<long[]>> clients =
          IntStream.range(0, connections)
              .<Callable<long[]>>mapToObj(seed -> () -> loadUntil(end, requests, seed))
              .toList();
      List<Sample> samples = new ArrayList<>();
      for (Future<long[]> client : threads.invokeAll(clients)) {
        samples.add(Sample.ofNanos(client.get()));
      }
      double took = (System.nanoTime() - begin) / 1e9;
      Sample all = Sample.all(samples);
      return new Throughput(all, all.size() / took);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a client failed", e.getCause());
    } finally {
      threads.shutdown();
    }
  }

  private long[] loadUntil(long end, List<byte[]> requests, int seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long[] nanos = new long[1 << 12];
    int count = 0;
    try (HttpConnection own = new HttpConnection(address)) {
      long begin = System.nanoTime();
      while (begin < end || count == 0) {
        exchange(own, requests.get(random.nextInt(requests.size())));
        long done = System.nanoTime();
        if (count == nanos.length) {
          nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = done - begin;
        begin = done;
      }
    }
    return Arrays.copyOf(nanos, count);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
